/** Visits of one patient in a request, and the rule about their days. */
import * as z from 'zod'
import type { Fault, Rule } from '../../contract/instrument.js'
import { isoDate } from '../../language/dates.js'
import { pathOf } from '../executor.js'

export const seriesPathOf = (slug: string): string => `${pathOf(slug)}/series`

/** Fewest visits that can be compared, and the most of one request. */
export const FEWEST_VISITS = 2
export const MOST_VISITS = 100

/** The bodies of so many single calls at most. */
export const BODIES_OF_SERIES = 4

export interface Dated {
  readonly date: string
}

/** Schema of the visits; `fields` is what each has beside its day. */
export const visitsOf = (fields: z.ZodRawShape) =>
  z
    .array(z.strictObject({ date: isoDate.describe('Day of the visit, such as 2026-03-01'), ...fields }))
    .min(FEWEST_VISITS)
    .max(MOST_VISITS)
    .describe('Visits of one patient, each on a later day than the one before')

export const inOrderOfDays: Rule<{ readonly visits: readonly Dated[] }> = {
  fields: ['visits'],
  says: 'Each visit is on a later day than the one before.',
  check: ({ visits }): readonly Fault[] =>
    visits.flatMap(({ date }, i) => {
      const before = visits[i - 1]?.date
      if (before === undefined || date > before) return []
      const message =
        date === before
          ? `visits.${i} is on the same day as the visit before. Send one visit a day, with all that was measured.`
          : `visits.${i} is earlier than the visit before. Send the visits in the order of their days.`
      return [{ pointer: `/visits/${i}/date`, code: 'date_order', message }]
    }),
}

type Values = Readonly<Record<string, unknown>>

/** Visits whose sex or birth date differ, or that grow younger, are of two patients: their difference would mean nothing. */
export const ofOnePatient = (field: 'input' | 'inputs'): Rule<{ readonly visits: readonly Dated[] }> => ({
  fields: ['visits'],
  says: 'The visits are of one patient: of one sex and birth date, of the age that follows from it, at no later visit younger, and not older by more than the years between.',
  check: ({ visits }): readonly Fault[] => {
    const inputs = visits.map((visit) => (visit as object as Readonly<Record<typeof field, Values>>)[field])
    const known: Record<string, unknown> = {}
    const since: Record<string, number> = {}
    const otherwise = inputs.flatMap((input, i) =>
      Object.entries(CAN_FOLLOW).flatMap(([name, canFollow]) => {
        const value = input[name]
        if (value === null || value === undefined) return []
        const earlier = known[name]
        // Of a birth date the more exact one stays: a year alone between two days does not make them one.
        known[name] = isMoreExact(earlier, value) ? earlier : value
        const years = yearOf(visits[i]) - yearOf(visits[since[name] ?? i])
        since[name] = i
        if (earlier === undefined || canFollow(earlier, value, years)) return []
        const message = `visits.${i}.${field}.${name} contradicts that of an earlier visit. Send visits of one patient, and correct the one that is wrong.`
        return [{ pointer: `/visits/${i}/${field}/${name}`, code: 'conflict', message }]
      }),
    )
    return otherwise.length > 0 ? otherwise : ofAnotherAge(visits, inputs, known['birthDate'], field)
  },
})

/** Samples may be of some days before their visit, and of the year before. */
const YEARS_BESIDE = 1

/** Ages that no one of this birth date has. */
function ofAnotherAge(
  visits: readonly Dated[],
  inputs: readonly Values[],
  birthDate: unknown,
  field: 'input' | 'inputs',
): readonly Fault[] {
  const born = typeof birthDate === 'string' ? Number(birthDate.slice(0, 4)) : Number.NaN
  return inputs.flatMap(({ age }, i) => {
    if (typeof age !== 'number' || Number.isNaN(born)) return []
    const years = yearOf(visits[i]) - born
    if (age >= years - 1 - YEARS_BESIDE && age <= years + YEARS_BESIDE) return []
    const message = `visits.${i}.${field}.age contradicts the birth date of another visit. Send visits of one patient, and correct the one that is wrong.`
    return [{ pointer: `/visits/${i}/${field}/age`, code: 'conflict', message }]
  })
}

const yearOf = (visit: Dated | undefined): number => Number(visit?.date.slice(0, 4))

const isMoreExact = (a: unknown, b: unknown): boolean =>
  typeof a === 'string' && typeof b === 'string' && a.length > b.length && a.startsWith(b)

/** What may be said of a person after what was said of them. Of a wrong type is what the instrument itself refuses. */
const CAN_FOLLOW: Readonly<Record<string, (earlier: unknown, later: unknown, years: number) => boolean>> = {
  sex: (earlier, later) => typeof earlier !== 'string' || typeof later !== 'string' || earlier === later,
  birthDate: (earlier, later) =>
    typeof earlier !== 'string' || typeof later !== 'string' || earlier.startsWith(later) || later.startsWith(earlier),
  age: (earlier, later, years) =>
    typeof earlier !== 'number' || typeof later !== 'number' || (later >= earlier && later <= earlier + years + 1),
}

export interface Visit extends Dated {
  readonly input: Readonly<Record<string, unknown>>
}

export const seriesRequest = z.strictObject({
  visits: visitsOf({ input: z.looseObject({}).describe('What the instrument takes') }),
}) as unknown as z.ZodType<{ readonly visits: readonly Visit[] }>
