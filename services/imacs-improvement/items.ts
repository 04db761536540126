import {
  between,
  exactly,
  hull,
  type Interval,
  isAtLeast,
  isAtMost,
  isExact,
} from '@activity-scores/shared/language/interval'
import { decided, undetermined, type Verdict } from '@activity-scores/shared/language/kleene'
import { inputWarning, type Warning } from '@activity-scores/shared/language/outcome'
import { rangeOf } from '@activity-scores/shared/language/quantity'
import { report } from '@activity-scores/shared/language/rounding'
import { analytes } from '@activity-scores/shared/language/units'
import type { EnzymeCandidate, EnzymePair } from '@activity-scores/shared/measures/most-abnormal-enzyme'
import {
  fieldOf,
  type MaybeVisit,
  type Measure,
  measured,
  type StrengthForm,
} from '@activity-scores/shared/measures/myositis-visit'
import { fall, improvedBy, relativeChange, worsenedBy } from '@activity-scores/shared/measures/relative-change'
import { CUT_OFF, type Item } from './formula.js'

/** Decimals of a reported percent. */
export const DECIMALS = 1

export interface Change {
  readonly item: Item
  /** Improvement in percent of the baseline; null when missing, or where a rise from 0 has none. */
  readonly percent: Interval | null
  readonly improved: Verdict
  readonly worse: Verdict
}

export function changeOf(
  item: Item,
  form: StrengthForm | null,
  enzyme: EnzymePair,
  baseline: MaybeVisit,
  followUp: MaybeVisit,
): Change {
  return item === 'enzyme' ? enzymeChange(enzyme) : measureChange(item, form, baseline, followUp)
}

function measureChange(item: Measure, form: StrengthForm | null, baseline: MaybeVisit, followUp: MaybeVisit): Change {
  const from = measured(baseline, item, form)
  const to = measured(followUp, item, form)
  if (from === null || to === null) {
    const field = fieldOf(item, form)
    return unknown(item, [
      ...(from === null ? [`missing:baseline.${field}`] : []),
      ...(to === null ? [`missing:followUp.${field}`] : []),
    ])
  }
  const change = relativeChange(item, from, to)
  return {
    item,
    percent: change.percent === null ? null : exactly(change.percent),
    improved: decided(improvedBy(change, CUT_OFF.improvedPercent)),
    worse: decided(worsenedBy(change, CUT_OFF.worsePercent)),
  }
}

function unknown(item: Item, reasons: readonly string[]): Change {
  const open = undetermined(...reasons)
  return { item, percent: null, improved: open, worse: open }
}

/** What all enzymes agree on that may be the most abnormal one. */
function enzymeChange({ candidates, reasons }: EnzymePair): Change {
  const percents = candidates.flatMap(({ values }) => (values ? [percentIn(values)] : []))
  const [first, ...others] = percents
  if (!first || percents.length < candidates.length) return unknown('enzyme', reasons)
  const percent = others.reduce(hull, first)
  return {
    item: 'enzyme',
    percent,
    improved: isAtLeast(percent, CUT_OFF.improvedPercent, reasons),
    worse: isAtMost(percent, -CUT_OFF.worsePercent, reasons),
  }
}

/** In U/L, which an enzyme is never 0 of. */
function percentIn({ baseline, followUp }: NonNullable<EnzymeCandidate['values']>): Interval {
  const from = rangeOf(analytes.muscleEnzyme, baseline.given)
  const to = rangeOf(analytes.muscleEnzyme, followUp.given)
  return between(fall(from.lower, to.upper), fall(from.upper, to.lower))
}

/** The states follow the unrounded percent. */
export function reportedCrosses({ item, percent, improved, worse }: Change): readonly Warning[] {
  if (!percent || !isExact(percent)) return []
  const reported = report(percent.lower, DECIMALS)
  const shown = { percent: Number(reported), fromZero: null }
  const agrees =
    improvedBy(shown, CUT_OFF.improvedPercent) === (improved.state === 'met') &&
    worsenedBy(shown, CUT_OFF.worsePercent) === (worse.state === 'met')
  if (agrees) return []
  const message = `The improvement of ${item} is reported as ${reported} %, which would decide otherwise; the criteria follow the unrounded value.`
  return [inputWarning('reported_value_crosses_cutoff', '', message)]
}
