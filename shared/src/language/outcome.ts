/** What `compute` answers, the result around it, and small builders for their parts. */
import { type Interval, isExact } from './interval.js'
import type { State } from './kleene.js'
import { report } from './rounding.js'

export interface Bounds {
  readonly lower: number | null
  readonly upper: number | null
}

export interface Score {
  /** Unrounded; null when not computable. */
  readonly value: number | null
  /** Rounded half away from zero, with its trailing zeros; for display only. */
  readonly reported: string | null
  readonly unit: string
  readonly bounds: Bounds | null
}

export interface Category {
  readonly set: string
  readonly code: string
  readonly label: string
}

export interface Criterion {
  readonly id: string
  readonly state: State
  readonly rule: string
  readonly source: string
  readonly reason: string | null
}

/** An addend of the score. */
export interface Term {
  readonly id: string
  readonly value: number
}

export interface Warning {
  readonly code: string
  readonly pointer: string
  readonly message: string
}

/** What `compute` returns; the service adds instrument, version and references. */
export interface Outcome {
  readonly status: 'computed' | 'not_computable'
  readonly score: Score | null
  readonly category: Category | null
  readonly criteria: readonly Criterion[]
  readonly terms: readonly Term[]
  readonly details: object
  readonly inputs: object
  /** Dotted paths of the fields whose absence leaves the result open. */
  readonly missing: readonly string[]
  readonly warnings: readonly Warning[]
  /** One line, safe to paste into a note. */
  readonly text: string
}

export interface Result extends Outcome {
  readonly instrument: string
  readonly version: string
  readonly references: readonly string[]
}

const finite = (end: number): number | null => (Number.isFinite(end) ? end : null)

export const boundsOf = (interval: Interval): Bounds => ({
  lower: finite(interval.lower),
  upper: finite(interval.upper),
})

/**
 * Status and score of a value and the range of what else is possible: bounds stand where the value is not known or not
 * the only possible one. A null range gives none.
 */
export function scored(
  value: number | null,
  range: Interval | null,
  decimals: number,
  unit: string,
): { readonly status: Outcome['status']; readonly score: Score } {
  const bounds = range && !(value !== null && isExact(range)) ? boundsOf(range) : null
  return {
    status: value === null ? 'not_computable' : 'computed',
    score: { value, reported: value === null ? null : report(value, decimals), unit, bounds },
  }
}

/** The addends of a score from a record of them. */
export function termsOf(terms: Readonly<Record<string, number>>): readonly Term[] {
  const list: Term[] = []
  for (const id in terms) list.push({ id, value: terms[id] as number })
  return list
}

export const inputWarning = (code: string, pointer: string, message: string): Warning => ({ code, pointer, message })
