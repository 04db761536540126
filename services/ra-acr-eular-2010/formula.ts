/** Points of the 2010 criteria: Aletaha 2010, first citation of manifest.ts. At least 6 of 10 classify. */
export const CLASSIFIES = 6

export interface Involved {
  readonly large: number
  readonly small: number
  /** Joints that count only towards more than 10. */
  readonly other: number
}

/**
 * Joints of each group: the most that can be involved. The others are tarsi and toe joints, or, by the closed list,
 * none of these.
 */
export const MOST_INVOLVED: Involved = { large: 10, small: 30, other: 18 }
export const MOST_LISTED = 6

const MANY = 10

/** The 5-point row is read first, then small joints, then large ones. Never falls when a joint is added. */
export function jointPoints({ large, small, other }: Involved): number {
  if (small >= 1 && large + small + other > MANY) return 5
  if (small >= 4) return 3
  if (small >= 1) return 2
  return large >= 2 ? 1 : 0
}

export const SEROLOGY_POINTS = { negative: 0, low: 2, high: 3 } as const

/** Ratios to the upper limit of normal above which a test is positive, and high positive. */
export const POSITIVE_ABOVE = 1
export const HIGH_ABOVE = 3

/** Duration of symptoms that earns a point. */
export const WEEKS = 6
