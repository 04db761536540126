/** Keeps a rise finite whose baseline is too near 0 for a double to divide by. */
const GREATEST_RISE = -1e300

/** Decline in percent of the baseline, positive when the follow-up is lower. The baseline is above 0: see the schema. */
export const relativeDecline = (baseline: number, followUp: number): number =>
  baseline === followUp ? 0 : Math.max((100 * (baseline - followUp)) / baseline, GREATEST_RISE)

/** Relative declines in percent: enough alone, and enough with a second finding. */
export const ALONE_PERCENT = 10
export const WITH_FINDING_PERCENT = 5

/** Months before screening within which the progression must lie. */
export const WINDOW_MONTHS = 24
