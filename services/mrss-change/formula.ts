/** Change of a skin score; positive is worse. Totals are whole numbers from 0 to 51. */
export const absoluteChange = (baseline: number, followUp: number): number => followUp - baseline

/** Change in percent of the baseline; null for a baseline of 0, where no percent exists. */
export const percentChange = (baseline: number, followUp: number): number | null =>
  baseline === 0 ? null : (100 * (followUp - baseline)) / baseline
