import type { Rule } from '@activity-scores/shared/contract/instrument'
import { SKIN_SCORE_AGREES, skinScoreConflict } from '@activity-scores/shared/measures/skin-score'
import { followUpAfterBaseline } from '@activity-scores/shared/measures/two-visits'
import type { Request } from './schema.js'

const agrees = (name: 'baseline' | 'followUp'): Rule<Request> => ({
  fields: [`${name}.total`, `${name}.sites`],
  says: `\`${name}\`: ${SKIN_SCORE_AGREES}`,
  check: (request) => skinScoreConflict(request[name] ?? {}, `/${name}`),
})

export const rules: readonly Rule<Request>[] = [agrees('baseline'), agrees('followUp'), followUpAfterBaseline]
