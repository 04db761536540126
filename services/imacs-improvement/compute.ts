import { criterion } from '@activity-scores/shared/language/criteria'
import { isExact } from '@activity-scores/shared/language/interval'
import {
  and,
  atLeastOf,
  countState,
  not,
  STATE_IN_WORDS,
  undetermined,
  type Verdict,
} from '@activity-scores/shared/language/kleene'
import { boundsOf, type Outcome } from '@activity-scores/shared/language/outcome'
import { recordBy } from '@activity-scores/shared/language/records'
import { report } from '@activity-scores/shared/language/rounding'
import { enzymePair } from '@activity-scores/shared/measures/most-abnormal-enzyme'
import { strengthForm, visitUsed, visitWarnings } from '@activity-scores/shared/measures/myositis-visit'
import { intervalDays } from '@activity-scores/shared/measures/two-visits'
import { CUT_OFF, ITEMS } from './formula.js'
import { type Change, changeOf, DECIMALS, reportedCrosses } from './items.js'
import { definitions } from './manifest.js'
import type { Request } from './schema.js'

export function compute(request: Request): Outcome {
  const { baseline, followUp } = request
  const form = strengthForm(baseline, followUp)
  const enzyme = enzymePair(baseline, followUp)
  const changes = ITEMS.map((item) => changeOf(item, form, enzyme, baseline, followUp))
  const improved = changes.map((change) => change.improved)
  const worse = changes.map((change) => change.worse)
  const enough = atLeastOf(CUT_OFF.improvedMeasures, improved)
  const tooMany = atLeastOf(CUT_OFF.worseMeasures + 1, worse)
  const strengthWorse = changes.find(({ item }) => item === 'mmt')?.worse ?? undetermined('missing:mmt')
  const improvement = and(enough, not(tooMany), not(strengthWorse))
  const counts = {
    improvedCount: countState(improved, 'met'),
    worsenedCount: countState(worse, 'met'),
    unknownCount: changes.filter((change) => isOpen(change.improved) || isOpen(change.worse)).length,
  }

  return {
    status: isOpen(improvement) ? 'not_computable' : 'computed',
    score: null,
    category: null,
    criteria: [
      criterion(definitions.improved, enough),
      criterion(definitions.worse, tooMany),
      criterion(definitions.strengthWorse, strengthWorse),
      criterion(definitions.improvement, improvement),
    ],
    terms: [],
    details: {
      improvedCount: counts.improvedCount,
      worsenedCount: counts.worsenedCount,
      unknownCount: counts.unknownCount,
      mostAbnormalEnzyme: enzyme.name,
      possibleEnzymes: enzyme.candidates.map(({ name }) => name),
      strengthForm: form,
      measures: recordBy(changes, itemOf, detailsOf),
      intervalDays: intervalDays(request),
    },
    inputs: { baseline: visitUsed(baseline), followUp: visitUsed(followUp) },
    missing: missingIn(improvement),
    warnings: [
      ...visitWarnings('baseline', baseline),
      ...visitWarnings('followUp', followUp),
      ...enzyme.warnings,
      ...changes.flatMap(reportedCrosses),
    ],
    text: text(improvement, counts),
  }
}

const itemOf = ({ item }: Change) => item

const isOpen = ({ state }: Verdict): boolean => state === 'undetermined'

const MISSING = 'missing:'
const missingIn = ({ reasons }: Verdict): readonly string[] =>
  reasons.flatMap((reason) => (reason.startsWith(MISSING) ? [reason.slice(MISSING.length)] : []))

function detailsOf({ percent, improved, worse }: Change) {
  const exact = percent && isExact(percent)
  return {
    percent: exact ? percent.lower : null,
    percentReported: exact ? report(percent.lower, DECIMALS) : null,
    percentBounds: percent && !exact ? boundsOf(percent) : null,
    improved: improved.state,
    worse: worse.state,
  }
}

function text(
  improvement: Verdict,
  {
    improvedCount,
    worsenedCount,
    unknownCount,
  }: Readonly<Record<'improvedCount' | 'worsenedCount' | 'unknownCount', number>>,
): string {
  const why = isOpen(improvement) ? ` (${improvement.reasons.join(', ')})` : ''
  const unknown = unknownCount > 0 ? `, ${unknownCount} not known` : ''
  return `IMACS definition of improvement ${STATE_IN_WORDS[improvement.state]}${why}: ${improvedCount} of 6 measures improved by 20 %, ${worsenedCount} worse by 25 %${unknown}`
}
