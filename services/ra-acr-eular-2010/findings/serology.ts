import { crossesCutOff } from '@activity-scores/shared/language/bands'
/** Points of rheumatoid factor and ACPA, from a value with its upper limit of normal or from a category. */
import { greater } from '@activity-scores/shared/language/compare'
import { type Interval, isAbove } from '@activity-scores/shared/language/interval'
import { inputWarning, type Warning } from '@activity-scores/shared/language/outcome'
import { plausibility } from '@activity-scores/shared/language/quantity'
import { report } from '@activity-scores/shared/language/rounding'
import { type Analyte, analytes } from '@activity-scores/shared/language/units'
import { type LimitedQuantity, possibleRatio, ratioToLimit } from '@activity-scores/shared/language/upper-limit'
import { HIGH_ABOVE, POSITIVE_ABOVE, SEROLOGY_POINTS } from '../formula.js'

export type TestName = 'rf' | 'acpa'
export const TESTS = ['rf', 'acpa'] as const
export type Category = 'negative' | 'low' | 'high' | 'positive'
type Given = LimitedQuantity | null | undefined

const ANALYTE: Readonly<Record<TestName, Analyte>> = { rf: analytes.rheumatoidFactor, acpa: analytes.acpa }

const points = (category: keyof typeof SEROLOGY_POINTS): Interval => {
  const value = SEROLOGY_POINTS[category]
  return { lower: value, upper: value }
}
const LOW_OR_HIGH: Interval = { lower: SEROLOGY_POINTS.low, upper: SEROLOGY_POINTS.high }
const ANYTHING: Interval = { lower: SEROLOGY_POINTS.negative, upper: SEROLOGY_POINTS.high }
const OF_CATEGORY: Readonly<Record<Category, Interval>> = {
  negative: points('negative'),
  low: points('low'),
  high: points('high'),
  positive: LOW_OR_HIGH,
}

/** Points that a ratio with its comparator leaves possible; null without an upper limit. */
function byRatio(given: Given): Interval | null {
  const range = given ? possibleRatio(given) : null
  if (!range) return null
  const high = isAbove(range, HIGH_ABOVE, []).state
  const positive = isAbove(range, POSITIVE_ABOVE, []).state
  const { negative, low } = SEROLOGY_POINTS
  return {
    lower: high === 'met' ? SEROLOGY_POINTS.high : positive === 'met' ? low : negative,
    upper: high !== 'not_met' ? SEROLOGY_POINTS.high : positive !== 'not_met' ? low : negative,
  }
}

const overlap = (a: Interval, b: Interval): Interval => ({
  lower: Math.max(a.lower, b.lower),
  upper: Math.min(a.upper, b.upper),
})

/** Value and category cannot both be right. */
export function contradicts(given: Given, category: Category | null | undefined): boolean {
  const measured = byRatio(given)
  if (!measured || !category) return false
  const { lower, upper } = overlap(measured, OF_CATEGORY[category])
  return lower > upper
}

export interface TestResult {
  readonly points: Interval
  /** Why the points are open, e.g. `missing:rf`, `missing:rf.upperLimit`, `censored:rf`. */
  readonly reason: string
  readonly ratio: { readonly value: number; readonly reported: string } | null
  readonly warnings: readonly Warning[]
}

export function testResult(test: TestName, given: Given, category: Category | null | undefined): TestResult {
  const measured = byRatio(given)
  const value = given ? ratioToLimit(given) : null
  const points = pointsOf(test, given, measured, category)
  return {
    points,
    reason: given ? (measured ? `censored:${test}` : `missing:${test}.upperLimit`) : `missing:${test}`,
    ratio: value === null ? null : { value, reported: report(value, DECIMALS) },
    warnings: [
      ...warnings(test, given, value),
      ...(test === 'rf' && category === 'positive' ? [given ? TITRE_COUNTS : POSITIVE_IS_LOW] : []),
    ],
  }
}

/** A positive rheumatoid factor whose titre was not reported is low; one whose titre cannot be read is not. */
function pointsOf(
  test: TestName,
  given: Given,
  measured: Interval | null,
  category: Category | null | undefined,
): Interval {
  if (measured) return category ? overlap(measured, OF_CATEGORY[category]) : measured
  if (!category) return ANYTHING
  return category === 'positive' && test === 'rf' && !given ? OF_CATEGORY.low : OF_CATEGORY[category]
}

const TITRE_COUNTS = inputWarning(
  'rf_titre_counts',
  '/rf',
  'The points follow rf and its upper limit; that positive counts as low is for reports without a titre.',
)
const POSITIVE_IS_LOW = inputWarning(
  'positive_counted_as_low',
  '/rfCategory',
  'A positive rheumatoid factor without a titre was counted as low; send rf with its upper limit where it is known.',
)

/** A test that was not done while the other was, where the request counts it as negative. */
export function asNegative(tests: Tests, request: Sent): Tests {
  const untested = (test: TestName) => request[test] == null && request[`${test}Category`] == null
  if (request.untested !== 'negative' || untested('rf') === untested('acpa')) return tests
  const test = untested('rf') ? 'rf' : 'acpa'
  const message = `${test} was not tested and counts as negative, as the request asks.`
  const warning = inputWarning('untested_counted_as_negative', `/${test}`, message)
  return { ...tests, [test]: { ...tests[test], points: OF_CATEGORY.negative, warnings: [warning] } }
}

export type Tests = Readonly<Record<TestName, TestResult>>
type Sent = { readonly [test in TestName]?: Given } & {
  readonly [test in TestName as `${test}Category`]?: Category | null | undefined
} & { readonly untested?: 'unknown' | 'negative' | null | undefined }

const DECIMALS = 2
const decisions = [POSITIVE_ABOVE, HIGH_ABOVE].map((cutOff) => (ratio: number) => greater(ratio, cutOff))

function warnings(test: TestName, given: Given, ratio: number | null): readonly Warning[] {
  if (!given) return []
  const pointer = `/${test}`
  const message =
    ratio === null
      ? `${test} was sent without its upper limit of normal; it counts as missing.`
      : `${test} is reported as ${report(ratio, DECIMALS)} times its upper limit, on the other side of a cut-off; the points follow the unrounded value.`
  const crosses = ratio === null ? [] : crossesCutOff(ratio, DECIMALS, [], decisions)
  return [
    ...(ratio === null ? [{ code: 'input_not_used', pointer, message }] : []),
    ...crosses.map(({ code }) => ({ code, pointer, message })),
    ...plausibility(ANALYTE[test], given, pointer),
  ]
}
