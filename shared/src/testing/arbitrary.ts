/** Random bodies from a request's JSON Schema, for property tests. Used by tests only. */
import fc from 'fast-check'
import type { Instrument } from '../contract/instrument.js'
import { type JsonSchema, toJsonSchema } from '../engine/json-schema.js'

/** Bodies that the schema accepts (rules between fields aside). Numbers are decimals of at most `decimals` places. */
export const validBodies = <Input>(instrument: Pick<Instrument<Input>, 'request'>, decimals = 2): fc.Arbitrary<Input> =>
  fromSchema(toJsonSchema(instrument.request, 'input'), decimals) as fc.Arbitrary<Input>

/** Bodies in which nothing is missing but comparators: every member is there, and nothing is null. */
export const fullBodies = <Input>(instrument: Pick<Instrument<Input>, 'request'>, decimals = 2): fc.Arbitrary<Input> =>
  fromSchema(filled(toJsonSchema(instrument.request, 'input')) as JsonSchema, decimals) as fc.Arbitrary<Input>

function filled(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(filled)
  if (typeof node !== 'object' || node === null) return node
  const copy = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, filled(value)])) as JsonSchema
  const choices = copy.anyOf?.filter(({ type }) => type !== 'null')
  return {
    ...copy,
    ...(choices ? { anyOf: choices } : {}),
    ...(Array.isArray(copy.type) ? { type: copy.type.filter((type) => type !== 'null') } : {}),
    ...(copy.enum ? { enum: copy.enum.filter((value) => value !== null) } : {}),
    ...(copy.properties ? { required: Object.keys(copy.properties).filter((key) => key !== 'comparator') } : {}),
  }
}

/** A decimal with few places between two limits: what instruments record, and what an exact oracle can redo. */
export function decimal(min: number, max: number, decimals: number): fc.Arbitrary<number> {
  const scale = 10 ** decimals
  return fc.integer({ min: Math.ceil(min * scale), max: Math.floor(max * scale) }).map((n) => n / scale)
}

/** Values that a schema without references accepts. */
export function fromSchema(schema: JsonSchema, decimals: number): fc.Arbitrary<unknown> {
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.const !== undefined) return fc.constant(schema.const)
  const choices = schema.oneOf ?? schema.anyOf
  if (choices) return fc.oneof(...choices.map((choice) => fromSchema(choice, decimals)))
  const types = [schema.type ?? []].flat()
  return fc.oneof(...types.map((type) => byType(type, schema, decimals)))
}

function byType(type: string, schema: JsonSchema, decimals: number): fc.Arbitrary<unknown> {
  const step = 10 ** -decimals
  switch (type) {
    case 'null':
      return fc.constant(null)
    case 'boolean':
      return fc.boolean()
    case 'integer':
      return fc.integer({ min: schema.minimum ?? 0, max: schema.maximum ?? 100 })
    case 'number': {
      const min = schema.exclusiveMinimum === undefined ? (schema.minimum ?? 0) : schema.exclusiveMinimum + step
      const max = schema.maximum ?? 1000
      // Ranges in a large unit can be narrower than the step; finer decimals are drawn there.
      return decimal(min, max, max - min < 10 * step ? decimals + 4 : decimals)
    }
    case 'array':
      return fc.uniqueArray(fromSchema(schema.items ?? {}, decimals), { maxLength: 4 })
    case 'object': {
      const properties = Object.entries(schema.properties ?? {})
      const requiredKeys = [...(schema.required ?? [])]
      const fields = Object.fromEntries(properties.map(([key, child]) => [key, fromSchema(child, decimals)]))
      return fc.record(fields, { requiredKeys }).filter((value) => !schema.not || !meets(schema.not, value))
    }
    case 'string':
      if (schema['format'] === 'date') return isoDate
      if (matchesPattern(schema, '2026-03') && matchesPattern(schema, '2026-03-01')) return partialIsoDate
      if (typeof schema['maxLength'] === 'number') return fc.string({ maxLength: schema['maxLength'] })
      throw new Error('a free text has no arbitrary: clinical inputs are closed')
    default:
      throw new Error(`no arbitrary for type ${type}`)
  }
}

/** What `not` says of an object: the required fields are there, and each is the constant or at most the maximum. */
const meets = ({ required = [], properties = {} }: JsonSchema, value: Readonly<Record<string, unknown>>): boolean =>
  required.every((key) => key in value) &&
  Object.entries(properties).every(([key, { const: constant, maximum }]) =>
    maximum === undefined ? value[key] === constant : Number(value[key]) <= maximum,
  )

const isoDate = fc
  .date({ min: new Date('1930-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

const matchesPattern = ({ pattern }: JsonSchema, text: string): boolean =>
  typeof pattern === 'string' && new RegExp(pattern).test(text)

const partialIsoDate = fc.tuple(isoDate, fc.constantFrom(10, 7, 4)).map(([date, length]) => date.slice(0, length))
