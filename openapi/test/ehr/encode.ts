/** Requests of JSON as Parameters and as records, by the schema alone: what callers of FHIR would send. */
import type { Instrument } from '@activity-scores/shared/contract/instrument'
import { alternatives, inputSchemaOf, type JsonSchema } from '@activity-scores/shared/engine/json-schema'
import { loadCodes } from '../../src/ehr/codes/codes.js'
import { type Leaf, leavesOf } from '../../src/ehr/codes/leaves.js'

export const UCUM = 'http://unitsofmeasure.org'
export const LOCAL = 'urn:activity-scores:codes'
export const codes = loadCodes(undefined)

export type Json = Record<string, unknown>

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/** A request as Parameters. */
export const parametersOf = ({ request }: Instrument, body: unknown, more: readonly Json[] = []): Json => ({
  resourceType: 'Parameters',
  parameter: [...more, ...partsOf(inputSchemaOf(request), body as Json)],
})

function partsOf(schema: JsonSchema, body: Json): Json[] {
  const object = alternatives(schema).find(({ properties }) => properties !== undefined)
  return Object.entries(body).flatMap(([name, value]) => {
    const child = object?.properties?.[name]
    return value === null || value === undefined || !child ? [] : partOf(name, value, child)
  })
}

const quantity = (value: unknown, code: unknown, comparator?: unknown): Json => ({
  valueQuantity: { value, code, system: UCUM, ...(comparator == null ? {} : { comparator }) },
})

function partOf(name: string, value: unknown, schema: JsonSchema): Json[] {
  if (Array.isArray(value)) {
    const items = alternatives(schema).find((each) => each.items !== undefined)?.items as JsonSchema
    return value.length === 0 ? [{ name, valueBoolean: false }] : value.flatMap((each) => partOf(name, each, items))
  }
  if (isObject(value) && 'unit' in value) {
    const { value: number, unit, comparator, upperLimit, upperLimitUnit } = value
    if (upperLimit == null) return [{ name, ...quantity(number, unit, comparator) }]
    const limit = { name: 'upperLimit', ...quantity(upperLimit, upperLimitUnit ?? unit) }
    return [{ name, part: [{ name: 'quantity', ...quantity(number, unit, comparator) }, limit] }]
  }
  if (isObject(value)) {
    const part = partsOf(schema, value)
    return part.length > 0 ? [{ name, part }] : []
  }
  if (typeof value === 'boolean') return [{ name, valueBoolean: value }]
  if (typeof value === 'number') return [{ name, [Number.isInteger(value) ? 'valueInteger' : 'valueDecimal']: value }]
  return [{ name, valueString: value }]
}

/** The leaves of a request that a record can fill, with their values. */
export function readable(instrument: Instrument, body: unknown): readonly (readonly [Leaf, unknown])[] {
  const entry = codes.instrument(instrument.slug)
  const visits = entry.visits ?? 1
  return leavesOf(inputSchemaOf(instrument.request), entry.names).flatMap((leaf): (readonly [Leaf, unknown])[] => {
    const value = leaf.path.reduce<unknown>((node, key) => (isObject(node) ? node[key] : undefined), body)
    const isRead = codes.field(leaf.name)?.codes !== undefined && (leaf.visit !== undefined) === visits > 1
    return isRead && value !== null && value !== undefined ? [[leaf, value]] : []
  })
}

/** An Observation of a field under its local code. */
export function observation(leaf: Pick<Leaf, 'name'>, value: unknown, more: Json = {}): Json {
  return {
    resourceType: 'Observation',
    status: 'final',
    code: { coding: [{ system: LOCAL, code: leaf.name }] },
    subject: { reference: 'Patient/1' },
    effectiveDateTime: '2026-03-01',
    ...valueIn(value),
    ...more,
  }
}

function valueIn(value: unknown): Json {
  if (typeof value === 'boolean') return { valueBoolean: value }
  if (typeof value === 'number') return { valueQuantity: { value } }
  if (typeof value === 'string') return { valueString: value }
  const { value: number, unit, comparator, upperLimit, upperLimitUnit } = value as Json
  const high = { high: { value: upperLimit, code: upperLimitUnit ?? unit, system: UCUM } }
  return { ...quantity(number, unit, comparator), ...(upperLimit == null ? {} : { referenceRange: [high] }) }
}

export const bundle = (resources: readonly Json[], type = 'collection'): Json => ({
  resourceType: 'Bundle',
  type,
  entry: resources.map((resource) => ({ resource })),
})
