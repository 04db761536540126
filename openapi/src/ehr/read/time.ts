/** Times of observations as they are written: a day, a month or a year is not an instant. */

export interface Time {
  /** As it was written. */
  readonly written: string
  /** First and last day that it may be, `YYYY-MM-DD`, in its own time zone. */
  readonly firstDay: string
  readonly lastDay: string
  /** Milliseconds since 1970, where a time with a zone is written. */
  readonly at: number | undefined
}

const DATE_TIME =
  /^(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01])(?:T(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d{1,9})?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d))?)?)?$/

const DAY_MS = 86_400_000

/** Reads `date`, `dateTime` and `instant`; nothing where it is none, such as the 30th of February. */
export function timeOf(written: unknown): Time | undefined {
  if (typeof written !== 'string') return undefined
  const found = DATE_TIME.exec(written)
  if (!found) return undefined
  const [, year = '', month, day] = found
  if (day === undefined) {
    const last = month === undefined ? `${year}-12-31` : `${year}-${month}-${lastDayOf(Number(year), Number(month))}`
    return { written, firstDay: `${year}-${month ?? '01'}-01`, lastDay: last, at: undefined }
  }
  if (Number(day) > SHORTEST_MONTH && Number(day) > lastDayOf(Number(year), Number(month))) return undefined
  const whole = `${year}-${month}-${day}`
  const at = written.length > whole.length ? Date.parse(written.replace(':60', ':59')) : undefined
  return { written, firstDay: whole, lastDay: whole, at: Number.isNaN(at) ? undefined : at }
}

const SHORTEST_MONTH = 28

const lastDayOf = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate()

/** Negative where `a` is before `b`, 0 where they are at once or may be. */
export function compareTimes(a: Time, b: Time): number {
  if (a.at !== undefined && b.at !== undefined) return a.at - b.at
  if (a.lastDay < b.firstDay) return -1
  return a.firstDay > b.lastDay ? 1 : 0
}

/** Whether something is or may be later than a moment or the end of a day. */
export const isLater = (time: Time, asOf: Time): boolean =>
  time.at !== undefined && asOf.at !== undefined ? time.at > asOf.at : time.lastDay > asOf.lastDay

const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / DAY_MS

/** Whole days from the earliest that a time may be to a day. */
export const daysBetween = (time: Time, until: Time): number =>
  time.firstDay === until.lastDay ? 0 : dayNumber(until.lastDay) - dayNumber(time.firstDay)

export const daysApart = (a: string, b: string): number => Math.abs(dayNumber(a) - dayNumber(b))
