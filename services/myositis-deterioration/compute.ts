import { criterion } from '@activity-scores/shared/language/criteria'
import { and, STATE_IN_WORDS, undetermined, type Verdict } from '@activity-scores/shared/language/kleene'
import type { Outcome } from '@activity-scores/shared/language/outcome'
import {
  visitUsed as everyMeasureUsed,
  type MaybeVisit,
  strengthForm,
  visitWarnings,
} from '@activity-scores/shared/measures/myositis-visit'
import { definitions } from './manifest.js'
import type { Request } from './schema.js'
import { compareVisit } from './visit.js'

export function compute(request: Request): Outcome {
  const { baseline, followUp } = request
  const next = request.confirmation ?? null
  const form = strengthForm(baseline, followUp, next)
  const visit = compareVisit('followUp', form, baseline, followUp)
  const confirmation = next && compareVisit('confirmation', form, baseline, next)
  const again = confirmation?.deterioration ?? NOT_SENT
  const confirmed = and(visit.deterioration, again)
  const asked = confirmation ? confirmed : visit.deterioration

  return {
    // A second visit that is open leaves the first decided.
    status: [visit.deterioration, confirmed].every(isOpen) ? 'not_computable' : 'computed',
    score: null,
    category: null,
    criteria: [
      criterion(definitions.limbA, visit.limbA),
      criterion(definitions.limbB, visit.limbB),
      criterion(definitions.limbC, visit.limbC),
      criterion(definitions.visit, visit.deterioration),
      criterion(definitions.confirmation, again),
      criterion(definitions.confirmed, confirmed),
    ],
    terms: [],
    details: { strengthForm: form, followUp: visit.details, confirmation: confirmation?.details ?? null },
    inputs: {
      baseline: visitUsed(baseline),
      followUp: visitUsed(followUp),
      confirmation: next && visitUsed(next),
    },
    missing: asked.reasons.map((reason) => reason.slice('missing:'.length)),
    warnings: [
      ...visitWarnings('baseline', baseline),
      ...visitWarnings('followUp', followUp),
      ...visitWarnings('confirmation', next),
      ...visit.warnings,
      ...(confirmation?.warnings ?? []),
    ],
    text: text(visit.deterioration, confirmation ? confirmed : null),
  }
}

const isOpen = ({ state }: Verdict): boolean => state === 'undetermined'

const NOT_SENT: Verdict = undetermined('missing:confirmation')

function visitUsed(given: MaybeVisit) {
  const used = everyMeasureUsed(given)
  // A full muscle test is no MMT-8, and enzymes do not count.
  return {
    date: used.date,
    mmt8Bilateral: used.mmt8Bilateral,
    mmt8Unilateral: used.mmt8Unilateral,
    physicianGlobal: used.physicianGlobal,
    patientGlobal: used.patientGlobal,
    extramuscularActivity: used.extramuscularActivity,
    haqDi: used.haqDi,
  }
}

function text(visit: Verdict, confirmed: Verdict | null): string {
  const asked = confirmed ?? visit
  const why = asked.state === 'undetermined' ? ` (${asked.reasons.join(', ')})` : ''
  if (confirmed)
    return `Myositis deterioration at the visit ${STATE_IN_WORDS[visit.state]}, confirmed deterioration ${STATE_IN_WORDS[confirmed.state]}${why}`
  const notYet = visit.state === 'met' ? '; not confirmed at a second visit' : ''
  return `Myositis deterioration at the visit ${STATE_IN_WORDS[visit.state]}${why}${notYet}`
}
