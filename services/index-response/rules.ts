import type { Fault, Rule } from '@activity-scores/shared/contract/instrument'
import { consistencyRules, indexRelations } from '@activity-scores/shared/measures/consistency'
import { sameScale } from '@activity-scores/shared/measures/paired-scales'
import { followUpAfterBaseline } from '@activity-scores/shared/measures/two-visits'
import { type Index, type Request, type Visit, visit } from './schema.js'

const only = (visit: Visit | null | undefined): Index | null => {
  if ((visit?.cdai == null) === (visit?.sdai == null)) return null
  return visit?.cdai == null ? 'sdai' : 'cdai'
}

const oneIndex: Rule<Request> = {
  fields: ['baseline.cdai', 'baseline.sdai', 'followUp.cdai', 'followUp.sdai'],
  says: 'Both visits have the same index: CDAI alone at one and SDAI alone at the other is refused.',
  check: ({ baseline, followUp }): readonly Fault[] => {
    const [first, second] = [only(baseline), only(followUp)]
    if (first === null || second === null || first === second) return []
    const message = `followUp.${second} cannot be compared with baseline.${first}: they are two indices. Send followUp.${first}, or baseline.${second}.`
    return [{ pointer: `/followUp/${second}`, code: 'index_mismatch', message }]
  },
}

export const rules: readonly Rule<Request>[] = [
  oneIndex,
  sameScale('patientGlobal'),
  sameScale('pain'),
  followUpAfterBaseline,
  ...(['baseline', 'followUp'] as const).flatMap((name) =>
    consistencyRules<Request>(indexRelations, Object.keys(visit.shape), name),
  ),
]
