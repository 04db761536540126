import type { Fault, Rule } from '@activity-scores/shared/instrument'
import {
  intervalDays as daysOfDates,
  followUpAfterBaseline,
  visitDate,
} from '@activity-scores/shared/measures/two-visits'
import { BoundsSchema } from '@activity-scores/shared/result'
import { z } from 'zod'
import { MAXIMUM } from './formula.js'

const svhTotal = z
  .number()
  .min(0)
  .max(MAXIMUM)
  .nullish()
  .describe('Total Sharp/van der Heijde score of hands and feet, 0 to 448; halves where two readers were averaged')
const visit = z.strictObject({ date: visitDate, svhTotal })

const METHODS = ['sharp-van-der-heijde', 'larsen', 'sens', 'genant'] as const
const REGIONS = ['hands-and-feet', 'hands', 'feet'] as const

export const Request = z.strictObject({
  baseline: visit.nullish().describe('The earlier radiographs'),
  followUp: visit.nullish().describe('The later radiographs'),
  intervalDays: z
    .int()
    .min(1)
    .max(36_525)
    .nullish()
    .describe('Days from the earlier to the later radiographs, in place of the two dates'),
  scoringMethod: z
    .enum(METHODS)
    .nullish()
    .describe('How the radiographs were scored; anything but sharp-van-der-heijde (default) is refused'),
  scoredRegions: z
    .enum(REGIONS)
    .nullish()
    .describe('What was scored; anything but hands-and-feet (default) is refused'),
  sameReadersAndOrder: z
    .boolean()
    .nullish()
    .describe('Both readings are by the same readers in the same reading order; false is refused'),
})
export type Request = z.infer<typeof Request>

const fault = (field: string, code: string, message: string): readonly Fault[] => [
  { pointer: `/${field}`, code, message },
]

const sharpAlone: Rule<Request> = {
  fields: ['scoringMethod'],
  says: '`scoringMethod` is `sharp-van-der-heijde`; scores of other methods have another scale.',
  check: ({ scoringMethod }) =>
    scoringMethod == null || scoringMethod === 'sharp-van-der-heijde'
      ? []
      : fault(
          'scoringMethod',
          'not_comparable',
          'scoringMethod must be "sharp-van-der-heijde": the limit of 5 points holds for that score alone. Send that score; others are not converted.',
        ),
}

const bothRegions: Rule<Request> = {
  fields: ['scoredRegions'],
  says: '`scoredRegions` is `hands-and-feet`; a part of the score is not the total.',
  check: ({ scoredRegions }) =>
    scoredRegions == null || scoredRegions === 'hands-and-feet'
      ? []
      : fault(
          'scoredRegions',
          'not_comparable',
          'scoredRegions must be "hands-and-feet": the score of hands or feet alone is not the total. Send the total of both.',
        ),
}

const sameReading: Rule<Request> = {
  fields: ['sameReadersAndOrder'],
  says: '`sameReadersAndOrder` is not false.',
  check: ({ sameReadersAndOrder }) =>
    sameReadersAndOrder === false
      ? fault(
          'sameReadersAndOrder',
          'not_comparable',
          'sameReadersAndOrder is false: the difference of such readings is not a change. Send two readings by the same readers in the same order.',
        )
      : [],
}

const intervalsAgree: Rule<Request> = {
  fields: ['intervalDays', 'baseline.date', 'followUp.date'],
  says: '`intervalDays` agrees with the two dates when all are sent.',
  check: (request) => {
    const days = daysOfDates(request)
    if (days === null || days <= 0 || request.intervalDays == null || request.intervalDays === days) return []
    return fault(
      'intervalDays',
      'conflict',
      'intervalDays is not the number of days from baseline.date to followUp.date. Correct whichever is wrong, or send only the dates.',
    )
  },
}

export const rules: readonly Rule<Request>[] = [
  sharpAlone,
  bothRegions,
  sameReading,
  followUpAfterBaseline,
  intervalsAgree,
]

const visitUsed = z.strictObject({
  date: visitDate.unwrap().unwrap().nullable(),
  svhTotal: z.number().nullable(),
})

export const Inputs = z.strictObject({
  baseline: visitUsed,
  followUp: visitUsed,
  intervalDays: z.int().nullable().describe('As sent or by the dates'),
  sameReadersAndOrder: z.boolean().nullable(),
})

export const WINDOWS = ['short-of-1-year', 'one-year', 'longer-than-1-year'] as const

export const Details = z.strictObject({
  change: z.number().nullable().describe('Follow-up minus baseline in points, the score of this result'),
  annualisedChangePerYear: z
    .number()
    .nullable()
    .describe('Change in points a year, unrounded; null where change or interval is not known, or years round to 0'),
  annualisedReported: z.string().nullable().describe('The same with 1 decimal, for display'),
  annualisedBounds: BoundsSchema.nullable().describe('Its range where a total is missing'),
  years: z.number().nullable().describe('Interval in years, rounded to 2 decimals'),
  window: z.enum(WINDOWS).nullable().describe('Which rule decides; null where the interval is not known'),
})
