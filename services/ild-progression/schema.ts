import { quantity, usedQuantity } from '@activity-scores/shared/language/quantity'
import { analytes } from '@activity-scores/shared/language/units'
import { visitDate, visitLabel } from '@activity-scores/shared/measures/two-visits'
import * as z from 'zod'

const visit = z.strictObject({
  date: visitDate,
  fvc: quantity(analytes.fvc, 'Forced vital capacity').nullish().meta({ title: 'Forced vital capacity' }),
  fvcPercentPredicted: quantity(analytes.fvcPercentPredicted, 'Forced vital capacity in percent of predicted')
    .nullish()
    .meta({ title: 'FVC, percent of predicted' }),
  dlco: quantity(analytes.dlco, 'Diffusing capacity for carbon monoxide; one unit at both visits')
    .nullish()
    .meta({ title: 'Diffusing capacity (DLCO)' }),
  dlcoPercentPredicted: quantity(analytes.dlcoPercentPredicted, 'Diffusing capacity in percent of predicted')
    .nullish()
    .meta({ title: 'DLCO, percent of predicted' }),
})

export type Visit = z.infer<typeof visit>

export const Request = z.strictObject({
  baseline: visit.nullish().meta({ ...visitLabel('baseline'), description: 'Lung function at the earlier visit' }),
  followUp: visit.nullish().meta({ ...visitLabel('follow-up'), description: 'Lung function at the later visit' }),
})
export type Request = z.infer<typeof Request>

const visitUsed = z.strictObject({
  date: visitDate.unwrap().unwrap().nullable(),
  fvc: usedQuantity(analytes.fvc, 'FVC'),
  fvcPercentPredicted: usedQuantity(analytes.fvcPercentPredicted, 'FVC in percent of predicted'),
  dlco: usedQuantity(analytes.dlco, 'DLCO'),
  dlcoPercentPredicted: usedQuantity(analytes.dlcoPercentPredicted, 'DLCO in percent of predicted'),
})

export const Inputs = z.strictObject({ baseline: visitUsed, followUp: visitUsed })

const relative = (of: string) =>
  z.number().nullable().describe(`Decline in ${of} in percent of the baseline, unrounded; null without both visits`)

const reported = z.string().nullable().describe('With 1 decimal, for display')

const points = (of: string) =>
  z.number().nullable().describe(`Absolute decline in ${of} in points of percent predicted; not what the rules use`)

const decline = (of: string) =>
  z
    .strictObject({
      relative: z.number(),
      relativeReported: z.string(),
      absolute: z.number().describe('Baseline minus follow-up, in `unit`'),
      absoluteReported: z.string(),
      unit: z.string().describe('UCUM; % stands for points of percent predicted'),
    })
    .nullable()
    .describe(`${of}; null unless known at both visits`)

export const Details = z.strictObject({
  fvcRelativeDecline: relative('FVC'),
  fvcRelativeDeclineReported: reported,
  fvcAbsoluteDeclinePoints: points('FVC'),
  fvcBasis: z.enum(['percent_predicted', 'litres']).nullable(),
  dlcoRelativeDecline: relative('DLCO'),
  dlcoRelativeDeclineReported: reported,
  dlcoAbsoluteDeclinePoints: points('DLCO'),
  dlcoBasis: z.enum(['percent_predicted', 'raw']).nullable(),
  declines: z
    .strictObject({
      fvc: z.strictObject({
        percentPredicted: decline('FVC in percent of predicted'),
        litres: decline('FVC in litres'),
      }),
      dlco: z.strictObject({
        percentPredicted: decline('DLCO in percent of predicted'),
        raw: decline('DLCO as measured'),
      }),
    })
    .describe('Every decline that the inputs allow, whichever basis was used'),
  basesDisagree: z
    .boolean()
    .nullable()
    .describe('Whether any criterion has another state on another available basis; null when there is no other basis'),
  intervalDays: z.int().nullable().describe('Days between the visits; null without both dates'),
})
