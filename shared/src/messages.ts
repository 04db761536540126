/** Turns zod's issues into faults: a pointer, a stable code, and a sentence that says what is allowed and how to mend it. */
import type { z } from 'zod'
import type { Fault } from './instrument.js'
import { alternatives, type JsonSchema } from './json-schema.js'
import { nameOf, pointerTo } from './pointer.js'

type Issue = z.core.$ZodIssue

export function describeIssues(issues: readonly Issue[], schema: JsonSchema, body: unknown): readonly Fault[] {
  return issues.flatMap((issue) => {
    const pointer = pointerTo(issue.path)
    const allowed = describe(schemaAt(schema, issue.path, schema))
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownField(issue.path, key, schema))
    if (issue.code === 'invalid_union') return [unionFault(issue, pointer, schema, body)]
    const value = valueAt(body, issue.path)
    return [{ pointer, ...sentence(issue, pointer, allowed, value, schemaAt(schema, issue.path, schema)) }]
  })
}

function unknownField(path: readonly PropertyKey[], key: string, root: JsonSchema): Fault {
  const known = new Set(schemaAt(root, path, root).flatMap((node) => Object.keys(node.properties ?? {})))
  return {
    pointer: pointerTo([...path, key]),
    code: 'unknown_field',
    message: `Unknown field. Correct its name or leave it out; ${path.length === 0 ? 'the fields here are' : `the fields of ${nameOf(pointerTo(path))} are`} ${[...known].join(', ')}.`,
  }
}

function unionFault(issue: Issue, pointer: string, root: JsonSchema, body: unknown): Fault {
  const nodes = schemaAt(root, issue.path, root)
  const value = valueAt(body, issue.path)
  const allowed = describe(nodes)
  if (issue.path.at(-1) === 'unit') {
    return value === undefined
      ? {
          pointer,
          code: 'required',
          message: `${nameOf(pointer)} is missing. State the unit: ${allowed}. No unit is ever assumed.`,
        }
      : {
          pointer,
          code: 'not_allowed_value',
          message: `${nameOf(pointer)} is not a unit taken here. Send ${allowed}, and the value in that unit.`,
        }
  }
  return { pointer, code: 'wrong_type', message: `${nameOf(pointer)} must be ${allowed}.` }
}

type Sentence = Omit<Fault, 'pointer'>

function sentence(
  issue: Issue,
  pointer: string,
  allowed: string,
  value: unknown,
  nodes: readonly JsonSchema[],
): Sentence {
  const name = nameOf(pointer)
  if (value === undefined) return { code: 'required', message: `${name} is required. Send ${allowed}.` }
  if (value === null) return { code: 'required', message: `${name} must not be null here. Send ${allowed}.` }
  if (typeof value === 'number' && !Number.isFinite(value))
    return { code: 'out_of_range', message: `${name} is too large to be a number. Send ${allowed}.` }
  switch (issue.code) {
    case 'too_big':
    case 'too_small':
      return {
        code: 'out_of_range',
        message: `${name} is out of range. Send ${allowed}${pointer.endsWith('/value') ? ', and check the unit' : ''}.`,
      }
    case 'invalid_value':
      return { code: 'not_allowed_value', message: `${name} is not one of the allowed values. Send ${allowed}.` }
    case 'invalid_format':
      return { code: 'invalid_format', message: `${name} is not written as expected. Send ${allowed}.` }
    case 'invalid_type': {
      if (typeof value === 'number' && isQuantity(nodes))
        return { code: 'wrong_type', message: `${name} is a bare number; its unit cannot be guessed. Send ${allowed}.` }
      if (typeof value === 'number') return { code: 'not_whole_number', message: `${name} must be ${allowed}.` }
      const hint = typeof value === 'string' && /number/.test(allowed) ? ' without quotes' : ''
      return { code: 'wrong_type', message: `${name} is ${kindOf(value)}. Send ${allowed}${hint}.` }
    }
    default:
      return { code: 'invalid', message: `${name} is not valid. Send ${allowed}.` }
  }
}

const kindOf = (value: unknown): string => {
  if (Array.isArray(value)) return 'an array'
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}

const isQuantity = (nodes: readonly JsonSchema[]): boolean =>
  nodes.length > 0 && nodes.every((n) => n.properties?.['unit'])

/** The value that the pointer leads to. */
function valueAt(body: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    body,
  )
}

/** The alternatives that the schema allows at a path; null left out. */
function schemaAt(schema: JsonSchema, path: readonly PropertyKey[], root: JsonSchema): readonly JsonSchema[] {
  const [key, ...rest] = path
  const here = alternatives(schema).map((node) => resolve(node, root))
  if (key === undefined) return here
  return here.flatMap((node) => {
    const child = typeof key === 'number' ? node.items : node.properties?.[String(key)]
    return child ? schemaAt(child, rest, root) : []
  })
}

function resolve(node: JsonSchema, root: JsonSchema): JsonSchema {
  const name = node.$ref?.split('/').at(-1)
  return name === undefined ? node : (root.$defs?.[name] ?? node)
}

/** What is allowed, in words. */
function describe(nodes: readonly JsonSchema[]): string {
  const options = nodes.flatMap((node) => node.enum ?? (node.const === undefined ? [] : [node.const]))
  const named = [...new Set(options.filter((option) => option !== null))].map((option) => JSON.stringify(option))
  if (named.length > 0) return named.length === 1 ? `${named[0]}` : `one of ${named.join(', ')}`
  if (isQuantity(nodes)) {
    const units = nodes.flatMap((node) => node.properties?.['unit']?.enum ?? [])
    const ranges = nodes.map(
      (node, i) => `${range(node.properties?.['value'] ?? {}).replace(/^ (from )?/, '')} ${units[i]}`,
    )
    return `an object such as {"value": number, "unit": ${JSON.stringify(units[0])}}, the value ${ranges.join(' or ')}`
  }
  const [node] = nodes
  if (!node) return 'nothing: no field is allowed here'
  const types = [node.type ?? []].flat()
  if (types.includes('integer')) return `a whole number${range(node)}`
  if (types.includes('number')) return `a number${range(node)}`
  if (types.includes('boolean')) return 'true or false'
  if (types.includes('array')) return `an array, each item ${describe(alternatives(node.items ?? {}))}`
  if (types.includes('string'))
    return node.title ?? 'a text'
  return `an object with the fields ${Object.keys(node.properties ?? {}).join(', ')}`
}

function range(node: JsonSchema): string {
  const from = node.exclusiveMinimum === undefined ? node.minimum : `above ${node.exclusiveMinimum}`
  if (from === undefined && node.maximum === undefined) return ''
  return ` ${node.exclusiveMinimum === undefined ? 'from ' : ''}${from} to ${node.maximum}`
}
