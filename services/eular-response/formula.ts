/** Improvement in DAS28 units; positive when disease activity fell. */
export const improvement = (baseline: number, followUp: number): number => baseline - followUp
