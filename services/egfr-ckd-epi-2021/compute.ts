import { categoryWithin, crossesCutOff, UNDETERMINED_CATEGORY } from '@activity-scores/shared/language/bands'
import { less } from '@activity-scores/shared/language/compare'
import { criterion } from '@activity-scores/shared/language/criteria'
import { between, hull, type Interval, isBelow } from '@activity-scores/shared/language/interval'
import {
  boundsOf,
  type Category,
  inputWarning,
  type Outcome,
  type Warning,
} from '@activity-scores/shared/language/outcome'
import { asUsed, inCanonicalUnit, plausibility } from '@activity-scores/shared/language/quantity'
import { report } from '@activity-scores/shared/language/rounding'
import { analytes } from '@activity-scores/shared/language/units'
import { type Age, ageOf } from '@activity-scores/shared/measures/age'
import {
  bodySurface,
  type Creatinine,
  creatinineOf,
  forEitherSex,
  sexesOf,
} from '@activity-scores/shared/measures/renal'
import { deindex, factors, filtration } from './formula.js'
import { below15, CUT_OFF, gCategories } from './manifest.js'
import type { Details, Request } from './schema.js'

const DECIMALS = 0
const isLow = (value: number): boolean => less(value, CUT_OFF)

export function compute(request: Request): Outcome {
  const age = ageOf(request)
  const ageYears = age.exact
  const sex = request.sex ?? null
  const creatinine = creatinineOf(request.creatinine)
  const missing = [
    ...(age.missing === null ? [] : [age.missing]),
    ...(sex === null ? ['sex'] : []),
    ...(request.creatinine == null ? ['creatinine'] : []),
  ]
  const bySex = sexesOf(sex).map(
    (one): Interval => ({
      lower: filtration(age.years.upper, creatinine.range.upper, one),
      upper: filtration(age.years.lower, creatinine.range.lower, one),
      upperOpen: creatinine.range.lowerOpen ?? false,
    }),
  )
  const range = bySex.reduce(hull)
  // At an upper limit of creatinine the rate is at its lower end.
  const known = missing.length === 0 && ageYears !== null && creatinine.mgDl !== null
  const value = known ? range.lower : null
  const reported = value === null ? null : report(value, DECIMALS)
  const category = categoryWithin(gCategories, range)
  const reasons = [
    ...missing.map((field) => `missing:${field}`),
    ...(creatinine.limit ? ['censored:creatinine'] : []),
    ...age.imprecise.map((field) => `precision:${field}`),
  ]
  const surface =
    request.weight && request.height
      ? bodySurface(inCanonicalUnit(analytes.weight, request.weight), inCanonicalUnit(analytes.height, request.height))
      : null
  const deindexed = value === null || surface === null ? null : deindex(value, surface)
  const details: Details = {
    gCategoryReported: categoryWithin(gCategories, asReported(range)).code as Details['gCategoryReported'],
    deindexed,
    deindexedReported: deindexed === null ? null : report(deindexed, DECIMALS),
    bsa: surface,
    bsaReported: surface === null ? null : report(surface, 2),
    bySex: forEitherSex(missing, bySex),
    possibleAge: age.possible,
    factors: known && sex ? factors(ageYears, creatinine.mgDl, sex) : null,
  }

  return {
    status: value === null ? 'not_computable' : 'computed',
    score: {
      value,
      reported,
      unit: 'mL/min/{1.73_m2}',
      bounds: value === null || creatinine.limit ? boundsOf(range) : null,
    },
    category,
    criteria: [criterion(below15, isBelow(range, CUT_OFF, reasons))],
    terms: [],
    details,
    inputs: {
      age: ageYears,
      birthDate: request.birthDate ?? null,
      sampleDate: request.sampleDate ?? null,
      sex,
      creatinine: asUsed(analytes.creatinine, request.creatinine),
      weight: asUsed(analytes.weight, request.weight),
      height: asUsed(analytes.height, request.height),
    },
    missing,
    warnings: [
      ...inputWarnings(request, creatinine),
      ...(value === null ? [] : crossesCutOff(value, DECIMALS, [gCategories], [isLow])),
    ],
    text: text(reported, category, range, missing, age, creatinine),
  }
}

/** Both ends as whole numbers: what a laboratory would stage. */
const asReported = ({ lower, upper }: Interval): Interval =>
  between(Number(report(lower, DECIMALS)), Number(report(upper, DECIMALS)))

function inputWarnings(request: Request, { limit }: Creatinine): readonly Warning[] {
  const { age, birthDate, sampleDate } = request
  return [
    ...(age != null && birthDate != null && sampleDate == null ? [BIRTH_DATE_UNUSED] : []),
    ...(limit ? [CENSORED[limit]] : []),
    ...plausibility(analytes.creatinine, request.creatinine, '/creatinine'),
    ...plausibility(analytes.weight, request.weight, '/weight'),
    ...plausibility(analytes.height, request.height, '/height'),
  ]
}

const BIRTH_DATE_UNUSED = inputWarning(
  'input_not_used',
  '/birthDate',
  'birthDate says nothing without sampleDate; age was used as sent.',
)
const censored = (message: string): Warning => inputWarning('creatinine_censored', '/creatinine', message)
const CENSORED: Readonly<Record<'upper' | 'lower', Warning>> = {
  upper: censored(
    'Creatinine is an upper limit, not a value; the rate is that at the limit, the true one is that or more, and the bounds show what is possible.',
  ),
  lower: censored('Creatinine is a lower limit, not a value; the rate is known only from above.'),
}

function text(
  reported: string | null,
  category: Category,
  range: Interval,
  missing: readonly string[],
  age: Age,
  { limit }: Creatinine,
): string {
  const staged = category.code === UNDETERMINED_CATEGORY ? '' : `, ${category.code}`
  if (reported !== null)
    return `CKD-EPI 2021 eGFR ${reported} mL/min/1.73 m2${limit ? ' or more (creatinine is an upper limit)' : ''}${staged}`
  const why = [
    ...(missing.length > 0 ? [`missing ${missing.join(', ')}`] : []),
    ...(limit ? [`creatinine is known only from ${limit === 'lower' ? 'below' : 'above'}`] : []),
    ...(age.possible ? [`age is ${age.possible.lower} to ${age.possible.upper}`] : []),
  ]
  const possible = `possible ${report(range.lower, DECIMALS)} to ${report(range.upper, DECIMALS)}`
  return `CKD-EPI 2021 eGFR not computable: ${why.join('; ')}; ${possible}${staged}`
}
