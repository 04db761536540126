/** What instruments that compare a follow-up with a baseline share: two dated visits. */

import { z } from 'zod'
import { daysBetween, isoDate } from '../dates.js'
import type { Fault, Rule } from '../instrument.js'

export const visitDate = isoDate.nullish().describe('Date of the visit, e.g. 2026-03-01')

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
  check: (visits): readonly Fault[] => {
    const days = intervalDays(visits)
    if (days === null || days > 0) return []
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

/** Mean length of a month in days (365.25 / 12), where a window is expressed in months. */
export const DAYS_A_MONTH = 30.4375

/** Whole days between the visits, for a request that has no dates. */
export const intervalInDays = z
  .int()
  .min(1)
  .max(36_525)
  .nullish()
  .describe('Days from the earlier to the later visit, in place of the two dates')

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

/** What to send for the interval to be known: the date that completes a pair, or the interval itself. */
export function missingForInterval(request: DatedOrCounted): readonly string[] {
  if (daysApart(request) !== null) return []
  if (request.baseline?.date != null) return ['followUp.date']
  return [request.followUp?.date == null ? 'intervalDays' : 'baseline.date']
}
