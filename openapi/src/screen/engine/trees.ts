/** Rules as trees of statements: what one refers to by name stands in its place. */
import type { Rule } from '../protocol/rule-schema.js'
import type { Groundwork, Node, Statement } from './model.js'
import { ALWAYS } from './rules.js'
import {
  ageStatement,
  callStatement,
  choiceStatement,
  factStatement,
  knownStatement,
  measureStatement,
  numberStatement,
  spanStatement,
  takenStatement,
} from './statements.js'

export interface Trees {
  treeOf(rule: Rule): Node
  /** The rule of a criterion; one for all who refer to it, so that its statements are decided once. */
  ruleOf(criterion: string): Node
  /** Whom a criterion concerns; undefined where it concerns everybody. */
  appliesOf(criterion: string): Node | undefined
}

export function treesOf(groundwork: Groundwork): Trees {
  const rules = new Map<string, Node>()
  const shared = new Map<string, Node>()
  const concerned = new Map<string, Node>()
  const treeOf = (rule: Rule): Node => {
    if ('all' in rule) return { kind: 'all', of: rule.all.map(treeOf) }
    if ('any' in rule) return { kind: 'any', of: rule.any.map(treeOf) }
    if ('not' in rule) return { kind: 'not', of: [treeOf(rule.not)] }
    if ('count' in rule) return { kind: 'count', least: rule.count, of: rule.of.map(treeOf) }
    if ('part' in rule) return { kind: 'part', id: rule.part, of: [treeOf(rule.is)] }
    if ('agree' in rule) return { kind: 'agree', of: rule.agree.map(treeOf) }
    if ('atSomeVisit' in rule) return { kind: 'visits', latest: false, of: [treeOf(rule.atSomeVisit)] }
    if ('atLatestVisit' in rule) return { kind: 'visits', latest: true, of: [treeOf(rule.atLatestVisit)] }
    if ('cases' in rule) {
      const cases = Object.entries(rule.cases).map(([option, each]) => [option, treeOf(each)] as const)
      return { kind: 'reading', reading: rule.reading, cases: new Map(cases) }
    }
    if ('criterion' in rule && !('call' in rule)) return referredTo(rule.criterion)
    if ('rule' in rule) return sharedRule(rule.rule)
    return { kind: 'statement', statement: statementOf(groundwork, rule) }
  }
  const once = (known: Map<string, Node>, id: string, make: () => Node): Node => {
    const node = known.get(id) ?? make()
    known.set(id, node)
    return node
  }
  const definitionOf = (id: string) => {
    const definition = groundwork.protocol.criteria.find((criterion) => criterion.id === id)
    if (!definition) throw new Error(`no criterion ${id}`)
    return definition
  }
  const sharedRule = (id: string): Node =>
    once(shared, id, () => {
      const rule = groundwork.protocol.rules[id]
      if (!rule) throw new Error(`no rule ${id}`)
      return treeOf(rule)
    })
  const ruleOf = (id: string): Node => once(rules, id, () => treeOf(definitionOf(id).rule))
  const appliesOf = (id: string): Node | undefined => {
    const { applies } = definitionOf(id)
    return applies && once(concerned, id, () => treeOf(applies.when))
  }
  /** A criterion inside another rule: one that does not concern the patient is no obstacle there either. */
  const referredTo = (id: string): Node => {
    const [rule, applies] = [ruleOf(id), appliesOf(id)]
    if (!applies) return rule
    return definitionOf(id).kind === 'inclusion'
      ? { kind: 'any', of: [{ kind: 'not', of: [applies] }, rule] }
      : { kind: 'all', of: [applies, rule] }
  }
  return { treeOf, ruleOf, appliesOf }
}

function statementOf(groundwork: Groundwork, rule: Rule): Statement {
  if ('call' in rule) return callStatement(groundwork, rule)
  if ('fact' in rule) return factStatement(groundwork, rule)
  if ('known' in rule) return knownStatement(groundwork, rule)
  if ('choice' in rule) return choiceStatement(groundwork, rule)
  if ('measure' in rule) return measureStatement(groundwork, rule)
  if ('number' in rule) return numberStatement(groundwork, rule)
  if ('taken' in rule) return takenStatement(groundwork, rule)
  if ('age' in rule) return ageStatement(groundwork, rule)
  if ('from' in rule) return spanStatement(groundwork, rule)
  if ('always' in rule) {
    const verdict = ALWAYS[rule.always]
    return {
      needs: [],
      reads: new Set(),
      calls: [],
      verdict: () => verdict,
      evidence: () => ({ title: 'By definition', value: null }),
    }
  }
  throw new Error('not a rule')
}
