import { categoryCode } from '@activity-scores/shared/contract/result-schema'
import { das28VariantUsed } from '@activity-scores/shared/measures/das28'
import { das28Crp, das28Esr } from '@activity-scores/shared/measures/finished-scores'
import { visitDate, visitLabel } from '@activity-scores/shared/measures/two-visits'
import * as z from 'zod'
import { bands } from './manifest.js'

const variants = z
  .enum(['das28-esr', 'das28-crp'])
  .meta({ 'x-options': { 'das28-esr': 'DAS28-ESR', 'das28-crp': 'DAS28-CRP' } })

export type Variant = z.infer<typeof variants>

export const visit = z.strictObject({
  date: visitDate,
  das28Esr,
  das28Crp,
  form: das28VariantUsed.nullish().meta({
    title: 'Form of the DAS28',
    description: 'Form of the DAS28 of this visit: 4-variable (default) or 3-variable; the same at both visits',
  }),
})

export type Visit = z.infer<typeof visit>

export const Request = z.strictObject({
  baseline: visit
    .nullish()
    .meta({ ...visitLabel('baseline'), description: 'DAS28 at the earlier visit, as `das28Esr` or `das28Crp`' }),
  followUp: visit
    .nullish()
    .meta({ ...visitLabel('follow-up'), description: 'DAS28 at the later visit (the endpoint), of the same variant' }),
  variant: variants.nullish().meta({
    title: 'Which DAS28 answers',
    description:
      'Which DAS28 answers where both are sent: by default the one known at both visits, and das28-esr where both are',
  }),
})
export type Request = z.infer<typeof Request>

export const formOf = (visit: Visit | null | undefined) => visit?.form ?? '4-variable'

const score = z.number().nullable().describe('As sent; null when missing')

const visitUsed = z.strictObject({
  date: visitDate.unwrap().unwrap().nullable(),
  das28Esr: score,
  das28Crp: score,
  form: das28VariantUsed,
})

export const Inputs = z.strictObject({ baseline: visitUsed, followUp: visitUsed, variant: variants })

export const Details = z.strictObject({
  response: categoryCode(...bands).describe('The category code once more, without its row of the response table'),
  variant: variants.describe('The DAS28 that score, category and criteria stand on'),
  baseline: score,
  followUp: score,
  otherVariant: z
    .strictObject({
      variant: variants,
      improvement: z.number(),
      improvementReported: z.string(),
      response: categoryCode(...bands),
    })
    .nullable()
    .describe('The response by the other DAS28, where that too is known at both visits; the two are never averaged'),
  sensitiveToRounding: z
    .boolean()
    .nullable()
    .describe(
      'Whether unrounded values that read as those sent could give another response; null unless both are known and one has at most 2 decimals',
    ),
  intervalDays: z.int().nullable().describe('Days between the visits; null without both dates'),
})
