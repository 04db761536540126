import type { Rule } from '@activity-scores/shared/contract/instrument'
import { activityRules } from '@activity-scores/shared/measures/systemic-activity'
import { form, type Request } from './schema.js'

export const rules: readonly Rule<Request>[] = activityRules(form)
