import { BoundsSchema } from '@activity-scores/shared/contract/result-schema'
import { skinSites, skinTotal } from '@activity-scores/shared/measures/skin-score'
import { visitDate, visitLabel } from '@activity-scores/shared/measures/two-visits'
import * as z from 'zod'

const visit = z.strictObject({ total: skinTotal.nullish(), sites: skinSites.nullish(), date: visitDate })

export const Request = z.strictObject({
  baseline: visit.nullish().meta({
    ...visitLabel('baseline'),
    description: 'Modified Rodnan skin score at the earlier visit: its total, its sites, or both',
  }),
  followUp: visit.nullish().meta({
    ...visitLabel('follow-up'),
    description: 'Modified Rodnan skin score at the later visit: its total, its sites, or both',
  }),
})
export type Request = z.infer<typeof Request>

const visitUsed = z.strictObject({
  total: skinTotal.nullable().describe('Total as sent or summed; null when incomplete'),
  sites: skinSites.nullable(),
  date: visitDate.unwrap().unwrap().nullable(),
})

export const Inputs = z.strictObject({ baseline: visitUsed, followUp: visitUsed })

const flag = (what: string) => z.boolean().nullable().describe(`${what}; null when the request does not tell`)

const range = (what: string) => BoundsSchema.nullable().describe(`${what}; null when it is one value`)

export const Details = z.strictObject({
  absoluteChange: z.int().nullable().describe('Follow-up minus baseline in units; positive is worse'),
  percentChange: z
    .number()
    .nullable()
    .describe('Change in percent of the baseline, unrounded; null for a baseline of 0'),
  percentChangeReported: z.string().nullable().describe('Percent change with 1 decimal, for display'),
  percentChangeBounds: range(
    'Range of the percent change over the possible totals above a baseline of 0; no upper end where a baseline of 0 is possible',
  ),
  baselineTotal: skinTotal.nullable(),
  followUpTotal: skinTotal.nullable(),
  baselineBounds: range('Possible totals at baseline'),
  followUpBounds: range('Possible totals at follow-up'),
  changeBelowMcid: flag(
    'The score rose by 1 or 2 units: more than nothing, less than the least published difference of 3',
  ),
  intervalDays: z.int().nullable().describe('Days between the visits; null without both dates'),
  outsideDerivationPopulation: flag(
    'Outside the population of the EUSTAR definitions, as far as the request tells: true when baselineAtLeast7 or intervalWithin3Months is false. The diffuse cutaneous subset is not asked',
  ),
  baselineAtLeast7: flag('The baseline is at least 7 units'),
  intervalWithin2Months: flag('The visits are 12 ± 2 months apart (Maurer 2015, Dobrota 2016)'),
  intervalWithin3Months: flag('The visits are 12 ± 3 months apart (Wu 2019)'),
})
