/** Improvement in percent of the baseline, positive when activity fell; the baseline is above 0. */
export const percentImprovement = (baseline: number, followUp: number): number =>
  (100 * (baseline - followUp)) / baseline

/** In units of the measure; positive when activity fell. */
export const improvement = (baseline: number, followUp: number): number => baseline - followUp
