/** Joints of the two sets of each finding, and of what lies outside the 28: section 2 of the clinical specification. */
export const SIZE = {
  tenderJointCount28: 28,
  swollenJointCount28: 28,
  tenderJointCount68: 68,
  swollenJointCount66: 66,
} as const

/** Least and greatest number of joints that is possible. */
export interface Range {
  readonly lower: number
  readonly upper: number
}

export const overlap = (a: Range, b: Range): Range => ({
  lower: Math.max(a.lower, b.lower),
  upper: Math.min(a.upper, b.upper),
})

/**
 * The count of the 28, that of the joints outside and the full count, which is their sum, each narrowed by the other two.
 * A range whose lower end is above its upper one says that they cannot all be right.
 */
export function narrow(of28: Range, outside: Range, full: Range): { readonly of28: Range; readonly full: Range } {
  return {
    of28: overlap(of28, { lower: full.lower - outside.upper, upper: full.upper - outside.lower }),
    full: overlap(full, { lower: of28.lower + outside.lower, upper: of28.upper + outside.upper }),
  }
}

/** At least half of the set must be evaluable for a count to be scaled to it. */
export const mayBeProrated = (evaluable: number, size: number): boolean => 2 * evaluable >= size

/** count * size / evaluable: what the count would be if the joints that were not evaluable had fared as the others. */
export const prorate = (count: number, size: number, evaluable: number): number =>
  count === 0 ? 0 : (count * size) / evaluable
