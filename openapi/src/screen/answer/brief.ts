/**
 * A screening with no more than was asked for: `verdict` the verdict and the states, `open` what decides against or is open and
 * what to obtain. The decision, the refusals and the contradictions are those of the whole answer (decision 108).
 */
import type { Fault } from '@activity-scores/shared/contract/instrument'
import { bars, type CriterionState, type Decision, decide, type EligibilityVerdict, stateOf } from '../engine/decide.js'
import type { CriterionVerdict, Plan, PlannedCriterion } from '../engine/model.js'
import { nextInputs } from '../engine/next-inputs.js'
import { evaluate, statementsOfCriterion } from '../engine/rules.js'
import { type Contradictions, collisionsOf, mayConflict } from './contradictions.js'
import type { ScreenRequest } from './request.js'
import { circumstancesOf, screen } from './screening.js'
import { wordingOf } from './wording.js'

export type Detail = 'verdict' | 'open'

export interface Brief extends Contradictions {
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
  const against = decisive(found)
  const left = found.filter(({ id, own }) => own.state === 'undetermined' || against.has(id))
  const told =
    detail === 'verdict'
      ? { criteria: found.map(({ id, state }) => ({ id, state })) }
      : {
          criteria: left.map(({ id, state, own }) => ({ id, state, missing: missingIn(own.reasons) })),
          nextInputs: nextInputs(decision).map(({ input }) => input),
        }
  return { ok: true, brief: { ...head, ...told, ...contradictionsOf(plan, request, decision) } }
}

interface Found {
  readonly criterion: PlannedCriterion
  readonly own: CriterionVerdict
  readonly id: string
  readonly state: CriterionState
}

const AGAINST: ReadonlySet<CriterionState> = new Set(['not_met', 'excluded'])

/** Criteria that decide against, and the parts by which they do. */
function decisive(found: readonly Found[]): ReadonlySet<string> {
  const ids = new Set(found.flatMap(({ criterion, own, id }) => (bars(criterion, own) ? [id] : [])))
  for (let size = -1; size !== ids.size; ) {
    size = ids.size
    for (const { criterion, id, state } of found)
      if (AGAINST.has(state) && ids.has(criterion.definition.within ?? '')) ids.add(id)
  }
  return ids
}

/** The whole answer finds them under other readings, too: it is asked only where there may be any, which is seldom. */
function contradictionsOf(plan: Plan, request: ScreenRequest, { patient }: Decision): Contradictions {
  const done = mayConflict(patient) ? screen(plan, request) : undefined
  if (!done?.ok) return { conflicts: [], collisions: collisionsOf(patient, request.arm) }
  const { conflicts, collisions } = done.screening
  return { conflicts, collisions }
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
