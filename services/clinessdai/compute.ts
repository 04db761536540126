import { CLINICAL_DOMAINS } from '@activity-scores/shared/measures/essdai-domains'
import { activityOf } from '@activity-scores/shared/measures/systemic-activity'
import type { Outcome } from '@activity-scores/shared/result'
import { bands, definitions } from './manifest.js'
import { form, type Request } from './schema.js'

export const compute = (request: Request): Outcome => ({
  ...activityOf(form, CLINICAL_DOMAINS, bands, definitions, request),
  warnings: [],
})
