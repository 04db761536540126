import { sex } from '@activity-scores/shared/contract/fields'
import { categoryCode } from '@activity-scores/shared/contract/result-schema'
import { quantity, usedQuantity } from '@activity-scores/shared/language/quantity'
import { analytes } from '@activity-scores/shared/language/units'
import { age, birthDate, sampleDate } from '@activity-scores/shared/measures/age'
import { bySex, creatinine, figure, possibleAge } from '@activity-scores/shared/measures/renal'
import * as z from 'zod'
import { gCategories } from './manifest.js'

export const Request = z.strictObject({
  age,
  birthDate,
  sampleDate,
  sex,
  creatinine,
  weight: quantity(analytes.weight, 'Measured body weight; only for the de-indexed value')
    .nullish()
    .meta({ title: 'Measured body weight' }),
  height: quantity(analytes.height, 'Body height; only for the de-indexed value')
    .nullish()
    .meta({ title: 'Body height' }),
})
export type Request = z.infer<typeof Request>

export const Inputs = z.strictObject({
  age: z.int().nullable().describe('Age used, in completed years; null when missing or not certain'),
  birthDate: z.string().nullable(),
  sampleDate: z.string().nullable(),
  sex: z.enum(['female', 'male']).nullable(),
  creatinine: usedQuantity(analytes.creatinine, 'Creatinine'),
  weight: usedQuantity(analytes.weight, 'Weight'),
  height: usedQuantity(analytes.height, 'Height'),
})

export const Details = z.strictObject({
  gCategoryReported: categoryCode(gCategories).describe('Category of the whole number, as laboratories stage it'),
  deindexed: figure('eGFR for the body surface of the patient, mL/min'),
  deindexedReported: z.string().nullable(),
  bsa: figure('Body surface (Mosteller), m2'),
  bsaReported: z.string().nullable(),
  bySex: bySex('eGFR for either sex'),
  possibleAge,
  factors: z
    .strictObject({
      constant: z.number().describe('142'),
      upToKappa: z.number().describe('min(Scr/k, 1)^a'),
      aboveKappa: z.number().describe('max(Scr/k, 1)^-1.200'),
      age: z.number().describe('0.9938^age'),
      sex: z.number().describe('1.012 female, 1 male'),
    })
    .nullable()
    .describe('Their product is the eGFR, so it has no terms; null where there is no value'),
})

export type Details = z.infer<typeof Details>
