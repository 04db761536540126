/** Whether two visits lie within one year. */
import { daysBetween } from '@activity-scores/shared/dates'
import { daysApart } from '@activity-scores/shared/measures/two-visits'
import { yearInDays } from './formula.js'
import type { Request } from './schema.js'

/** Null without an interval. Where the baseline has no date, no 29 February is assumed. */
export function withinOneYear(request: Request): boolean | null {
  const days = daysApart(request)
  if (days === null) return null
  const start = request.baseline?.date
  return days <= yearInDays(start != null && daysBetween(start, aYearAfter(start)) === yearInDays(true))
}

/** The same day of the next year; from 29 February, 28 February. */
function aYearAfter(date: string): string {
  const year = String(Number(date.slice(0, 4)) + 1).padStart(4, '0')
  return `${year}${date.endsWith('-02-29') ? '-02-28' : date.slice(4)}`
}
