import { quantity, usedQuantity } from '@activity-scores/shared/language/quantity'
import { analytes } from '@activity-scores/shared/language/units'
import { ildPresent } from '@activity-scores/shared/measures/lung-findings'
import * as z from 'zod'

export const Request = z.strictObject({
  ildPresent,
  hrctGroundGlass: z.boolean().nullish().meta({
    title: 'Ground glass on chest HRCT consistent with interstitial change, from the report',
    description:
      'The radiologist’s report of a chest HRCT states ground-glass opacity consistent with interstitial change; null or absent without a report',
  }),
  fvcPercentPredicted: quantity(
    analytes.fvcPercentPredicted,
    'Forced vital capacity in percent of predicted; or send fvc with fvcPredicted',
  )
    .nullish()
    .meta({ title: 'FVC, percent of predicted' }),
  fvc: quantity(analytes.fvc, 'Forced vital capacity as measured').nullish().meta({ title: 'FVC as measured' }),
  fvcPredicted: quantity(analytes.fvc, 'Forced vital capacity that is predicted for the patient')
    .nullish()
    .meta({ title: 'FVC that is predicted' }),
  dlcoPercentPredicted: quantity(
    analytes.dlcoPercentPredicted,
    'Diffusing capacity in percent of predicted, as reported without correction for haemoglobin; or send dlco with dlcoPredicted',
  )
    .nullish()
    .meta({ title: 'DLCO, percent of predicted' }),
  dlco: quantity(
    analytes.dlco,
    'Diffusing capacity as measured, without correction for haemoglobin; in the unit of dlcoPredicted',
  )
    .nullish()
    .meta({ title: 'DLCO as measured' }),
  dlcoCorrectedPercentPredicted: quantity(
    analytes.dlcoPercentPredicted,
    'Diffusing capacity corrected for haemoglobin, in percent of predicted; or send dlcoCorrected with dlcoPredicted',
  )
    .nullish()
    .meta({ title: 'DLCO corrected for haemoglobin, percent of predicted' }),
  dlcoCorrected: quantity(analytes.dlco, 'Diffusing capacity corrected for haemoglobin; in the unit of dlcoPredicted')
    .nullish()
    .meta({ title: 'DLCO corrected for haemoglobin' }),
  dlcoPredicted: quantity(analytes.dlco, 'Diffusing capacity that is predicted for the patient')
    .nullish()
    .meta({ title: 'DLCO that is predicted' }),
})
export type Request = z.infer<typeof Request>

const flag = z.boolean().nullable()

export const Inputs = z.strictObject({
  ildPresent: flag,
  hrctGroundGlass: flag,
  fvcPercentPredicted: usedQuantity(analytes.fvcPercentPredicted, 'FVC in percent of predicted'),
  fvc: usedQuantity(analytes.fvc, 'FVC'),
  fvcPredicted: usedQuantity(analytes.fvc, 'Predicted FVC'),
  dlcoPercentPredicted: usedQuantity(analytes.dlcoPercentPredicted, 'DLCO in percent of predicted'),
  dlco: usedQuantity(analytes.dlco, 'DLCO'),
  dlcoCorrectedPercentPredicted: usedQuantity(
    analytes.dlcoPercentPredicted,
    'DLCO corrected for haemoglobin, in percent of predicted',
  ),
  dlcoCorrected: usedQuantity(analytes.dlco, 'DLCO corrected for haemoglobin'),
  dlcoPredicted: usedQuantity(analytes.dlco, 'Predicted DLCO'),
})

const percent = (of: string) => z.number().nullable().describe(`${of} in percent of predicted, unrounded`)

const reported = z.string().nullable().describe('With 1 decimal, for display')

const basis = z
  .enum(['percent_predicted', 'measured_and_predicted'])
  .nullable()
  .describe('Whether the percent was sent or computed from measured and predicted value')

export const Details = z.strictObject({
  fvcPercentPredicted: percent('FVC'),
  fvcPercentPredictedReported: reported,
  fvcBasis: basis,
  dlcoPercentPredicted: percent('DLCO that decides'),
  dlcoPercentPredictedReported: reported,
  dlcoBasis: basis,
  dlcoCorrection: z
    .enum(['haemoglobin_corrected', 'as_reported'])
    .nullable()
    .describe('Which DLCO decides: the one corrected for haemoglobin where there is one'),
  dlcoAsReportedPercentPredicted: percent('DLCO as reported, without correction for haemoglobin,'),
  dlcoCorrectedPercentPredicted: percent('DLCO corrected for haemoglobin'),
})
