import { suspectScales } from '@activity-scores/shared/contract/fields'
import { categoryWithin, crossesCutOff, UNDETERMINED_CATEGORY } from '@activity-scores/shared/language/bands'
import { between, exactly, type Interval, isExact } from '@activity-scores/shared/language/interval'
import {
  boundsOf,
  type Category,
  inputWarning,
  type Outcome,
  scored,
  termsOf,
  type Warning,
} from '@activity-scores/shared/language/outcome'
import { asUsed, inCanonicalUnit, type Quantity } from '@activity-scores/shared/language/quantity'
import { report } from '@activity-scores/shared/language/rounding'
import { analytes } from '@activity-scores/shared/language/units'
import { functionOfHaqDi, functionOfSum, ITEMS, imputedSum, MOST_MISSING, rapid3, WORST_ANSWER } from './formula.js'
import { severity } from './manifest.js'
import { type Details, ITEM_IDS, type Request } from './schema.js'

const DECIMALS = 1
const SCALE = analytes.scaleOfTen

export function compute(request: Request): Outcome {
  const { pain, patientGlobal, haqDi } = request
  const fn = functionFrom(request)
  const painRange = scaleRange(pain)
  const globalRange = scaleRange(patientGlobal)
  const range = between(
    rapid3(fn.range.lower, painRange.lower, globalRange.lower),
    rapid3(fn.range.upper, painRange.upper, globalRange.upper),
  )
  const missing = [
    ...fn.missing,
    ...(pain == null ? ['pain'] : []),
    ...(patientGlobal == null ? ['patientGlobal'] : []),
  ]
  const { fn: mean } = fn.details
  const terms =
    mean === null || pain == null || patientGlobal == null
      ? null
      : { fn: mean, pain: painRange.lower, patientGlobal: globalRange.lower }
  const value = terms && rapid3(terms.fn, terms.pain, terms.patientGlobal)
  const { status, score } = scored(value, range, DECIMALS, '{score}')
  const category = categoryWithin(severity, range)
  const decided = category.code !== UNDETERMINED_CATEGORY

  return {
    status,
    score,
    category,
    criteria: [],
    terms: terms ? termsOf(terms) : [],
    details: detailsOf(fn, value, painRange, globalRange),
    inputs: {
      mdhaqItems: answersOf(request),
      haqDi: haqDi ?? null,
      pain: asUsed(SCALE, pain),
      patientGlobal: asUsed(SCALE, patientGlobal),
    },
    missing,
    warnings: [
      ...fn.warnings,
      ...suspectScales({ pain, patientGlobal }),
      ...(value === null || !decided ? [] : crossesCutOff(value, DECIMALS, [severity])),
    ],
    text: text(score.reported, category, range, missing),
  }
}

const scaleRange = (given: Quantity | null | undefined): Interval =>
  given ? exactly(inCanonicalUnit(SCALE, given)) : between(...SCALE.allowed)

/** The total on the other scale, and by the paper form, which rounds function to 0.1 first. */
function detailsOf({ range, details }: Function, value: number | null, pain: Interval, global: Interval): Details {
  const { fn, fnReported, fnSource, fnBounds, itemsAnswered } = details
  const templateFn = value === null || fn === null ? null : onPaper(fn)
  const templateValue = templateFn === null ? null : rapid3(templateFn, pain.lower, global.lower)
  const possible = between(
    rapid3(onPaper(range.lower), pain.lower, global.lower),
    rapid3(onPaper(range.upper), pain.upper, global.upper),
  )
  return {
    fn,
    fnReported,
    fnSource,
    fnBounds,
    itemsAnswered,
    valueDiv3: value === null ? null : value / 3,
    valueDiv3Reported: value === null ? null : report(value / 3, DECIMALS),
    templateFn,
    templateValue,
    templateCategory:
      templateValue === null ? null : (categoryWithin(severity, possible).code as Details['templateCategory']),
  }
}

const onPaper = (fn: number): number => Number(report(fn, 1))

interface Function {
  readonly range: Interval
  readonly missing: readonly string[]
  readonly warnings: readonly Warning[]
  readonly details: Pick<Details, 'fn' | 'fnReported' | 'fnSource' | 'fnBounds' | 'itemsAnswered'>
}

/** From the MDHAQ items if enough are answered, else from a HAQ-DI; else a range. */
function functionFrom({ mdhaqItems: items, haqDi }: Request): Function {
  let sum = 0
  const open: string[] = []
  for (const id of ITEM_IDS) {
    const answer = items?.[id]
    if (answer == null) open.push(`mdhaqItems.${id}`)
    else sum += answer
  }
  const answered = ITEMS - open.length
  const range = between(functionOfSum(sum), functionOfSum(sum + open.length * WORST_ANSWER))
  if (open.length <= MOST_MISSING) {
    const fn = open.length === 0 ? range.lower : functionOfSum(imputedSum(sum, answered))
    const warnings = [...(open.length === 0 ? [] : [imputed(open.length)]), ...(haqDi == null ? [] : [HAQ_UNUSED])]
    return known(fn, range, 'mdhaq', open, warnings)
  }
  if (haqDi != null) {
    const fn = functionOfHaqDi(haqDi)
    return known(fn, exactly(fn), 'haq_di', open, answered === 0 ? [FROM_HAQ] : [FROM_HAQ, ITEMS_UNUSED])
  }
  return {
    range,
    missing: items ? open : ['mdhaqItems'],
    warnings: [],
    details: { fn: null, fnReported: null, fnSource: null, fnBounds: boundsOf(range), itemsAnswered: answered },
  }
}

/** The mean of the answered items stands for one or two that are open; what they could be stands in the range. */
const known = (
  fn: number,
  range: Interval,
  fnSource: 'mdhaq' | 'haq_di',
  open: readonly string[],
  warnings: readonly Warning[],
): Function => ({
  range,
  missing: isExact(range) ? [] : open,
  warnings,
  details: {
    fn,
    fnReported: report(fn, DECIMALS),
    fnSource,
    fnBounds: isExact(range) ? null : boundsOf(range),
    itemsAnswered: ITEMS - open.length,
  },
})

const imputed = (missing: number): Warning =>
  inputWarning(
    'items_imputed',
    '/mdhaqItems',
    `${missing} of ${ITEMS} items ${missing === 1 ? 'is' : 'are'} missing and counted as the mean of the others; bounds and category follow what ${missing === 1 ? 'it' : 'they'} could be.`,
  )
const HAQ_UNUSED = inputWarning('input_not_used', '/haqDi', 'Function was taken from the MDHAQ items, not from haqDi.')
const ITEMS_UNUSED = inputWarning(
  'input_not_used',
  '/mdhaqItems',
  'More than 2 MDHAQ items are missing; function was taken from haqDi.',
)
const FROM_HAQ = inputWarning('fn_source:haq_di', '/haqDi', 'Function was taken from the HAQ-DI, times 10/3.')

function answersOf({ mdhaqItems }: Request): Readonly<Record<string, number | null>> {
  const answers: Record<string, number | null> = {}
  for (const id of ITEM_IDS) answers[id] = mdhaqItems?.[id] ?? null
  return answers
}

function text(reported: string | null, category: Category, range: Interval, missing: readonly string[]): string {
  const label = category.code === UNDETERMINED_CATEGORY ? '' : `, ${category.label.toLowerCase()}`
  const possible = isExact(range)
    ? report(range.lower, DECIMALS)
    : `${report(range.lower, DECIMALS)} to ${report(range.upper, DECIMALS)}`
  if (reported !== null && isExact(range)) return `RAPID3 ${reported} of 30${label}`
  if (reported !== null)
    return `RAPID3 ${reported} of 30 (${missing.length} of ${ITEMS} items imputed; possible ${possible})${label || ', category not determined'}`
  return `RAPID3 not computable: missing ${missing.join(', ')}; possible ${possible} of 30${label}`
}
