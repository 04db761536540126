/** What the rules of a protocol are built on: its calls with their instruments, and what is known of its inputs and readings. */
import type { Instrument } from '@activity-scores/shared/contract/instrument'
import { inputSchemaOf } from '@activity-scores/shared/engine/json-schema'
import { validatorOf } from '@activity-scores/shared/engine/validate'
import { probesOfSchema } from '../protocol/probes.js'
import type { Protocol } from '../protocol/schema.js'
import { type Dependencies, dependenciesOf } from './dependencies.js'
import type { Groundwork, PlannedCall } from './model.js'
import { remembered } from './remembered.js'

type Instruments = ReadonlyMap<string, Instrument>

export function groundworkOf(protocol: Protocol, instruments: readonly Instrument[]): Groundwork {
  const bySlug = new Map(instruments.map((instrument) => [instrument.slug, instrument]))
  const dependencies = dependenciesOf(protocol)
  const { needsOfMeasure, callsOfMeasure, readByCall, readByMeasure } = dependencies
  const inputs = Object.keys(protocol.inputs)
  const optional = new Set(Object.values(protocol.calls).flatMap((call) => call.optional ?? []))
  const finished = finishedIn(protocol)
  const windowReading = (input: string): string | undefined => {
    const window = protocol.inputs[input]?.window
    return typeof window === 'object' ? window.reading : undefined
  }
  return {
    protocol,
    calls: callsOf(protocol, bySlug, dependencies),
    needsOfMeasure,
    callsOfMeasure,
    readByCall,
    readByMeasure,
    windowReading,
    windowed: windowedIn(protocol),
    datedBy: remembered((reading) => inputs.filter((input) => windowReading(input) === reading)),
    windowReadings: Object.keys(protocol.readings).filter((reading) =>
      inputs.some((input) => windowReading(input) === reading),
    ),
    defaults: Object.fromEntries(Object.entries(protocol.readings).map(([id, reading]) => [id, reading.default])),
    isFinished: (name) => finished.has(name) || protocol.inputs[name]?.finished === true,
    precedences: new Map((protocol.precedences ?? []).map(({ uses, warning }) => [uses, warning])),
    isOptional: (name) => optional.has(name) || protocol.inputs[name]?.refines !== undefined,
    isAskedFor: (name) => protocol.inputs[name]?.refines === undefined,
    fieldProbes: remembered((name) => fieldProbes(protocol, bySlug, name)),
  }
}

const windowedIn = ({ inputs }: Protocol): Groundwork['windowed'] =>
  new Map(
    Object.entries(inputs).flatMap(([name, { window, needsDate }]) =>
      window === undefined ? [] : [[name, { window, needsDate: needsDate === true }] as const],
    ),
  )

/** Inputs that are one of several sources of a measure: finished scores whose parts may be sent instead. */
const finishedIn = ({ measures }: Protocol): ReadonlySet<string> =>
  new Set(
    Object.values(measures).flatMap(({ sources }) =>
      sources.length < 2 ? [] : sources.flatMap((source) => ('input' in source ? [source.input] : [])),
    ),
  )

function callsOf(
  protocol: Protocol,
  bySlug: Instruments,
  { inputsOf, needsOfCall }: Dependencies,
): ReadonlyMap<string, PlannedCall> {
  const calls = new Map<string, PlannedCall>()
  for (const [name, { use, with: fields, requires = [], population = [] }] of Object.entries(protocol.calls)) {
    const instrument = bySlug.get(use)
    if (!instrument) throw new Error(`no instrument ${use}`)
    calls.set(name, {
      name,
      instrument,
      arguments: Object.entries(fields),
      needs: needsOfCall(name),
      requires,
      observed: Object.values(fields).flatMap((argument) =>
        typeof argument === 'object' && 'observed' in argument ? [argument.observed] : [],
      ),
      population,
      validate: (body) => validatorOf(instrument)(body),
      inputsOf: (field) => (fields[field] === undefined ? [] : inputsOf(fields[field])),
    })
  }
  return calls
}

function fieldProbes(protocol: Protocol, bySlug: Instruments, name: string): readonly unknown[] {
  const input = protocol.inputs[name]
  if (input?.type !== 'field') return []
  const [slug = '', field = ''] = input.of.split('.')
  const instrument = bySlug.get(slug)
  const schema = instrument && inputSchemaOf(instrument.request).properties?.[field]
  return schema ? probesOfSchema(schema) : []
}
