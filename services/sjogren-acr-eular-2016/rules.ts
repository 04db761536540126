import type { Fault, Rule } from '@activity-scores/shared/contract/instrument'
import { noLevelOneOfCns } from '@activity-scores/shared/measures/essdai-domains'
import { exclusionsAgree } from '@activity-scores/shared/measures/sjogren-exclusions'
import { worseEyeAgrees } from '@activity-scores/shared/measures/sjogren-signs'
import { inclusionFindings } from './findings.js'
import { EXCLUSIONS, type Request } from './schema.js'

const inclusionAgrees: Rule<Request> = {
  fields: ['pss2016InclusionMet', 'drynessSymptoms', 'domains'],
  says: '`pss2016InclusionMet` agrees with `drynessSymptoms` and `domains`.',
  check: (request): readonly Fault[] => {
    const stated = request.pss2016InclusionMet
    const { state } = inclusionFindings(request).verdict
    if (stated == null || state === 'undetermined' || stated === (state === 'met')) return []
    const message =
      'pss2016InclusionMet contradicts drynessSymptoms and domains. Correct one of them, or send only the right one.'
    return [{ pointer: '/pss2016InclusionMet', code: 'conflict', message }]
  },
}

export const rules: readonly Rule<Request>[] = [
  inclusionAgrees,
  noLevelOneOfCns('domains', ({ domains }) => domains),
  exclusionsAgree(EXCLUSIONS, 'pss2016AnyExclusion'),
  worseEyeAgrees('ocularStainingScore'),
  worseEyeAgrees('vanBijsterveld'),
  worseEyeAgrees('schirmer'),
]
