/**
 * A measure is one number from every source there is: sent as a finished score, computed from its parts, or bounded by
 * another. Sources narrow one another; sources that contradict one another are a conflict, and then everything between
 * them stays possible, so that only what both decide alike is decided (decision 59).
 */
import { same } from '@activity-scores/shared/language/compare'
import { between, exactly, hull, type Interval, isExact } from '@activity-scores/shared/language/interval'
import type { Bounds, Score } from '@activity-scores/shared/language/outcome'
import { type Quantity, rangeOf } from '@activity-scores/shared/language/quantity'
import { type Analyte, analytes } from '@activity-scores/shared/language/units'
import { possibleRatio, type TwoUnitQuantity, withLimit } from '@activity-scores/shared/language/upper-limit'
import type { Measure, Source } from '../protocol/schema.js'
import { type Course, longestCourse, openMembers, whyIncomplete } from './courses.js'
import { apart, span } from './dates.js'
import type { Known, Patient } from './model.js'

interface Reading {
  readonly range: Interval
  readonly reasons: readonly string[]
  /** Sent by the caller as a finished number, and so perhaps rounded. */
  readonly finished: boolean
  /** Decimals of a finished number as it was sent. */
  readonly decimals?: number
}

export function measure(patient: Patient, name: string): Known {
  const definition = patient.plan.protocol.measures[name] as Measure
  const [least, greatest] = definition.range
  const isNamed = patient.plan.precedences.has(`measures.${name}`)
  const readings = definition.sources.map((source) => read(patient, source, definition))
  let range = between(least, greatest)
  let [conflict, rounded, finished] = [false, false, false]
  let printed = definition.decimals
  for (const next of readings) {
    if (next.range.lower <= least && next.range.upper >= greatest && !isExact(next.range)) continue
    const narrowed = conflict ? null : overlap(range, next.range)
    if (narrowed) range = narrowed
    else if (
      !conflict &&
      isNamed &&
      finished !== next.finished &&
      agree(range, next.range, Math.min(printed, next.decimals ?? printed))
    ) {
      // The computed one is kept: it is what the finished one was rounded from.
      if (finished) range = next.range
      rounded = true
    } else {
      // What sources say that disagree excludes no value, not even an open end.
      const { lower, upper } = hull(range, next.range)
      range = between(lower, upper)
      conflict = true
    }
    finished ||= next.finished
    printed = Math.min(printed, next.decimals ?? printed)
  }
  const value = !conflict && isExact(range) ? range.lower : null
  const reasons = conflict ? [`conflict:${name}`] : value === null ? whyOpen(definition, readings) : NO_REASONS
  return { range, value, reasons, conflict, rounded }
}

const NO_REASONS: readonly string[] = []

/** A finished score that was not sent is a reason only where nothing else is. */
function whyOpen({ sources }: Measure, readings: readonly Reading[]): readonly string[] {
  const parts = readings.filter((_, i) => !('input' in (sources[i] as Source))).flatMap(({ reasons }) => reasons)
  return [...new Set(parts.length > 0 ? parts : readings.flatMap(({ reasons }) => reasons))]
}

function read(patient: Patient, source: Source, { range: [least, greatest] }: Measure): Reading {
  const nothing = (reasons: readonly string[]): Reading => ({
    range: between(least, greatest),
    reasons,
    finished: false,
  })
  if ('input' in source) {
    const value = patient.value(source.input)
    if (value === undefined) return nothing([patient.whyUnknown(source.input)])
    const analyte = source.analyte === undefined ? undefined : analytes[source.analyte]
    if (analyte && source.ofUpperLimit) {
      const ratio = ofUpperLimit(source.input, value as TwoUnitQuantity, analyte)
      return ratio ?? nothing([`missing:${source.input}.upperLimit`])
    }
    return sent(source.input, value, analyte)
  }
  if ('call' in source) {
    const called = patient.call(source.call)
    const { outcome } = called
    if (!outcome) return nothing(called.reasons)
    const found = source.value === 'score' ? outcome.score : at(outcome, source.value)
    if (typeof found === 'number') return { range: exactly(found), reasons: [], finished: false }
    const held = (found ?? {}) as Partial<Pick<Score, 'value' | 'bounds'>> & Partial<Bounds>
    const {
      value = null,
      bounds = held.lower === undefined ? null : { lower: held.lower, upper: held.upper ?? null },
    } = held
    if (bounds) {
      const range = between(bounds.lower ?? least, bounds.upper ?? Math.max(greatest, bounds.lower ?? least))
      return { range, reasons: called.reasons, finished: false }
    }
    return value === null ? nothing(called.reasons) : { range: exactly(value), reasons: [], finished: false }
  }
  if ('courses' in source) {
    return courseReading(patient, source, greatest) ?? nothing([patient.whyUnknown(source.courses)])
  }
  if ('from' in source) {
    const days = [source.from, source.to].filter((name) => name !== 'asOf')
    const [start, end] = [patient.date(source.from), patient.date(source.to)]
    if (start === undefined || end === undefined)
      return nothing(days.filter((name) => patient.value(name) === undefined).map((name) => patient.whyUnknown(name)))
    const passed = span(start, end, source.unit)
    const range = source.either ? apart(passed) : passed
    return { range, reasons: isExact(range) ? [] : days.map((name) => `precision:${name}`), finished: false }
  }
  const { range, reasons } = patient.measure(source.measure)
  if ('spread' in source) {
    return { range: between(range.lower, range.upper + source.spread), reasons, finished: false }
  }
  const divisor = patient.measure(source.per)
  if (divisor.value === null || divisor.value <= 0) return nothing([...reasons, ...divisor.reasons])
  const by = divisor.value
  return { range: { ...range, lower: range.lower / by, upper: range.upper / by }, reasons, finished: false }
}

/** How long drugs of a list were taken; null where there is no list. */
function courseReading(
  patient: Patient,
  source: Extract<Source, { courses: string }>,
  greatest: number,
): Reading | null {
  const courses = patient.value(source.courses) as readonly Course[] | undefined
  if (!courses) return null
  const input = patient.plan.protocol.inputs[source.courses]
  const codes = { drugs: source.drugs, byName: input?.type === 'courses' ? input.byName : undefined }
  const known = longestCourse(courses, codes, patient.given.asOf, source.total ?? false)
  const incomplete = whyIncomplete(patient, source.courses)
  const range = incomplete.length > 0 ? between(known.lower, Math.max(greatest, known.lower)) : known
  const open = [...openMembers(courses, codes).map((member) => `missing:${source.courses}.${member}`), ...incomplete]
  return {
    range,
    reasons: isExact(range) ? [] : open.length > 0 ? open : [`precision:${source.courses}`],
    finished: false,
  }
}

const finishedNumber = (value: number): Reading => ({
  range: exactly(value),
  reasons: [],
  finished: true,
  decimals: decimalsOf(value),
})

/** As a record prints it: 4.4 has been rounded to one decimal, whatever a score is reported with. */
const decimalsOf = (value: number): number => (/\.(\d+)$/.exec(String(value))?.[1] ?? '').length

function sent(input: string, value: unknown, analyte: Analyte | undefined): Reading {
  if (typeof value === 'number') return finishedNumber(value)
  const given = value as Quantity
  if (!analyte) return finishedNumber(given.value)
  const range = rangeOf(analyte, given)
  return { range, reasons: isExact(range) ? [] : [`censored:${input}`], finished: false }
}

/** A laboratory value in multiples of the limit of its report; null where the report printed none. */
function ofUpperLimit(input: string, given: TwoUnitQuantity, analyte: Analyte): Reading | null {
  const { upperLimit, upperLimitUnit, unit } = given
  if (upperLimit === null || upperLimit === undefined) return null
  const range = possibleRatio(withLimit(analyte, given, { value: upperLimit, unit: upperLimitUnit ?? unit }))
  return range && { range, reasons: isExact(range) ? [] : [`censored:${input}`], finished: false }
}

/** The member of a result that a dotted path names. */
function at(holder: unknown, path: string): unknown {
  let value = holder
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined
    value = (value as Readonly<Record<string, unknown>>)[key]
  }
  return value
}

/** What both leave possible; nothing where that is empty. */
function overlap(a: Interval, b: Interval): Interval | null {
  const lower = a.lower > b.lower ? a : b
  const upper = a.upper < b.upper ? a : b
  if (lower.lower > upper.upper && !same(lower.lower, upper.upper)) return null
  const least = Math.min(lower.lower, upper.upper)
  if (!lower.lowerOpen && !upper.upperOpen) return between(least, upper.upper)
  return {
    lower: least,
    upper: upper.upper,
    ...(lower.lowerOpen ? { lowerOpen: true } : {}),
    ...(upper.upperOpen ? { upperOpen: true } : {}),
  }
}

/** Whether two that do not overlap are the same to the decimals that were sent. */
const agree = (a: Interval, b: Interval, decimals: number): boolean =>
  Math.max(a.lower, b.lower) - Math.min(a.upper, b.upper) <= 0.5 * 10 ** -decimals + 1e-9
