import { atLeast, greater, less } from '@activity-scores/shared/language/compare'
import { between, exactly, type Interval, isAtLeast } from '@activity-scores/shared/language/interval'
import { decided, NOT_MET, undetermined, type Verdict } from '@activity-scores/shared/language/kleene'
import { improvement, percentImprovement } from './formula.js'

/** A measure at the two visits; null where it is missing. */
export interface Pair {
  readonly baseline: number | null
  readonly followUp: number | null
}

/** Whether a percent of the baseline does not exist. */
export const isZero = (baseline: number): boolean => !greater(baseline, 0)

/** Percent improvement; null while a visit is missing, and from a baseline of 0. */
export const percentOf = ({ baseline, followUp }: Pair): number | null =>
  baseline === null || followUp === null || isZero(baseline) ? null : percentImprovement(baseline, followUp)

const within = (value: number | null, range: Interval): Interval => (value === null ? range : exactly(value))

/** Every percent improvement from a baseline above 0 that a missing visit leaves possible. */
export function percentWithin(pair: Pair, range: Interval): Interval | null {
  const [from, to] = [within(pair.baseline, range), within(pair.followUp, range)]
  if (isZero(from.upper)) return null
  const lower = isZero(from.lower) ? Number.NEGATIVE_INFINITY : percentImprovement(from.lower, to.upper)
  return between(lower, percentImprovement(from.upper, to.lower))
}

/** An improvement of at least `threshold`, in units of the measure; `range` holds every value it can have. */
export function improvedBy(threshold: number, pair: Pair, range: Interval, reasons: readonly string[]): Verdict {
  const [from, to] = [within(pair.baseline, range), within(pair.followUp, range)]
  const gained = between(improvement(from.lower, to.upper), improvement(from.upper, to.lower))
  return isAtLeast(gained, threshold, reasons)
}

/** Improvement in CDAI that Curtis 2015 calls important, by baseline from the greatest downwards: above `above`. */
const MCID = [
  { above: 22, upTo: Number.POSITIVE_INFINITY, improvement: 12 },
  { above: 10, upTo: 22, improvement: 6 },
  { above: Number.NEGATIVE_INFINITY, upTo: 10, improvement: 1 },
] as const
const MCID_WORSENING = 2

export const mcidThreshold = (baseline: number): number =>
  MCID.find(({ above }) => greater(baseline, above))?.improvement ?? 1

export const isLow = (baseline: number): boolean => !greater(baseline, 10)

/** With one visit missing it can be ruled out, never met: the missing value could be the same as the known one. */
export function mcidImproved(pair: Pair, range: Interval, reasons: readonly string[]): Verdict {
  const { baseline, followUp } = pair
  if (baseline !== null && followUp !== null)
    return decided(atLeast(improvement(baseline, followUp), mcidThreshold(baseline)))
  const [from, to] = [within(baseline, range), within(followUp, range)]
  const possible = MCID.some(({ above, upTo, improvement: needed }) => {
    if (!greater(from.upper, above) || greater(from.lower, upTo)) return false
    return atLeast(improvement(Math.min(from.upper, upTo), to.lower), needed)
  })
  return possible ? undetermined(...reasons) : NOT_MET
}

export function mcidWorsened(pair: Pair, range: Interval, reasons: readonly string[]): Verdict {
  const { baseline, followUp } = pair
  if (baseline !== null && !isLow(baseline)) return NOT_MET
  if (baseline !== null && followUp !== null) return decided(atLeast(followUp - baseline, MCID_WORSENING))
  const [from, to] = [within(baseline, range), within(followUp, range)]
  return less(to.upper - from.lower, MCID_WORSENING) ? NOT_MET : undetermined(...reasons)
}
