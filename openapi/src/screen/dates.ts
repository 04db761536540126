/** Spans of calendar time between dates that may be known to the month or the year only. */
import { completedYears, rangeOfDate } from '@activity-scores/shared/dates'
import { between, exactly, type Interval } from '@activity-scores/shared/interval'

/** The day n calendar months later, clamped to the end of the month. */
function monthsLater(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const index = year * 12 + (month - 1) + months
  const [laterYear, laterMonth] = [Math.floor(index / 12), (((index % 12) + 12) % 12) + 1]
  const last = new Date(Date.UTC(2000 + (laterYear % 400), laterMonth, 0)).getUTCDate()
  return `${String(laterYear).padStart(4, '0')}-${two(laterMonth)}-${two(Math.min(date, last))}`
}

const two = (n: number): string => String(n).padStart(2, '0')

/**
 * Calendar months from one day to another; a month is complete on the same day of a later month, or on the month's last
 * day. What is left over counts as days of a long month: more than n whole months is more than n, and less than n + 1.
 */
export function monthsBetween(from: string, to: string): number {
  if (to < from) return -monthsBetween(to, from)
  const { months, days } = monthsAndDays(from, to)
  return months + days / LONGEST_MONTH
}

export const LONGEST_MONTH = 31

/** Complete calendar months from one day to a later one, and the days left over. */
export function monthsAndDays(from: string, to: string): { readonly months: number; readonly days: number } {
  let months =
    (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7))
  let complete = monthsLater(from, months)
  if (complete > to) {
    months -= 1
    complete = monthsLater(from, months)
  }
  return { months, days: daysBetween(complete, to) }
}

const DAY = 86_400_000
const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY)

const isWhole = (date: string): boolean => date.length === 'YYYY-MM-DD'.length

/** The least and the greatest span that two perhaps partial dates leave possible. */
export function span(from: string, to: string, unit: 'months' | 'days'): Interval {
  const count = unit === 'months' ? monthsBetween : daysBetween
  if (isWhole(from) && isWhole(to)) return exactly(count(from, to))
  const [start, end] = [rangeOfDate(from), rangeOfDate(to)]
  return between(count(start.last, end.first), count(start.first, end.last))
}

/** A span in either direction. */
export function apart({ lower, upper }: Interval): Interval {
  if (lower >= 0) return between(lower, upper)
  if (upper <= 0) return between(-upper, -lower)
  return between(0, Math.max(-lower, upper))
}

export function ageOn(birth: string, day: string): Interval {
  const { first, last } = rangeOfDate(birth)
  const { first: earliest, last: latest } = rangeOfDate(day)
  return between(completedYears(last, earliest), completedYears(first, latest))
}
