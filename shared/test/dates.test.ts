import t from 'tap'
import {
  completedYears,
  daysBetween,
  daysInMonths,
  isoDate,
  monthsAndDays,
  monthsLater,
  partialDate,
  rangeOfDate,
  withinMonths,
} from '../src/language/dates.js'
import { fc } from '../src/testing/drawing.js'

const takes = (schema: typeof isoDate | typeof partialDate, text: string): boolean => schema.safeParse(text).success

const whole = ['2026-03-01', '2024-02-29', '2000-02-29', '1900-02-28', '2026-12-31', '1926-01-01']
const neverDates = [
  '2026-02-30',
  '2025-02-29',
  '1900-02-29', // 1900 is no leap year
  '2026-04-31',
  '2026-13-01',
  '2026-00-10',
  '2026-03-00',
  '2026-3-1',
  '26-03-01',
  '01.03.2026',
  '03/01/2026',
  '20260301',
  '2026-03-01T00:00:00Z',
  ' 2026-03-01',
  '2026-03-01 ',
  '2026-03-01\n',
  '+2026-03-01',
  '2026-W10',
  '2026-060',
  '',
]
const partial = ['2026-03', '2026-12', '2026']
const neverPartial = ['2026-13', '2026-00', '2026-3', '2026-', '202', '20260', '-2026', '2026-03-', '2026-03\n']

t.test('a whole date is a day that exists, in ISO 8601', async (t) => {
  for (const text of whole) t.ok(takes(isoDate, text), `${text} is taken`)
  for (const text of [...neverDates, ...partial]) t.notOk(takes(isoDate, text), `${JSON.stringify(text)} is refused`)
})

t.test('a partial date may lack its day or its month, no more', async (t) => {
  for (const text of [...whole, ...partial]) t.ok(takes(partialDate, text), `${text} is taken`)
  for (const text of [...neverDates, ...neverPartial])
    t.notOk(takes(partialDate, text), `${JSON.stringify(text)} is refused`)
})

t.test('a partial date ranges from its first to its last day', async (t) => {
  const table: readonly (readonly [string, string, string])[] = [
    ['2026', '2026-01-01', '2026-12-31'],
    ['2026-01', '2026-01-01', '2026-01-31'],
    ['2026-04', '2026-04-01', '2026-04-30'],
    ['2026-02', '2026-02-01', '2026-02-28'],
    ['2024-02', '2024-02-01', '2024-02-29'],
    ['1900-02', '1900-02-01', '1900-02-28'],
    ['2000-02', '2000-02-01', '2000-02-29'],
    ['0096-02', '0096-02-01', '0096-02-29'],
    ['0000-02', '0000-02-01', '0000-02-29'],
    ['2026-12', '2026-12-01', '2026-12-31'],
    ['2024-02-29', '2024-02-29', '2024-02-29'],
  ]
  for (const [text, first, last] of table) t.same(rangeOfDate(text), { first, last }, text)
})

t.test('days are counted over month ends, leap days and either direction', async (t) => {
  const table: readonly (readonly [string, string, number])[] = [
    ['2026-03-01', '2026-03-01', 0],
    ['2026-02-28', '2026-03-01', 1],
    ['2024-02-28', '2024-03-01', 2],
    ['2024-01-01', '2025-01-01', 366],
    ['2025-01-01', '2027-01-01', 730],
    ['2023-01-01', '2025-01-01', 731],
    ['1900-02-28', '1900-03-01', 1],
    ['2026-03-29', '2026-03-30', 1], // clocks change in between in Europe
    ['2026-03-01', '2026-02-28', -1],
  ]
  for (const [from, to, days] of table) t.equal(daysBetween(from, to), days, `${from} to ${to}`)
})

t.test('completed years change on the birthday', async (t) => {
  const table: readonly (readonly [string, string, number])[] = [
    ['1960-03-01', '2026-02-28', 65],
    ['1960-03-01', '2026-03-01', 66],
    ['1960-03-01', '2026-03-02', 66],
    ['1960-12-31', '2026-01-01', 65],
    ['1960-01-01', '2026-12-31', 66],
    ['2026-03-01', '2026-03-01', 0],
    ['2008-03-02', '2026-03-01', 17],
    ['2008-03-01', '2026-03-01', 18],
  ]
  for (const [birth, on, years] of table) t.equal(completedYears(birth, on), years, `${birth} on ${on}`)
})

t.test('a birthday on 29 February is reached on 1 March in common years', async (t) => {
  t.equal(completedYears('1960-02-29', '2025-02-28'), 64)
  t.equal(completedYears('1960-02-29', '2025-03-01'), 65)
  t.equal(completedYears('1960-02-29', '2024-02-28'), 63)
  t.equal(completedYears('1960-02-29', '2024-02-29'), 64)
  t.equal(completedYears('1960-02-28', '2024-02-28'), 64, 'the day before is not affected')
})

t.test('months later is the same day, or the last of a month without it', async (t) => {
  const table: readonly (readonly [string, number, string])[] = [
    ['2026-03-15', 6, '2026-09-15'],
    ['2023-06-01', 24, '2025-06-01'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', 48, '2028-02-29'],
    ['2025-08-31', 6, '2026-02-28'],
    ['2025-11-30', 3, '2026-02-28'],
    ['2025-12-31', 1, '2026-01-31'],
    ['2025-12-31', 2, '2026-02-28'],
    ['1999-11-01', 2, '2000-01-01'],
    ['0099-12-31', 2, '0100-02-28'],
    ['2026-03-15', 0, '2026-03-15'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-01-31', -13, '2024-12-31'],
    ['9999-06-30', 12, '9999-12-31'], // no later day can be sent
  ]
  for (const [from, months, day] of table) t.equal(monthsLater(from, months), day, `${from} + ${months}`)
})

t.test('a window of months ends on the same day of a later month, that day included', async (t) => {
  const table: readonly (readonly [string, string, number, boolean])[] = [
    ['2023-06-01', '2025-06-01', 24, true],
    ['2023-06-01', '2025-06-02', 24, false],
    ['2026-03-15', '2026-09-15', 6, true],
    ['2026-03-15', '2026-09-16', 6, false],
    ['2024-02-29', '2025-02-28', 12, true],
    ['2024-02-29', '2025-03-01', 12, false],
    ['9999-01-01', '9999-12-31', 24, true],
  ]
  for (const [from, to, months, within] of table)
    t.equal(withinMonths(from, to, months), within, `${from} to ${to} within ${months} months`)
})

t.test('complete months and the days left over', async (t) => {
  t.same(monthsAndDays('2026-01-31', '2026-02-28'), { months: 1, days: 0 })
  t.same(monthsAndDays('2026-01-31', '2026-03-01'), { months: 1, days: 1 })
  t.same(monthsAndDays('2026-02-28', '2026-03-27'), { months: 0, days: 27 })
  t.same(monthsAndDays('2025-12-15', '2027-01-20'), { months: 13, days: 5 })
})

t.test('the fewest and the most days that months can have', async (t) => {
  t.same(daysInMonths(1), { least: 28, most: 31 })
  t.same(daysInMonths(3), { least: 89, most: 92 })
  t.same(daysInMonths(6), { least: 181, most: 184 })
  t.same(daysInMonths(12), { least: 365, most: 366 })
  t.same(daysInMonths(24), { least: 730, most: 731 })
  t.same(daysInMonths(96), { least: 2921, most: 2922 }, 'eight years across 2100 lack one leap day')
})

interface Day {
  readonly year: number
  readonly month: number
  readonly day: number
}

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const monthDays = (year: number, month: number): number =>
  (MONTH_DAYS[month - 1] ?? 0) + (month === 2 && isLeap(year) ? 1 : 0)

const digits = (value: number, length: number): string => String(value).padStart(length, '0')
const textOf = ({ year, month, day }: Day): string => `${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}`

/** Days since the end of 1899, counted by hand: an oracle that knows no Date. */
function dayNumber({ year, month, day }: Day): number {
  let days = day
  for (let y = 1900; y < year; y++) days += isLeap(y) ? 366 : 365
  for (let m = 1; m < month; m++) days += monthDays(year, m)
  return days
}

const days: fc.Arbitrary<Day> = fc
  .record({ year: fc.integer({ min: 1900, max: 2100 }), month: fc.integer({ min: 1, max: 12 }) })
  .chain(({ year, month }) => fc.integer({ min: 1, max: monthDays(year, month) }).map((day) => ({ year, month, day })))
const isReal = ({ year, month, day }: Day): boolean => day <= monthDays(year, month)
const leapDays = days.map(({ year }) => ({ year, month: 2, day: 29 })).filter(isReal)
const anyDays = fc.oneof({ weight: 4, arbitrary: days }, { weight: 1, arbitrary: leapDays })

t.test('properties', async (t) => {
  t.test('the last day of a window is the greatest day that is no later in its month', async (t) => {
    const property = fc.property(anyDays, fc.integer({ min: 0, max: 60 }), (date, months) => {
      const index = date.year * 12 + date.month - 1 + months
      const [year, month] = [Math.floor(index / 12), (index % 12) + 1]
      const last = { year, month, day: Math.min(date.day, monthDays(year, month)) }
      const { least, most } = daysInMonths(months)
      const days = dayNumber(last) - dayNumber(date)
      return monthsLater(textOf(date), months) === textOf(last) && days >= least && days <= most
    })
    fc.assert(property, { numRuns: 1000 })
    t.pass()
  })

  t.test('days between two dates are those of a count by hand', async (t) => {
    const property = fc.property(
      anyDays,
      anyDays,
      (a, b) => daysBetween(textOf(a), textOf(b)) === dayNumber(b) - dayNumber(a),
    )
    fc.assert(property, { numRuns: 1000 })
    t.pass()
  })

  t.test('completed years are the birthdays that have passed', async (t) => {
    const property = fc.property(anyDays, anyDays, (birth, on) => {
      if (dayNumber(on) < dayNumber(birth)) return true
      let birthdays = 0
      for (let year = birth.year + 1; year <= on.year; year++) {
        const inYear = { ...birth, year }
        const reached = isReal(inYear) ? inYear : { year, month: 3, day: 1 }
        if (dayNumber(reached) <= dayNumber(on)) birthdays++
      }
      return completedYears(textOf(birth), textOf(on)) === birthdays
    })
    fc.assert(property, { numRuns: 1000 })
    t.pass()
  })

  t.test('a partial date ranges over exactly the days that begin with it', async (t) => {
    const property = fc.property(anyDays, anyDays, fc.constantFrom(4, 7, 10), (date, other, length) => {
      const text = textOf(date).slice(0, length)
      const { first, last } = rangeOfDate(text)
      const inside = textOf(other) >= first && textOf(other) <= last
      return inside === textOf(other).startsWith(text) && takes(isoDate, first) && takes(isoDate, last)
    })
    fc.assert(property, { numRuns: 1000 })
    t.pass()
  })

  t.test('every day is a date, and no day after the end of its month is', async (t) => {
    const property = fc.property(anyDays, (date) => {
      const after = { ...date, day: monthDays(date.year, date.month) + 1 }
      return takes(isoDate, textOf(date)) && takes(partialDate, textOf(date)) && !takes(isoDate, textOf(after))
    })
    fc.assert(property, { numRuns: 1000 })
    t.pass()
  })
})
