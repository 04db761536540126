import { atLeast } from '@activity-scores/shared/compare'
import { criterion } from '@activity-scores/shared/criteria'
import { between, type Interval, isAtLeast, isExact } from '@activity-scores/shared/interval'
import { undetermined } from '@activity-scores/shared/kleene'
import { boundsOf } from '@activity-scores/shared/outcome'
import { used } from '@activity-scores/shared/quantity'
import type { Outcome } from '@activity-scores/shared/result'
import { crossesCutOff, report } from '@activity-scores/shared/rounding'
import { analytes } from '@activity-scores/shared/units'
import { isAllowed } from './age.js'
import { companions } from './companions.js'
import { clearance, type Sex } from './formula.js'
import { atLeast60, CUT_OFF_ML_MIN } from './manifest.js'
import { type Patient, patientOf, rangeOf } from './patient.js'
import type { Details, Request } from './schema.js'
import { inputWarnings, weightChoiceWarnings } from './warnings.js'
import { weightRange } from './weights.js'

const DECIMALS = 1
const isEnough = (value: number): boolean => atLeast(value, CUT_OFF_ML_MIN)

export function compute(request: Request): Outcome {
  const patient = patientOf(request)
  const { age, sexes, policy } = patient
  const missing = missingFields(patient)
  const bySex = sexes.map((sex) => clearanceRange(patient, sex))
  const range = hull(bySex)
  const value = missing.length === 0 && range && isExact(range) ? range.lower : null
  const reasons = [
    ...missing.map((field) => `missing:${field}`),
    ...age.imprecise.map((field) => `precision:${field}`),
    ...(range ? [] : ['conflict:height']),
  ]
  const verdict = range && isAllowed(age.years) ? isAtLeast(range, CUT_OFF_ML_MIN, reasons) : undetermined(...reasons)
  const reported = value === null ? null : report(value, DECIMALS)
  const details = companions(patient, forEitherSex(missing, bySex))

  return {
    status: value === null ? 'not_computable' : 'computed',
    score: { value, reported, unit: 'mL/min', bounds: value === null && range ? boundsOf(range) : null },
    category: null,
    criteria: [criterion(atLeast60, verdict)],
    terms: [],
    details,
    inputs: {
      age: patient.ageYears,
      birthDate: request.birthDate ?? null,
      sampleDate: request.sampleDate ?? null,
      sex: patient.sex,
      weight: used(analytes.weight, request.weight),
      height: used(analytes.height, request.height),
      creatinine: used(analytes.creatinine, request.creatinine),
      weightPolicy: policy,
      creatinineSteadyState: request.creatinineSteadyState ?? null,
      creatinineAssay: request.creatinineAssay ?? null,
      cautions: [...new Set(request.cautions ?? [])],
    },
    missing,
    warnings: [
      ...inputWarnings(request, patient),
      ...weightChoiceWarnings(details),
      ...(value === null ? [] : crossesCutOff(value, DECIMALS, [], [isEnough])),
    ],
    text:
      value === null
        ? notComputable(missing, age.imprecise, range)
        : `Cockcroft-Gault CrCl ${report(value, DECIMALS)} mL/min (${details.weightChoice} weight), ${isEnough(value) ? 'at least' : 'below'} 60`,
  }
}

const missingFields = ({ age, sex, weightKg, heightCm, creatinineMgDl, policy }: Patient): readonly string[] => [
  ...(age.missing === null ? [] : [age.missing]),
  ...(sex === null ? ['sex'] : []),
  ...(weightKg === null ? ['weight'] : []),
  ...(heightCm === null && policy !== 'actual' ? ['height'] : []),
  ...(creatinineMgDl === null ? ['creatinine'] : []),
]

/** CrCl rises with weight and falls with age and creatinine. Null where the policy finds no weight at this height. */
function clearanceRange({ age, weightKg, heightCm, creatinineMgDl, policy }: Patient, sex: Sex): Interval | null {
  const weights = weightRange(policy, sex, rangeOf(analytes.weight, weightKg), rangeOf(analytes.height, heightCm))
  if (!weights) return null
  const creatinine = rangeOf(analytes.creatinine, creatinineMgDl)
  return between(
    clearance(age.years.upper, weights.lower, creatinine.upper, sex),
    clearance(age.years.lower, weights.upper, creatinine.lower, sex),
  )
}

/** The least range that holds all; null if one of them is not known. */
function hull(ranges: readonly (Interval | null)[]): Interval | null {
  let lower = Number.POSITIVE_INFINITY
  let upper = Number.NEGATIVE_INFINITY
  for (const range of ranges) {
    if (!range) return null
    lower = Math.min(lower, range.lower)
    upper = Math.max(upper, range.upper)
  }
  return between(lower, upper)
}

function forEitherSex(missing: readonly string[], [female, male]: readonly (Interval | null)[]): Details['bySex'] {
  if (missing.length !== 1 || missing[0] !== 'sex' || !female || !male) return null
  return isExact(female) && isExact(male) ? { female: female.lower, male: male.lower } : null
}

function notComputable(missing: readonly string[], imprecise: readonly string[], range: Interval | null): string {
  const why = [
    ...(missing.length > 0 ? [`missing ${missing.join(', ')}`] : []),
    ...(imprecise.length > 0 ? [`age not certain from ${imprecise.join(', ')}`] : []),
    ...(range ? [] : ['no positive ideal weight at this height']),
  ]
  // Bounds over all allowed weights or creatinines may decide the criterion, but say nothing to a reader.
  const telling = range && !missing.includes('weight') && !missing.includes('creatinine')
  const possible = telling
    ? `; possible ${report(range.lower, DECIMALS)} to ${report(range.upper, DECIMALS)} mL/min`
    : ''
  return `Cockcroft-Gault CrCl not computable: ${why.join('; ')}${possible}`
}
