/** The score itself is arithmetic that two instruments need: shared/src/measures/health-assessment.ts. */

/** Far below 1/56, the least distance between a mean of 6 to 8 whole numbers and a tie that it does not hit. */
const BINARY_RESIDUE = 1e-9

/** The score on the grid of eighths that 8 answered categories give, half up; for display only. */
export const nearestEighth = (score: number): number => Math.floor(score * 8 + 0.5 + BINARY_RESIDUE) / 8

/** Fall of the score from baseline, positive when function got better. */
export const improvement = (baseline: number, endpoint: number): number => baseline - endpoint

/** Least improvement that patients notice, `>=`: doi:10.1186/s13075-021-02591-y. The next step on the grid is 0.25. */
export const MCID = 0.22

/** Minimal clinically important improvement at a specificity of 0.80, `>=`: Ward 2015, abstract. */
export const MCII = 0.375
