/** Small builders for the parts of an outcome. */
import type { Interval } from './interval.js'
import type { Bounds, Term, Warning } from './result.js'

const finite = (end: number): number | null => (Number.isFinite(end) ? end : null)

export const boundsOf = (interval: Interval): Bounds => ({
  lower: finite(interval.lower),
  upper: finite(interval.upper),
})

/** The addends of a score from a record of them. */
export const termsOf = (terms: Readonly<Record<string, number>>): readonly Term[] =>
  Object.entries(terms).map(([id, value]) => ({ id, value }))

export const inputWarning = (code: string, pointer: string, message: string): Warning => ({ code, pointer, message })
