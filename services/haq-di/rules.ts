import type { Rule } from '@activity-scores/shared/contract/instrument'
import type { Request } from './schema.js'

export const rules: readonly Rule<Request>[] = []
