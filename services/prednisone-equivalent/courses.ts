/** What each course adds to the mean daily dose. */
import { atLeast } from '@activity-scores/shared/compare'
import { rangeOfDate } from '@activity-scores/shared/dates'
import { inputWarning } from '@activity-scores/shared/outcome'
import { plausibility } from '@activity-scores/shared/quantity'
import type { Warning } from '@activity-scores/shared/result'
import { analytes } from '@activity-scores/shared/units'
import { type Drug, equalMg, isSystemic, type Table } from './drugs.js'
import { averagePerDay, onOneDay, PULSE_MG } from './formula.js'
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

  const warnings = plausibility(analytes.glucocorticoidDose, course.dose, `${pointer}/dose`)
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
  if (route === 'intravenous' && atLeast(onOneDay(dose.value, doses, periodDays, equal), PULSE_MG))
    return { ...nothing, countedAs: 'pulse-excluded', warnings: [...warnings, pulse(pointer)] }

  const perDay = averagePerDay(dose.value, doses, periodDays, equal)
  const certain = active.state === 'yes'
  const depot = route === 'intramuscular' && periodDays > 1
  return {
    drug,
    countedAs: certain ? 'averaged' : 'activity-unknown',
    equalMg: equal,
    perDay,
    least: certain ? perDay : 0,
    greatest: perDay,
    missing: active.missing,
    reasons: [...active.missing.map((what) => `missing:${what}`), ...active.reasons],
    warnings: [...warnings, ...(depot ? [averaged(pointer)] : [])],
  }
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
const pulse = (pointer: string): Warning =>
  inputWarning(
    'pulse_excluded',
    pointer,
    `An intravenous amount of at least ${PULSE_MG} mg prednisone equivalent on a day is a pulse; it is not part of the mean.`,
  )
const averaged = (pointer: string): Warning =>
  inputWarning('depot_averaged', pointer, 'An intramuscular depot was averaged over its interval.')
const asNeeded = (pointer: string): Warning =>
  inputWarning(
    'as_needed_without_quantity',
    pointer,
    'The course is taken as needed; send the doses that were really taken in a period.',
  )
