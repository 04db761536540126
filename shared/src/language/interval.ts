/**
 * Intervals of possible values: a missing item of a sum, or a laboratory value with a comparator, leaves a range.
 * A threshold is decided as soon as the whole range lies on one side of it.
 */
import { greater, less, same } from './compare.js'
import { MET, NOT_MET, undetermined, type Verdict } from './kleene.js'

export interface Interval {
  readonly lower: number
  readonly upper: number
  /** True where the end itself is not a possible value (`<5` has an open upper end). */
  readonly lowerOpen?: boolean
  readonly upperOpen?: boolean
}

export const exactly = (value: number): Interval => ({ lower: value, upper: value })
export const between = (lower: number, upper: number): Interval => ({ lower, upper })
export const isExact = (interval: Interval): boolean => interval.lower === interval.upper

/** Every value of either, and those between; an end is open where neither has it as a value. */
export function hull(a: Interval, b: Interval): Interval {
  const lower = Math.min(a.lower, b.lower)
  const upper = Math.max(a.upper, b.upper)
  return {
    lower,
    upper,
    lowerOpen: (a.lower > lower || a.lowerOpen === true) && (b.lower > lower || b.lowerOpen === true),
    upperOpen: (a.upper < upper || a.upperOpen === true) && (b.upper < upper || b.upperOpen === true),
  }
}

/** Applies a non-decreasing function to both ends. */
export function mapIncreasing(interval: Interval, f: (x: number) => number): Interval {
  const [lower, upper] = [f(interval.lower), f(interval.upper)]
  return interval.lowerOpen || interval.upperOpen ? { ...interval, lower, upper } : { lower, upper }
}

/** Every possible value is greater than the cut-off, none is, or it stays open with the reasons given. */
export function isAbove(interval: Interval, cutOff: number, reasons: readonly string[]): Verdict {
  if (greater(interval.lower, cutOff) || (interval.lowerOpen && same(interval.lower, cutOff))) return MET
  return greater(interval.upper, cutOff) ? undetermined(...reasons) : NOT_MET
}

export function isAtLeast(interval: Interval, cutOff: number, reasons: readonly string[]): Verdict {
  if (!less(interval.lower, cutOff)) return MET
  const never = less(interval.upper, cutOff) || (interval.upperOpen === true && same(interval.upper, cutOff))
  return never ? NOT_MET : undetermined(...reasons)
}

export function isBelow(interval: Interval, cutOff: number, reasons: readonly string[]): Verdict {
  const opposite = isAtLeast(interval, cutOff, reasons)
  if (opposite.state === 'undetermined') return opposite
  return opposite.state === 'met' ? NOT_MET : MET
}

export function isAtMost(interval: Interval, cutOff: number, reasons: readonly string[]): Verdict {
  const opposite = isAbove(interval, cutOff, reasons)
  if (opposite.state === 'undetermined') return opposite
  return opposite.state === 'met' ? NOT_MET : MET
}
