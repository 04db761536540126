/** Total Sharp/van der Heijde score: erosions of hands 160 and feet 120, joint-space narrowing 168. */
export const MAXIMUM = 448

export const change = (baseline: number, followUp: number): number => followUp - baseline

const DAYS_A_YEAR = 365.25

/**
 * Years rounded to 2 decimals, so that two calendar years of 731 days are 2. A tie cannot occur: 100 * days / 365.25 is
 * 400 * days / 1461, and 1461 is odd.
 */
export const years = (days: number): number => Math.round((100 * days) / DAYS_A_YEAR) / 100

/** A change of so many points in one year is rapid. */
export const RAPID_POINTS = 5

/** Days that count as one year, 12 months and 2 either side, ends included. */
export const ONE_YEAR_DAYS = { least: 305, most: 427 } as const
