/** Decline in percent of the baseline, positive when the follow-up is lower. The baseline is at least 5: see the schema. */
export const relativeDecline = (baseline: number, followUp: number): number =>
  baseline === followUp ? 0 : (100 * (baseline - followUp)) / baseline

/** Relative declines in percent: enough alone, and enough with a second finding. */
export const ALONE_PERCENT = 10
export const WITH_FINDING_PERCENT = 5

/** Calendar months before screening within which the progression must lie. */
export const WINDOW_MONTHS = 24
