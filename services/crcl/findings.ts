import { between, exactly, type Interval } from '@activity-scores/shared/language/interval'
import { inCanonicalUnit, type Quantity } from '@activity-scores/shared/language/quantity'
import { type Analyte, analytes } from '@activity-scores/shared/language/units'
import { type Age, ageOf } from '@activity-scores/shared/measures/age'
import { creatinineOf, sexesOf } from '@activity-scores/shared/measures/renal'
import type { Policy } from './decisions.js'
import type { Sex } from './formula.js'
import type { Request } from './schema.js'

/** The request in canonical units; null is missing. */
export interface Patient {
  readonly age: Age
  /** Null when missing or left open by imprecise dates. */
  readonly ageYears: number | null
  readonly sex: Sex | null
  /** The sexes that are possible. */
  readonly sexes: readonly Sex[]
  readonly weightKg: number | null
  readonly heightCm: number | null
  /** Every creatinine, in mg/dL, that the input leaves possible; the allowed range when it is missing. */
  readonly creatinine: Interval
  /** What is computed with: the value, or an upper limit; null when missing or known only from below. */
  readonly creatinineMgDl: number | null
  /** Which limit the laboratory sent in place of a value. */
  readonly creatinineLimit: 'upper' | 'lower' | null
  readonly policy: Policy
}

export function patientOf(request: Request): Patient {
  const age = ageOf(request)
  const sex = request.sex ?? null
  const creatinine = creatinineOf(request.creatinine)
  return {
    age,
    ageYears: age.exact,
    sex,
    sexes: sexesOf(sex),
    weightKg: inCanonical(analytes.weight, request.weight),
    heightCm: inCanonical(analytes.height, request.height),
    creatinine: creatinine.range,
    creatinineMgDl: creatinine.mgDl,
    creatinineLimit: creatinine.limit,
    policy: request.weightPolicy ?? 'actual',
  }
}

const inCanonical = (analyte: Analyte, given: Quantity | null | undefined): number | null =>
  given ? inCanonicalUnit(analyte, given) : null

/** The value itself, or the whole allowed range where it is missing. */
export const rangeOf = (analyte: Analyte, value: number | null): Interval =>
  value === null ? between(...analyte.allowed) : exactly(value)
