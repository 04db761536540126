/** What the estimates of kidney function share: the sexes that are possible, creatinine, and body surface. */
import * as z from 'zod'
import { type Interval, isExact } from '../language/interval.js'
import { anything, type Comparator, inCanonicalUnit, type Quantity, quantity, rangeOf } from '../language/quantity.js'
import { analytes } from '../language/units.js'

export type Sex = 'female' | 'male'

const EITHER_SEX: readonly Sex[] = ['female', 'male']
const ONE_SEX: Readonly<Record<Sex, readonly Sex[]>> = { female: ['female'], male: ['male'] }

/** Both, where the sex is not known. */
export const sexesOf = (sex: Sex | null): readonly Sex[] => (sex === null ? EITHER_SEX : ONE_SEX[sex])

export const creatinine = quantity(
  analytes.creatinine,
  'Creatinine in serum or plasma; a comparator makes it a limit, at which a clearance is a lower (`<`, `<=`) or an upper (`>=`, `>`) bound',
)
  .nullish()
  .meta({ title: 'Serum creatinine' })

export interface Creatinine {
  /** Every creatinine, in mg/dL, that the input leaves possible; the allowed range when it is missing. */
  readonly range: Interval
  /** What is computed with: the value, or an upper limit; null when missing or known only from below. */
  readonly mgDl: number | null
  /** Which limit the laboratory sent in place of a value. */
  readonly limit: 'upper' | 'lower' | null
}

export function creatinineOf(given: Quantity | null | undefined): Creatinine {
  if (!given) return { range: anything(analytes.creatinine), mgDl: null, limit: null }
  const limit = limitOf(given.comparator)
  return {
    range: rangeOf(analytes.creatinine, given),
    mgDl: limit === 'lower' ? null : inCanonicalUnit(analytes.creatinine, given),
    limit,
  }
}

function limitOf(comparator: Comparator | null | undefined): Creatinine['limit'] {
  if (!comparator) return null
  return comparator === '<' || comparator === '<=' ? 'upper' : 'lower'
}

/** Body surface in m2, Mosteller 1987. */
export const bodySurface = (weightKg: number, heightCm: number): number => Math.sqrt((heightCm * weightKg) / 3600)

/** The score of either sex, where sex is all that is missing; one range for each of `sexesOf`. */
export function forEitherSex(missing: readonly string[], [female, male]: readonly Interval[]) {
  if (missing.length !== 1 || missing[0] !== 'sex' || !female || !male) return null
  return isExact(female) && isExact(male) ? { female: female.lower, male: male.lower } : null
}

/** Details of an estimate. */
export const bySex = (what: string) =>
  z
    .strictObject({ female: z.number(), male: z.number() })
    .nullable()
    .describe(`${what}, where sex is all that is not known`)

export const possibleAge = z
  .strictObject({ lower: z.number(), upper: z.number() })
  .nullable()
  .describe('Completed years that imprecise dates leave possible; null where the age is known')

export const figure = (what: string) =>
  z.number().nullable().describe(`${what}; null where an input for it is not known`)
