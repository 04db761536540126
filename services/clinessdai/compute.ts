import type { Outcome } from '@activity-scores/shared/language/outcome'
import { CLINICAL_DOMAINS } from '@activity-scores/shared/measures/essdai-domains'
import { activityOf } from '@activity-scores/shared/measures/systemic-activity'
import { activityLevels, definitions } from './manifest.js'
import { form, type Request } from './schema.js'

export function compute(request: Request): Outcome {
  const { status, score, category, criteria, terms, details, inputs, missing, text } = activityOf(
    form,
    CLINICAL_DOMAINS,
    activityLevels,
    definitions,
    request,
  )
  return { status, score, category, criteria, terms, details, inputs, missing, warnings: [], text }
}
