/** Keeps a rise finite whose baseline is too near 0 for a double to divide by. */
const GREATEST_RISE = -1e300

/** Decline in percent of the baseline, positive when the follow-up is lower. The baseline is above 0: see the schema. */
export const relativeDecline = (baseline: number, followUp: number): number =>
  baseline === followUp ? 0 : Math.max((100 * (baseline - followUp)) / baseline, GREATEST_RISE)

/** Decline in the unit of the two values; for percent predicted, in points. */
export const absoluteDecline = (baseline: number, followUp: number): number => baseline - followUp
