/** What each course adds to the mean daily dose. */
import { atLeast } from '@activity-scores/shared/language/compare'
import { rangeOfDate } from '@activity-scores/shared/language/dates'
import { inputWarning, type Warning } from '@activity-scores/shared/language/outcome'
import { plausibility } from '@activity-scores/shared/language/quantity'
import { analytes } from '@activity-scores/shared/language/units'
import { averagePerDay, type Drug, equalMg, isSystemic, onOneDay, PULSE_MG, type Table } from './formula.js'
import type { COUNTED_AS, Course } from './schema.js'

export interface Counted {
  readonly drug: Drug
  readonly countedAs: (typeof COUNTED_AS)[number]
  readonly equalMg: number | null
  /** Mean mg/d of prednisone while active; null where it is not known or not averaged. */
  readonly perDay: number | null
  /** Least and greatest mg/d that the course can add on the reference date. */
  readonly least: number
  readonly greatest: number
  /** What to send: fields, or `equivalence:<drug>`. */
  readonly missing: readonly string[]
  /** Why its share is open. */
  readonly reasons: readonly string[]
  readonly warnings: readonly Warning[]
}

export function count(course: Course, index: number, referenceDate: string | null, table: Table): Counted {
  const { drug, route } = course
  const at = `courses.${index}`
  const pointer = `/courses/${index}`
  const active = activity(course, at, referenceDate)
  const equal = equalMg(drug, table)
  const nothing = { drug, equalMg: equal, perDay: null, least: 0, greatest: 0, missing: [], reasons: [], warnings: [] }
  if (active.state === 'no') return { ...nothing, countedAs: 'not-active' }
  if (!isSystemic(drug, route))
    return { ...nothing, countedAs: 'non-systemic', warnings: [ignored(drug, route, pointer)] }

  const warnings = [
    ...plausibility(analytes.glucocorticoidDose, course.dose, `${pointer}/dose`),
    ...(referenceDate === null ? [] : undated(course, pointer)),
  ]
  const unknown = (
    countedAs: Counted['countedAs'],
    missing: readonly string[],
    more: readonly Warning[] = [],
  ): Counted => ({
    ...nothing,
    countedAs,
    greatest: Number.POSITIVE_INFINITY,
    missing: [...missing, ...active.missing],
    reasons: [...[...missing, ...active.missing].map((what) => `missing:${what}`), ...active.reasons],
    warnings: [...warnings, ...more],
  })
  if (equal === null) return unknown('equivalence-unknown', [`equivalence:${drug}`])
  const { dose, dosesPerPeriod: doses, periodDays } = course
  if (!dose || doses == null || periodDays == null) {
    const missing = [
      ...(dose ? [] : [`${at}.dose`]),
      ...(doses == null ? [`${at}.dosesPerPeriod`] : []),
      ...(periodDays == null ? [`${at}.periodDays`] : []),
    ]
    return unknown('dose-unknown', missing, course.asNeeded ? [asNeeded(pointer)] : [])
  }
  const pulse = pulseOf(course, onOneDay(dose.value, doses, periodDays, equal), pointer)
  if (pulse.state === 'yes')
    return { ...nothing, countedAs: 'pulse-excluded', warnings: [...warnings, ...pulse.warnings] }

  const perDay = averagePerDay(dose.value, doses, periodDays, equal)
  const certain = active.state === 'yes' && pulse.state === 'no'
  const depot = route === 'intramuscular' && periodDays > 1
  const missing = [...(pulse.state === 'open' ? [`${at}.pulse`] : []), ...active.missing]
  return {
    drug,
    countedAs: active.state === 'open' ? 'activity-unknown' : certain ? 'averaged' : 'pulse-unknown',
    equalMg: equal,
    perDay,
    least: certain ? perDay : 0,
    greatest: perDay,
    missing,
    reasons: [...missing.map((what) => `missing:${what}`), ...active.reasons],
    warnings: [...warnings, ...pulse.warnings, ...(depot ? [averaged(pointer)] : [])],
  }
}

interface Pulse {
  readonly state: 'yes' | 'no' | 'open'
  readonly warnings: readonly Warning[]
}

/** Whether a course is a pulse: as it says; an amount alone never makes it one, it only makes the question worth asking. */
function pulseOf({ route, pulse }: Course, onADay: number, pointer: string): Pulse {
  if (route !== 'intravenous')
    return {
      state: 'no',
      warnings: pulse ? [inputWarning('input_not_used', `${pointer}/pulse`, ONLY_INTRAVENOUS)] : [],
    }
  const isLarge = atLeast(onADay, PULSE_MG)
  if (pulse === true) return { state: 'yes', warnings: [excluded(pointer), ...(isLarge ? [] : [smallPulse(pointer)])] }
  if (pulse === false) return { state: 'no', warnings: [] }
  return { state: isLarge ? 'open' : 'no', warnings: [notStated(pointer, isLarge)] }
}

interface Activity {
  readonly state: 'yes' | 'no' | 'open'
  readonly missing: readonly string[]
  readonly reasons: readonly string[]
}

const ACTIVE: Activity = { state: 'yes', missing: [], reasons: [] }
const INACTIVE: Activity = { state: 'no', missing: [], reasons: [] }
const NO_REFERENCE: Activity = { state: 'open', missing: ['referenceDate'], reasons: [] }

/** Whether the course runs on the reference date; a partial date may leave it open. */
function activity({ startDate, endDate }: Course, at: string, referenceDate: string | null): Activity {
  if (startDate == null && endDate == null) return ACTIVE
  if (referenceDate === null) return NO_REFERENCE
  const start = startDate == null ? null : rangeOfDate(startDate)
  const end = endDate == null ? null : rangeOfDate(endDate)
  if ((start && start.first > referenceDate) || (end && end.last < referenceDate)) return INACTIVE
  const reasons = [
    ...(start && start.last > referenceDate ? [`precision:${at}.startDate`] : []),
    ...(end && end.first < referenceDate ? [`precision:${at}.endDate`] : []),
  ]
  return reasons.length === 0 ? ACTIVE : { state: 'open', missing: [], reasons }
}

const ignored = (drug: string, route: string, pointer: string): Warning =>
  inputWarning(
    `non_systemic_route_ignored:${drug}`,
    pointer,
    `${drug} (${route}) is not a systemic glucocorticoid course and was not counted.`,
  )
const excluded = (pointer: string): Warning =>
  inputWarning('pulse_excluded', pointer, 'The course is stated to be a pulse; it is not part of the mean.')
const smallPulse = (pointer: string): Warning =>
  inputWarning(
    'pulse_below_250_mg',
    `${pointer}/pulse`,
    `The course is stated to be a pulse, with less than ${PULSE_MG} mg prednisone equivalent on a day; check the statement. It was left out as stated.`,
  )
const notStated = (pointer: string, isLarge: boolean): Warning =>
  inputWarning(
    'pulse_not_stated',
    `${pointer}/pulse`,
    isLarge
      ? `From ${PULSE_MG} mg prednisone equivalent on a day an intravenous course may be a pulse, which is not part of the mean. Send "pulse": true or false.`
      : `The intravenous course does not say whether it is a pulse; below ${PULSE_MG} mg prednisone equivalent on a day it was averaged.`,
  )
const ONLY_INTRAVENOUS = 'Only an intravenous course can be a pulse here; this one was averaged.'
/** Dates that are not sent are statements: begun, and going on. Where a day is asked for, the answer says so. */
function undated({ startDate, endDate }: Course, pointer: string): readonly Warning[] {
  const without = [...(startDate == null ? ['startDate'] : []), ...(endDate == null ? ['endDate'] : [])]
  if (without.length === 0) return []
  const taken = startDate == null ? (endDate == null ? 'begun and going on' : 'begun') : 'going on'
  const message = `The course has no ${without.join(' and no ')} and was taken as ${taken}.`
  return [inputWarning('course_dates_not_stated', pointer, message)]
}

const averaged = (pointer: string): Warning =>
  inputWarning('depot_averaged', pointer, 'An intramuscular depot was averaged over its interval.')
const asNeeded = (pointer: string): Warning =>
  inputWarning(
    'as_needed_without_quantity',
    pointer,
    'The course is taken as needed; send the doses that were really taken in a period.',
  )
