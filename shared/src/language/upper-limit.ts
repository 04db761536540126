/**
 * A laboratory value with the upper limit of normal printed on the same report. What is read is their ratio, which has
 * no unit and needs no conversion; without its limit a value says nothing and counts as missing.
 */
import * as z from 'zod'
import { exactly, type Interval } from './interval.js'
import { asUsed, type Quantity, quantity, rangeOf, usedQuantity } from './quantity.js'
import { type Analyte, fromCanonical, toCanonical } from './units.js'

export interface LimitedQuantity extends Quantity {
  /** In the unit of the value, unless `upperLimitUnit` names another. */
  readonly upperLimit?: number | null | undefined
}

/** What is said of the limit. */
export const UPPER_LIMIT = {
  title: 'Upper limit of normal',
  description: 'Upper limit of normal of the same report, in the same unit; without it the value counts as missing',
}

/** Schema of such a quantity; `unit` is that of both numbers. */
export const limitedQuantity = (analyte: Analyte, description: string): z.ZodType<LimitedQuantity> =>
  quantity(analyte, description, (value) => ({
    upperLimit: value.nullish().meta(UPPER_LIMIT),
  })) // every alternative has the member that `beside` adds

/** A value whose report prints the limit in a unit of its own. */
export interface TwoUnitQuantity extends LimitedQuantity {
  readonly upperLimitUnit?: string | null | undefined
}

/** The same schema with a unit for the limit where the report prints another one than for the value. */
export const twoUnitQuantity = (analyte: Analyte, description: string): z.ZodType<TwoUnitQuantity> =>
  quantity(analyte, description, (value) => ({
    upperLimit: value
      .nullish()
      .meta({ ...UPPER_LIMIT, description: 'Upper limit of normal of the same report; null when it printed none' }),
    upperLimitUnit: z
      .enum(Object.keys(analyte.units) as [string])
      .nullish()
      .meta({
        title: 'Unit of the upper limit',
        description: 'UCUM code of the limit where it is not `unit`; both are converted to one unit',
      }),
  }))

/** The value beside a limit from elsewhere, in the unit of the value. */
export const withLimit = (analyte: Analyte, given: Quantity, limit: Quantity): LimitedQuantity => ({
  value: given.value,
  unit: given.unit,
  comparator: given.comparator,
  upperLimit:
    limit.unit === given.unit
      ? limit.value
      : fromCanonical(analyte, toCanonical(analyte, limit.value, limit.unit), given.unit),
})

/** The ratio as something that `possible` can read a comparator on. */
const RATIO: Analyte = {
  name: 'Ratio to the upper limit of normal',
  canonical: '1',
  units: { '1': {} },
  allowed: [0, Number.POSITIVE_INFINITY],
  plausible: [0, Number.POSITIVE_INFINITY],
}

/** Keeps a ratio finite, also when rounded, whose limit is too near 0 for a double to divide by. */
const GREATEST_RATIO = 1e300

/** value / upper limit; null without a limit. */
export function ratioToLimit(given: LimitedQuantity): number | null {
  if (given.upperLimit === null || given.upperLimit === undefined) return null
  return Math.min(given.value / given.upperLimit, GREATEST_RATIO)
}

/** Every ratio that the value stands for, its comparator taken into account; null without a limit. */
export function possibleRatio(given: LimitedQuantity): Interval | null {
  const value = ratioToLimit(given)
  if (value === null) return null
  return given.comparator ? rangeOf(RATIO, { value, unit: '1', comparator: given.comparator }) : exactly(value)
}

/** The quantity after unit conversion, as it stands in `inputs` of a result. */
export function usedLimited(analyte: Analyte, given: LimitedQuantity | null | undefined): LimitedQuantity | null {
  const value = asUsed(analyte, given)
  if (!value) return null
  const limit = given?.upperLimit ?? null
  const upperLimit = limit === null || !given ? null : toCanonical(analyte, limit, given.unit)
  const { value: number, unit, comparator } = value
  return comparator ? { value: number, unit, comparator, upperLimit } : { value: number, unit, upperLimit }
}

/** Schema of `usedLimited`. */
export const usedLimitedQuantity = (analyte: Analyte, description: string) =>
  usedQuantity(analyte, description)
    .unwrap()
    .extend({ upperLimit: z.number().nullable() })
    .nullable()
    .describe(`${description}, after unit conversion; null when missing`)
