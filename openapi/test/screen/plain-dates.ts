/** Calendar of the plain evaluator, RA file 0.9. Dates are ISO texts, so that comparing texts compares days. */
import type { Range } from './plain-logic.js'

/** First and last day that a date can mean: of a year, of a month, or the day itself. */
export type Span = readonly [string, string]

const two = (value: number): string => String(value).padStart(2, '0')

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

const parts = (date: string): readonly [number, number, number] => {
  const [year = Number.NaN, month = Number.NaN, day = Number.NaN] = date.split('-').map(Number)
  return [year, month, day]
}

export function span(date: string | null): Span | null {
  if (date === null) return null
  if (date.length === 4) return [`${date}-01-01`, `${date}-12-31`]
  const [year, month] = parts(date)
  if (date.length === 7) return [`${date}-01`, `${date}-${two(daysInMonth(year, month))}`]
  return [date, date]
}

/** The same day some months later, or the last day of that month if it has no such day. */
export function monthsLater(date: string, months: number): string {
  const [year, month, day] = parts(date)
  const all = year * 12 + (month - 1) + months
  const [laterYear, laterMonth] = [Math.floor(all / 12), (all % 12) + 1]
  return `${laterYear}-${two(laterMonth)}-${two(Math.min(day, daysInMonth(laterYear, laterMonth)))}`
}

/** Some days later. */
export const daysLater = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10)

/** Completed years; a birthday on 29 February is reached on 1 March in common years. */
function completedYears(birth: string, on: string): number {
  const years = parts(on)[0] - parts(birth)[0]
  return on.slice(5) < birth.slice(5) ? years - 1 : years
}

/** Youngest and oldest age that the two dates leave possible. */
export function ages(birth: string | null, on: string | null): Range | null {
  const [born, day] = [span(birth), span(on)]
  if (born === null || day === null) return null
  return [completedYears(born[1], day[0]), completedYears(born[0], day[1])]
}
