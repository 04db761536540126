import type { Fault, Rule } from '@activity-scores/shared/contract/instrument'
import { exclusionsAgree } from '@activity-scores/shared/measures/sjogren-exclusions'
import { worseEyeAgrees } from '@activity-scores/shared/measures/sjogren-signs'
import { BY_TESTS, TESTS, type TestedItem } from './items.js'
import { EXCLUSIONS, type Request } from './schema.js'

const itemAgrees = (item: TestedItem): Rule<Request> => ({
  fields: [item, ...TESTS[item]],
  says: `\`${item}\` agrees with its tests.`,
  check: (request): readonly Fault[] => {
    const stated = request[item]
    if (stated == null) return []
    const { state } = BY_TESTS[item](request).verdict
    if (state === 'undetermined' || stated === (state === 'met')) return []
    const message = `${item} contradicts ${TESTS[item].join(', ')}. Correct one of them, or send only the right one.`
    return [{ pointer: `/${item}`, code: 'conflict', message }]
  },
})

export const rules: readonly Rule<Request>[] = [
  itemAgrees('ocularSigns'),
  itemAgrees('histopathology'),
  itemAgrees('salivaryInvolvement'),
  itemAgrees('autoantibodies'),
  exclusionsAgree(EXCLUSIONS, 'aecgAnyExclusion'),
  worseEyeAgrees('vanBijsterveld'),
  worseEyeAgrees('schirmer'),
]
