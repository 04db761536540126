/** Rules as trees of statements: what one refers to by name stands in its place. */
import type { Rule } from '../protocol/schema.js'
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
} from './statements.js'

export interface Trees {
  treeOf(rule: Rule): Node
  /** The rule of a criterion; one for all who refer to it, so that its statements are decided once. */
  ruleOf(criterion: string): Node
}

export function treesOf(groundwork: Groundwork): Trees {
  const rules = new Map<string, Node>()
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
    if ('criterion' in rule && !('call' in rule)) return ruleOf(rule.criterion)
    return { kind: 'statement', statement: statementOf(groundwork, rule) }
  }
  const ruleOf = (id: string): Node => {
    const known = rules.get(id)
    if (known) return known
    const definition = groundwork.protocol.criteria.find((criterion) => criterion.id === id)
    if (!definition) throw new Error(`no criterion ${id}`)
    const node = treeOf(definition.rule)
    rules.set(id, node)
    return node
  }
  return { treeOf, ruleOf }
}

function statementOf(groundwork: Groundwork, rule: Rule): Statement {
  if ('call' in rule) return callStatement(groundwork, rule)
  if ('fact' in rule) return factStatement(groundwork, rule)
  if ('known' in rule) return knownStatement(groundwork, rule)
  if ('choice' in rule) return choiceStatement(groundwork, rule)
  if ('measure' in rule) return measureStatement(groundwork, rule)
  if ('number' in rule) return numberStatement(groundwork, rule)
  if ('age' in rule) return ageStatement(groundwork, rule)
  if ('from' in rule) return spanStatement(groundwork, rule)
  if ('always' in rule) {
    const verdict = ALWAYS[rule.always]
    return {
      needs: [],
      reads: new Set(),
      verdict: () => verdict,
      evidence: () => ({ title: 'By definition', value: null, calls: [] }),
    }
  }
  throw new Error('not a rule')
}
