import type { Rule } from '@activity-scores/shared/contract/instrument'
import { followUpAfterBaseline, intervalAgreesWithDates } from '@activity-scores/shared/measures/two-visits'
import type { Request } from './schema.js'

export const rules: readonly Rule<Request>[] = [followUpAfterBaseline, intervalAgreesWithDates]
