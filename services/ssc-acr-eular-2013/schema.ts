import { BoundsSchema } from '@activity-scores/shared/contract/result-schema'
import { ildPresent } from '@activity-scores/shared/measures/lung-findings'
import * as z from 'zod'

export const LUNG_PARTS = ['pulmonaryArterialHypertension', 'ildPresent'] as const

export const ANTIBODIES = ['anticentromere', 'antiScl70', 'antiRnaPolymerase3'] as const

const finding = (title: string, what: string) =>
  z
    .boolean()
    .nullish()
    .meta({ title, description: `${what}; null or absent when not known` })

export const Request = z.strictObject({
  skinThickeningBothHandsProximalToMcp: finding(
    'Skin thickening of the fingers of both hands proximal to the MCP joints',
    'Skin thickening of the fingers of both hands that extends proximal to the metacarpophalangeal joints, now or earlier',
  ),
  sclerodactyly: finding(
    'Sclerodactyly',
    'Skin thickening of the fingers distal to the metacarpophalangeal and proximal to the proximal interphalangeal joints',
  ),
  puffyFingers: finding('Puffy fingers', 'Puffy fingers'),
  fingertipPittingScars: finding('Pitting scars of the fingertips', 'Pitting scars of the fingertips'),
  digitalTipUlcers: finding('Ulcers of the fingertips', 'Ulcers of the fingertips'),
  telangiectasia: finding('Telangiectasia', 'Telangiectasia'),
  abnormalNailfoldCapillaries: finding('Abnormal nailfold capillaries', 'Abnormal nailfold capillaries'),
  pahOrIld: finding(
    'Pulmonary arterial hypertension or interstitial lung disease',
    'Pulmonary arterial hypertension, interstitial lung disease or both; or send the two: pulmonaryArterialHypertension, ildPresent',
  ),
  pulmonaryArterialHypertension: finding(
    'Pulmonary arterial hypertension',
    'Pulmonary arterial hypertension by right heart catheterisation',
  ),
  ildPresent,
  raynaud: finding('Raynaud phenomenon', 'Raynaud’s phenomenon'),
  sscAutoantibody: finding(
    'Anticentromere, anti-Scl-70 or anti-RNA polymerase III antibody',
    'Any of the three antibodies is positive; or send them: anticentromere, antiScl70, antiRnaPolymerase3',
  ),
  anticentromere: finding('Anticentromere antibody', 'Anticentromere antibody is positive'),
  antiScl70: finding('Anti-Scl-70 antibody', 'Antibody to topoisomerase I (anti-Scl-70) is positive'),
  antiRnaPolymerase3: finding('Anti-RNA polymerase III antibody', 'Antibody to RNA polymerase III is positive'),
  fingersSparedOrBetterExplained: finding(
    'Fingers spared, or a scleroderma-like disorder explains it better',
    'The criteria do not apply: skin thickening spares the fingers, or a scleroderma-like disorder explains the findings better',
  ),
})
export type Request = z.infer<typeof Request>

export type Field = keyof Request

export const FIELDS = Object.keys(Request.shape) as readonly Field[]

// Built from the list of fields, one entry for each; fromEntries forgets its keys.
export const Inputs = z.strictObject(
  Object.fromEntries(FIELDS.map((field) => [field, z.boolean().nullable()])) as Record<
    Field,
    z.ZodNullable<z.ZodBoolean>
  >,
)

export const Details = z.strictObject({
  pointBounds: z
    .strictObject({
      skin: BoundsSchema,
      fingertips: BoundsSchema,
      telangiectasia: BoundsSchema,
      nailfold: BoundsSchema,
      lung: BoundsSchema,
      raynaud: BoundsSchema,
      antibodies: BoundsSchema,
    })
    .describe('Least and greatest points of each category; both ends are equal where it is known'),
})
