/** A protocol made ready to run: the criteria and collisions of each arm as trees, on the groundwork of calls and measures. */
import type { Instrument } from '@activity-scores/shared/contract/instrument'
import type { Protocol } from '../protocol/schema.js'
import { exclusionsOf } from './exclusions.js'
import { groundworkOf } from './groundwork.js'
import type { Alternative, Groundwork, Plan, PlannedCollision, PlannedCriterion, PlannedExclusion } from './model.js'
import { remembered } from './remembered.js'
import { needsOf, readingsOf } from './rules.js'
import { type Trees, treesOf } from './trees.js'

export function planOf(protocol: Protocol, instruments: readonly Instrument[]): Plan {
  const groundwork = groundworkOf(protocol, instruments)
  const trees = treesOf(groundwork)
  const criteria = criteriaOf(groundwork, trees)
  const criteriaOfArm = (arm: string): readonly PlannedCriterion[] => criteria.get(arm) ?? []
  const exclusions = exclusionsOf(groundwork, trees.treeOf)
  return {
    ...groundwork,
    criteria,
    exclusions,
    settledBy: settledBy(exclusions),
    collisions: collisionsOf(protocol, trees),
    alternatives: remembered((arm) => alternativesOf(groundwork, criteriaOfArm(arm))),
    inputsOfArm: remembered((arm) => new Set(criteriaOfArm(arm).flatMap(({ needs }) => needs))),
  }
}

function criteriaOf(
  { protocol, windowReading }: Groundwork,
  { treeOf, ruleOf, appliesOf }: Trees,
): ReadonlyMap<string, readonly PlannedCriterion[]> {
  const planned = protocol.criteria.map((definition): PlannedCriterion => {
    const [rule, applies] = [ruleOf(definition.id), appliesOf(definition.id)]
    const needs = [...new Set([...(applies ? needsOf(applies) : []), ...needsOf(rule)])]
    const ofWindows = needs.flatMap((input) => windowReading(input) ?? [])
    return {
      definition,
      rule,
      applies,
      needs,
      readings: [...new Set([...(applies ? readingsOf(applies) : []), ...readingsOf(rule), ...ofWindows])],
      flags: (definition.flags ?? []).map((flag) => ({ ...flag, when: treeOf(flag.when) })),
    }
  })
  return new Map(
    protocol.arms.map(({ id }) => [id, planned.filter(({ definition: { arms } }) => arms?.includes(id) ?? true)]),
  )
}

const collisionsOf = (
  { arms, collisions }: Protocol,
  { treeOf }: Trees,
): ReadonlyMap<string, readonly PlannedCollision[]> =>
  new Map(
    arms.map(({ id }) => [
      id,
      collisions
        .filter((collision) => collision.arms.includes(id))
        .map((collision) => ({ ...collision, when: treeOf(collision.when) })),
    ]),
  )

function settledBy(exclusions: readonly PlannedExclusion[]): ReadonlyMap<string, readonly PlannedExclusion[]> {
  const settled = new Map<string, PlannedExclusion[]>()
  for (const exclusion of exclusions)
    if (exclusion.answer === 'settle')
      for (const input of exclusion.inputs) settled.set(input, [...(settled.get(input) ?? []), exclusion])
  return settled
}

function alternativesOf(
  { protocol, defaults }: Groundwork,
  criteria: readonly PlannedCriterion[],
): readonly Alternative[] {
  const chosenBy = criteria.map(({ rule, applies }) => [...(applies ? readingsOf(applies) : []), ...readingsOf(rule)])
  return Object.entries(protocol.readings).flatMap(([reading, { options }]) => {
    const concerned = chosenBy.flatMap((readings, i) => (readings.includes(reading) ? [i] : []))
    if (concerned.length === 0) return []
    return options.map(({ id: option }) => ({
      reading,
      option,
      readings: { ...defaults, [reading]: option },
      criteria: concerned,
    }))
  })
}
