/** Every field of a request by its schema, and what can be wrong with each. */
import { alternatives, type JsonSchema } from '@activity-scores/shared/engine/json-schema'
import type { Json } from '@activity-scores/shared/testing/testing'

/** A field of a request: where it is, and what may stand there. */
export interface Field {
  readonly path: readonly string[]
  readonly nodes: readonly JsonSchema[]
  readonly required: boolean
}

/** Every field, nested ones after their parents; the parts of a quantity are not fields of their own. */
export function fieldsOf(schema: JsonSchema, root: JsonSchema, path: readonly string[] = []): readonly Field[] {
  const resolved = schema.$ref ? (root.$defs?.[schema.$ref.split('/').at(-1) ?? ''] ?? schema) : schema
  return Object.entries(resolved.properties ?? {}).flatMap(([name, child]) => {
    const nodes = alternatives(child)
    const field = { path: [...path, name], nodes, required: resolved.required?.includes(name) ?? false }
    return isQuantity(field) ? [field] : [field, ...nodes.flatMap((node) => fieldsOf(node, root, field.path))]
  })
}

const has = (type: string) => (field: Field) =>
  field.nodes.length > 0 &&
  field.nodes.every((node) => [node.type ?? []].flat().includes(type) && !node.enum && node.const === undefined)
export const isQuantity = ({ nodes }: Field): boolean =>
  nodes.length > 0 && nodes.every((node) => node.properties?.['unit'])
export const isNumber = (field: Field): boolean => has('number')(field) || has('integer')(field)
const optionsOf = ({ nodes }: Field) => nodes.flatMap((node) => node.enum ?? []).filter((option) => option !== null)
export const unitsOf = ({ nodes }: Field): readonly string[] =>
  nodes.flatMap((node) => node.properties?.['unit']?.enum as string[])
export const pointerOf = (path: readonly string[]): string => path.map((part) => `/${part}`).join('')

/** A number that JSON.stringify cannot write; it stands for itself in the text that is sent. */
export const RAW = (text: string): string => `@@${text}@@`
export const write = (body: unknown): string => JSON.stringify(body).replaceAll(/"@@(.*?)@@"/g, '$1')

/** A copy of the body with one value put at a path; what is missing on the way becomes an object. */
export function put(body: Json, [name, ...rest]: readonly string[], value: unknown): Json {
  if (name === undefined) return value
  return { ...body, [name]: put(body?.[name] ?? {}, rest, value) }
}

type Attempt = readonly [value: unknown, pointer: string, code: string, ...says: readonly string[]]

/** What can be wrong with one field. */
export function attempts(field: Field): readonly Attempt[] {
  const at = pointerOf(field.path)
  const name = field.path.join('.')
  if (isQuantity(field)) return quantityAttempts(field, at, name)
  if (isNumber(field)) {
    const [node] = field.nodes
    const most = node?.maximum ?? 0
    return [
      ['4', at, 'wrong_type', `${name} is a string`, 'without quotes', `${most}`],
      [[4], at, 'wrong_type', `${name} is an array`],
      [true, at, 'wrong_type', `${name} is a boolean`],
      [most + 1, at, 'out_of_range', `${name} is out of range`, `to ${most}`],
      [RAW('1e999'), at, 'out_of_range', `${name} is too large`, `to ${most}`],
    ]
  }
  if (has('boolean')(field)) return [['yes', at, 'wrong_type', `${name} is a string`, 'true or false']]
  if (has('object')(field)) {
    return [
      [5, at, 'wrong_type', `${name} is a number`, 'an object'],
      [[], at, 'wrong_type', `${name} is an array`, 'an object'],
      [
        { unknownField: 1 },
        `${at}/unknownField`,
        'unknown_field',
        'Correct its name or leave it out',
        `fields of ${name}`,
      ],
    ]
  }
  const options = optionsOf(field).map((option) => JSON.stringify(option))
  if (options.length > 0) {
    const words = [`${name} is not one of`, ...options]
    return ['nonsense', 17, {}, true].map((value) => [value, at, 'not_allowed_value', ...words])
  }
  return [[{}, at, 'wrong_type', name, 'Send']]
}

function quantityAttempts(field: Field, at: string, name: string): readonly Attempt[] {
  const units = unitsOf(field)
  const [unit = ''] = units
  const most = field.nodes[0]?.properties?.['value']?.maximum ?? 0
  const missing = units.length > 1 ? 'is missing. State the unit' : 'is required'
  return [
    [7, at, 'wrong_type', `${name} is a bare number`, 'unit cannot be guessed', '{"value": number, "unit":', ...units],
    ['7', at, 'wrong_type', `${name} is a string`, '{"value": number, "unit":'],
    [{ value: 1, unit: 'furlong' }, `${at}/unit`, 'not_allowed_value', `${name}.unit is not`, ...units],
    [{ value: 1 }, `${at}/unit`, 'required', `${name}.unit ${missing}`, ...units],
    [{ unit }, `${at}/value`, 'required', `${name}.value is required`, unit],
    [{ value: null, unit }, `${at}/value`, 'required', `${name}.value must not be null`, unit],
    [{ value: '1', unit }, `${at}/value`, 'wrong_type', `${name}.value is a string`, 'without quotes', unit],
    [{ value: most + 1, unit }, `${at}/value`, 'out_of_range', `to ${most} ${unit}`, 'check the unit'],
    [{ value: RAW('1e999'), unit }, `${at}/value`, 'out_of_range', 'too large', `to ${most} ${unit}`],
    [{ value: 1, unit, note: 1 }, `${at}/note`, 'unknown_field', `the fields of ${name} are value`],
    [{ value: '1', unit: 'furlong' }, `${at}/value`, 'wrong_type', 'without quotes'],
  ]
}
