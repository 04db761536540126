import { between, exactly, type Interval, isExact } from '@activity-scores/shared/interval'
import { canonical, type Quantity } from '@activity-scores/shared/quantity'
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
  readonly creatinineMgDl: number | null
  readonly policy: Policy
}

const EITHER_SEX: readonly Sex[] = ['female', 'male']
const ONE_SEX: Readonly<Record<Sex, readonly Sex[]>> = { female: ['female'], male: ['male'] }

export function patientOf(request: Request): Patient {
  const age = ageOf(request)
  const sex = request.sex ?? null
  return {
    age,
    ageYears: age.missing === null && isExact(age.years) ? age.years.lower : null,
    sex,
    sexes: sex === null ? EITHER_SEX : ONE_SEX[sex],
    weightKg: inCanonical(analytes.weight, request.weight),
    heightCm: inCanonical(analytes.height, request.height),
    creatinineMgDl: inCanonical(analytes.creatinine, request.creatinine),
    policy: request.weightPolicy ?? 'actual',
  }
}

const inCanonical = (analyte: Analyte, given: Quantity | null | undefined): number | null =>
  given ? canonical(analyte, given) : null

/** The value itself, or the whole allowed range where it is missing. */
export const rangeOf = (analyte: Analyte, value: number | null): Interval =>
  value === null ? between(...analyte.allowed) : exactly(value)
