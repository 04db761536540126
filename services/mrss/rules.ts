import type { Rule } from '@activity-scores/shared/contract/instrument'
import { SKIN_SCORE_AGREES, skinScoreConflict } from '@activity-scores/shared/measures/skin-score'
import type { Request } from './schema.js'

const agrees: Rule<Request> = {
  fields: ['mrss', 'sites'],
  says: SKIN_SCORE_AGREES,
  check: (request) => skinScoreConflict({ total: request.mrss, sites: request.sites }, '', 'mrss'),
}

export const rules: readonly Rule<Request>[] = [agrees]
