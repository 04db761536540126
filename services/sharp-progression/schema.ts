import { BoundsSchema } from '@activity-scores/shared/contract/result-schema'
import { visitDate, visitLabel } from '@activity-scores/shared/measures/two-visits'
import * as z from 'zod'
import { MAXIMUM } from './formula.js'

const svhTotal = z.number().min(0).max(MAXIMUM).nullish().meta({
  title: 'Sharp/van der Heijde score',
  description: 'Total Sharp/van der Heijde score of hands and feet, 0 to 448; halves where two readers were averaged',
})

const visit = z.strictObject({ date: visitDate, svhTotal })

const METHODS = ['sharp-van-der-heijde', 'larsen', 'sens', 'genant'] as const

const REGIONS = ['hands-and-feet', 'hands', 'feet'] as const

export const Request = z.strictObject({
  baseline: visit.nullish().meta({ ...visitLabel('baseline'), description: 'The earlier radiographs' }),
  followUp: visit.nullish().meta({ ...visitLabel('follow-up'), description: 'The later radiographs' }),
  intervalDays: z.int().min(1).max(36_525).nullish().meta({
    title: 'Days between the radiographs',
    description: 'Days from the earlier to the later radiographs, in place of the two dates',
  }),
  scoringMethod: z
    .enum(METHODS)
    .nullish()
    .meta({
      title: 'How the radiographs were scored',
      description: 'How the radiographs were scored; anything but sharp-van-der-heijde (default) is refused',
      'x-options': { 'sharp-van-der-heijde': 'Sharp/van der Heijde', larsen: 'Larsen', sens: 'SENS', genant: 'Genant' },
    }),
  scoredRegions: z
    .enum(REGIONS)
    .nullish()
    .meta({
      title: 'What was scored',
      description: 'What was scored; anything but hands-and-feet (default) is refused',
      'x-options': { 'hands-and-feet': 'hands and feet', hands: 'hands', feet: 'feet' },
    }),
  sameReadersAndOrder: z.boolean().nullish().meta({
    title: 'Same readers and order',
    description: 'Both readings are by the same readers in the same reading order; false is refused',
  }),
})
export type Request = z.infer<typeof Request>

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
