import { criterion } from '@activity-scores/shared/language/criteria'
import { countState, STATE_IN_WORDS } from '@activity-scores/shared/language/kleene'
import { inputWarning, type Outcome, type Warning } from '@activity-scores/shared/language/outcome'
import { asUsed } from '@activity-scores/shared/language/quantity'
import { recordOf } from '@activity-scores/shared/language/records'
import { report } from '@activity-scores/shared/language/rounding'
import { analytes } from '@activity-scores/shared/language/units'
import { anyOf, type Found } from '@activity-scores/shared/measures/any-of'
import { percentsMissing, percentsOf, percentWarnings } from '@activity-scores/shared/measures/lung-visit'
import { daysApart, missingForWindow, visitsWithin, windowOfMonths } from '@activity-scores/shared/measures/two-visits'
import { type Declines, decide, sameStates } from './decisions.js'
import { absoluteDecline, CRITERIA_NEEDED, WINDOW_MONTHS } from './formula.js'
import { definitions } from './manifest.js'
import { type Request, SIGNS, type Visit } from './schema.js'

const DECIMALS = 1
const ONE_YEAR = windowOfMonths(WINDOW_MONTHS)
const PERCENTS = ['fvcPercentPredicted', 'dlcoPercentPredicted'] as const

export function compute(request: Request): Outcome {
  const declines: Declines = {
    fvc: declineOf(percentsOf('fvcPercentPredicted', request)),
    dlco: declineOf(percentsOf('dlcoPercentPredicted', request)),
  }
  const shown = { fvc: reported(declines.fvc), dlco: reported(declines.dlco) }
  const within = visitsWithin(request, ONE_YEAR)
  const radiology = anyOf(
    'radiologicalProgression',
    request.radiologicalProgression,
    SIGNS,
    request.radiologicalSigns,
    'radiologicalSigns.',
  )
  const decisions = decide(request, declines, within, radiology.verdict)
  const asShown = decide(request, { fvc: number(shown.fvc), dlco: number(shown.dlco) }, within, radiology.verdict)
  const three = [decisions.symptoms, decisions.physiological, decisions.radiological]
  const met = countState(three, 'met')
  const unknown = countState(three, 'undetermined')
  const missing = decisions.ppf.reasons.flatMap((reason) => fieldsOf(reason, request, radiology))

  return {
    status: decisions.ppf.state === 'undetermined' ? 'not_computable' : 'computed',
    score: null,
    category: null,
    criteria: [
      criterion(definitions.symptoms, decisions.symptoms),
      criterion(definitions.fvc, decisions.fvc),
      criterion(definitions.dlco, decisions.dlco),
      criterion(definitions.physiological, decisions.physiological),
      criterion(definitions.radiological, decisions.radiological),
      criterion(definitions.twoOfThree, decisions.twoOfThree),
      criterion(definitions.ppf, decisions.ppf),
    ],
    terms: [],
    details: {
      fvcAbsoluteDeclinePoints: declines.fvc,
      fvcAbsoluteDeclineReported: shown.fvc,
      dlcoAbsoluteDeclinePoints: declines.dlco,
      dlcoAbsoluteDeclineReported: shown.dlco,
      withinOneYear: within,
      criteriaMet: met,
      criteriaUnknown: unknown,
    },
    inputs: inputs(request),
    missing,
    warnings: [
      ...percentWarnings(PERCENTS, request),
      ...(within === false ? [OUTSIDE_ONE_YEAR] : []),
      ...(declines.dlco !== null && request.dlcoHbCorrected !== true ? [DLCO_NOT_USED] : []),
      ...(request.alternativeExplanation == null ? [ALTERNATIVE_UNKNOWN] : []),
      ...(sameStates(decisions, asShown) ? [] : [REPORTED_CROSSES]),
    ],
    text: text(STATE_IN_WORDS[decisions.ppf.state], met, unknown, [...ruledOut(request), ...lacking(missing)]),
  }
}

const declineOf = (percents: ReturnType<typeof percentsOf>): number | null =>
  percents && absoluteDecline(percents.from, percents.to)

const reported = (points: number | null): string | null => (points === null ? null : report(points, DECIMALS))
const number = (text: string | null): number | null => (text === null ? null : Number(text))

/** What to send so that the reason goes away; visits too far apart, or without a corrected DLCO, need other values. */
function fieldsOf(reason: string, request: Request, radiology: Found): readonly string[] {
  switch (reason) {
    case 'missing:fvc':
      return percentsMissing('fvcPercentPredicted', request)
    case 'missing:dlco':
      return percentsMissing('dlcoPercentPredicted', request)
    case 'missing:intervalDays':
      return missingForWindow(request, ONE_YEAR)
    case 'missing:radiologicalProgression':
      return radiology.missing
    default:
      return reason.startsWith('missing:') ? [reason.slice('missing:'.length)] : []
  }
}

const OUTSIDE_ONE_YEAR: Warning = inputWarning(
  'outside_one_year',
  '',
  'The visits are more than one year apart: their decline does not tell what happened within a year.',
)
const DLCO_NOT_USED: Warning = inputWarning(
  'dlco_not_hb_corrected',
  '/dlcoHbCorrected',
  'DLCO is not known to be corrected for haemoglobin, so that its decline decides nothing.',
)
const ALTERNATIVE_UNKNOWN: Warning = inputWarning(
  'alternative_explanation_unknown',
  '/alternativeExplanation',
  'Whether the worsening has another explanation is not known; without its exclusion the criteria cannot be met.',
)
const REPORTED_CROSSES: Warning = inputWarning(
  'reported_value_crosses_cutoff',
  '',
  'A decline as reported, with 1 decimal, is on the other side of a cut-off; the criteria follow the unrounded value.',
)

const visitUsed = (visit: Visit | null | undefined) => ({
  date: visit?.date ?? null,
  fvcPercentPredicted: asUsed(analytes.fvcPercentPredicted, visit?.fvcPercentPredicted),
  dlcoPercentPredicted: asUsed(analytes.dlcoPercentPredicted, visit?.dlcoPercentPredicted),
})

const inputs = (request: Request) => ({
  ildNotIpf: request.ildNotIpf ?? null,
  fibrosisPresent: request.fibrosisPresent ?? null,
  worsenedSymptoms: request.worsenedSymptoms ?? null,
  baseline: visitUsed(request.baseline),
  followUp: visitUsed(request.followUp),
  intervalDays: daysApart(request),
  dlcoHbCorrected: request.dlcoHbCorrected ?? null,
  radiologicalProgression: request.radiologicalProgression ?? null,
  radiologicalSigns: request.radiologicalSigns ? signsUsed(request.radiologicalSigns) : null,
  alternativeExplanation: request.alternativeExplanation ?? null,
})

const signsUsed = (signs: NonNullable<Request['radiologicalSigns']>) => recordOf(SIGNS, (sign) => signs[sign] ?? null)

/** What excludes progressive pulmonary fibrosis whatever the three criteria say. */
const ruledOut = ({ ildNotIpf, fibrosisPresent, alternativeExplanation }: Request): readonly string[] => [
  ...(ildNotIpf === false ? ['no interstitial lung disease other than IPF'] : []),
  ...(fibrosisPresent === false ? ['no radiological fibrosis'] : []),
  ...(alternativeExplanation === true ? ['another explanation'] : []),
]

const lacking = (missing: readonly string[]): readonly string[] =>
  missing.length > 0 ? [`missing ${missing.join(', ')}`] : []

function text(state: string, met: number, unknown: number, remarks: readonly string[]): string {
  const open = unknown > 0 ? `, ${unknown} undetermined` : ''
  return [
    `Progressive pulmonary fibrosis (2022) ${state}: ${met} of 3 criteria met (${CRITERIA_NEEDED} needed)${open}`,
    ...remarks,
  ].join('; ')
}
