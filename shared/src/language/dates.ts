/** Calendar dates as ISO 8601 text. No clock is ever read: every date comes with the request. */
import * as z from 'zod'

const FULL = z.regexes.date.source.replace(/^\^|\$$/g, '')
const MONTH = '\\d{4}-(?:0[1-9]|1[0-2])'

/** Annotation of a text: how it is to be written, for whoever sent another. */
export const EXPECTED = 'x-expected'

/** A whole date, e.g. `2026-03-01`; 30 February is refused. */
export const isoDate = z.iso
  .date()
  .max(10)
  .meta({ [EXPECTED]: 'a date such as "2026-03-01"' })

/** A date that may lack its day or its month: `2026-03-01`, `2026-03` or `2026`. */
export const partialDate = z
  .string()
  .max(10)
  .regex(new RegExp(`^(?:${FULL}|${MONTH}|\\d{4})$`))
  .meta({ [EXPECTED]: 'a date such as "2026-03-01", or "2026-03" or "2026" where no more is known' })

/** The earliest and the latest day that a partial date can mean. */
export function rangeOfDate(partial: string): { readonly first: string; readonly last: string } {
  if (partial.length === 4) return { first: `${partial}-01-01`, last: `${partial}-12-31` }
  if (partial.length > 7) return { first: partial, last: partial }
  const [year = 0, month = 0] = partial.split('-').map(Number)
  // The calendar repeats every 400 years; Date.UTC would take years below 100 for the twentieth century.
  const days = new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate()
  return { first: `${partial}-01`, last: `${partial}-${days}` }
}

/** Days from one whole date to another; negative when the second is earlier. */
export const daysBetween = (from: string, to: string): number => dayNumber(to) - dayNumber(from)

const MONTHS_A_YEAR = 12

/**
 * Days of the Gregorian calendar up to a whole date. The year is taken to begin in March, so that a leap day is its last, and
 * the months before a day have 30.6 days each, rounded. A tenth of the time of Date.parse.
 */
function dayNumber(day: string): number {
  const month = Number(day.slice(5, 7))
  const isBeforeMarch = month < 3
  const year = Number(day.slice(0, 4)) - (isBeforeMarch ? 1 : 0)
  const monthsSinceMarch = isBeforeMarch ? month + 9 : month - 3
  const leapDays = Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400)
  return 365 * year + leapDays + Math.floor((153 * monthsSinceMarch + 2) / 5) + Number(day.slice(8, 10))
}

/** No later day can be written with four digits of the year. */
const LAST_DAY = '9999-12-31'

/**
 * The same day so many calendar months later, or the last day of that month where it has no such day. A window of whole
 * months or years ends on that day, and the day belongs to it (decision 93).
 */
export function monthsLater(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const index = year * MONTHS_A_YEAR + (month - 1) + months
  const laterYear = Math.floor(index / MONTHS_A_YEAR)
  if (laterYear > 9999) return LAST_DAY
  const later = `${digits(laterYear, 4)}-${digits(index - laterYear * MONTHS_A_YEAR + 1, 2)}`
  const last = rangeOfDate(later).last
  return date > Number(last.slice(8)) ? last : `${later}-${digits(date, 2)}`
}

const digits = (n: number, length: number): string => String(n).padStart(length, '0')

/** Whether a day is at most so many calendar months after another, the last day included. */
export const withinMonths = (from: string, to: string, months: number): boolean => to <= monthsLater(from, months)

/** Complete calendar months from one day to a later one, and the days left over. */
export function monthsAndDays(from: string, to: string): { readonly months: number; readonly days: number } {
  let months =
    (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * MONTHS_A_YEAR +
    Number(to.slice(5, 7)) -
    Number(from.slice(5, 7))
  let complete = monthsLater(from, months)
  if (complete > to) {
    months -= 1
    complete = monthsLater(from, months)
  }
  return { months, days: daysBetween(complete, to) }
}

/** The calendar repeats every 400 years. */
const MONTHS_OF_THE_CALENDAR = 400 * MONTHS_A_YEAR

const MILLISECONDS_A_DAY = 86_400_000

const firstOfMonth = (index: number): number => Date.UTC(2000, index, 1) / MILLISECONDS_A_DAY

/**
 * The fewest and the most days that so many calendar months can have: 365 and 366 for 12. Whole months tell them: a span
 * that begins late in a month and is cut short ends between the end of the month before and that of its own last month.
 */
export function daysInMonths(months: number): { readonly least: number; readonly most: number } {
  let least = Number.POSITIVE_INFINITY
  let most = 0
  for (let index = 0; index < MONTHS_OF_THE_CALENDAR; index += 1) {
    const days = firstOfMonth(index + months) - firstOfMonth(index)
    least = Math.min(least, days)
    most = Math.max(most, days)
  }
  return { least, most }
}

/** Completed years on a day; a birthday on 29 February is reached on 1 March in common years. */
export function completedYears(birth: string, on: string): number {
  const years = Number(on.slice(0, 4)) - Number(birth.slice(0, 4))
  return on.slice(5) < birth.slice(5) ? years - 1 : years
}
