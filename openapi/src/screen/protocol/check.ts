/** References between the parts of a protocol: every name that is used must exist, and nothing may lean on itself. */
import type { Instrument } from '@activity-scores/shared/contract/instrument'
import { inputSchemaOf, type JsonSchema } from '@activity-scores/shared/engine/json-schema'
import { findAbsenceFaults } from './check-absences.js'
import type { Argument, Protocol, Rule } from './schema.js'

export interface Finding {
  /** Keys from the top of the file to the place at fault. */
  readonly path: readonly PropertyKey[]
  readonly message: string
}

type Report = (path: readonly PropertyKey[], message: string) => void

export function findFaults(protocol: Protocol, instruments: readonly Instrument[]): readonly Finding[] {
  const found: Finding[] = []
  const report: Report = (path, message) => {
    found.push({ path, message })
  }
  const bySlug = new Map(instruments.map((instrument) => [instrument.slug, instrument]))
  const exists = (what: string, known: readonly string[], name: string, path: readonly PropertyKey[]): boolean => {
    if (known.includes(name)) return true
    report(path, `there is no ${what} "${name}". Known: ${known.join(', ')}`)
    return false
  }
  const names = {
    inputs: Object.keys(protocol.inputs),
    calls: Object.keys(protocol.calls),
    measures: Object.keys(protocol.measures),
    readings: Object.keys(protocol.readings),
    criteria: protocol.criteria.map(({ id }) => id),
    arms: protocol.arms.map(({ id }) => id),
    slugs: [...bySlug.keys()],
  }
  const input = (name: string, path: readonly PropertyKey[]) => exists('input', names.inputs, name, path)
  const once = (ids: readonly string[], at: (index: number) => readonly PropertyKey[]): void => {
    ids.forEach((id, i) => {
      if (ids.indexOf(id) !== i) report(at(i), `"${id}" stands twice`)
    })
  }
  once(names.criteria, (i) => ['criteria', i, 'id'])
  once(names.arms, (i) => ['arms', i, 'id'])

  for (const [name, definition] of Object.entries(protocol.inputs)) {
    const { window } = definition
    if (
      typeof window === 'object' &&
      exists('reading', names.readings, window.reading, ['inputs', name, 'window', 'reading'])
    ) {
      const options = protocol.readings[window.reading]?.options.map(({ id }) => id) ?? []
      const [unit, lengths] = 'months' in window ? ['months', window.months] : ['days', window.days]
      for (const option of options)
        if (!(option in lengths))
          report(['inputs', name, 'window', unit], `the option "${option}" of ${window.reading} has no ${unit}`)
    }
    if (definition.type !== 'field') continue
    const path = ['inputs', name, 'of']
    const [slug = '', field = ''] = definition.of.split('.')
    if (exists('instrument', names.slugs, slug, path)) exists('field', fieldsOf(bySlug.get(slug)), field, path)
  }
  const argument = (given: Argument, path: readonly PropertyKey[]): void => {
    if (typeof given === 'string') input(given, path)
    else if ('measure' in given) exists('measure', names.measures, given.measure, path)
    else if ('first' in given)
      given.first.forEach((name, i) => {
        input(name, [...path, 'first', i])
      })
  }
  for (const [name, call] of Object.entries(protocol.calls)) {
    const path = ['calls', name]
    if (!exists('instrument', names.slugs, call.use, [...path, 'use'])) continue
    for (const [field, given] of Object.entries(call.with)) {
      exists('field', fieldsOf(bySlug.get(call.use)), field, [...path, 'with', field])
      argument(given, [...path, 'with', field])
    }
    for (const [i, each] of (call.requires ?? []).entries()) input(each, [...path, 'requires', i])
    for (const [i, each] of (call.population ?? []).entries()) input(each, [...path, 'population', i])
    call.optional?.forEach((each, i) => {
      input(each, [...path, 'optional', i])
    })
  }
  const checkCourses = (source: { courses: string; drugs: readonly string[] }, path: readonly PropertyKey[]): void => {
    if (!input(source.courses, [...path, 'courses'])) return
    const definition = protocol.inputs[source.courses]
    const known = definition?.type === 'courses' ? definition.drugs : []
    source.drugs.forEach((drug, i) => {
      exists('drug', known, drug, [...path, 'drugs', i])
    })
  }
  for (const [name, { sources }] of Object.entries(protocol.measures)) {
    sources.forEach((source, i) => {
      const path = ['measures', name, 'sources', i]
      if ('input' in source) input(source.input, [...path, 'input'])
      else if ('call' in source) exists('call', names.calls, source.call, [...path, 'call'])
      else if ('courses' in source) checkCourses(source, path)
      else if ('from' in source) {
        for (const key of ['from', 'to'] as const) if (source[key] !== 'asOf') input(source[key], [...path, key])
      } else exists('measure', names.measures, source.measure, [...path, 'measure'])
      if ('per' in source) exists('measure', names.measures, source.per, [...path, 'per'])
    })
  }
  for (const [name, { options, default: chosen }] of Object.entries(protocol.readings)) {
    exists(
      'option',
      options.map(({ id }) => id),
      chosen,
      ['readings', name, 'default'],
    )
  }
  const rule = (each: Rule, path: readonly PropertyKey[]): void =>
    checkRule(each, path, { protocol, bySlug, names, exists, input, report })
  protocol.criteria.forEach((criterion, i) => {
    const path = ['criteria', i]
    rule(criterion.rule, [...path, 'rule'])
    criterion.arms?.forEach((arm, j) => {
      exists('arm', names.arms, arm, [...path, 'arms', j])
    })
    criterion.flags?.forEach((flag, j) => {
      rule(flag.when, [...path, 'flags', j, 'when'])
    })
    if (criterion.within) exists('criterion', names.criteria, criterion.within, [...path, 'within'])
  })
  protocol.collisions.forEach((collision, i) => {
    rule(collision.when, ['collisions', i, 'when'])
    collision.arms.forEach((arm, j) => {
      exists('arm', names.arms, arm, ['collisions', i, 'arms', j])
    })
    collision.against.forEach((id, j) => {
      exists('criterion', names.criteria, id, ['collisions', i, 'against', j])
    })
  })
  findAbsenceFaults(protocol, report)
  if (found.length === 0) findCircles(protocol, report)
  return found
}

interface Scope {
  readonly protocol: Protocol
  readonly bySlug: ReadonlyMap<string, Instrument>
  readonly names: Readonly<
    Record<'inputs' | 'calls' | 'measures' | 'readings' | 'criteria' | 'arms' | 'slugs', string[]>
  >
  exists(what: string, known: readonly string[], name: string, path: readonly PropertyKey[]): boolean
  input(name: string, path: readonly PropertyKey[]): boolean
  report: Report
}

function checkRule(rule: Rule, path: readonly PropertyKey[], scope: Scope): void {
  const { names, exists, input, protocol } = scope
  const each = (rules: readonly Rule[], key: string): void => {
    rules.forEach((child, i) => {
      checkRule(child, [...path, key, i], scope)
    })
  }
  const day = (name: string, key: string): void => {
    if (name !== 'asOf') input(name, [...path, key])
  }
  if ('all' in rule) each(rule.all, 'all')
  else if ('any' in rule) each(rule.any, 'any')
  else if ('of' in rule) each(rule.of, 'of')
  else if ('agree' in rule) each(rule.agree, 'agree')
  else if ('not' in rule) checkRule(rule.not, [...path, 'not'], scope)
  else if ('part' in rule) checkRule(rule.is, [...path, 'is'], scope)
  else if ('atSomeVisit' in rule) checkRule(rule.atSomeVisit, [...path, 'atSomeVisit'], scope)
  else if ('atLatestVisit' in rule) checkRule(rule.atLatestVisit, [...path, 'atLatestVisit'], scope)
  else if ('cases' in rule) {
    if (!exists('reading', names.readings, rule.reading, [...path, 'reading'])) return
    const options = protocol.readings[rule.reading]?.options.map(({ id }) => id) ?? []
    for (const option of Object.keys(rule.cases)) exists('option', options, option, [...path, 'cases', option])
    for (const option of options)
      if (!(option in rule.cases))
        scope.report([...path, 'cases'], `the option "${option}" of ${rule.reading} has no case`)
    for (const [option, child] of Object.entries(rule.cases)) checkRule(child, [...path, 'cases', option], scope)
  } else if ('call' in rule) {
    if (!exists('call', names.calls, rule.call, [...path, 'call'])) return
    const instrument = scope.bySlug.get(protocol.calls[rule.call]?.use ?? '')
    exists('criterion of this instrument', instrument?.criteria.map(({ id }) => id) ?? [], rule.criterion, [
      ...path,
      'criterion',
    ])
    rule.from?.forEach((name, i) => {
      input(name, [...path, 'from', i])
    })
  } else if ('criterion' in rule) exists('criterion', names.criteria, rule.criterion, [...path, 'criterion'])
  else if ('fact' in rule) input(rule.fact, [...path, 'fact'])
  else if ('known' in rule) input(rule.known, [...path, 'known'])
  else if ('measure' in rule) exists('measure', names.measures, rule.measure, [...path, 'measure'])
  else if ('number' in rule) input(rule.number.split('.')[0] ?? '', [...path, 'number'])
  else if ('choice' in rule) {
    if (!input(rule.choice, [...path, 'choice'])) return
    const definition = protocol.inputs[rule.choice]
    const options = definition?.type === 'choice' ? definition.options : []
    rule.in.forEach((option, i) => {
      exists('option', options, option, [...path, 'in', i])
    })
    rule.open?.forEach((option, i) => {
      exists('option', options, option, [...path, 'open', i])
    })
  } else if ('age' in rule) {
    input(rule.age, [...path, 'age'])
    day(rule.on, 'on')
  } else if ('from' in rule) {
    day(rule.from, 'from')
    day(rule.to, 'to')
  }
}

const fieldsByInstrument = new WeakMap<Instrument, readonly string[]>()

function fieldsOf(instrument: Instrument | undefined): readonly string[] {
  if (!instrument) return []
  let fields = fieldsByInstrument.get(instrument)
  if (!fields) {
    fields = Object.keys((inputSchemaOf(instrument.request) as JsonSchema).properties ?? {})
    fieldsByInstrument.set(instrument, fields)
  }
  return fields
}

/** The member by which each kind leans on others. */
const LEANS: Readonly<Record<string, string>> = { criteria: 'rule', measures: 'sources', calls: 'with' }

/** Calls lean on measures and measures on calls; a criterion may lean on another. None may come back to itself. */
function findCircles(protocol: Protocol, report: Report): void {
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
  protocol.criteria.forEach(({ id, rule }) => {
    edges.set(
      `criteria.${id}`,
      criteriaIn(rule).map((other) => `criteria.${other}`),
    )
  })
  const reaches = (from: string, target: string, seen = new Set<string>()): boolean =>
    (edges.get(from) ?? []).some((next) => {
      if (next === target) return true
      if (seen.has(next)) return false
      seen.add(next)
      return reaches(next, target, seen)
    })
  for (const node of edges.keys()) {
    if (!reaches(node, node)) continue
    const [kind = '', ...name] = node.split('.')
    const id = name.join('.')
    const key = kind === 'criteria' ? protocol.criteria.findIndex((criterion) => criterion.id === id) : id
    report([kind, key, LEANS[kind] ?? ''], `"${id}" leans on itself`)
  }
}

const criteriaIn = (value: unknown): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap(criteriaIn)
  if (typeof value !== 'object' || value === null) return []
  if ('criterion' in value && !('call' in value)) return [String(value.criterion)]
  return Object.values(value).flatMap(criteriaIn)
}
