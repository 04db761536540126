/** Courses of treatment: how long a listed drug was taken, in calendar months. */
import { isoDate, partialDate, rangeOfDate } from '@activity-scores/shared/dates'
import { between, type Interval } from '@activity-scores/shared/interval'
import { z } from 'zod'
import { monthsBetween } from './dates.js'

export interface Course {
  readonly drug: string
  readonly start: string
  readonly end?: string | null | undefined
}

export const coursesSchema = (drugs: readonly string[]) =>
  z
    .array(
      z.strictObject({
        drug: z.enum(drugs as [string, ...string[]]),
        start: partialDate.describe('First day; month or year where no more is known'),
        end: isoDate.nullish().describe('Last day; left out while the course goes on'),
      }),
    )
    .max(40)
    .describe('Every course of a listed drug; an empty list states that none was taken')

const NEVER = between(0, 0)

/** The longest course of one listed drug, or with `total` the sum of them all, in months. */
export function longestCourse(
  courses: readonly Course[],
  drugs: readonly string[],
  asOf: string,
  total: boolean,
): Interval {
  const lengths = courses.filter(({ drug }) => drugs.includes(drug)).map((course) => lengthOf(course, asOf))
  if (lengths.length === 0) return NEVER
  const of = (end: 'lower' | 'upper') => lengths.map((length) => length[end])
  const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)
  return total
    ? between(sum(of('lower')), sum(of('upper')))
    : between(Math.max(...of('lower')), Math.max(...of('upper')))
}

function lengthOf({ start, end }: Course, asOf: string): Interval {
  const { first, last } = rangeOfDate(start)
  const until = end ?? asOf
  return between(Math.max(0, monthsBetween(last, until)), Math.max(0, monthsBetween(first, until)))
}
