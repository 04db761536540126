/** Calendar dates as ISO 8601 text. No clock is ever read: every date comes with the request. */
import { z } from 'zod'

const FULL = z.regexes.date.source.replace(/^\^|\$$/g, '')
const MONTH = '\\d{4}-(?:0[1-9]|1[0-2])'

/** A whole date, e.g. `2026-03-01`; 30 February is refused. */
export const isoDate = z.iso.date().max(10).meta({ title: 'a date such as "2026-03-01"' })

/** A date that may lack its day or its month: `2026-03-01`, `2026-03` or `2026`. */
export const partialDate = z
  .string()
  .max(10)
  .regex(new RegExp(`^(?:${FULL}|${MONTH}|\\d{4})$`))
  .meta({ title: 'a date such as "2026-03-01", or "2026-03" or "2026" where no more is known' })

/** The earliest and the latest day that a partial date can mean. */
export function rangeOfDate(partial: string): { readonly first: string; readonly last: string } {
  if (partial.length === 4) return { first: `${partial}-01-01`, last: `${partial}-12-31` }
  if (partial.length > 7) return { first: partial, last: partial }
  const [year = 0, month = 0] = partial.split('-').map(Number)
  // The calendar repeats every 400 years; Date.UTC would take years below 100 for the twentieth century.
  const days = new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate()
  return { first: `${partial}-01`, last: `${partial}-${days}` }
}

const MILLISECONDS_A_DAY = 86_400_000

/** Days from one whole date to another; negative when the second is earlier. */
export const daysBetween = (from: string, to: string): number =>
  (Date.parse(to) - Date.parse(from)) / MILLISECONDS_A_DAY

/** Completed years on a day; a birthday on 29 February is reached on 1 March in common years. */
export function completedYears(birth: string, on: string): number {
  const years = Number(on.slice(0, 4)) - Number(birth.slice(0, 4))
  return on.slice(5) < birth.slice(5) ? years - 1 : years
}
