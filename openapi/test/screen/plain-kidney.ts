/** Cockcroft-Gault and CKD-EPI 2021, RA file sections 15 and 16. */
import { ages } from './plain-dates.js'
import type { Range } from './plain-logic.js'
import { amount, type Inputs, text, word } from './plain-read.js'

const rangeOf = (values: readonly number[]): Range => [Math.min(...values), Math.max(...values)]

interface Kidney {
  readonly ages: Range
  readonly creatinine: number
  readonly sexes: readonly string[]
}

/** Ages on the day of the sample, creatinine in mg/dL, and the sexes that are possible; children have no equation. */
function kidney(inputs: Inputs, sampled: string): Kidney | null {
  const creatinine = amount(inputs, 'creatinine', 'mg/dL')
  const years = ages(text(inputs, 'birthDate'), sampled)
  const sex = word(inputs, 'sex', 'female', 'male')
  if (creatinine === null || years === null || years[0] < 18) return null
  return { ages: years, creatinine, sexes: sex === null ? ['female', 'male'] : [sex] }
}

/** mL/min, by measured weight. */
export function creatinineClearance(inputs: Inputs, sampled: string): Range | null {
  const found = kidney(inputs, sampled)
  const weight = amount(inputs, 'weight', 'kg')
  if (found === null || weight === null) return null
  return rangeOf(
    found.sexes.flatMap((sex) =>
      found.ages.map((age) => (((140 - age) * weight) / (72 * found.creatinine)) * (sex === 'female' ? 0.85 : 1)),
    ),
  )
}

function ckdEpi(age: number, sex: string, creatinine: number): number {
  const female = sex === 'female'
  const ratio = creatinine / (female ? 0.7 : 0.9)
  const alpha = female ? -0.241 : -0.302
  return 142 * Math.min(ratio, 1) ** alpha * Math.max(ratio, 1) ** -1.2 * 0.9938 ** age * (female ? 1.012 : 1)
}

/** mL/min/1.73 m2; unknown when anything it needs is missing, sex as well. */
export function filtrationRate(inputs: Inputs, sampled: string): Range | null {
  const found = kidney(inputs, sampled)
  const [sex, other] = found?.sexes ?? []
  if (!found || sex === undefined || other !== undefined) return null
  return rangeOf(found.ages.map((age) => ckdEpi(age, sex, found.creatinine)))
}
