/** Statements that cannot all be true of one patient, as the protocol file lists them under `excludes`. */
import type { Fault } from '@activity-scores/shared/contract/instrument'
import type { Rule } from '../protocol/rule-schema.js'
import type { Exclusion } from '../protocol/schema.js'
import type { Groundwork, Node, Patient, PlannedExclusion } from './model.js'
import { needsOf } from './rules.js'

type Part = (patient: Patient) => boolean
type TreeOf = (rule: Rule) => Node

export function exclusionsOf({ protocol }: Groundwork, treeOf: TreeOf): readonly PlannedExclusion[] {
  /** A course contradicts a statement whether or not the list is complete. */
  const ofLists = new Set(
    Object.values(protocol.inputs).flatMap((input) => (input.type === 'courses' ? [input.complete] : [])),
  )
  return protocol.excludes.map(({ id, says, answer, of }) => {
    const parts = of.map((part) => partOf(part, treeOf))
    return {
      id,
      says,
      answer,
      inputs: [...new Set(parts.flatMap(({ inputs }) => inputs))].filter((input) => !ofLists.has(input)),
      holds: (patient) => parts.every(({ isStated }) => isStated(patient)),
    }
  })
}

function partOf(part: Exclusion['of'][number], treeOf: TreeOf): { inputs: readonly string[]; isStated: Part } {
  if ('differ' in part) {
    const paths = part.differ.map((path) => path.split('.'))
    return { inputs: paths.map(([name = '']) => name), isStated: (patient) => differOnOneDay(patient, paths) }
  }
  const node = treeOf(part)
  return { inputs: needsOf(node), isStated: (patient) => isMet(node, patient) }
}

/** Decided anew and not remembered: a statement may be about what does not count for contradicting another. */
function isMet(node: Node, patient: Patient): boolean {
  switch (node.kind) {
    case 'statement':
      return node.statement.verdict(patient).state === 'met'
    case 'all':
      return node.of.every((child) => isMet(child, patient))
    case 'any':
      return node.of.some((child) => isMet(child, patient))
    case 'not':
      return isNotMet(node.of[0], patient)
    default:
      return false
  }
}

const isNotMet = (node: Node, patient: Patient): boolean =>
  node.kind === 'statement' && node.statement.verdict(patient).state === 'not_met'

function differOnOneDay(patient: Patient, paths: readonly (readonly string[])[]): boolean {
  const [one, other] = paths.map(([name = '', ...members]) => ({
    value: members.reduce((held: unknown, key) => Object(held)[key], patient.value(name)),
    unit: Object(Object(patient.value(name)))['unit'],
    day: patient.dayOfInput(name),
  }))
  if (typeof one?.value !== 'number' || typeof other?.value !== 'number') return false
  return one.day !== undefined && one.day === other.day && one.value !== other.value
}

/** Both places of what cannot be, for a caller to correct one. */
export function refusals(patient: Patient): readonly Fault[] {
  const found: Fault[] = []
  for (const exclusion of patient.plan.exclusions) {
    if (exclusion.answer !== 'refuse' || !isPossible(exclusion, patient)) continue
    if (!patient.asSent(() => exclusion.holds(patient))) continue
    for (const input of exclusion.inputs) {
      const others = exclusion.inputs.filter((other) => other !== input).map((other) => `${patient.at}/${other}`)
      const message = `${exclusion.says}. This contradicts ${others.join(' and ')}; correct one of them, or leave it out.`
      found.push({ pointer: `${patient.at}/${input}`, code: 'conflict', message })
    }
  }
  return found
}

/** Nothing is stated by what was not sent. */
export const isPossible = ({ inputs }: PlannedExclusion, patient: Patient): boolean =>
  inputs.every((name) => patient.has(name))
