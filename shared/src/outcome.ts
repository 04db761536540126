/** Small builders for the parts of an outcome. */
import type { Interval } from './interval.js'
import type { Bounds, Term, Warning } from './result.js'

const finite = (end: number): number | null => (Number.isFinite(end) ? end : null)

export const boundsOf = (interval: Interval): Bounds => ({
  lower: finite(interval.lower),
  upper: finite(interval.upper),
})

/** The addends of a score from a record of them. */
export function termsOf(terms: Readonly<Record<string, number>>): readonly Term[] {
  const list: Term[] = []
  for (const id in terms) list.push({ id, value: terms[id] as number })
  return list
}

export const inputWarning = (code: string, pointer: string, message: string): Warning => ({ code, pointer, message })
