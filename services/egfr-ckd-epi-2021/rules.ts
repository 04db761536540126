import type { Rule } from '@activity-scores/shared/contract/instrument'
import { ageRules } from '@activity-scores/shared/measures/age'
import type { Request } from './schema.js'

export const rules: readonly Rule<Request>[] = ageRules
