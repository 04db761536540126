import type { Rule } from '@activity-scores/shared/contract/instrument'
import { SKIN_SCORE_AGREES, skinScoreConflict } from '@activity-scores/shared/measures/skin-score'
import type { Request } from './schema.js'

const sitesAgree: Rule<Request> = {
  fields: ['mrss', 'sites'],
  says: `\`mrss\` and \`sites\`: ${SKIN_SCORE_AGREES}`,
  check: ({ mrss, sites }) => skinScoreConflict({ total: mrss, sites }, '', 'mrss'),
}

export const rules: readonly Rule<Request>[] = [sitesAgree]
