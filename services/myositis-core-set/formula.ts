/** Cut-offs of the trial's rule (NCT06464679, myositis arm, inclusion 2). Each measure is abnormal at its cut-off. */
export const CUT_OFF = {
  /** Physician, patient and extramuscular global activity, cm of 10. */
  globalCm: 2,
  /** HAQ-DI, 0 to 3. */
  haqDi: 0.25,
  /** Multiple of the upper limit of normal, any one enzyme. */
  enzymeRatio: 1.5,
  /** Of the five measures beside MMT-8. */
  abnormalMeasures: 2,
} as const

/** Least and greatest value of the greatest of several ratios, each known as a range; null for none. */
export function greatest(
  ranges: readonly { readonly lower: number; readonly upper: number }[],
): { readonly lower: number; readonly upper: number } | null {
  if (ranges.length === 0) return null
  return {
    lower: Math.max(...ranges.map(({ lower }) => lower)),
    upper: Math.max(...ranges.map(({ upper }) => upper)),
  }
}
