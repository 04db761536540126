/**
 * A screening with no more than was asked for: `verdict` the verdict and the states, `open` what decides against or is open and
 * what to obtain. The decision and the refusals are those of the whole answer (decision 108).
 */
import type { Fault } from '@activity-scores/shared/contract/instrument'
import { bars, type CriterionState, type Decision, decide, type EligibilityVerdict, stateOf } from '../engine/decide.js'
import type { CriterionVerdict, Plan } from '../engine/model.js'
import { nextInputs } from '../engine/next-inputs.js'
import { evaluate, statementsOfCriterion } from '../engine/rules.js'
import type { ScreenRequest } from './request.js'
import { circumstancesOf } from './screening.js'
import { wordingOf } from './wording.js'

export type Detail = 'verdict' | 'open'

export interface Brief {
  readonly protocol: string
  readonly version: string
  readonly arm: string
  readonly asOf: string
  readonly verdict: EligibilityVerdict
  readonly criteria: readonly {
    readonly id: string
    readonly state: CriterionState
    readonly missing?: readonly string[]
  }[]
  readonly nextInputs?: readonly string[]
}

export function brief(
  plan: Plan,
  request: ScreenRequest,
  detail: Detail,
): { readonly ok: true; readonly brief: Brief } | { readonly ok: false; readonly faults: readonly Fault[] } {
  const decision = decided(plan, request)
  const { patient, criteria, verdicts, verdict } = decision
  if (patient.faults.length > 0) return { ok: false, faults: patient.faults }
  const { id: protocol, version } = plan.protocol
  const head = { protocol, version, arm: request.arm, asOf: request.asOf, verdict }
  const found = criteria.map((criterion, i) => {
    const own = verdicts[i] as CriterionVerdict
    return { criterion, own, id: criterion.definition.id, state: stateOf(criterion, own) }
  })
  if (detail === 'verdict')
    return { ok: true, brief: { ...head, criteria: found.map(({ id, state }) => ({ id, state })) } }
  const left = found.filter(({ criterion, own }) => own.state === 'undetermined' || bars(criterion, own))
  return {
    ok: true,
    brief: {
      ...head,
      criteria: left.map(({ id, state, own }) => ({ id, state, missing: missingIn(own.reasons) })),
      nextInputs: nextInputs(decision).map(({ input }) => input),
    },
  }
}

/** What an instrument refuses is refused, whether the decision needed it or not. */
function decided(plan: Plan, request: ScreenRequest): Decision {
  const decision = decide(plan, circumstancesOf(plan, request))
  const { patient, criteria } = decision
  for (const criterion of criteria) {
    if (patient.given.visits.length > 0) {
      for (const placed of statementsOfCriterion(criterion, patient)) placed.patient.verdict(placed.statement)
      continue
    }
    const { outline, concerns } = wordingOf(plan, criterion, patient.given.readings)
    for (const name of concerns.calls) patient.call(name)
    const isConcerned = !criterion.applies || evaluate(criterion.applies, patient).state !== 'not_met'
    if (isConcerned) for (const name of outline.calls) patient.call(name)
  }
  return decision
}

const missingIn = (reasons: readonly string[]): readonly string[] =>
  reasons.flatMap((reason) => (reason.startsWith('missing:') ? [reason.slice('missing:'.length)] : []))
