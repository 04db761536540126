export const ITEMS = 10
export const WORST_ANSWER = 3
/** At most so many items may be missing; they count as the mean of the answered ones. */
export const MOST_MISSING = 2

/** Function (FN), 0 to 10: a third of the sum of ten items of 0 to 3. */
export const functionOfSum = (sum: number): number => sum / 3

/** Sum of ten items where some are missing: the mean of the answered ones stands in. */
export const imputedSum = (sum: number, answered: number): number => (sum * ITEMS) / answered

/** FN from a HAQ-DI of 0 to 3. */
export const functionOfHaqDi = (haqDi: number): number => (haqDi * 10) / 3

/** RAPID3, 0 to 30. */
export const rapid3 = (fn: number, pain: number, patientGlobal: number): number => fn + pain + patientGlobal
