/** What DAS28-ESR and DAS28-CRP share: variants, cut-offs, and a score from inputs that may be missing or mere limits. */
import * as z from 'zod'
import { JOINTS_28, type JointCounts28 } from '../contract/fields.js'
import { BoundsSchema, categoryCode } from '../contract/result-schema.js'
import { bandSet, categoryWithin, UNDETERMINED_CATEGORY } from '../language/bands.js'
import { between, exactly, type Interval, isExact } from '../language/interval.js'
import {
  boundsOf,
  type Category,
  inputWarning,
  type Outcome,
  type Score,
  scored,
  type Warning,
} from '../language/outcome.js'
import { inCanonicalUnit, isLowerLimit, type Quantity } from '../language/quantity.js'
import { report } from '../language/rounding.js'
import { analytes } from '../language/units.js'

export const DAS28_DECIMALS = 2

const limits = (low: { below: number } | { upTo: number }) => [
  { code: 'remission', label: 'Remission', below: 2.6 },
  { code: 'low', label: 'Low disease activity', ...low },
  { code: 'moderate', label: 'Moderate disease activity', upTo: 5.1 },
  { code: 'high', label: 'High disease activity' },
]

/** 3.2 exactly is low. */
export const das28Eular = bandSet('eular', 'EULAR treat-to-target table and response criteria', limits({ upTo: 3.2 }))
/** 3.2 exactly is moderate. */
export const das28Acr2012 = bandSet('acr2012', 'Anderson 2012; ACR 2015 guideline', limits({ below: 3.2 }))

const variants = z.enum(['4-variable', '3-variable']).meta({
  'x-options': {
    '4-variable': 'with patient global (4 variables)',
    '3-variable': 'without patient global (3 variables)',
  },
})
export type Das28Variant = z.infer<typeof variants>

export const das28Variant = variants.nullish().meta({
  title: 'Form of the DAS28',
  description:
    '4-variable (default) uses patient global health, 3-variable leaves it out; one series stays with one variant',
})
export const das28VariantUsed = variants

export const das28Codes = categoryCode(das28Eular)

export const das28BoundCategories = z
  .array(das28Codes)
  .length(2)
  .nullable()
  .describe('EULAR category at the lower and at the upper bound, where the score is a range')

/** Schema of the 3-variable score that is offered; the acute-phase reactant is `ESR` or `CRP`. */
export const das28Alternative = (reactantName: string) =>
  z
    .strictObject({
      variant: z.literal('3-variable'),
      value: z.number(),
      reported: z.string(),
      bounds: BoundsSchema.nullable().describe(
        `Where ${reactantName} is an upper limit; the value is that at the limit`,
      ),
      category: das28Codes,
    })
    .nullable()
    .describe('The 3-variable score where the 4-variable one lacks only patient global; never used in its place')

/** The reactant is in the unit of the formula, global health in mm. */
export interface Das28Inputs {
  readonly tender28: number
  readonly swollen28: number
  readonly reactant: number
  readonly globalMm: number
}

type Terms = (inputs: Das28Inputs) => Readonly<Record<string, number>>

export interface Das28Form {
  /** As it stands in text, e.g. `DAS28-CRP`. */
  readonly name: string
  /** Request field of the acute-phase reactant, and its name in text. */
  readonly reactant: 'esr' | 'crp'
  readonly reactantName: 'ESR' | 'CRP'
  /** Every reactant that the given one, or a missing one, can stand for in the formula. */
  readonly possible: (given: Quantity | null | undefined) => Interval
  readonly fourVariable: Terms
  readonly threeVariable: Terms
}

export interface Das28Request extends JointCounts28 {
  readonly patientGlobal?: Quantity | null | undefined
  readonly variant?: Das28Variant | null | undefined
}

export interface Das28Score {
  readonly status: Outcome['status']
  /** Without a value when an input is missing or the reactant is known only from below. */
  readonly score: Score
  readonly terms: Readonly<Record<string, number>> | null
  /** Every score that the inputs leave possible. */
  readonly range: Interval
  readonly missing: readonly string[]
  /** Why what is undetermined is so. */
  readonly reasons: readonly string[]
}

export const variantOf = (request: Das28Request): Das28Variant => request.variant ?? '4-variable'

export function das28Score(
  form: Das28Form,
  request: Das28Request,
  reactant: Quantity | null | undefined,
): Das28Score & { readonly alternative: ReturnType<typeof alternative> | null } {
  const { tenderJointCount28: tender, swollenJointCount28: swollen, patientGlobal } = request
  const fourVariable = variantOf(request) === '4-variable'
  const termsOf = fourVariable ? form.fourVariable : form.threeVariable
  const missing = [
    ...(tender == null ? ['tenderJointCount28'] : []),
    ...(swollen == null ? ['swollenJointCount28'] : []),
    ...(reactant == null ? [form.reactant] : []),
    ...(patientGlobal == null && fourVariable ? ['patientGlobal'] : []),
  ]
  const ranges: Ranges = {
    tender28: tender == null ? between(0, JOINTS_28) : exactly(tender),
    swollen28: swollen == null ? between(0, JOINTS_28) : exactly(swollen),
    reactant: form.possible(reactant),
    globalMm:
      patientGlobal == null ? between(...GLOBAL_MM.allowed) : exactly(inCanonicalUnit(GLOBAL_MM, patientGlobal)),
  }
  const greatest = termsOf(at(ranges, 'upper'))
  const highest = sum(greatest)
  const certain = missing.length === 0 && !reactant?.comparator
  const terms = missing.length === 0 && !isLowerLimit(reactant) ? greatest : null
  const offered = missing.length === 1 && missing[0] === 'patientGlobal' && !isLowerLimit(reactant)
  const range = certain ? exactly(highest) : between(sum(termsOf(at(ranges, 'lower'))), highest)
  const { status, score } = scored(terms && highest, range, DAS28_DECIMALS, '{score}')
  return {
    status,
    score,
    terms,
    range,
    missing,
    reasons: [
      ...missing.map((field) => `missing:${field}`),
      ...(reactant?.comparator ? [`censored:${form.reactant}`] : []),
    ],
    alternative: offered ? alternative(form, ranges) : null,
  }
}

const GLOBAL_MM = analytes.scaleInMillimetres

type Ranges = { readonly [input in keyof Das28Inputs]: Interval }

const at = (ranges: Ranges, end: 'lower' | 'upper'): Das28Inputs => ({
  tender28: ranges.tender28[end],
  swollen28: ranges.swollen28[end],
  reactant: ranges.reactant[end],
  globalMm: ranges.globalMm[end],
})

function sum(terms: Readonly<Record<string, number>>): number {
  let total = 0
  for (const id in terms) total += terms[id] as number
  return total
}

/** What the 3-variable form gives; offered, never used in place of the form that was asked for. */
function alternative(form: Das28Form, ranges: Ranges) {
  const value = sum(form.threeVariable(at(ranges, 'upper')))
  const range = between(sum(form.threeVariable(at(ranges, 'lower'))), value)
  return {
    variant: '3-variable',
    value,
    reported: report(value, DAS28_DECIMALS),
    bounds: isExact(range) ? null : boundsOf(range),
    category: categoryWithin(das28Eular, range).code,
  }
}

export const unusedGlobal = (given: Quantity | null | undefined): readonly Warning[] =>
  given ? [inputWarning('input_not_used', '/patientGlobal', 'The 3-variable form does not use patient global.')] : []

export function das28Text(
  { name, reactantName }: Das28Form,
  variant: Das28Variant,
  { score: { reported }, missing, range }: Das28Score,
  category: Category,
): string {
  const scoreName = variant === '4-variable' ? name : `${name} (3-variable)`
  const known = category.code !== UNDETERMINED_CATEGORY
  const label = known ? `, ${category.label.toLowerCase()}` : ''
  if (reported !== null && isExact(range)) return `${scoreName} ${reported}${label}`
  const upper = Number.isFinite(range.upper) ? ` to ${report(range.upper, DAS28_DECIMALS)}` : ' or more'
  const possible = `possible ${report(range.lower, DAS28_DECIMALS)}${upper}`
  if (reported !== null)
    return `${scoreName} ${reported} (${reactantName} is an upper limit; ${possible})${known ? label : ', category not determined'}`
  const why = missing.length > 0 ? `missing ${missing.join(', ')}` : `${reactantName} is known only from below`
  return `${scoreName} not computable: ${why}; ${possible}${label}`
}
