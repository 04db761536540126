/** Decline in points of percent predicted, positive when the follow-up is lower. */
export const absoluteDecline = (baseline: number, followUp: number): number => baseline - followUp

/** Least declines in points of percent predicted within a year. */
export const FVC_POINTS = 5
export const DLCO_POINTS = 10

/** How many of the three criteria make progression. */
export const CRITERIA_NEEDED = 2

const COMMON_YEAR_DAYS = 365

/** Greatest interval that is within one year: 366 days where the year that begins at the baseline has a 29 February. */
export const yearInDays = (leap: boolean): number => COMMON_YEAR_DAYS + (leap ? 1 : 0)
