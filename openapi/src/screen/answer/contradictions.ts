/**
 * What in a record cannot all be true, or touches another criterion: the same in a whole answer and in what is left of one, since
 * a verdict that stands on a contradiction must not look like any other.
 */
import type { Patient, Plan } from '../engine/model.js'
import { evaluate } from '../engine/rules.js'
import type { Screening } from './model.js'

export type Contradictions = Pick<Screening, 'conflicts' | 'collisions'>

const SETTLE = 'These cannot all be true. None of them counts until the one that is wrong is corrected.'
const APART =
  'The value sent and the value computed from its parts, or two bounds, contradict one another. Correct one of them.'

/** Those of the measures that were looked at. */
export function conflictsOf(patient: Patient): Screening['conflicts'] {
  const { plan } = patient
  return [
    ...patient.contradictions().map(({ id, says, inputs }) => ({ measure: id, title: says, inputs, message: SETTLE })),
    ...patient.conflicts().map((measure) => ({
      measure,
      title: plan.protocol.measures[measure]?.title ?? measure,
      inputs: plan.needsOfMeasure(measure).filter((input) => patient.has(input)),
      message: APART,
    })),
  ]
}

export const collisionsOf = (patient: Patient, arm: string): Screening['collisions'] =>
  (patient.plan.collisions.get(arm) ?? []).flatMap(({ id, says, against, when }) =>
    evaluate(when, patient).state === 'met' ? [{ id, against, message: says }] : [],
  )

/** Whether the whole answer may have conflicts: those of measures are among these. */
export const mayConflict = (patient: Patient): boolean =>
  patient.contradictions().length > 0 ||
  comparedIn(patient.plan).some(
    ({ name, needs }) => needs.some((input) => patient.has(input)) && patient.measure(name).conflict,
  )

interface Compared {
  readonly name: string
  readonly needs: readonly string[]
}

const cached = new WeakMap<Plan, readonly Compared[]>()

/** Measures that several sources tell of. */
function comparedIn(plan: Plan): readonly Compared[] {
  let compared = cached.get(plan)
  if (!compared) {
    const names = Object.entries(plan.protocol.measures).flatMap(([name, { sources }]) =>
      sources.length > 1 ? [name] : [],
    )
    compared = names.map((name) => ({ name, needs: plan.needsOfMeasure(name) }))
    cached.set(plan, compared)
  }
  return compared
}
