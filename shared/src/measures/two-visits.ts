/** What instruments that compare a follow-up with a baseline share: two dated visits. */
import * as z from 'zod'
import type { Fault, Rule } from '../contract/instrument.js'
import { daysBetween, daysInMonths, isoDate, monthsLater, withinMonths } from '../language/dates.js'

/** Which of the stored visits fills a visit of a request. */
export type Layer = 'baseline' | 'follow-up'
const VISIT_TITLES = { baseline: 'Earlier visit', 'follow-up': 'Later visit' } as const

/** What is said of a visit of a request. */
export const visitLabel = (layer: Layer) => ({ title: VISIT_TITLES[layer], 'x-layer': layer })

export const visitDate = isoDate
  .nullish()
  .meta({ title: 'Date of the visit', description: 'Date of the visit, e.g. 2026-03-01' })

interface Visit {
  readonly date?: string | null | undefined
}

export interface TwoVisits {
  readonly baseline?: Visit | null | undefined
  readonly followUp?: Visit | null | undefined
}

export const followUpAfterBaseline: Rule<TwoVisits> = {
  fields: ['baseline.date', 'followUp.date'],
  says: '`followUp.date` is later than `baseline.date` when both are sent.',
  check: ({ baseline, followUp }): readonly Fault[] => {
    if (baseline?.date == null || followUp?.date == null || followUp.date > baseline.date) return []
    const message =
      'followUp.date must be later than baseline.date. Correct the dates, or swap the visits if they were exchanged.'
    return [{ pointer: '/followUp/date', code: 'date_order', message }]
  },
}

/** Days from baseline to follow-up; null unless both dates are known. */
export function intervalDays({ baseline, followUp }: TwoVisits): number | null {
  if (baseline?.date == null || followUp?.date == null) return null
  return daysBetween(baseline.date, followUp.date)
}

/** Whole days between the visits, for a request that has no dates. */
export const intervalInDays = z.int().min(1).max(36_525).nullish().meta({
  title: 'Days between the visits',
  description: 'Days from the earlier to the later visit, in place of the two dates',
})

interface DatedOrCounted extends TwoVisits {
  readonly intervalDays?: number | null | undefined
}

export const intervalAgreesWithDates: Rule<DatedOrCounted> = {
  fields: ['intervalDays', 'baseline.date', 'followUp.date'],
  says: '`intervalDays` agrees with the two dates when all are sent.',
  check: (request): readonly Fault[] => {
    const days = intervalDays(request)
    if (days === null || days <= 0 || request.intervalDays == null || request.intervalDays === days) return []
    const message =
      'intervalDays is not the number of days from baseline.date to followUp.date. Correct whichever is wrong, or send only the dates.'
    return [{ pointer: '/intervalDays', code: 'conflict', message }]
  },
}

/** Days between the visits, as sent or by the dates. */
export const daysApart = (request: DatedOrCounted): number | null => request.intervalDays ?? intervalDays(request)

/** A window of whole calendar months between two visits, both ends included. */
export interface Window {
  readonly months: number
  /** The fewest and the most days that it can have. */
  readonly days: { readonly least: number; readonly most: number }
}

export const windowOfMonths = (months: number): Window => Object.freeze({ months, days: daysInMonths(months) })

/**
 * Whether the follow-up lies within the window that begins with the baseline. A number of days without the date of the
 * baseline is read both ways: 366 days are a year, or a day more than one. Null while that, or the interval, is not known.
 */
export function visitsWithin(request: DatedOrCounted, { months, days }: Window): boolean | null {
  const [from, to] = [request.baseline?.date, request.followUp?.date]
  if (from != null && to != null) return withinMonths(from, to, months)
  const apart = request.intervalDays
  if (apart == null) return null
  if (apart <= days.least) return true
  if (apart > days.most) return false
  return from == null ? null : apart <= daysBetween(from, monthsLater(from, months))
}

/** What to send for `visitsWithin` to tell: the date that completes a pair, or the interval itself. */
export function missingForWindow(request: DatedOrCounted, window: Window): readonly string[] {
  if (visitsWithin(request, window) !== null) return []
  if (request.intervalDays != null) return ['baseline.date']
  if (request.baseline?.date != null) return ['followUp.date']
  return [request.followUp?.date == null ? 'intervalDays' : 'baseline.date']
}
