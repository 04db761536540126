/** Decline in points of percent predicted, positive when the follow-up is lower. */
export const absoluteDecline = (baseline: number, followUp: number): number => baseline - followUp

/** Least declines in points of percent predicted within a year. */
export const FVC_POINTS = 5
export const DLCO_POINTS = 10

/** How many of the three criteria make progression. */
export const CRITERIA_NEEDED = 2

/** Calendar months within which the decline must lie. */
export const WINDOW_MONTHS = 12
