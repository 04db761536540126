/** Courses of treatment: how long a listed drug was taken, in calendar months. */
import { isoDate, monthsAndDays, partialDate, rangeOfDate } from '@activity-scores/shared/language/dates'
import { between, type Interval } from '@activity-scores/shared/language/interval'
import { visibleText } from '@activity-scores/shared/language/text'
import * as z from 'zod'
import { LONGEST_MONTH, monthsBetween } from './dates.js'
import type { Patient } from './model.js'

export interface Course {
  readonly drug: string
  readonly start: string
  readonly end?: string | null | undefined
  readonly ongoing?: boolean | null | undefined
  /** Of a drug without a code. */
  readonly name?: string | null | undefined
}

export interface CourseCodes {
  readonly drugs: readonly string[]
  /** Codes for drugs without a code: a course of one counts by its name. */
  readonly byName?: readonly string[] | undefined
  /** The input that states that a list is complete. */
  readonly complete?: string | undefined
}

export const coursesSchema = ({ drugs, byName = [], complete }: CourseCodes) =>
  z
    .array(
      z.strictObject({
        drug: z.enum(drugs as [string, ...string[]]),
        ...(byName.length > 0
          ? {
              name: visibleText
                .min(1)
                .max(100)
                .nullish()
                .describe(`Name of the drug; ${byName.join(', ')} needs it`),
            }
          : {}),
        start: partialDate.describe('First day; month or year where no more is known'),
        end: isoDate.nullish().describe('Last day'),
        ongoing: z
          .boolean()
          .nullish()
          .describe('True while the course goes on. Without it and without a last day it may have ended on any day'),
      }),
    )
    .max(40)
    .describe(
      complete === undefined
        ? 'Every course of a listed drug; an empty list states that none was taken'
        : `Courses of listed drugs; with \`${complete}\` true all of them, so that an empty list states that none was taken`,
    )

const NEVER = between(0, 0)

/** Why a list that is not stated to be complete leaves open what is not in it; nothing where it is. */
export function whyIncomplete(patient: Patient, courses: string): readonly string[] {
  const input = patient.plan.protocol.inputs[courses]
  const complete = input?.type === 'courses' ? input.complete : undefined
  if (complete === undefined || patient.value(complete) === true) return []
  return [patient.value(complete) === undefined ? patient.whyUnknown(complete) : `review:${courses}`]
}

/** The longest course of one listed drug, or with `total` the sum of them all, in months. */
export function longestCourse(all: readonly Course[], codes: CourseCodes, asOf: string, total: boolean): Interval {
  const { drugs, byName = [] } = codes
  const listed = all.filter(({ drug }) => drugs.includes(drug))
  if (listed.length === 0) return NEVER
  // An open one may be of no length; one without its name may be of no listed drug, and is never longer than its days.
  const mayBeNone = (course: Course): boolean => isOpen(course) || isUnnamed(course, byName)
  return (total ? sumOf : longestOf)(listed, asOf, mayBeNone)
}

type Judge = (course: Course) => boolean

/** What was taken until `asOf`, at most: what is planned for later is not taken yet (decision 82). */
const endOf = ({ end }: Course, asOf: string): string => (end && end < asOf ? end : asOf)

/** Neither its last day is known nor that it goes on: it may have ended when it began (decision 99). */
const isOpen = ({ end, ongoing }: Course): boolean => !end && ongoing !== true

/** Without its name it is not known to be one of these drugs. */
const isUnnamed = ({ drug, name }: Course, byName: readonly string[]): boolean => byName.includes(drug) && !name

/** What the courses of a listed drug leave open: a last day, or a name, by its place. */
export const openMembers = (courses: readonly Course[], { drugs, byName = [] }: CourseCodes): readonly string[] =>
  courses.flatMap((course, i) => {
    if (!drugs.includes(course.drug)) return []
    return [...(isUnnamed(course, byName) ? [`${i}.name`] : []), ...(isOpen(course) ? [`${i}.end`] : [])]
  })

function longestOf(courses: readonly Course[], asOf: string, mayBeNone: Judge): Interval {
  const lengths = courses.map((course) => {
    const [{ first, last }, until] = [rangeOfDate(course.start), endOf(course, asOf)]
    const least = mayBeNone(course) ? 0 : Math.max(0, monthsBetween(last, until))
    return between(least, Math.max(0, monthsBetween(first, until)))
  })
  return between(Math.max(...lengths.map(({ lower }) => lower)), Math.max(...lengths.map(({ upper }) => upper)))
}

/**
 * What the days of several courses are worth as months lies between those of the longest and of the shortest month
 * (decision 82).
 */
const SHORTEST_MONTH = 28

/** Whole months are added as such, days left over as days. */
function sumOf(courses: readonly Course[], asOf: string, mayBeNone: Judge): Interval {
  const least = { months: 0, days: 0 }
  const greatest = { months: 0, days: 0 }
  for (const course of courses) {
    const [{ first, last }, until] = [rangeOfDate(course.start), endOf(course, asOf)]
    if (!mayBeNone(course)) add(least, last, until)
    add(greatest, first, until)
  }
  return between(least.months + least.days / LONGEST_MONTH, greatest.months + greatest.days / SHORTEST_MONTH)
}

function add(sum: { months: number; days: number }, from: string, to: string): void {
  if (to < from) return
  const { months, days } = monthsAndDays(from, to)
  sum.months += months
  sum.days += days
}
