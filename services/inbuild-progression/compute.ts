import { criterion } from '@activity-scores/shared/language/criteria'
import { STATE_IN_WORDS, verdictOfFlag } from '@activity-scores/shared/language/kleene'
import { inputWarning, type Outcome, type Warning } from '@activity-scores/shared/language/outcome'
import { asUsed } from '@activity-scores/shared/language/quantity'
import { report } from '@activity-scores/shared/language/rounding'
import { analytes } from '@activity-scores/shared/language/units'
import { percentsMissing, percentsOf, percentWarnings } from '@activity-scores/shared/measures/lung-visit'
import { daysApart, missingForWindow, visitsWithin, windowOfMonths } from '@activity-scores/shared/measures/two-visits'
import { type Decisions, decide, sameStates } from './decisions.js'
import { relativeDecline, WINDOW_MONTHS } from './formula.js'
import { definitions } from './manifest.js'
import type { Request, Visit } from './schema.js'

const DECIMALS = 1
const WINDOW = windowOfMonths(WINDOW_MONTHS)

export function compute(request: Request): Outcome {
  const fvc = percentsOf('fvcPercentPredicted', request)
  const decline = fvc && relativeDecline(fvc.from, fvc.to)
  const reported = decline === null ? null : report(decline, DECIMALS)
  const withinWindow = visitsWithin(request, WINDOW)
  const symptoms = verdictOfFlag(request.worsenedSymptoms, 'worsenedSymptoms')
  const hrct = verdictOfFlag(request.increasedHrctFibrosis, 'increasedHrctFibrosis')
  const at = (percent: number | null): Decisions => decide(percent, withinWindow, symptoms, hrct)
  const decisions = at(decline)
  const { progression } = decisions
  const missing = progression.reasons.flatMap((reason) => fieldsOf(reason, request))
  const crosses = reported !== null && !sameStates(decisions, at(Number(reported)))

  return {
    status: progression.state === 'undetermined' ? 'not_computable' : 'computed',
    score: null,
    category: null,
    criteria: [
      criterion(definitions.fvc, decisions.fvc),
      criterion(definitions.fvcSymptoms, decisions.fvcSymptoms),
      criterion(definitions.fvcHrct, decisions.fvcHrct),
      criterion(definitions.symptomsHrct, decisions.symptomsHrct),
      criterion(definitions.progression, progression),
    ],
    terms: [],
    details: {
      fvcRelativeDecline: decline,
      fvcRelativeDeclineReported: reported,
      fvcAbsoluteDeclinePoints: fvc && fvc.from - fvc.to,
      withinWindow,
    },
    inputs: {
      baseline: visitUsed(request.baseline),
      followUp: visitUsed(request.followUp),
      intervalDays: daysApart(request),
      worsenedSymptoms: request.worsenedSymptoms ?? null,
      increasedHrctFibrosis: request.increasedHrctFibrosis ?? null,
    },
    missing,
    warnings: [
      ...percentWarnings(['fvcPercentPredicted'], request),
      ...(decline !== null && withinWindow === false ? [OUTSIDE_WINDOW] : []),
      ...(crosses ? [REPORTED_CROSSES] : []),
    ],
    text: text(reported, decisions, missing),
  }
}

/** What to send so that the reason goes away; visits too far apart need other visits. */
function fieldsOf(reason: string, request: Request): readonly string[] {
  switch (reason) {
    case 'missing:fvc':
      return percentsMissing('fvcPercentPredicted', request)
    case 'missing:intervalDays':
      return missingForWindow(request, WINDOW)
    case 'missing:worsenedSymptoms':
      return ['worsenedSymptoms']
    case 'missing:increasedHrctFibrosis':
      return ['increasedHrctFibrosis']
    default:
      return []
  }
}

const OUTSIDE_WINDOW: Warning = inputWarning(
  'outside_24_months',
  '',
  'The visits are more than 24 months apart: their decline does not tell what happened within 24 months.',
)
const REPORTED_CROSSES: Warning = inputWarning(
  'reported_value_crosses_cutoff',
  '',
  'The decline as reported, with 1 decimal, is on the other side of a cut-off; the criteria follow the unrounded value.',
)

const visitUsed = (visit: Visit | null | undefined) => ({
  date: visit?.date ?? null,
  fvcPercentPredicted: asUsed(analytes.fvcPercentPredicted, visit?.fvcPercentPredicted),
})

function text(reported: string | null, { progression }: Decisions, missing: readonly string[]): string {
  const fvc = reported === null ? 'relative decline of FVC not known' : `relative decline of FVC ${reported} %`
  const lacking = missing.length > 0 ? `; missing ${missing.join(', ')}` : ''
  return `INBUILD progression ${STATE_IN_WORDS[progression.state]}: ${fvc}${lacking}`
}
