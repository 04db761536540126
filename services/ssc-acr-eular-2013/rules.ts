import type { Rule } from '@activity-scores/shared/contract/instrument'
import { wholeAgrees } from '@activity-scores/shared/measures/any-of'
import { ANTIBODIES, LUNG_PARTS, type Request } from './schema.js'

export const rules: readonly Rule<Request>[] = [
  wholeAgrees('pahOrIld', LUNG_PARTS, (request) => ({ statement: request.pahOrIld, parts: request })),
  wholeAgrees('sscAutoantibody', ANTIBODIES, (request) => ({ statement: request.sscAutoantibody, parts: request })),
]
