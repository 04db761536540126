import { BoundsSchema } from '@activity-scores/shared/contract/result-schema'
import { quantity, usedQuantity } from '@activity-scores/shared/language/quantity'
import { analytes } from '@activity-scores/shared/language/units'
import { DOMAINS, domainLevels } from '@activity-scores/shared/measures/essdai-domains'
import { activityDetails, activityInputs, baselineField } from '@activity-scores/shared/measures/systemic-activity'
import * as z from 'zod'
import { MAXIMUM, WEIGHTS } from './formula.js'

export const form = { name: 'ESSDAI', field: 'essdai', maximum: MAXIMUM, weights: WEIGHTS } as const

const attributed = (title: string, what: string) =>
  z
    .boolean()
    .nullish()
    .meta({
      title,
      description: `The assessor attributes ${what} to Sjögren’s syndrome; levels are proposed only when true`,
      'x-group': 'laboratory',
    })

export const Request = z.strictObject({
  domains: domainLevels(DOMAINS).nullish(),
  baseline: baselineField(DOMAINS, form),
  neutrophils: quantity(analytes.neutrophils, 'Neutrophils in blood, absolute count')
    .nullish()
    .meta({ title: 'Neutrophils, absolute count', 'x-group': 'laboratory' }),
  haemoglobin: quantity(analytes.haemoglobin, 'Haemoglobin in blood; mmol/L is of the monomer')
    .nullish()
    .meta({ title: 'Haemoglobin', 'x-group': 'laboratory' }),
  platelets: quantity(analytes.platelets, 'Platelets in blood')
    .nullish()
    .meta({ title: 'Platelets', 'x-group': 'laboratory' }),
  lymphocytes: quantity(analytes.lymphocytes, 'Lymphocytes in blood, absolute count')
    .nullish()
    .meta({ title: 'Lymphocytes, absolute count', 'x-group': 'laboratory' }),
  cytopeniaAttributedToDisease: attributed(
    'Low blood counts are attributed to the disease',
    'low blood counts, as autoimmune,',
  ),
  proteinuria: quantity(analytes.proteinuria, 'Protein in the urine of 24 hours')
    .nullish()
    .meta({ title: 'Protein in the urine of 24 hours', 'x-group': 'laboratory' }),
  proteinuriaAttributedToDisease: attributed('Proteinuria is attributed to the disease', 'the proteinuria'),
  igg: quantity(analytes.immunoglobulinG, 'Immunoglobulin G in serum')
    .nullish()
    .meta({ title: 'Immunoglobulin G', 'x-group': 'laboratory' }),
  iggAttributedToDisease: attributed('IgG is attributed to the disease', 'the IgG concentration'),
})
export type Request = z.infer<typeof Request>

const flag = z.boolean().nullable()

export const Inputs = z.strictObject({
  ...activityInputs(DOMAINS),
  neutrophils: usedQuantity(analytes.neutrophils, 'Neutrophils'),
  haemoglobin: usedQuantity(analytes.haemoglobin, 'Haemoglobin'),
  platelets: usedQuantity(analytes.platelets, 'Platelets'),
  lymphocytes: usedQuantity(analytes.lymphocytes, 'Lymphocytes'),
  cytopeniaAttributedToDisease: flag,
  proteinuria: usedQuantity(analytes.proteinuria, 'Proteinuria'),
  proteinuriaAttributedToDisease: flag,
  igg: usedQuantity(analytes.immunoglobulinG, 'IgG'),
  iggAttributedToDisease: flag,
})

const levels = BoundsSchema.nullable().describe(
  'Least and greatest level that the result stands for; null when not sent',
)

const proposal = <Test extends string>(what: string, tests: readonly Test[]) =>
  z
    .strictObject({
      atLeast: z.int().min(0).max(3).describe('Level that the results reach at least, the highest of them'),
      byTest: z.strictObject(
        Object.fromEntries(tests.map((test) => [test, levels])) as Readonly<Record<Test, typeof levels>>,
      ),
    })
    .nullable()
    .describe(
      `${what}; null without a result, or where its cause is not stated to be the disease. Other findings of the domain may raise the level`,
    )

export const Details = z.strictObject({
  ...activityDetails(DOMAINS, form),
  biologicalDomainOnly: flag.describe(
    'The score is above 0 and all of it comes from the biological domain; null while the levels leave it open',
  ),
  proposedLevels: z
    .strictObject({
      haematological: proposal('Level by blood counts', ['neutrophils', 'haemoglobin', 'platelets', 'lymphocytes']),
      renal: proposal('Level by proteinuria', ['proteinuria']),
      biological: proposal('Level by IgG', ['igg']),
    })
    .describe('Proposals for the assessor; they never enter the score'),
})
