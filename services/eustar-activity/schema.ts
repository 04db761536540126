import { crp } from '@activity-scores/shared/contract/fields'
import { BoundsSchema, categoryCode } from '@activity-scores/shared/contract/result-schema'
import { quantity, usedQuantity } from '@activity-scores/shared/language/quantity'
import { analytes } from '@activity-scores/shared/language/units'
import { mrss, skinSites, skinTotal } from '@activity-scores/shared/measures/skin-score'
import * as z from 'zod'
import { activity } from './manifest.js'

const finding = (title: string, what: string) =>
  z
    .boolean()
    .nullish()
    .meta({ title, description: `${what}; null or absent when not known` })

/** The first is the default. */
export const MRSS_TERMS = ['binary', 'graded'] as const

const mrssTerm = z
  .enum(MRSS_TERMS)
  .meta({ 'x-options': { binary: '1.5 points above 18 units', graded: '0.084 points a unit, up to 1.5' } })

export const Request = z.strictObject({
  patientReportedSkinWorseningLastMonth: finding(
    'Skin became worse in the last month, as the patient reports',
    'The patient reports that the skin became worse in the last month',
  ),
  digitalUlcers: finding('Digital ulcers', 'Digital ulcers are present'),
  mrss,
  sites: skinSites.nullish(),
  tendonFrictionRubs: finding('Tendon friction rubs', 'Tendon friction rubs are present'),
  crp,
  dlcoPercentPredicted: quantity(analytes.dlcoPercentPredicted, 'Diffusing capacity in percent of predicted')
    .nullish()
    .meta({ title: 'DLCO, percent of predicted' }),
  mrssTerm: mrssTerm.nullish().meta({
    title: 'Term of the skin score',
    description:
      'Which term of the mRSS gives score and category: binary (default), 1.5 above 18 units; graded, 0.084 a unit up to 1.5. Both are always reported',
  }),
})
export type Request = z.infer<typeof Request>

const flag = z.boolean().nullable()

export const Inputs = z.strictObject({
  patientReportedSkinWorseningLastMonth: flag,
  digitalUlcers: flag,
  mrss: skinTotal.nullable().describe('As sent, or the sum of the sites; null when incomplete'),
  sites: skinSites.nullable(),
  tendonFrictionRubs: flag,
  crp: usedQuantity(analytes.crp, 'CRP in mg/L; the cut-off of 1 mg/dL is 10 mg/L'),
  dlcoPercentPredicted: usedQuantity(analytes.dlcoPercentPredicted, 'DLCO in percent of predicted'),
  mrssTerm,
})

const variant = z.strictObject({
  value: z.number().nullable().describe('Unrounded; null when not computable'),
  reported: z.string().nullable().describe('With 2 decimals, for display'),
  bounds: BoundsSchema.nullable().describe('Possible totals; null when there is one value'),
  mrssTerm: z.number().nullable().describe('Points of the mRSS; null when they are open'),
  category: categoryCode(activity),
})

export const Details = z.strictObject({
  graded: variant.describe('With the graded term of the mRSS'),
  binary: variant.describe('With the binary term of the mRSS'),
  variantsDisagree: flag.describe('The two terms put the disease on different sides of 2.5; null while either is open'),
  pointBounds: z
    .strictObject({
      patientReportedSkinWorseningLastMonth: BoundsSchema,
      digitalUlcers: BoundsSchema,
      mrss: BoundsSchema,
      tendonFrictionRubs: BoundsSchema,
      crp: BoundsSchema,
      dlcoPercentPredicted: BoundsSchema,
    })
    .describe('Least and greatest points of each item in the form of the score; both ends are equal where it is known'),
})
