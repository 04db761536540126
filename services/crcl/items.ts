/** The figures that stand beside the score: every weight's CrCl, body surface, and what the automatic policies select. */
import { type Interval, isAtLeast, isExact } from '@activity-scores/shared/language/interval'
import { report } from '@activity-scores/shared/language/rounding'
import { bodySurface } from '@activity-scores/shared/measures/renal'
import { type Policy, positiveIdealWeight, select } from './decisions.js'
import type { Patient } from './findings.js'
import {
  AGE_MINUEND_YEARS,
  adjustedWeight,
  bodyMassIndex,
  clearance,
  DIVISOR,
  normalise,
  SEX_FACTOR,
  type Sex,
} from './formula.js'
import { CUT_OFF_ML_MIN } from './manifest.js'
import type { Details } from './schema.js'

export function companions(patient: Patient, bySex: Details['bySex']): Details {
  const { ageYears, sex, weightKg, heightCm, creatinineMgDl, policy, age } = patient
  const idealWeight = sex && heightCm !== null ? positiveIdealWeight(sex, heightCm) : null
  const adjustedKg = idealWeight !== null && weightKg !== null ? adjustedWeight(idealWeight, weightKg) : null
  const bmi = weightKg !== null && heightCm !== null ? bodyMassIndex(weightKg, heightCm) : null
  const bsa = weightKg !== null && heightCm !== null ? bodySurface(weightKg, heightCm) : null
  const crcl = (kg: number | null): number | null =>
    kg === null || sex === null || ageYears === null || creatinineMgDl === null
      ? null
      : clearance(ageYears, kg, creatinineMgDl, sex)
  const selected = (by: Policy) =>
    weightKg === null || heightCm === null || idealWeight === null ? null : select(by, weightKg, idealWeight, heightCm)
  const automatic = (by: Policy) => {
    const found = selected(by)
    return found && { choice: found.choice, weight: found.weightKg, value: crcl(found.weightKg) }
  }
  const used =
    policy !== 'actual' ? selected(policy) : weightKg === null ? null : ({ choice: policy, weightKg } as const)
  const actual = crcl(weightKg)
  const ideal = crcl(weightKg === null ? null : idealWeight)
  const adjusted = crcl(adjustedKg)
  const normalised = actual !== null && bsa !== null ? normalise(actual, bsa) : null
  const weightUsed = used ? used.weightKg : null
  return {
    actual,
    ideal,
    adjusted,
    normalised,
    weightUsed,
    bmi,
    bsa,
    reported: {
      actual: shown(actual, 1),
      ideal: shown(ideal, 1),
      adjusted: shown(adjusted, 1),
      normalised: shown(normalised, 1),
      bmi: shown(bmi, 1),
      bsa: shown(bsa, 2),
    },
    idealWeight,
    adjustedWeight: adjustedKg,
    weightChoice: used ? used.choice : null,
    weightChoiceSensitive: weightChoiceSensitive(patient),
    autoBmi: automatic('auto-bmi'),
    autoRatio: automatic('auto-ratio'),
    bySex,
    possibleAge: age.possible,
    factors:
      crcl(weightUsed) === null || ageYears === null || weightUsed === null || !sex || creatinineMgDl === null
        ? null
        : {
            ageFactor: AGE_MINUEND_YEARS - ageYears,
            weight: weightUsed,
            sexFactor: SEX_FACTOR[sex],
            divisor: DIVISOR,
            creatinine: creatinineMgDl,
          },
  }
}

const shown = (value: number | null, decimals: number): string | null =>
  value === null ? null : report(value, decimals)

/** For any sex, age and creatinine that are possible, the three weights disagree about 60 mL/min. */
function weightChoiceSensitive(patient: Patient): boolean | null {
  const { age, sexes, weightKg, heightCm, creatinine, creatinineMgDl, creatinineLimit } = patient
  if (age.missing !== null || weightKg === null || heightCm === null) return null
  if (creatinineMgDl === null && creatinineLimit === null) return null
  // Imprecise dates leave two adjacent ages at most, so both ends are every age.
  const ages = isExact(age.years) ? [age.years.lower] : [age.years.lower, age.years.upper]
  let sensitive = false
  for (const sex of sexes) {
    const idealKg = positiveIdealWeight(sex, heightCm)
    if (idealKg === null) return null
    const weights = [weightKg, idealKg, adjustedWeight(idealKg, weightKg)]
    sensitive ||= ages.some((years) => disagree(weights, years, creatinine, sex))
  }
  return sensitive
}

/** Some possible creatinine puts the clearance by the least weight below 60 and that by the greatest not. */
function disagree(weights: readonly number[], ageYears: number, creatinine: Interval, sex: Sex): boolean {
  const [least, greatest] = [Math.min(...weights), Math.max(...weights)]
  if (least === greatest) return false
  const range = {
    lower: clearance(ageYears, least, creatinine.upper, sex),
    upper: clearance(ageYears, greatest, creatinine.lower, sex),
    upperOpen: creatinine.lowerOpen ?? false,
  }
  return isAtLeast(range, CUT_OFF_ML_MIN, []).state === 'undetermined'
}
