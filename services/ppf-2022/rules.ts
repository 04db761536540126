import type { Rule } from '@activity-scores/shared/contract/instrument'
import { wholeAgrees } from '@activity-scores/shared/measures/any-of'
import { followUpAfterBaseline, intervalAgreesWithDates } from '@activity-scores/shared/measures/two-visits'
import { type Request, SIGNS } from './schema.js'

export const rules: readonly Rule<Request>[] = [
  followUpAfterBaseline,
  intervalAgreesWithDates,
  wholeAgrees(
    'radiologicalProgression',
    SIGNS,
    (request) => ({ statement: request.radiologicalProgression, parts: request.radiologicalSigns }),
    'radiologicalSigns',
  ),
]
