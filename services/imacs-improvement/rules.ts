import type { Rule } from '@activity-scores/shared/contract/instrument'
import { oneStrengthForm } from '@activity-scores/shared/measures/myositis-visit'
import { followUpAfterBaseline } from '@activity-scores/shared/measures/two-visits'
import type { Request } from './schema.js'

export const rules: readonly Rule<Request>[] = [oneStrengthForm(['baseline', 'followUp']), followUpAfterBaseline]
