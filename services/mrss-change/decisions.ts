import { atLeast, greater } from '@activity-scores/shared/language/compare'
import { type CriterionDefinition, criterion } from '@activity-scores/shared/language/criteria'
import { type Interval, isExact } from '@activity-scores/shared/language/interval'
import { and, decided, undetermined, type Verdict } from '@activity-scores/shared/language/kleene'
import type { Criterion } from '@activity-scores/shared/language/outcome'
import { absoluteChange, percentChange } from './formula.js'
import {
  eustarSkinImprovement,
  eustarSkinProgression,
  mcidImprovement3,
  mcidImprovement4,
  mcidImprovement5,
  trialSkinProgression,
} from './manifest.js'

export const PERCENT_UNDEFINED = 'percent_undefined_baseline_zero'

/** The answer for one known pair of totals. */
type Decide = (baseline: number, followUp: number) => Verdict

/** A rule on the percent; at a baseline of 0 it is open, and only the other half of a conjunction can decide. */
const percent = (baseline: number, followUp: number, holds: (percent: number) => boolean): Verdict => {
  const value = percentChange(baseline, followUp)
  return value === null ? undetermined(PERCENT_UNDEFINED) : decided(holds(value))
}

const rose =
  (units: number): Decide =>
  (b, f) =>
    decided(greater(absoluteChange(b, f), units))
const fell =
  (units: number): Decide =>
  (b, f) =>
    decided(greater(-absoluteChange(b, f), units))
const fellAtLeast =
  (units: number): Decide =>
  (b, f) =>
    decided(atLeast(-absoluteChange(b, f), units))

const both =
  (first: Decide, second: Decide): Decide =>
  (b, f) =>
    and(first(b, f), second(b, f))

/**
 * Each rule moves one way with the follow-up and the other way with the baseline (from 1 up): a possible pair in the
 * middle is never met, or not met, unless a corner is.
 */
const RULES: readonly (readonly [CriterionDefinition, Decide])[] = [
  // Without a rise there is no increase of any percentage, also from 0.
  [trialSkinProgression, both(rose(0), (b, f) => percent(b, f, (value) => greater(value, 10)))],
  [eustarSkinProgression, both(rose(5), (b, f) => percent(b, f, (value) => atLeast(value, 25)))],
  [eustarSkinImprovement, both(fell(5), (b, f) => percent(b, f, (value) => atLeast(-value, 25)))],
  [mcidImprovement3, fellAtLeast(3)],
  [mcidImprovement4, fellAtLeast(4)],
  [mcidImprovement5, fellAtLeast(5)],
]

/** The criteria over all possible pairs of totals; `missing` are the reasons when they are not decided. */
export const decide = (baseline: Interval, followUp: Interval, missing: readonly string[]): readonly Criterion[] =>
  RULES.map(([definition, rule]) => criterion(definition, over(rule, baseline, followUp, missing)))

/** Corners of the possible pairs decide for all; a baseline of 0 has its own corners, as the percent is undefined there. */
function over(rule: Decide, baseline: Interval, followUp: Interval, missing: readonly string[]): Verdict {
  const first = rule(baseline.lower, followUp.upper)
  if (isExact(baseline) && isExact(followUp)) return first
  const corners = [rule(baseline.upper, followUp.lower)]
  if (baseline.lower === 0) corners.push(rule(0, followUp.lower), rule(Math.min(1, baseline.upper), followUp.upper))
  if (corners.every(({ state }) => state === first.state)) return first
  return undetermined(...missing, ...(baseline.upper === 0 ? [PERCENT_UNDEFINED] : []))
}
