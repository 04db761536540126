/** What the estimates of kidney function share: the sexes that are possible, creatinine, and body surface. */
import type { Interval } from '../language/interval.js'
import { anything, type Comparator, canonical, possible, type Quantity, quantity } from '../language/quantity.js'
import { analytes } from '../language/units.js'

export type Sex = 'female' | 'male'

const EITHER_SEX: readonly Sex[] = ['female', 'male']
const ONE_SEX: Readonly<Record<Sex, readonly Sex[]>> = { female: ['female'], male: ['male'] }

/** Both, where the sex is not known. */
export const sexesOf = (sex: Sex | null): readonly Sex[] => (sex === null ? EITHER_SEX : ONE_SEX[sex])

export const creatinine = quantity(
  analytes.creatinine,
  'Creatinine in serum or plasma; a comparator makes it a limit, at which a clearance is a lower (`<`, `<=`) or an upper (`>=`, `>`) bound',
).nullish()

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
    range: possible(analytes.creatinine, given),
    mgDl: limit === 'lower' ? null : canonical(analytes.creatinine, given),
    limit,
  }
}

function limitOf(comparator: Comparator | null | undefined): Creatinine['limit'] {
  if (!comparator) return null
  return comparator === '<' || comparator === '<=' ? 'upper' : 'lower'
}

/** Body surface in m2, Mosteller 1987. */
export const bodySurface = (weightKg: number, heightCm: number): number => Math.sqrt((heightCm * weightKg) / 3600)

/** The least range that holds all. They share one creatinine, and so its open end. */
export function hull(ranges: readonly Interval[]): Interval {
  let lower = Number.POSITIVE_INFINITY
  let upper = Number.NEGATIVE_INFINITY
  let upperOpen = true
  for (const range of ranges) {
    lower = Math.min(lower, range.lower)
    upper = Math.max(upper, range.upper)
    upperOpen &&= range.upperOpen === true
  }
  return { lower, upper, upperOpen }
}
