import { crossesCutOff } from '@activity-scores/shared/language/bands'
import { less, same } from '@activity-scores/shared/language/compare'
import { criterion } from '@activity-scores/shared/language/criteria'
import {
  and,
  decided,
  not,
  or,
  STATE_IN_WORDS,
  undetermined,
  type Verdict,
  verdictOfFlag,
} from '@activity-scores/shared/language/kleene'
import { inputWarning, type Outcome, type Warning } from '@activity-scores/shared/language/outcome'
import { asUsed, plausibility } from '@activity-scores/shared/language/quantity'
import { report } from '@activity-scores/shared/language/rounding'
import { analytes } from '@activity-scores/shared/language/units'
import {
  ANALYTE,
  MEASUREMENTS,
  type Measurement,
  missingOf,
  type Percent,
  percentOf,
  QUANTITIES,
  ratioOf,
} from './findings.js'
import { CUT_OFF_PERCENT } from './formula.js'
import { definitions } from './manifest.js'
import type { Request } from './schema.js'

const DECIMALS = 1
const isBelow = (percent: number): boolean => less(percent, CUT_OFF_PERCENT)

export function compute(request: Request): Outcome {
  const fvc = percentOf(MEASUREMENTS.fvc, request)
  const asReported = percentOf(MEASUREMENTS.dlco, request)
  const corrected = percentOf(MEASUREMENTS.dlcoCorrected, request)
  const dlco = corrected ?? asReported
  const fvcBelow = below(fvc, 'fvc')
  const dlcoBelow = below(dlco, 'dlco')
  const involvement = or(fvcBelow, dlcoBelow)
  const groundGlass = verdictOfFlag(request.hrctGroundGlass, 'hrctGroundGlass')
  const ildClause = or(not(verdictOfFlag(request.ildPresent, 'ildPresent')), and(groundGlass, involvement))
  const correction = corrected ? 'haemoglobin_corrected' : 'as_reported'

  return {
    status: involvement.state === 'undetermined' ? 'not_computable' : 'computed',
    score: null,
    category: null,
    criteria: [
      criterion(definitions.fvc, fvcBelow),
      criterion(definitions.dlco, dlcoBelow),
      criterion(definitions.involvement, involvement),
      criterion(definitions.groundGlass, groundGlass),
      criterion(definitions.ildClause, ildClause),
    ],
    terms: [],
    details: {
      fvcPercentPredicted: fvc?.value ?? null,
      fvcPercentPredictedReported: shown(fvc),
      fvcBasis: fvc?.basis ?? null,
      dlcoPercentPredicted: dlco?.value ?? null,
      dlcoPercentPredictedReported: shown(dlco),
      dlcoBasis: dlco?.basis ?? null,
      dlcoCorrection: dlco ? correction : null,
      dlcoAsReportedPercentPredicted: asReported?.value ?? null,
      dlcoCorrectedPercentPredicted: corrected?.value ?? null,
    },
    inputs: inputs(request),
    missing: missing(new Set([...involvement.reasons, ...ildClause.reasons]), request),
    warnings: [
      ...QUANTITIES.flatMap((field) => plausibility(ANALYTE[field], request[field], `/${field}`)),
      ...Object.values(MEASUREMENTS).flatMap((measurement) => [
        ...implausible(measurement, request),
        ...percentUsed(measurement, request),
        ...disagreement(measurement, request),
      ]),
      ...(dlco && !corrected ? [CORRECTION_UNKNOWN] : []),
      ...(asReported && corrected && !same(asReported.value, corrected.value) ? [correctedUsed(asReported.value)] : []),
      ...(asReported && corrected && isBelow(asReported.value) !== isBelow(corrected.value)
        ? [CORRECTION_DISAGREES]
        : []),
      ...crossing('FVC', fvc),
      ...crossing('DLCO', dlco),
    ],
    text: text(fvc, dlco, involvement, ildClause),
  }
}

const below = (percent: Percent | null, concept: 'fvc' | 'dlco'): Verdict =>
  percent ? decided(isBelow(percent.value)) : undetermined(`missing:${concept}`)

const shown = (percent: Percent | null): string | null => (percent ? report(percent.value, DECIMALS) : null)

function missing(reasons: ReadonlySet<string>, request: Request): readonly string[] {
  return [
    ...(reasons.has('missing:fvc') ? missingOf([MEASUREMENTS.fvc], request) : []),
    ...(reasons.has('missing:dlco') ? missingOf([MEASUREMENTS.dlco, MEASUREMENTS.dlcoCorrected], request) : []),
    ...(reasons.has('missing:ildPresent') ? ['ildPresent'] : []),
    ...(reasons.has('missing:hrctGroundGlass') ? ['hrctGroundGlass'] : []),
  ]
}

/** A measured and a predicted value that are plausible each, and hardly belong together. */
function implausible(measurement: Measurement, request: Request): readonly Warning[] {
  const ratio = ratioOf(measurement, request)
  const { percent, measured } = measurement
  return ratio === null ? [] : plausibility(ANALYTE[percent], { value: ratio, unit: '%' }, `/${measured}`)
}

/** The percent that was sent is used; measured and predicted value give another one. */
function percentUsed(measurement: Measurement, request: Request): readonly Warning[] {
  const { percent, measured, predicted } = measurement
  const given = request[percent]
  const ratio = ratioOf(measurement, request)
  if (!given || ratio === null || same(given.value, ratio)) return []
  const message = `${percent} was used; ${measured} is ${report(ratio, DECIMALS)} % of ${predicted}.`
  return [inputWarning('percent_predicted_used', `/${percent}`, message)]
}

const correctedUsed = (asReported: number): Warning =>
  inputWarning(
    'dlco_corrected_used',
    '',
    `DLCO corrected for haemoglobin was used; as reported it is ${report(asReported, DECIMALS)} % of predicted.`,
  )

/** The percent that was sent decides; measured and predicted value say otherwise. */
function disagreement(measurement: Measurement, request: Request): readonly Warning[] {
  const { name, percent, measured, predicted } = measurement
  const given = request[percent]
  const ratio = ratioOf(measurement, request)
  if (!given || ratio === null || isBelow(given.value) === isBelow(ratio)) return []
  const message = `${name}: ${percent} and ${measured} divided by ${predicted} lie on different sides of ${CUT_OFF_PERCENT} %; ${percent} was used. Check the values.`
  return [inputWarning('percent_predicted_disagrees', `/${percent}`, message)]
}

const CORRECTION_UNKNOWN: Warning = inputWarning(
  'dlco_hb_correction_unknown',
  '',
  'DLCO was used as reported; no value corrected for haemoglobin was sent.',
)
const CORRECTION_DISAGREES: Warning = inputWarning(
  'dlco_correction_disagrees',
  '',
  `DLCO as reported and DLCO corrected for haemoglobin lie on different sides of ${CUT_OFF_PERCENT} % of predicted; the corrected one was used.`,
)

function crossing(name: string, percent: Percent | null): readonly Warning[] {
  if (!percent) return []
  return crossesCutOff(percent.value, DECIMALS, [], [isBelow]).map((warning) => ({
    ...warning,
    message: `${name} is shown as ${report(percent.value, DECIMALS)} %, on the other side of ${CUT_OFF_PERCENT}; the criteria follow the unrounded value.`,
  }))
}

const inputs = (request: Request) => ({
  ildPresent: request.ildPresent ?? null,
  hrctGroundGlass: request.hrctGroundGlass ?? null,
  fvcPercentPredicted: asUsed(analytes.fvcPercentPredicted, request.fvcPercentPredicted),
  fvc: asUsed(analytes.fvc, request.fvc),
  fvcPredicted: asUsed(analytes.fvc, request.fvcPredicted),
  dlcoPercentPredicted: asUsed(analytes.dlcoPercentPredicted, request.dlcoPercentPredicted),
  dlco: asUsed(analytes.dlco, request.dlco),
  dlcoCorrectedPercentPredicted: asUsed(analytes.dlcoPercentPredicted, request.dlcoCorrectedPercentPredicted),
  dlcoCorrected: asUsed(analytes.dlco, request.dlcoCorrected),
  dlcoPredicted: asUsed(analytes.dlco, request.dlcoPredicted),
})

function text(fvc: Percent | null, dlco: Percent | null, involvement: Verdict, ildClause: Verdict): string {
  const inWords = (name: string, percent: Percent | null): string =>
    percent ? `${name} ${shown(percent)} %` : `${name} not known`
  return `FVC or DLCO below ${CUT_OFF_PERCENT} % predicted ${STATE_IN_WORDS[involvement.state]}: ${inWords('FVC', fvc)}, ${inWords('DLCO', dlco)}; ILD clause ${STATE_IN_WORDS[ildClause.state]}`
}
