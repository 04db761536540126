/** Visits of one patient in a request, and the rule about their days. */
import { z } from 'zod'
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

export interface Visit extends Dated {
  readonly input: Readonly<Record<string, unknown>>
}

export const seriesRequest = z.strictObject({
  visits: visitsOf({ input: z.looseObject({}).describe('What the instrument takes') }),
}) as unknown as z.ZodType<{ readonly visits: readonly Visit[] }>
