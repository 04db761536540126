/** The examples of a protocol file must come out as they say: a file that says otherwise is faulty. */
import type { Steps } from '@activity-scores/shared/engine/steps'
import type { Validate } from '@activity-scores/shared/engine/validate'
import type { ScreenRequest } from './answer/request.js'
import { circumstancesOf } from './answer/screening.js'
import { decide, stateOf } from './engine/decide.js'
import type { Plan } from './engine/model.js'
import type { Finding } from './protocol/check.js'

interface Expected {
  readonly verdict?: unknown
  readonly states?: Readonly<Record<string, unknown>>
}

export function* findWrongExamples(plan: Plan, validate: Validate<ScreenRequest>): Steps<readonly Finding[]> {
  const found: Finding[] = []
  for (const [i, { name, request, expect }] of plan.protocol.examples.entries()) {
    yield
    const path = ['examples', i]
    const tell = (key: string, message: string): void => {
      found.push({ path: [...path, key], message: `${name}: ${message}` })
    }
    const validated = validate(request)
    if (!validated.ok) {
      for (const { pointer, message } of validated.faults) tell('request', `${pointer}: ${message}`)
      continue
    }
    const { patient, criteria, verdicts, verdict } = decide(plan, circumstancesOf(plan, validated.input))
    for (const { pointer, message } of patient.faults) tell('request', `${pointer}: ${message}`)
    const { verdict: wanted = verdict, states = {} } = expect as Expected
    if (verdict !== wanted) tell('expect', `the verdict is ${verdict}, not ${wanted}`)
    const screened = new Map(
      criteria.map((criterion, k) => [criterion.definition.id, stateOf(criterion, verdicts[k] ?? UNKNOWN)]),
    )
    for (const [id, state] of Object.entries(states))
      if (screened.get(id) !== state)
        tell('expect', `${id} is ${screened.get(id) ?? 'no criterion of this arm'}, not ${state}`)
  }
  return found
}

const UNKNOWN = { state: 'undetermined', reasons: [] } as const
