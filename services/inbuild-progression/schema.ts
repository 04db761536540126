import { finding, lungVisitFields, lungVisitInputs } from '@activity-scores/shared/measures/lung-visit'
import { intervalInDays, visitLabel } from '@activity-scores/shared/measures/two-visits'
import * as z from 'zod'

const visit = z.strictObject(lungVisitFields)

export type Visit = z.infer<typeof visit>

export const Request = z.strictObject({
  baseline: visit.nullish().meta({ ...visitLabel('baseline'), description: 'Lung function at the earlier visit' }),
  followUp: visit
    .nullish()
    .meta({ ...visitLabel('follow-up'), description: 'Lung function at the later visit, at screening' }),
  intervalDays: intervalInDays,
  worsenedSymptoms: finding(
    'Respiratory symptoms became worse within 24 months',
    'Respiratory symptoms became worse within the 24 months before screening',
  ),
  increasedHrctFibrosis: finding(
    'More fibrosis on chest HRCT within 24 months',
    'The extent of fibrosis on chest HRCT increased within the 24 months before screening, as the radiologist reports it',
  ),
})
export type Request = z.infer<typeof Request>

const visitUsed = z.strictObject(lungVisitInputs)

const flag = z.boolean().nullable()

export const Inputs = z.strictObject({
  baseline: visitUsed,
  followUp: visitUsed,
  intervalDays: z.int().nullable().describe('As sent or by the dates'),
  worsenedSymptoms: flag,
  increasedHrctFibrosis: flag,
})

export const Details = z.strictObject({
  fvcRelativeDecline: z
    .number()
    .nullable()
    .describe('Decline in FVC in percent of the baseline, unrounded; null without both visits'),
  fvcRelativeDeclineReported: z.string().nullable().describe('With 1 decimal, for display'),
  fvcAbsoluteDeclinePoints: z
    .number()
    .nullable()
    .describe('Absolute decline in points of percent predicted; not what the rules use'),
  withinWindow: flag.describe('The visits are at most 24 calendar months apart; null where the interval is not known'),
})
