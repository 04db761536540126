/** Parameters as a request of JSON: plain values by the schema of the fields, and what is said about the record. */
import { alternatives, type JsonSchema } from '@activity-scores/shared/engine/json-schema'
import { systemOf, UCUM } from '../codes/systems.js'
import { isObject } from './collect.js'
import { type Issue, malformed, notUnderstood, quoted } from './issue.js'
import { modifierOf, whyModified } from './modified.js'

export interface Part {
  readonly name: string
  readonly expression: string
  readonly values: Readonly<Record<string, unknown>>
  readonly parts: readonly unknown[] | undefined
  readonly resource: unknown
}

/** A parameter by its name and the kinds of value that it has; a fault where it has none, or more than one. */
export function partOf(parameter: unknown, expression: string, issues: Issue[]): Part | undefined {
  if (!isObject(parameter) || typeof parameter['name'] !== 'string' || parameter['name'] === '') {
    issues.push(malformed('wrong_value_type', 'A parameter is an object with a name.', expression))
    return undefined
  }
  const modifier = modifierOf(parameter)
  if (modifier !== undefined) {
    issues.push(notUnderstood('A parameter', whyModified(modifier), expression))
    return undefined
  }
  const { name, part, resource } = parameter
  const values: Record<string, unknown> = {}
  let kinds = (part === undefined ? 0 : 1) + (resource === undefined ? 0 : 1)
  for (const key of Object.keys(parameter)) {
    if (!VALUE_KEY.test(key)) continue
    values[key] = parameter[key]
    kinds++
  }
  if (kinds !== 1 || (part !== undefined && !Array.isArray(part))) {
    issues.push(
      malformed(
        'wrong_value_type',
        `The parameter ${quoted(name)} has one value, one resource, or a list of parts.`,
        expression,
      ),
    )
    return undefined
  }
  return { name, expression, values, parts: part as readonly unknown[] | undefined, resource }
}

/** A member of value[x]. */
const VALUE_KEY = /^value[A-Z]/

/** One value of a type, as `valueDate`. */
export function onlyValue(part: Part, types: readonly string[], issues: Issue[]): unknown {
  for (const type of types) if (Object.hasOwn(part.values, type)) return part.values[type]
  issues.push(wrongType(part, types))
  return undefined
}

const wrongType = ({ name, expression, values, parts, resource }: Part, types: readonly string[]): Issue => {
  const sent = Object.keys(values)[0] ?? (parts ? 'part' : resource === undefined ? 'nothing' : 'resource')
  return malformed(
    'wrong_value_type',
    `${quoted(name)} is sent as ${types.join(' or ')}, not as ${sent.slice(0, MOST_LETTERS)}.`,
    expression,
  )
}

const MOST_LETTERS = 40

/** What a schema asks of a parameter. */
interface Shape {
  /** Of each item, where it is a list. */
  readonly items: JsonSchema | undefined
  readonly isQuantity: boolean
  /** Members, where it is an object. */
  readonly properties: Readonly<Record<string, JsonSchema>> | undefined
  /** Kinds of value[x], where it is a plain value. */
  readonly types: readonly string[]
}

const shapes = new WeakMap<JsonSchema, Shape>()

/** Found once for each schema. */
function shapeOf(schema: JsonSchema): Shape {
  let shape = shapes.get(schema)
  if (!shape) {
    const choices = alternatives(schema)
    shape = {
      items: choices.find(({ items }) => items !== undefined)?.items,
      isQuantity: choices.some(({ properties }) => properties?.['unit'] !== undefined),
      properties: choices.find(({ properties }) => properties !== undefined)?.properties,
      types: typesOf(choices),
    }
    shapes.set(schema, shape)
  }
  return shape
}

/** The members of an object; none where it is something else. */
export const propertiesOf = (schema: JsonSchema): Readonly<Record<string, JsonSchema>> =>
  shapeOf(schema).properties ?? NO_PROPERTIES

const NO_PROPERTIES: Readonly<Record<string, JsonSchema>> = {}

/** The parts of an object as members; a member that several parts name is a list, if the schema has one there. */
export function membersOf(
  parts: readonly Part[],
  properties: Readonly<Record<string, JsonSchema>>,
  issues: Issue[],
): Record<string, unknown> {
  const members: Record<string, unknown> = {}
  const seen = new Map<string, Part[]>()
  for (const part of parts) {
    const others = seen.get(part.name)
    if (others) others.push(part)
    else seen.set(part.name, [part])
  }
  for (const [name, same] of seen) {
    const [first] = same as [Part, ...Part[]]
    const schema = Object.hasOwn(properties, name) ? properties[name] : undefined
    if (!schema) {
      issues.push(
        malformed(
          'unknown_parameter',
          `${quoted(name)} is no parameter here. The OperationDefinition lists them.`,
          first.expression,
        ),
      )
      continue
    }
    const { items } = shapeOf(schema)
    if (items) members[name] = listOf(same, items, issues)
    else if (same.length > 1)
      issues.push(
        malformed(
          'parameter_repeated',
          `${quoted(name)} is there ${same.length} times; send it once.`,
          first.expression,
        ),
      )
    else members[name] = plainValue(first, schema, issues)
  }
  return members
}

function listOf(parts: readonly Part[], items: JsonSchema, issues: Issue[]): readonly unknown[] {
  // A parameter without a value does not exist in FHIR: false says that the list is known to be empty.
  if (parts.length === 1 && parts[0]?.values['valueBoolean'] === false) return []
  return parts.map((part) => plainValue(part, items, issues))
}

function plainValue(part: Part, schema: JsonSchema, issues: Issue[]): unknown {
  const { isQuantity, properties, types } = shapeOf(schema)
  if (isQuantity) return quantityOf(part, issues)
  if (!properties) return onlyValue(part, types, issues)
  if (part.parts) return membersOf(partsOf(part, issues), properties, issues)
  issues.push(wrongType(part, ['part']))
  return undefined
}

export function partsOf({ parts = [], expression }: Part, issues: Issue[]): readonly Part[] {
  return parts.flatMap((each, i) => partOf(each, placeOf(`${expression}.part`, each, i), issues) ?? [])
}

/** By its name where that can be written, else by its number. */
export function placeOf(list: string, parameter: unknown, index: number): string {
  const name = isObject(parameter) ? parameter['name'] : undefined
  return typeof name === 'string' && /^[\w.-]{1,64}$/.test(name) ? `${list}.where(name='${name}')` : `${list}[${index}]`
}

/** Types of value[x] that a plain member may be sent as. */
export function typesOf(choices: readonly JsonSchema[]): readonly string[] {
  const types = choices.flatMap(({ type = [], enum: options = [] }) =>
    [type, ...options.map((each) => typeof each)].flat(),
  )
  const found: string[] = []
  if (types.includes('integer') || types.includes('number')) found.push('valueInteger', 'valueDecimal')
  if (types.includes('boolean')) found.push('valueBoolean')
  if (types.includes('string')) {
    const isDate = choices.some(({ pattern, enum: options }) => pattern !== undefined && options === undefined)
    found.push(...(isDate ? ['valueDate'] : []), 'valueCode', 'valueString')
  }
  return found
}

/** A quantity, or one with the upper limit of its report beside it. */
function quantityOf(part: Part, issues: Issue[]): unknown {
  if (!part.parts) return measured(part, onlyValue(part, ['valueQuantity'], issues), issues)
  const parts = partsOf(part, issues)
  const [value, limit] = ['quantity', 'upperLimit'].map((name) => parts.find((each) => each.name === name))
  const strange = parts.find(
    ({ name }, i) => !['quantity', 'upperLimit'].includes(name) || parts.findIndex((p) => p.name === name) !== i,
  )
  if (!value || strange) {
    const text = `${quoted(part.name)} has the parts quantity and upperLimit, once each.`
    issues.push(malformed('wrong_value_type', text, (strange ?? part).expression))
    return undefined
  }
  const quantity = measured(value, onlyValue(value, ['valueQuantity'], issues), issues)
  if (!limit || quantity === undefined) return quantity
  const upper = measured(limit, onlyValue(limit, ['valueQuantity'], issues), issues)
  if (upper === undefined) return quantity
  const other = upper['unit'] === quantity['unit'] ? {} : { upperLimitUnit: upper['unit'] }
  return { ...quantity, upperLimit: upper['value'], ...other }
}

const MEMBERS: ReadonlySet<string> = new Set(['value', 'unit', 'system', 'code', 'comparator', 'extension', 'id'])

function measured(part: Part, quantity: unknown, issues: Issue[]): Record<string, unknown> | undefined {
  if (quantity === undefined) return undefined
  if (!isObject(quantity)) {
    issues.push(wrongType(part, ['valueQuantity']))
    return undefined
  }
  const { value, code, system, comparator } = quantity
  const strange = Object.keys(quantity).find((key) => !MEMBERS.has(key) && !key.startsWith('_'))
  if (typeof value !== 'number' || strange !== undefined) {
    issues.push(
      malformed('wrong_value_type', `${quoted(part.name)} is a Quantity with a number as value.`, part.expression),
    )
    return undefined
  }
  if (
    typeof code !== 'string' ||
    code === '' ||
    (system !== undefined && (typeof system !== 'string' || systemOf(system) !== UCUM))
  ) {
    issues.push({
      status: 422,
      type: 'value',
      code: 'unit_missing',
      text: `${part.name}: send the UCUM code of the unit in Quantity.code, with the system ${UCUM}. A plain value without it is not read.`,
      expression: `${part.expression}.value`,
      field: part.name,
    })
    return undefined
  }
  return { value, unit: code, ...(comparator === undefined ? {} : { comparator }) }
}
