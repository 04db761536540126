import { same } from '@activity-scores/shared/language/compare'
import { criterion } from '@activity-scores/shared/language/criteria'
import { monthsLater } from '@activity-scores/shared/language/dates'
import { STATE_IN_WORDS } from '@activity-scores/shared/language/kleene'
import { inputWarning, type Outcome, type Warning } from '@activity-scores/shared/language/outcome'
import { asUsed, plausibility } from '@activity-scores/shared/language/quantity'
import { analytes } from '@activity-scores/shared/language/units'
import { intervalDays } from '@activity-scores/shared/measures/two-visits'
import { type Decisions, decide, sameStates } from './decisions.js'
import { type Declines, DLCO, declinesOf, FVC, type Measure, missingOf, VISITS } from './items.js'
import { fvcDlcoLimb, fvcLimb, omeractProgression } from './manifest.js'
import type { Request, Visit } from './schema.js'

export function compute(request: Request): Outcome {
  const fvc = declinesOf(FVC, request)
  const dlco = declinesOf(DLCO, request)
  const decisions = decide(fvc.used?.relative ?? null, dlco.used?.relative ?? null)
  const open = decisions.progression.state === 'undetermined'
  const missing = open
    ? [...(fvc.used ? [] : missingOf(FVC, request)), ...(dlco.used ? [] : missingOf(DLCO, request))]
    : []
  const basesDisagree = disagree(fvc, dlco, decisions)

  return {
    status: open ? 'not_computable' : 'computed',
    score: null,
    category: null,
    criteria: [
      criterion(fvcLimb, decisions.fvcLimb),
      criterion(fvcDlcoLimb, decisions.fvcDlcoLimb),
      criterion(omeractProgression, decisions.progression),
    ],
    terms: [],
    details: {
      fvcRelativeDecline: fvc.used?.relative ?? null,
      fvcRelativeDeclineReported: fvc.used?.relativeReported ?? null,
      fvcAbsoluteDeclinePoints: fvc.percentPredicted?.absolute ?? null,
      fvcBasis: fvc.basis,
      dlcoRelativeDecline: dlco.used?.relative ?? null,
      dlcoRelativeDeclineReported: dlco.used?.relativeReported ?? null,
      dlcoAbsoluteDeclinePoints: dlco.percentPredicted?.absolute ?? null,
      dlcoBasis: dlco.basis,
      declines: {
        fvc: { percentPredicted: fvc.percentPredicted, litres: fvc.raw },
        dlco: { percentPredicted: dlco.percentPredicted, raw: dlco.raw },
      },
      basesDisagree,
      intervalDays: intervalDays(request),
    },
    inputs: { baseline: visitUsed(request.baseline), followUp: visitUsed(request.followUp) },
    missing,
    warnings: [
      ...VISITS.flatMap((visit) => implausible(request[visit], visit)),
      ...basisWarnings(FVC, fvc, request),
      ...basisWarnings(DLCO, dlco, request),
      ...percentUsed(FVC, fvc),
      ...percentUsed(DLCO, dlco),
      ...(basesDisagree === true ? [BASES_DISAGREE] : []),
      ...unusualInterval(request),
      ...reportedCrosses(fvc, dlco, decisions),
    ],
    text: text(fvc, dlco, decisions, missing),
  }
}

/** Whether another available basis changes the state of any criterion; null when there is no other. */
function disagree(fvc: Declines, dlco: Declines, decisions: Decisions): boolean | null {
  const [otherFvc, otherDlco] = [fvc.percentPredicted && fvc.raw, dlco.percentPredicted && dlco.raw]
  if (!otherFvc && !otherDlco) return null
  const fvcChoices = [fvc.used, ...(otherFvc ? [otherFvc] : [])]
  const dlcoChoices = [dlco.used, ...(otherDlco ? [otherDlco] : [])]
  return fvcChoices.some((f) =>
    dlcoChoices.some((d) => !sameStates(decisions, decide(f?.relative ?? null, d?.relative ?? null))),
  )
}

const BASES_DISAGREE: Warning = inputWarning(
  'bases_disagree',
  '',
  'Percent predicted and measured values give different answers; percent predicted was used. See details.declines.',
)

/** Both bases are known: which one was used, and what the other one gives. */
function percentUsed({ raw: field }: Measure, { percentPredicted, raw }: Declines): readonly Warning[] {
  if (!percentPredicted || !raw || same(percentPredicted.relative, raw.relative)) return []
  const message = `Percent predicted was used instead of ${field}, which gives a relative decline of ${raw.relativeReported} %.`
  return [inputWarning('percent_predicted_used', `/followUp/${field}`, message)]
}

/** A percent predicted that is known at one visit only cannot be used, and never meets a measured value in a ratio. */
function basisWarnings(measure: Measure, declines: Declines, request: Request): readonly Warning[] {
  if (declines.percentPredicted) return []
  const visit = VISITS.find((name) => request[name]?.[measure.percentPredicted])
  if (!visit) return []
  const pointer = `/${visit}/${measure.percentPredicted}`
  const field = `${visit}.${measure.percentPredicted}`
  if (declines.raw)
    return [
      inputWarning('input_not_used', pointer, `${field} has no partner at the other visit; ${measure.raw} was used.`),
    ]
  const other = visit === 'baseline' ? 'followUp' : 'baseline'
  if (!request[other]?.[measure.raw]) return []
  const message = `${field} and ${other}.${measure.raw} are on different bases; no decline is formed from them.`
  return [inputWarning('bases_not_mixed', pointer, message)]
}

/** The declines as reported would decide otherwise than the unrounded ones. */
function reportedCrosses(fvc: Declines, dlco: Declines, decisions: Decisions): readonly Warning[] {
  const shown = ({ used: decline }: Declines) => (decline ? Number(decline.relativeReported) : null)
  if (sameStates(decisions, decide(shown(fvc), shown(dlco)))) return []
  return [REPORTED_CROSSES]
}

const REPORTED_CROSSES: Warning = inputWarning(
  'reported_value_crosses_cutoff',
  '',
  'A decline as reported, with 1 decimal, is on the other side of a cut-off; the criteria follow the unrounded value.',
)

/** Calendar months between visits that such a decline is usually taken over, both ends included. */
const USUAL_MONTHS = { least: 3, most: 24 } as const

function unusualInterval({ baseline, followUp }: Request): readonly Warning[] {
  const [from, to] = [baseline?.date, followUp?.date]
  if (from == null || to == null) return []
  if (to >= monthsLater(from, USUAL_MONTHS.least) && to <= monthsLater(from, USUAL_MONTHS.most)) return []
  return [OUTSIDE_USUAL_WINDOW]
}

const OUTSIDE_USUAL_WINDOW: Warning = inputWarning(
  'interval_outside_usual_window',
  '/followUp/date',
  `The visits are less than ${USUAL_MONTHS.least} or more than ${USUAL_MONTHS.most} months apart; the definition has no window, and such a decline is usually taken over ${USUAL_MONTHS.least} to ${USUAL_MONTHS.most} months.`,
)

const FIELDS = ['fvc', 'fvcPercentPredicted', 'dlco', 'dlcoPercentPredicted'] as const

const implausible = (visit: Visit | null | undefined, name: string): readonly Warning[] =>
  visit ? FIELDS.flatMap((field) => plausibility(analytes[field], visit[field], `/${name}/${field}`)) : []

const visitUsed = (visit: Visit | null | undefined) => ({
  date: visit?.date ?? null,
  fvc: asUsed(analytes.fvc, visit?.fvc),
  fvcPercentPredicted: asUsed(analytes.fvcPercentPredicted, visit?.fvcPercentPredicted),
  dlco: asUsed(analytes.dlco, visit?.dlco),
  dlcoPercentPredicted: asUsed(analytes.dlcoPercentPredicted, visit?.dlcoPercentPredicted),
})

const BASIS = { percent_predicted: 'percent predicted', litres: 'litres', raw: 'measured' } as const

function text(fvc: Declines, dlco: Declines, { progression }: Decisions, missing: readonly string[]): string {
  const lacking = missing.length > 0 ? `; missing ${missing.join(', ')}` : ''
  return `OMERACT CTD-ILD progression ${STATE_IN_WORDS[progression.state]}: relative decline ${inWords('FVC', fvc)}, ${inWords('DLCO', dlco)}${lacking}`
}

const inWords = (name: string, { used: decline, basis }: Declines): string =>
  decline && basis ? `${name} ${decline.relativeReported} % (${BASIS[basis]})` : `${name} not known`
