/**
 * Comparison with cut-offs. Binary doubles miss exact boundaries (1.1 + 1.7 is 2.8000000000000003), so a value within
 * `TOLERANCE` of a cut-off is on it. The figure is the clinical specification's (0.2); no instrument here resolves
 * differences that small (decision 6).
 */
export const TOLERANCE = 1e-9

export const greater = (a: number, b: number): boolean => a > b + TOLERANCE
export const atLeast = (a: number, b: number): boolean => a >= b - TOLERANCE
export const less = (a: number, b: number): boolean => a < b - TOLERANCE
export const atMost = (a: number, b: number): boolean => a <= b + TOLERANCE
export const same = (a: number, b: number): boolean => Math.abs(a - b) <= TOLERANCE
