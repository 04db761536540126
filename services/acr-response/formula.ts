/** Improvement in percent of the baseline, positive when the measure fell; the baseline is above 0. */
export const percentImprovement = (baseline: number, followUp: number): number =>
  (100 * (baseline - followUp)) / baseline

/** How many of the five other measures must improve beside both joint counts. */
export const NEEDED_OF_FIVE = 3

/** ACR-N: the smallest of both joint counts and the third largest (the median) of the five other measures. */
export function acrN(tender: number, swollen: number, five: readonly number[]): number {
  const [, , third = Number.NaN] = five.toSorted((a, b) => b - a)
  return Math.min(tender, swollen, third)
}
