import { type BandSet, categoryOf, UNDETERMINED_CATEGORY } from '@activity-scores/shared/language/bands'
import { atMost } from '@activity-scores/shared/language/compare'
import { between, type Interval } from '@activity-scores/shared/language/interval'
import { MET, NOT_MET, undetermined, type Verdict } from '@activity-scores/shared/language/kleene'
import type { Category } from '@activity-scores/shared/language/outcome'
import { improvement } from './formula.js'
import { reachedHigh, reachedLow, reachedModerate } from './manifest.js'

const rowOf = (followUp: number): BandSet => {
  if (atMost(followUp, 3.2)) return reachedLow
  return atMost(followUp, 5.1) ? reachedModerate : reachedHigh
}

/** The response to an improvement that ends in the given DAS28. */
export const responseOf = (gained: number, followUp: number): Category => categoryOf(rowOf(followUp), gained)

/** A higher baseline or a lower follow-up never makes the response worse, so that two corners enclose all of them. */
export interface Responses {
  readonly best: Category
  readonly worst: Category
}

export const responsesWithin = (baseline: Interval, followUp: Interval): Responses => ({
  best: responseOf(improvement(baseline.upper, followUp.lower), followUp.lower),
  worst: responseOf(improvement(baseline.lower, followUp.upper), followUp.upper),
})

export const improvementWithin = (baseline: Interval, followUp: Interval): Interval =>
  between(improvement(baseline.lower, followUp.upper), improvement(baseline.upper, followUp.lower))

/** The response if it is the same at both corners, else code `undetermined`. */
export function categoryOfResponses({ best, worst }: Responses): Category {
  if (best.code === worst.code) return worst
  return { set: worst.set, code: UNDETERMINED_CATEGORY, label: 'Not determined by the inputs' }
}

/** Whether the response is one of the codes, which are the best ones. */
export function isOneOf(codes: readonly string[], { best, worst }: Responses, reasons: readonly string[]): Verdict {
  if (codes.includes(worst.code)) return MET
  return codes.includes(best.code) ? undetermined(...reasons) : NOT_MET
}

/** Reported decimals of a DAS28. */
export const DECIMALS = 2
/** Half a unit of the last reported decimal, less a hair: what rounds up to the next value is not within it. */
const HALF = 0.5 * 10 ** -DECIMALS - 1e-6

/** A value with no more decimals than a report has. */
export function looksRounded(value: number): boolean {
  const hundredths = value * 10 ** DECIMALS
  return Math.abs(hundredths - Math.round(hundredths)) < 1e-9
}

const beforeRounding = (value: number): Interval =>
  looksRounded(value) ? between(value - HALF, value + HALF) : between(value, value)

/** Whether values that round to those sent could give another response. */
export function sensitiveToRounding(baseline: number, followUp: number): boolean {
  const { best, worst } = responsesWithin(beforeRounding(baseline), beforeRounding(followUp))
  return best.code !== worst.code
}
