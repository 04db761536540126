import { crossesCutOff } from '@activity-scores/shared/language/bands'
import { atLeast } from '@activity-scores/shared/language/compare'
import { criterion } from '@activity-scores/shared/language/criteria'
import { hull, type Interval, isAtLeast } from '@activity-scores/shared/language/interval'
import type { State } from '@activity-scores/shared/language/kleene'
import { boundsOf, type Outcome } from '@activity-scores/shared/language/outcome'
import { asUsed } from '@activity-scores/shared/language/quantity'
import { report } from '@activity-scores/shared/language/rounding'
import { analytes } from '@activity-scores/shared/language/units'
import { forEitherSex } from '@activity-scores/shared/measures/renal'
import { positiveIdealWeight, weightRange } from './decisions.js'
import { type Patient, patientOf, rangeOf } from './findings.js'
import { clearance, type Sex } from './formula.js'
import { companions } from './items.js'
import { atLeast60, CUT_OFF_ML_MIN } from './manifest.js'
import type { Request } from './schema.js'
import { inputWarnings, weightChoiceWarnings } from './warnings.js'

const DECIMALS = 1
const isEnough = (value: number): boolean => atLeast(value, CUT_OFF_ML_MIN)

export function compute(request: Request): Outcome {
  const patient = patientOf(request)
  const { age, sexes, policy, creatinineLimit } = patient
  const missing = missingFields(patient)
  const bySex = sexes.map((sex) => clearanceRange(patient, sex))
  const range = bySex.reduce(hull)
  const unusable = withoutIdealWeight(patient)
  const known = missing.length === 0 && !unusable && patient.ageYears !== null && patient.creatinineMgDl !== null
  // At an upper limit of creatinine the clearance is at its lower end.
  const value = known ? range.lower : null
  const reasons = [
    ...missing.map((field) => `missing:${field}`),
    ...(creatinineLimit ? ['censored:creatinine'] : []),
    ...age.imprecise.map((field) => `precision:${field}`),
    ...(unusable ? ['conflict:height'] : []),
  ]
  const verdict = isAtLeast(range, CUT_OFF_ML_MIN, reasons)
  const reported = value === null ? null : report(value, DECIMALS)
  const details = companions(patient, forEitherSex(missing, bySex))

  return {
    status: value === null ? 'not_computable' : 'computed',
    score: {
      value,
      reported,
      unit: 'mL/min',
      bounds: value === null || creatinineLimit ? boundsOf(range) : null,
    },
    category: null,
    criteria: [criterion(atLeast60, verdict)],
    terms: [],
    details,
    inputs: {
      age: patient.ageYears,
      birthDate: request.birthDate ?? null,
      sampleDate: request.sampleDate ?? null,
      sex: patient.sex,
      weight: asUsed(analytes.weight, request.weight),
      height: asUsed(analytes.height, request.height),
      creatinine: asUsed(analytes.creatinine, request.creatinine),
      weightPolicy: policy,
      creatinineSteadyState: request.creatinineSteadyState ?? null,
      creatinineAssay: request.creatinineAssay ?? null,
      cautions: [...new Set(request.cautions ?? [])],
    },
    missing,
    warnings: [
      ...inputWarnings(request, patient),
      ...weightChoiceWarnings(details, patient),
      ...(value === null ? [] : crossesCutOff(value, DECIMALS, [], [isEnough])),
    ],
    text:
      reported === null
        ? `Cockcroft-Gault CrCl not computable: ${whyNot(patient, missing, unusable, range)}${ABOUT_60[verdict.state] ?? ''}`
        : `Cockcroft-Gault CrCl ${reported} mL/min${creatinineLimit ? ' or more' : ''} (${details.weightChoice} weight${creatinineLimit ? '; creatinine is an upper limit' : ''})${ABOUT_60[verdict.state] ?? ', undetermined about 60'}`,
  }
}

const ABOUT_60: Readonly<Partial<Record<State, string>>> = { met: ', at least 60', not_met: ', below 60' }

const missingFields = ({
  age,
  sex,
  weightKg,
  heightCm,
  creatinineMgDl,
  creatinineLimit,
  policy,
}: Patient): readonly string[] => [
  ...(age.missing === null ? [] : [age.missing]),
  ...(sex === null ? ['sex'] : []),
  ...(weightKg === null ? ['weight'] : []),
  ...(heightCm === null && policy !== 'actual' ? ['height'] : []),
  ...(creatinineMgDl === null && creatinineLimit === null ? ['creatinine'] : []),
]

/** The height gives no ideal weight for a sex that is possible, and the policy needs one. */
const withoutIdealWeight = ({ heightCm, sexes, policy }: Patient): boolean =>
  policy !== 'actual' && heightCm !== null && sexes.some((sex) => positiveIdealWeight(sex, heightCm) === null)

/** CrCl rises with weight and falls with age and creatinine. */
function clearanceRange({ age, weightKg, heightCm, creatinine, policy }: Patient, sex: Sex): Interval {
  const weights = weightRange(policy, sex, rangeOf(analytes.weight, weightKg), rangeOf(analytes.height, heightCm))
  return {
    lower: clearance(age.years.upper, weights.lower, creatinine.upper, sex),
    upper: clearance(age.years.lower, weights.upper, creatinine.lower, sex),
    upperOpen: creatinine.lowerOpen ?? false,
  }
}

function whyNot(
  { age, creatinineLimit }: Patient,
  missing: readonly string[],
  unusable: boolean,
  range: Interval,
): string {
  const why = [
    ...(missing.length > 0 ? [`missing ${missing.join(', ')}`] : []),
    ...(creatinineLimit ? [`creatinine is known only from ${creatinineLimit === 'lower' ? 'below' : 'above'}`] : []),
    ...(age.imprecise.length > 0 ? [`age not certain from ${age.imprecise.join(', ')}`] : []),
    ...(unusable ? ['no ideal weight at this height'] : []),
  ]
  // Ends at an allowed limit of weight or creatinine may decide the criterion, but say nothing to a reader.
  const telling = !missing.includes('weight') && !missing.includes('creatinine')
  return `${why.join('; ')}${telling ? `; possible ${spoken(range, creatinineLimit)}` : ''}`
}

function spoken({ lower, upper }: Interval, creatinineLimit: Patient['creatinineLimit']): string {
  if (creatinineLimit === 'upper') return `${report(lower, DECIMALS)} mL/min or more`
  const highest = `${report(upper, DECIMALS)} mL/min`
  return creatinineLimit === 'lower' ? `up to ${highest}` : `${report(lower, DECIMALS)} to ${highest}`
}
