import type { Fault, Rule } from '@activity-scores/shared/instrument'
import { consistencyRules, das28Relations } from '@activity-scores/shared/measures/consistency'
import { das28VariantUsed } from '@activity-scores/shared/measures/das28'
import { das28Crp, das28Esr } from '@activity-scores/shared/measures/finished-scores'
import { followUpAfterBaseline, visitDate } from '@activity-scores/shared/measures/two-visits'
import { categoryCode } from '@activity-scores/shared/result'
import { z } from 'zod'
import { RESPONSES } from './manifest.js'

const variants = z.enum(['das28-esr', 'das28-crp'])
export type Variant = z.infer<typeof variants>

const visit = z.strictObject({
  date: visitDate,
  das28Esr,
  das28Crp,
  form: das28VariantUsed
    .nullish()
    .describe('Form of the DAS28 of this visit: 4-variable (default) or 3-variable; the same at both visits'),
})
export type Visit = z.infer<typeof visit>

export const Request = z.strictObject({
  baseline: visit.nullish().describe('DAS28 at the earlier visit, as `das28Esr` or `das28Crp`'),
  followUp: visit.nullish().describe('DAS28 at the later visit (the endpoint), of the same variant'),
  variant: variants
    .nullish()
    .describe(
      'Which DAS28 answers where both are sent: by default the one known at both visits, and das28-esr where both are',
    ),
})
export type Request = z.infer<typeof Request>

const only = (visit: Visit | null | undefined): Variant | null => {
  if ((visit?.das28Esr == null) === (visit?.das28Crp == null)) return null
  return visit?.das28Esr == null ? 'das28-crp' : 'das28-esr'
}

const oneVariant: Rule<Request> = {
  fields: ['baseline.das28Esr', 'baseline.das28Crp', 'followUp.das28Esr', 'followUp.das28Crp'],
  says: 'Both visits have the same variant: DAS28-ESR at one and DAS28-CRP alone at the other is refused.',
  check: ({ baseline, followUp }): readonly Fault[] => {
    const [first, second] = [only(baseline), only(followUp)]
    if (first === null || second === null || first === second) return []
    const sent = second === 'das28-esr' ? 'das28Esr' : 'das28Crp'
    const needed = sent === 'das28Esr' ? 'das28Crp' : 'das28Esr'
    const message = `followUp.${sent} cannot be compared with baseline.${needed}: the two variants differ in value. Send followUp.${needed}, or baseline.${sent}.`
    return [{ pointer: `/followUp/${sent}`, code: 'variant_mismatch', message }]
  },
}

const scored = (visit: Visit | null | undefined): boolean => visit?.das28Esr != null || visit?.das28Crp != null

export const formOf = (visit: Visit | null | undefined) => visit?.form ?? '4-variable'

const oneForm: Rule<Request> = {
  fields: [...oneVariant.fields, 'baseline.form', 'followUp.form'],
  says: 'Both visits have the same `form`; 4-variable is assumed where it is not sent.',
  check: ({ baseline, followUp }): readonly Fault[] => {
    if (!scored(baseline) || !scored(followUp) || formOf(baseline) === formOf(followUp)) return []
    const message = `followUp.form is ${formOf(followUp)} and baseline.form is ${formOf(baseline)} (4-variable where it is not sent); the two forms differ in value. Send two values of one form, and its name at both visits.`
    return [{ pointer: '/followUp/form', code: 'variant_mismatch', message }]
  },
}

export const rules: readonly Rule<Request>[] = [
  oneVariant,
  oneForm,
  followUpAfterBaseline,
  ...(['baseline', 'followUp'] as const).flatMap((name) =>
    consistencyRules<Request>(das28Relations, Object.keys(visit.shape), name),
  ),
]

const score = z.number().nullable().describe('As sent; null when missing')

const visitUsed = z.strictObject({
  date: visitDate.unwrap().unwrap().nullable(),
  das28Esr: score,
  das28Crp: score,
  form: das28VariantUsed,
})

export const Inputs = z.strictObject({ baseline: visitUsed, followUp: visitUsed, variant: variants })

export const Details = z.strictObject({
  response: categoryCode(...RESPONSES).describe('The category code once more, without its row of the response table'),
  variant: variants.describe('The DAS28 that score, category and criteria stand on'),
  baseline: score,
  followUp: score,
  otherVariant: z
    .strictObject({
      variant: variants,
      improvement: z.number(),
      improvementReported: z.string(),
      response: categoryCode(...RESPONSES),
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
