/** Spans of calendar time between dates that may be known to the month or the year only. */
import { completedYears, daysBetween, monthsAndDays, rangeOfDate } from '@activity-scores/shared/language/dates'
import { between, exactly, type Interval } from '@activity-scores/shared/language/interval'

/**
 * Calendar months from one day to another; a month is complete on the same day of a later month, or on the month's last
 * day. What is left over counts as days of a long month: more than n whole months is more than n, and less than n + 1
 * (decision 93).
 */
export function monthsBetween(from: string, to: string): number {
  if (to < from) return -monthsBetween(to, from)
  const { months, days } = monthsAndDays(from, to)
  return months + days / LONGEST_MONTH
}

export const LONGEST_MONTH = 31

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

const LAST_DAY = '9999-12-31'
const SHORTEST_MONTH = 28

/** The day some days after another; no later than the last day that a date can mean. */
export function daysLater(day: string, days: number): string {
  // Within the first four weeks of one month no calendar is needed.
  const date = Number(day.slice(8)) + days
  if (isWhole(day) && date >= 1 && date <= SHORTEST_MONTH) return `${day.slice(0, 8)}${String(date).padStart(2, '0')}`
  const later = new Date(Date.parse(day) + days * 86_400_000).toISOString()
  return later.startsWith('+') ? LAST_DAY : later.slice(0, 10)
}

export function ageOn(birth: string, day: string): Interval {
  const { first, last } = rangeOfDate(birth)
  const { first: earliest, last: latest } = rangeOfDate(day)
  return between(completedYears(last, earliest), completedYears(first, latest))
}
