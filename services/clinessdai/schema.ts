import { CLINICAL_DOMAINS, domainLevels } from '@activity-scores/shared/measures/essdai-domains'
import { activityDetails, activityInputs, baselineField } from '@activity-scores/shared/measures/systemic-activity'
import * as z from 'zod'
import { MAXIMUM, WEIGHTS } from './formula.js'

export const form = { name: 'ClinESSDAI', field: 'clinessdai', maximum: MAXIMUM, weights: WEIGHTS } as const

export const Request = z.strictObject({
  domains: domainLevels(CLINICAL_DOMAINS).nullish(),
  baseline: baselineField(CLINICAL_DOMAINS, form),
})
export type Request = z.infer<typeof Request>

export const Inputs = z.strictObject(activityInputs(CLINICAL_DOMAINS))

export const Details = z.strictObject(activityDetails(CLINICAL_DOMAINS, form))
