/** A protocol made ready to run: rules as trees of statements, instruments found, what each part depends on. */
import type { Instrument } from '@activity-scores/shared/contract/instrument'
import { inputSchemaOf } from '@activity-scores/shared/engine/json-schema'
import { validatorOf } from '@activity-scores/shared/engine/validate'
import { probesOfSchema } from '../protocol/probes.js'
import type { Argument, Protocol, Rule } from '../protocol/schema.js'
import type { Alternative, Node, Plan, PlannedCall, PlannedCriterion, Readings, Statement } from './model.js'
import { ALWAYS, needsOf, readingsOf } from './rules.js'
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

export function planOf(protocol: Protocol, instruments: readonly Instrument[]): Plan {
  const bySlug = new Map(instruments.map((instrument) => [instrument.slug, instrument]))
  const calls = new Map<string, PlannedCall>()
  const unique = (names: readonly string[]): readonly string[] => [...new Set(names)]

  const inputsOfArgument = (argument: Argument): readonly string[] => {
    if (typeof argument === 'string') return [argument]
    if ('measure' in argument) return needsOfMeasure(argument.measure)
    return 'first' in argument ? argument.first : []
  }
  const optional = new Set(Object.values(protocol.calls).flatMap((call) => call.optional ?? []))
  const finished = new Set(
    Object.values(protocol.measures).flatMap(({ sources }) =>
      sources.length < 2 ? [] : sources.flatMap((source) => ('input' in source ? [source.input] : [])),
    ),
  )
  const reads = {
    call: remembered((name) => {
      const fields = Object.values(protocol.calls[name]?.with ?? {})
      return new Set(fields.flatMap((argument) => [...inputsOfArgument(argument), ...observedBy(argument)]))
    }),
    measure: remembered((name) => new Set(needsOfMeasure(name, true))),
  }
  const needsOfCall = (name: string, all = false): readonly string[] => {
    const { with: fields = {}, optional: spared = [] } = protocol.calls[name] ?? {}
    const inputs = unique(Object.values(fields).flatMap(inputsOfArgument))
    return all ? inputs : inputs.filter((input) => !spared.includes(input))
  }
  const needsOfMeasure = (name: string, all = false): readonly string[] =>
    unique(
      (protocol.measures[name]?.sources ?? []).flatMap((source) => {
        if ('input' in source) return [source.input]
        if ('call' in source) return needsOfCall(source.call, all)
        if ('courses' in source) return [source.courses]
        if ('from' in source) return [source.from, source.to].filter((day) => day !== 'asOf')
        return 'per' in source
          ? [...needsOfMeasure(source.measure, all), ...needsOfMeasure(source.per, all)]
          : needsOfMeasure(source.measure, all)
      }),
    )
  const callsOfMeasure: (name: string) => readonly string[] = remembered((name) =>
    unique(
      (protocol.measures[name]?.sources ?? []).flatMap((source) => {
        if ('call' in source) return [source.call]
        return 'measure' in source ? callsOfMeasure(source.measure) : []
      }),
    ),
  )

  for (const [name, { use, with: fields, requires = [], population = [] }] of Object.entries(protocol.calls)) {
    const instrument = bySlug.get(use)
    if (!instrument) throw new Error(`no instrument ${use}`)
    calls.set(name, {
      name,
      instrument,
      arguments: Object.entries(fields),
      needs: needsOfCall(name),
      requires,
      population,
      validate: (body) => validatorOf(instrument)(body),
      inputsOf: (field) => (fields[field] === undefined ? [] : inputsOfArgument(fields[field])),
    })
  }

  const windowReading = (input: string): readonly string[] => {
    const window = protocol.inputs[input]?.window
    return typeof window === 'object' ? [window.reading] : []
  }
  const defaults = Object.fromEntries(
    Object.entries(protocol.readings).map(([id, { default: chosen }]) => [id, chosen]),
  )
  const fieldProbes = new Map<string, readonly unknown[]>()
  const probesOfField = (name: string): readonly unknown[] => {
    const input = protocol.inputs[name]
    if (input?.type !== 'field') return []
    const [slug = '', field = ''] = input.of.split('.')
    const instrument = bySlug.get(slug)
    const schema = instrument && inputSchemaOf(instrument.request).properties?.[field]
    return schema ? probesOfSchema(schema) : []
  }
  const plan: Plan = {
    protocol,
    calls,
    needsOfMeasure,
    callsOfMeasure,
    readByCall: reads.call,
    readByMeasure: reads.measure,
    datedBy: remembered((reading) =>
      Object.keys(protocol.inputs).filter((input) => windowReading(input).includes(reading)),
    ),
    defaults,
    alternatives: remembered((arm) => alternativesOf(protocol, defaults, plan.criteria.get(arm) ?? [])),
    inputsOfArm: remembered((arm) => new Set((plan.criteria.get(arm) ?? []).flatMap(({ needs }) => needs))),
    windowReadings: Object.keys(protocol.readings).filter((reading) =>
      Object.keys(protocol.inputs).some((input) => windowReading(input).includes(reading)),
    ),
    isFinished: (name) => finished.has(name) || protocol.inputs[name]?.finished === true,
    precedences: new Map((protocol.precedences ?? []).map(({ uses, warning }) => [uses, warning])),
    isOptional: (name) => optional.has(name),
    fieldProbes: (name) => {
      const probes = fieldProbes.get(name) ?? probesOfField(name)
      fieldProbes.set(name, probes)
      return probes
    },
    criteria: new Map(),
    collisions: new Map(),
  }
  const rules = new Map<string, Node>()
  const nodeOf = (rule: Rule): Node => {
    if ('all' in rule) return { kind: 'all', of: rule.all.map(nodeOf) }
    if ('any' in rule) return { kind: 'any', of: rule.any.map(nodeOf) }
    if ('not' in rule) return { kind: 'not', of: [nodeOf(rule.not)] }
    if ('count' in rule) return { kind: 'count', least: rule.count, of: rule.of.map(nodeOf) }
    if ('part' in rule) return { kind: 'part', id: rule.part, of: [nodeOf(rule.is)] }
    if ('agree' in rule) return { kind: 'agree', of: rule.agree.map(nodeOf) }
    if ('atSomeVisit' in rule) return { kind: 'visits', latest: false, of: [nodeOf(rule.atSomeVisit)] }
    if ('atLatestVisit' in rule) return { kind: 'visits', latest: true, of: [nodeOf(rule.atLatestVisit)] }
    if ('cases' in rule) {
      const cases = Object.entries(rule.cases).map(([option, each]) => [option, nodeOf(each)] as const)
      return { kind: 'reading', reading: rule.reading, cases: new Map(cases) }
    }
    if ('criterion' in rule && !('call' in rule)) return ruleOf(rule.criterion)
    return { kind: 'statement', statement: statementOf(plan, rule) }
  }
  const ruleOf = (id: string): Node => {
    const known = rules.get(id)
    if (known) return known
    const definition = protocol.criteria.find((criterion) => criterion.id === id)
    if (!definition) throw new Error(`no criterion ${id}`)
    const node = nodeOf(definition.rule)
    rules.set(id, node)
    return node
  }
  const planned = protocol.criteria.map((definition): PlannedCriterion => {
    const rule = ruleOf(definition.id)
    const flags = (definition.flags ?? []).map((flag) => ({ ...flag, when: nodeOf(flag.when) }))
    const needs = needsOf(rule)
    return { definition, rule, needs, readings: unique([...readingsOf(rule), ...needs.flatMap(windowReading)]), flags }
  })
  const criteria = new Map(
    protocol.arms.map(({ id }) => [id, planned.filter(({ definition: { arms } }) => arms?.includes(id) ?? true)]),
  )
  const collisions = new Map(
    protocol.arms.map(({ id }) => [
      id,
      protocol.collisions
        .filter(({ arms }) => arms.includes(id))
        .map((collision) => ({ ...collision, when: nodeOf(collision.when) })),
    ]),
  )
  return Object.assign(plan, { criteria, collisions })
}

function alternativesOf(
  protocol: Protocol,
  defaults: Readings,
  criteria: readonly PlannedCriterion[],
): readonly Alternative[] {
  const chosenBy = criteria.map(({ rule }) => readingsOf(rule))
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

const observedBy = (argument: Argument): readonly string[] =>
  typeof argument === 'object' && 'observed' in argument ? [argument.observed] : []

function remembered<Value>(of: (name: string) => Value): (name: string) => Value {
  const known = new Map<string, Value>()
  return (name) => {
    let value = known.get(name)
    if (value === undefined) {
      value = of(name)
      known.set(name, value)
    }
    return value
  }
}

function statementOf(plan: Plan, rule: Rule): Statement {
  if ('call' in rule) return callStatement(plan, rule)
  if ('fact' in rule) return factStatement(plan, rule)
  if ('known' in rule) return knownStatement(plan, rule)
  if ('choice' in rule) return choiceStatement(plan, rule)
  if ('measure' in rule) return measureStatement(plan, rule)
  if ('number' in rule) return numberStatement(plan, rule)
  if ('age' in rule) return ageStatement(plan, rule)
  if ('from' in rule) return spanStatement(plan, rule)
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
