/**
 * ESSPRI is the mean of three whole ratings (Seror 2011). Everything is decided on their sum, in whole numbers: a mean of 20/3
 * with 2 decimals, and a fall of 1 from it, would look like less than 15 %.
 */
const ITEMS = 3

export const mean = (sum: number): number => sum / ITEMS

/** Patient-acceptable symptom state: mean below 5 (Seror 2016). */
export const acceptable = (sum: number): boolean => sum < 5 * ITEMS

/** Fall of the mean by at least 1 point. */
export const fellByOnePoint = (before: number, after: number): boolean => before - after >= ITEMS

/** Fall by at least 15 %, that is 3/20, of the baseline; a baseline of 0 has no percent. */
export const fellByPercent = (before: number, after: number): boolean =>
  before > 0 && 20 * (before - after) >= 3 * before

export const percentDecrease = (before: number, after: number): number | null =>
  before === 0 ? null : (100 * (before - after)) / before
