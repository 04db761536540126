/** A measured value with its unit and, for laboratory values, a comparator. */
import * as z from 'zod'
import { greater, less } from './compare.js'
import type { Interval } from './interval.js'
import type { Warning } from './outcome.js'
import { type Analyte, allowedIn, toCanonical } from './units.js'

/** Annotation of a number: what is probably meant by a value below its range. */
export const MEANT_BELOW = 'x-meant-below'

export type Comparator = '<' | '<=' | '>=' | '>'

export interface Quantity {
  readonly value: number
  readonly unit: string
  readonly comparator?: Comparator | null | undefined
}

const comparator = z
  .enum(['<', '<=', '>=', '>'])
  .nullish()
  .meta({
    title: 'Comparator',
    description: 'Set when the laboratory reports a limit instead of a value, as in "<5"',
    'x-options': { '<': 'below', '<=': 'at most', '>=': 'at least', '>': 'above' },
  })

/**
 * Schema of a quantity: one alternative per unit, each with its own range, so that a creatinine of 88 mg/dL is refused
 * while 88 umol/L is taken. `unit` is required; there is no default. `extraMembers` adds members on the value's own scale.
 */
export function quantity(
  analyte: Analyte,
  description: string,
  extraMembers: (value: z.ZodNumber) => z.ZodRawShape = () => ({}),
): z.ZodType<Quantity> {
  const alternatives = Object.keys(analyte.units).map((unit) => {
    const [lowest, highest] = allowedIn(analyte, unit)
    const number = analyte.aboveLower ? z.number().gt(lowest) : z.number().gte(lowest)
    const upTo = number.lte(highest)
    const meant = analyte.meantBelow === undefined ? {} : { [MEANT_BELOW]: analyte.meantBelow }
    const value = upTo.meta(meant)
    const alternative = z.strictObject({
      value: value.meta({ title: 'Value' }),
      ...extraMembers(value),
      unit: z.enum([unit]).meta({ title: 'Unit', description: 'UCUM code; required, never assumed' }),
      ...(analyte.comparator ? { comparator } : {}),
    })
    const mayBeEmpty = analyte.comparator && !analyte.aboveLower
    return (mayBeEmpty ? somethingBelow(alternative, lowest, unit) : alternative).meta({ title: unit })
  })
  const [first, ...rest] = alternatives
  if (!first) throw new Error(`${analyte.name} has no unit`)
  const schema = rest.length === 0 ? first : z.discriminatedUnion('unit', [first, ...rest])
  // Alternatives built from a table have no static type of their own; each is a Quantity by construction.
  return schema.meta({
    description: `${description}. ${describeUnits(analyte)}`,
    ...plausibleRange(analyte),
  }) as unknown as z.ZodType<Quantity>
}

/** What lies outside is computed with a warning; nothing is said where all that is allowed is plausible. */
function plausibleRange({ allowed, plausible: [minimum, maximum], canonical: unit }: Analyte): object {
  const isAnything = minimum === allowed[0] && maximum === allowed[1]
  return isAnything ? {} : { 'x-plausible': { minimum, maximum, unit } }
}

/**
 * Refuses `<` at the least allowed value, which leaves no value that the quantity could have. Said twice, to zod and (as
 * `not`) to the compiled check and the document. `>` at the greatest needs no such rule: there it is a range without end.
 */
function somethingBelow(schema: z.ZodObject, lowest: number, unit: string): z.ZodObject {
  const message = `cannot be ${lowest} ${unit} with the comparator "<": nothing below it is allowed. Send the limit as it was reported, or leave the comparator out if the value was measured.`
  return schema
    .refine((given) => given['comparator'] !== '<' || Number(given['value']) > lowest, { path: ['value'], message })
    .meta({
      not: { required: ['comparator'], properties: { value: { maximum: lowest }, comparator: { const: '<' } } },
    })
}

function describeUnits(analyte: Analyte): string {
  const from = analyte.aboveLower ? 'above' : ''
  const each = Object.keys(analyte.units).map((unit) => {
    const [low, high] = allowedIn(analyte, unit)
    return `${from} ${low} to ${high} \`${unit}\``.trim()
  })
  return `Allowed: ${each.join(', ')}`
}

/** The quantity in its canonical unit. */
export const inCanonicalUnit = (analyte: Analyte, given: Quantity): number =>
  toCanonical(analyte, given.value, given.unit)

/** The range of values that the quantity stands for, in its canonical unit, between the analyte's allowed limits. */
export function rangeOf(analyte: Analyte, given: Quantity): Interval {
  const value = inCanonicalUnit(analyte, given)
  const [low] = analyte.allowed
  switch (given.comparator) {
    case '<':
      return { lower: Math.min(low, value), upper: value, upperOpen: true }
    case '<=':
      return { lower: Math.min(low, value), upper: value }
    case '>':
      return { lower: value, upper: Number.POSITIVE_INFINITY, lowerOpen: true }
    case '>=':
      return { lower: value, upper: Number.POSITIVE_INFINITY }
    default:
      return { lower: value, upper: value }
  }
}

/**
 * What a missing quantity can be. One that laboratories report as a limit has no upper end: `>` at the greatest value
 * has none.
 */
export const anything = ({ allowed: [low, high], comparator }: Analyte): Interval => ({
  lower: low,
  upper: comparator ? Number.POSITIVE_INFINITY : high,
})

/** `>120`: known from below only, so that nothing above it is ruled out. */
export const isLowerLimit = (given: Quantity | null | undefined): boolean =>
  given?.comparator === '>' || given?.comparator === '>='

/** The quantity after unit conversion, as it stands in `inputs` of a result. */
export function asUsed(analyte: Analyte, given: Quantity | null | undefined): Quantity | null {
  if (!given) return null
  const [value, unit] = [inCanonicalUnit(analyte, given), unitUsed(analyte, given)]
  return given.comparator ? { value, unit, comparator: given.comparator } : { value, unit }
}

const unitUsed = (analyte: Analyte, given: Quantity): string =>
  analyte.convertible === false ? given.unit : analyte.canonical

/** Schema of `asUsed`. */
export const usedQuantity = (analyte: Analyte, description: string) =>
  z
    .strictObject({
      value: z.number(),
      unit: z.enum((analyte.convertible === false ? Object.keys(analyte.units) : [analyte.canonical]) as [string]),
      ...(analyte.comparator ? { comparator: comparator.unwrap().unwrap().optional() } : {}),
    })
    .nullable()
    .describe(`${description}, after unit conversion; null when missing`)

/** A warning when the value is allowed but outside the plausible range. */
export function plausibility(
  analyte: Analyte,
  given: Quantity | null | undefined,
  pointer: string,
): readonly Warning[] {
  if (!given) return []
  const value = inCanonicalUnit(analyte, given)
  const [low, high] = analyte.plausible
  if (!less(value, low) && !greater(value, high)) return []
  return [
    {
      code: 'outside_plausible_range',
      pointer,
      message: `${analyte.name} is outside the plausible range of ${low} to ${high} ${unitUsed(analyte, given)}; check value and unit.`,
    },
  ]
}
