import { between, exactly, type Interval, isExact } from '@activity-scores/shared/interval'
import { type Comparator, canonical, possible, type Quantity } from '@activity-scores/shared/quantity'
import { type Analyte, analytes } from '@activity-scores/shared/units'
import { type Age, ageOf } from './age.js'
import type { Sex } from './formula.js'
import type { Request } from './schema.js'
import type { Policy } from './weights.js'

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

const EITHER_SEX: readonly Sex[] = ['female', 'male']
const ONE_SEX: Readonly<Record<Sex, readonly Sex[]>> = { female: ['female'], male: ['male'] }

export function patientOf(request: Request): Patient {
  const age = ageOf(request)
  const sex = request.sex ?? null
  const creatinine = request.creatinine ?? null
  const creatinineLimit = limitOf(creatinine?.comparator)
  return {
    age,
    ageYears: age.missing === null && isExact(age.years) ? age.years.lower : null,
    sex,
    sexes: sex === null ? EITHER_SEX : ONE_SEX[sex],
    weightKg: inCanonical(analytes.weight, request.weight),
    heightCm: inCanonical(analytes.height, request.height),
    creatinine: creatinine ? possible(analytes.creatinine, creatinine) : between(...analytes.creatinine.allowed),
    creatinineMgDl: creatinineLimit === 'lower' ? null : inCanonical(analytes.creatinine, creatinine),
    creatinineLimit,
    policy: request.weightPolicy ?? 'actual',
  }
}

function limitOf(comparator: Comparator | null | undefined): Patient['creatinineLimit'] {
  if (!comparator) return null
  return comparator === '<' || comparator === '<=' ? 'upper' : 'lower'
}

const inCanonical = (analyte: Analyte, given: Quantity | null | undefined): number | null =>
  given ? canonical(analyte, given) : null

/** The value itself, or the whole allowed range where it is missing. */
export const rangeOf = (analyte: Analyte, value: number | null): Interval =>
  value === null ? between(...analyte.allowed) : exactly(value)
