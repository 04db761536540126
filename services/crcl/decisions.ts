/** Which body weight enters the formula. Published selectors disagree, so each is a policy with a name. */
import { atLeast, greater, less } from '@activity-scores/shared/language/compare'
import { between, exactly, type Interval, isExact } from '@activity-scores/shared/language/interval'
import { analytes } from '@activity-scores/shared/language/units'
import { adjustedWeight, bodyMassIndex, IDEAL_FROM_CM, idealWeight, type Sex } from './formula.js'

export const POLICIES = ['actual', 'ideal', 'adjusted', 'auto-bmi', 'auto-ratio'] as const
export type Policy = (typeof POLICIES)[number]

export const CHOICES = ['actual', 'ideal', 'adjusted'] as const
export type Choice = (typeof CHOICES)[number]

export interface Selected {
  /** `ideal` also where the actual weight is the lesser of the two and is the one used. */
  readonly choice: Choice
  readonly weightKg: number
}

/** Null where the height is so low that the ideal weight is not offered, or not positive. */
export function positiveIdealWeight(sex: Sex, heightCm: number): number | null {
  const kg = idealWeight(sex, heightCm)
  return atLeast(heightCm, IDEAL_FROM_CM) && greater(kg, 0) ? kg : null
}

/** The weight that a policy selects; ideal weight is positive here. */
export function select(policy: Policy, actualKg: number, idealKg: number, heightCm: number): Selected {
  const choice = chosen(policy, actualKg, idealKg, heightCm)
  if (choice === 'actual') return { choice, weightKg: actualKg }
  return { choice, weightKg: choice === 'ideal' ? Math.min(idealKg, actualKg) : adjustedWeight(idealKg, actualKg) }
}

/** Below this BMI `auto-bmi` takes the actual weight. */
const UNDERWEIGHT_BMI = 18.5

function chosen(policy: Policy, actualKg: number, idealKg: number, heightCm: number): Choice {
  if (policy === 'auto-bmi') {
    // BMI < 18.5 actual; 18.5 to below 25 the lesser of ideal and actual; from 25 adjusted (after Winter 2012)
    const bmi = bodyMassIndex(actualKg, heightCm)
    if (less(bmi, UNDERWEIGHT_BMI)) return 'actual'
    return less(bmi, 25) ? 'ideal' : 'adjusted'
  }
  if (policy === 'auto-ratio') {
    // actual/ideal < 1 actual; 1 to 1.25 ideal; above 1.25, or BMI above 30, adjusted (as ClinCalc)
    const ratio = actualKg / idealKg
    if (greater(ratio, 1.25) || greater(bodyMassIndex(actualKg, heightCm), 30)) return 'adjusted'
    return less(ratio, 1) ? 'actual' : 'ideal'
  }
  return policy
}

/**
 * The weights that a policy can select where actual weight or height is a range. Ideal and adjusted weight rise with both;
 * the automatic policies jump, see `highestAutomatic`. Heights without an ideal weight inside the range put the lower end
 * at 0, so that nothing is decided as met. A height that has none leaves what a missing height leaves.
 */
export function weightRange(policy: Policy, sex: Sex, actual: Interval, height: Interval): Interval {
  if (policy === 'actual') return actual
  const highest = positiveIdealWeight(sex, height.upper)
  if (highest === null) return weightRange(policy, sex, actual, between(...analytes.height.allowed))
  if (isExact(actual) && isExact(height)) return exactly(select(policy, actual.lower, highest, height.lower).weightKg)
  const automatic = highestAutomatic(highest, actual.upper, height.upper)
  const upper = {
    ideal: Math.min(highest, actual.upper),
    adjusted: adjustedWeight(highest, actual.upper),
    'auto-bmi': automatic,
    'auto-ratio': automatic,
  }[policy]
  const lowest = positiveIdealWeight(sex, height.lower)
  if (lowest === null) return between(0, upper)
  return between(policy === 'adjusted' ? adjustedWeight(lowest, actual.lower) : Math.min(lowest, actual.lower), upper)
}

/**
 * Never above the actual weight (a body of ideal weight has a BMI below 23.3 at every height), and above the adjusted
 * weight only where `auto-bmi` takes the actual weight of an underweight body; below 146 cm that can exceed the ideal.
 */
function highestAutomatic(idealKg: number, actualKg: number, heightCm: number): number {
  const underweightKg = (UNDERWEIGHT_BMI * heightCm * heightCm) / 10_000
  return Math.min(actualKg, Math.max(adjustedWeight(idealKg, actualKg), underweightKg))
}
