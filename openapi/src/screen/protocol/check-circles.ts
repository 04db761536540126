/** Nothing in a protocol may lean on itself, not even over others, and what is a part of a criterion is asked for by it. */
import type { Report } from './check-names.js'
import type { Protocol } from './schema.js'

/** The member by which each kind leans on others. */
const LEANS: Readonly<Record<string, string>> = { criteria: 'rule', measures: 'sources', calls: 'with', rules: '' }

/** Calls lean on measures and measures on calls; a criterion may lean on another. None may come back to itself. */
export function findCircles(protocol: Protocol, report: Report): void {
  const edges = new Map<string, readonly string[]>()
  for (const [name, { with: fields }] of Object.entries(protocol.calls)) {
    const measures = Object.values(fields).flatMap((given) =>
      typeof given === 'object' && 'measure' in given ? [`measures.${given.measure}`] : [],
    )
    edges.set(`calls.${name}`, measures)
  }
  for (const [name, { sources }] of Object.entries(protocol.measures)) {
    const lean = sources.flatMap((source) => {
      if ('call' in source) return [`calls.${source.call}`]
      if (!('measure' in source)) return []
      return 'per' in source ? [`measures.${source.measure}`, `measures.${source.per}`] : [`measures.${source.measure}`]
    })
    edges.set(`measures.${name}`, lean)
  }
  for (const { id, rule, applies } of protocol.criteria) edges.set(`criteria.${id}`, namedIn([rule, applies?.when]))
  for (const [name, rule] of Object.entries(protocol.rules)) edges.set(`rules.${name}`, namedIn(rule))
  const reaches = (from: string, target: string, seen = new Set<string>()): boolean =>
    (edges.get(from) ?? []).some((next) => {
      if (next === target) return true
      if (seen.has(next)) return false
      seen.add(next)
      return reaches(next, target, seen)
    })
  findLostParts(protocol, (whole, part) => reaches(`criteria.${whole}`, `criteria.${part}`), report)
  for (const node of edges.keys()) {
    if (!reaches(node, node)) continue
    const [kind = '', ...name] = node.split('.')
    const id = name.join('.')
    const key = kind === 'criteria' ? protocol.criteria.findIndex((criterion) => criterion.id === id) : id
    report(
      [kind, key, LEANS[kind] ?? ''].filter((part) => part !== ''),
      `"${id}" leans on itself`,
    )
  }
}

/** A part counts by its whole alone: where that does not ask for it, or is not there in its arm, it would decide nothing. */
function findLostParts(
  { criteria }: Protocol,
  asksFor: (whole: string, part: string) => boolean,
  report: Report,
): void {
  for (const [i, { id, within, arms }] of criteria.entries()) {
    const whole = criteria.find((each) => each.id === within)
    if (!whole) continue
    const path = ['criteria', i, 'within']
    if (whole.id === id || !asksFor(whole.id, id))
      report(
        path,
        `the rule of "${whole.id}" does not ask for "${id}", which would decide nothing: name it there by { "criterion": "${id}" }`,
      )
    else if (whole.arms && !(arms ?? ['']).every((arm) => whole.arms?.includes(arm)))
      report(path, `"${whole.id}" is not asked in every arm of "${id}", which would decide nothing there`)
  }
}

/** Criteria and rules that a rule refers to. */
const namedIn = (value: unknown): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap(namedIn)
  if (typeof value !== 'object' || value === null) return []
  if ('criterion' in value && !('call' in value)) return [`criteria.${value.criterion}`]
  if ('rule' in value && typeof value.rule === 'string') return [`rules.${value.rule}`]
  return Object.values(value).flatMap(namedIn)
}
