/** Decline in percent of the baseline, positive when the follow-up is lower. The baseline is above 0: see the schema. */
export const relativeDecline = (baseline: number, followUp: number): number => (100 * (baseline - followUp)) / baseline

/** Decline in the unit of the two values; for percent predicted, in points. */
export const absoluteDecline = (baseline: number, followUp: number): number => baseline - followUp
