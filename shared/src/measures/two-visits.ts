/** What instruments that compare a follow-up with a baseline share: two dated visits. */
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
