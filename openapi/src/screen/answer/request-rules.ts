/** Days of a screening request that cannot be, or that say two things (decision 82). */
import type { Fault, Rule } from '@activity-scores/shared/contract/instrument'
import { rangeOfDate } from '@activity-scores/shared/language/dates'
import type { Course } from '../engine/courses.js'
import { dateIn } from '../engine/patient.js'
import type { Input, Protocol } from '../protocol/schema.js'
import type { ScreenRequest } from './request.js'

const ENDED = 'This course has ended, and does not go on. Correct its end, or leave `ongoing` out.'
const GOES_ON = 'This course ends after asOf, and so goes on. Correct its end, or leave `ongoing` out.'
const AFTER = 'This day is after asOf. Correct it, or send the day of the decision as asOf.'
const TWO_WAYS: Fault = {
  pointer: '/undated',
  code: 'conflict',
  message:
    'undated states that everything is of asOf, and dates gives days. Send the day of each value that must be recent, or undated alone.',
}
const after = (pointer: string): Fault => ({ pointer, code: 'after_as_of', message: AFTER })

/** Dates that cannot be. A partial one is refused where no day that it can mean is possible. */
export const requestRules = (protocol: Protocol): readonly Rule<ScreenRequest>[] => [
  {
    fields: ['asOf', 'dates', 'visits'],
    says: 'Nothing is observed after `asOf`.',
    check: ({ asOf, dates, visits }): readonly Fault[] => [
      ...Object.entries(dates ?? {}).flatMap(([name, date]) => (date && date > asOf ? [after(`/dates/${name}`)] : [])),
      ...(visits ?? []).flatMap(({ date }, i) => (date > asOf ? [after(`/visits/${i}/date`)] : [])),
    ],
  },
  {
    fields: ['dates', 'undated'],
    says: '`undated` stands for all days; beside `dates` it would give a day to whatever lost its own.',
    check: ({ dates, undated }): readonly Fault[] =>
      undated && Object.entries(dates ?? {}).some(([name, date]) => date && protocol.inputs[name]?.needsDate !== true)
        ? [TWO_WAYS]
        : [],
  },
  {
    fields: ['asOf', 'dates', 'inputs'],
    says: 'No day among the inputs is after `asOf`, no course ends before it starts, and an input has one day only.',
    check({ asOf, dates, inputs }): readonly Fault[] {
      const faults: Fault[] = []
      for (const name in inputs) {
        const value = inputs[name]
        if (value === null || value === undefined) continue
        const type = protocol.inputs[name]?.type
        if (type === 'courses') {
          const courses = value as readonly Course[]
          faults.push(...coursesThatCannotBe(courses, `/inputs/${name}`, asOf))
          faults.push(...namesThatCannotBe(courses, `/inputs/${name}`, protocol.inputs[name] as Courses))
        } else if (type === 'date' || type === 'partial-date') {
          if (rangeOfDate(value as string).first > asOf) faults.push(after(`/inputs/${name}`))
        } else if (type === 'field') faults.push(...ownDay(name, value, dates?.[name], asOf))
      }
      return faults
    },
  },
  {
    fields: ['inputs', 'dates', 'visits'],
    says: 'Nothing of a patient is before the day of birth.',
    check: (request): readonly Fault[] => beforeBirth(protocol, request),
  },
]

type Courses = Extract<Input, { type: 'courses' }>

/** A drug that has a code is not sent by its name, nor one that belongs elsewhere. */
function namesThatCannotBe(courses: readonly Course[], at: string, input: Courses): readonly Fault[] {
  const { drugs, byName = [], notByName = [] } = input
  return courses.flatMap(({ drug, name }, i): readonly Fault[] => {
    if (!name) return []
    const spelt = name.trim().toLowerCase().replaceAll(' ', '-')
    const pointer = `${at}/${i}/name`
    const message = `This drug has the code "${spelt}": send it as drug.`
    if (byName.includes(drug) && drugs.includes(spelt)) return [{ pointer, code: 'has_code', message }]
    const refused = notByName.find(({ names }) => names.includes(spelt))
    return refused ? [{ pointer, code: 'belongs_elsewhere', message: refused.says }] : []
  })
}

/** Nothing of a patient is before the day of birth: both places are named. */
function beforeBirth(protocol: Protocol, { inputs, dates, visits }: ScreenRequest): readonly Fault[] {
  const { birth } = protocol
  const born = birth === undefined ? undefined : inputs[birth]
  if (birth === undefined || typeof born !== 'string') return []
  const { first } = rangeOfDate(born)
  const days: (readonly [pointer: string, day: unknown])[] = [
    ...Object.entries(dates ?? {}).map(([name, day]) => [`/dates/${name}`, day] as const),
    ...(visits ?? []).map(({ date }, i) => [`/visits/${i}/date`, date] as const),
  ]
  for (const [name, value] of Object.entries(inputs)) {
    const type = protocol.inputs[name]?.type
    if (type === 'date' || type === 'partial-date') days.push([`/inputs/${name}`, value])
    else if (type === 'courses')
      for (const [i, { start }] of ((value ?? []) as readonly Course[]).entries())
        days.push([`/inputs/${name}/${i}/start`, start])
    else if (type === 'field' && dateIn(value) !== undefined) days.push([`/inputs/${name}/date`, dateIn(value)])
  }
  const early = days.filter(([, day]) => typeof day === 'string' && rangeOfDate(day).last < first)
  if (early.length === 0) return []
  const told = (pointer: string, others: string): Fault => ({
    pointer,
    code: 'conflict',
    message: `Nothing of a patient is before the day of birth. Correct this day or ${others}.`,
  })
  const places = early.map(([pointer]) => pointer)
  return [told(`/inputs/${birth}`, places.join(', ')), ...places.map((pointer) => told(pointer, `/inputs/${birth}`))]
}

function coursesThatCannotBe(courses: readonly Course[], at: string, asOf: string): readonly Fault[] {
  return courses.flatMap(({ start, end, ongoing }, i) => {
    const { first } = rangeOfDate(start)
    if (end && (ongoing === true ? end < asOf : ongoing === false && end > asOf))
      return [{ pointer: `${at}/${i}/ongoing`, code: 'conflict', message: ongoing ? ENDED : GOES_ON }]
    if (first > asOf) return [after(`${at}/${i}/start`)]
    if (!end || end >= first) return []
    const message = 'This course ends before it starts. Correct one of the days.'
    return [{ pointer: `${at}/${i}/end`, code: 'conflict', message }]
  })
}

/** An examination may carry its own day, which then is not another one in `dates`. */
function ownDay(name: string, value: unknown, dated: string | null | undefined, asOf: string): readonly Fault[] {
  const day = dateIn(value)
  if (day === undefined) return []
  const pointer = `/inputs/${name}/date`
  if (day > asOf) return [after(pointer)]
  if (!dated || dated === day) return []
  const message = `This day is not that of /dates/${name}. Send the day once, or the same in both places.`
  return [{ pointer, code: 'conflict', message }]
}
