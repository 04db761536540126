import type { Fault, Rule } from '@activity-scores/shared/contract/instrument'
import { consistencyRules, indexRelations } from '@activity-scores/shared/measures/consistency'
import { AGENTS } from './formula.js'
import { Request } from './schema.js'

const mechanismFits: Rule<Request> = {
  fields: ['failedBtsdmards'],
  says: 'A `mechanism` sent with a listed agent is that of the agent.',
  check: ({ failedBtsdmards }): readonly Fault[] =>
    (failedBtsdmards ?? []).flatMap(({ drug, mechanism }, i): readonly Fault[] => {
      if (drug === 'other' || mechanism == null || AGENTS[drug] === mechanism) return []
      const message = `failedBtsdmards.${i}.mechanism is not that of ${drug}, which is "${AGENTS[drug]}". Correct one of them, or leave the mechanism out.`
      return [{ pointer: `/failedBtsdmards/${i}/mechanism`, code: 'conflict', message }]
    }),
}

export const rules: readonly Rule<Request>[] = [
  mechanismFits,
  ...consistencyRules<Request>(indexRelations, Object.keys(Request.shape)),
]
