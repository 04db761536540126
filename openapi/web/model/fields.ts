/**
 * The form of an instrument, from its schema in the catalogue: what the pages draw with script and the server without.
 * A path is a pointer without its first slash (`baseline/esr`); it is the name of the control, too.
 */
import type { Schema } from './catalogue.js'

/** What was typed and chosen, by path. What is absent was left empty. */
export type Values = Readonly<Record<string, string>>

interface Common {
  readonly path: string
  readonly title: string
  readonly hint: string
  readonly isRequired: boolean
  readonly group: string | undefined
  /** Shown, and sent, only while that control has this value. */
  readonly when: { readonly path: string; readonly is: string } | undefined
}

export interface NumberField extends Common {
  readonly kind: 'number'
  readonly range: string
}

export interface Option {
  /** What the control holds: the code as JSON, since some lists have 0 beside "0". */
  readonly raw: string
  readonly value: unknown
  readonly label: string
}

export interface ChoiceField extends Common {
  readonly kind: 'choice'
  readonly options: readonly Option[]
  readonly isBoolean: boolean
}

export interface TextField extends Common {
  readonly kind: 'text'
  readonly isDay: boolean
}

interface UnitOption {
  readonly code: string
  readonly label: string
  readonly range: string
}

/** Members of a quantity beside value and unit: a comparator, an upper limit and its unit. */
type QuantityMember = NumberField | ChoiceField

export interface QuantityField extends Common {
  readonly kind: 'quantity'
  readonly units: readonly UnitOption[]
  readonly members: readonly QuantityMember[]
}

export interface ManyField extends Common {
  readonly kind: 'many'
  readonly options: readonly Option[]
}

export interface GroupField extends Common {
  readonly kind: 'group'
  readonly fields: readonly Field[]
  readonly widget: string | undefined
  readonly layer: string | undefined
}

export interface ListField extends Common {
  readonly kind: 'list'
  readonly most: number
  itemAt(index: number): GroupField
}

export type Field = NumberField | ChoiceField | TextField | QuantityField | ManyField | GroupField | ListField

export interface Labels {
  readonly units: Readonly<Record<string, string>>
  readonly yes: string
  readonly no: string
}

/** An object around a field, in which `x-when` finds what it names. */
interface Scope {
  readonly path: string
  readonly properties: Readonly<Record<string, Schema>>
}

interface Place {
  readonly scopes: readonly Scope[]
  readonly labels: Labels
}

/** The fields of a request in the order of its schema. */
export const formOf = (request: Schema, labels: Labels): readonly Field[] =>
  childrenOf(request, '', { scopes: [], labels })

const joined = (path: string, name: string): string => (path === '' ? name : `${path}/${name}`)

function childrenOf(schema: Schema, path: string, place: Place): readonly Field[] {
  const { properties = {}, required = [] } = schema
  const inner = { ...place, scopes: [{ path, properties }, ...place.scopes] }
  return Object.entries(properties).map(([name, child]) =>
    fieldOf(child, { name, path: joined(path, name), isRequired: required.includes(name) }, inner),
  )
}

/** Without the alternative `null`, which is the same as leaving it out. */
function notNull(schema: Schema): Schema {
  const { anyOf, ...rest } = schema
  const others = anyOf?.filter((each) => each.type !== 'null') ?? []
  return others.length === 1 ? { ...others[0], ...rest } : schema
}

const typeOf = ({ type }: Schema): string | undefined =>
  typeof type === 'string' ? type : type?.find((each) => each !== 'null')

/** Ranges and units stand beside the control, so the description need not say them again. */
const hintOf = ({ 'x-expected': expected, description = '' }: Schema): string =>
  (expected ?? description.replace(/[.;]? *Allowed: .*$/s, '')).replaceAll('`', '')

interface Naming {
  readonly name: string
  readonly path: string
  readonly isRequired: boolean
}

function fieldOf(given: Schema, { name, path, isRequired }: Naming, place: Place): Field {
  const schema = notNull(given)
  const common: Common = {
    path,
    title: schema.title ?? name,
    hint: hintOf(schema),
    isRequired,
    group: schema['x-group'],
    when: whenOf(schema, place.scopes),
  }
  const type = typeOf(schema)
  if (schema.oneOf) return quantityOf(schema.oneOf, common, place)
  if (type === 'boolean') return { ...common, kind: 'choice', options: yesOrNo(place.labels), isBoolean: true }
  if (schema.enum) return { ...common, kind: 'choice', options: optionsOf(schema), isBoolean: false }
  if (type === 'object' && isQuantity(schema)) return quantityOf([schema], common, place)
  if (type === 'object')
    return {
      ...common,
      kind: 'group',
      fields: childrenOf(schema, path, place),
      widget: schema['x-widget'],
      layer: schema['x-layer'],
    }
  if (type === 'array') return arrayOf(schema, common, place)
  if (type === 'number' || type === 'integer') return { ...common, kind: 'number', range: rangeOf(schema) }
  return { ...common, kind: 'text', isDay: schema.format === 'date' }
}

function arrayOf(schema: Schema, common: Common, place: Place): Field {
  const { items = {}, maxItems = 50 } = schema
  if (items.enum) return { ...common, kind: 'many', options: optionsOf(items) }
  return {
    ...common,
    kind: 'list',
    most: maxItems,
    itemAt(index) {
      const path = joined(common.path, String(index))
      const fields = childrenOf(items, path, place)
      const title = `${common.title} ${index + 1}`
      return { ...common, kind: 'group', path, title, hint: '', fields, widget: undefined, layer: undefined }
    },
  }
}

function whenOf({ 'x-when': when }: Schema, scopes: readonly Scope[]): Common['when'] {
  const scope = when && scopes.find(({ properties }) => when.field in properties)
  return scope && { path: joined(scope.path, when.field), is: JSON.stringify(when.is) }
}

const yesOrNo = ({ yes, no }: Labels): readonly Option[] => [
  { raw: 'true', value: true, label: yes },
  { raw: 'false', value: false, label: no },
]

const optionsOf = (schema: Schema): readonly Option[] =>
  (schema.enum ?? [])
    .filter((value) => value !== null)
    .map((value) => ({
      raw: JSON.stringify(value),
      value,
      label: schema['x-options']?.[String(value)] ?? String(value),
    }))

const isQuantity = ({ properties = {} }: Schema): boolean => 'value' in properties && 'unit' in properties

function quantityOf(branches: readonly Schema[], common: Common, place: Place): QuantityField {
  const units = branches.flatMap(({ properties = {} }) => {
    const range = rangeOf(properties['value'] ?? {})
    const codes = (properties['unit']?.enum ?? []).filter((code): code is string => typeof code === 'string')
    return codes.map((code) => ({ code, label: place.labels.units[code] ?? code, range }))
  })
  const [first = {}] = branches
  const members = childrenOf({ ...first, required: [] }, common.path, place).filter(
    (field): field is QuantityMember =>
      !/\/(?:value|unit)$/.test(field.path) && (field.kind === 'number' || field.kind === 'choice'),
  )
  return { ...common, kind: 'quantity', units: distinct(units), members }
}

/** Two codes of one unit (`L` and `l`, the hour with and without its 1) are one choice. */
function distinct(units: readonly UnitOption[]): readonly UnitOption[] {
  const plain = (code: string): string =>
    code
      .replace(/\(1\.(\w+)\)/, '$1')
      .replace(/l$/, 'L')
      .replace(/\/dl$/, '/dL')
  return units.filter((unit, i) => units.findIndex((other) => plain(other.code) === plain(unit.code)) === i)
}

/** `0 to 300`, as far as there are limits. */
function rangeOf({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: Schema): string {
  const lower = minimum ?? exclusiveMinimum
  const upper = maximum ?? exclusiveMaximum
  if (lower === undefined || upper === undefined) return ''
  return `${exclusiveMinimum === undefined ? '' : '>'}${lower}–${exclusiveMaximum === undefined ? '' : '<'}${upper}`
}

/** Whether a field is shown with these values. */
export const isShown = ({ when }: Field, values: Values): boolean => when === undefined || values[when.path] === when.is

/** How many entries of a list hold something. */
export function lengthOf(list: ListField, values: Values): number {
  const prefix = `${list.path}/`
  const indices = Object.keys(values)
    .filter((path) => path.startsWith(prefix) && values[path] !== '')
    .map((path) => Number.parseInt(path.slice(prefix.length), 10))
    .filter((index) => index >= 0 && index < list.most)
  return Math.max(0, ...indices.map((index) => index + 1))
}
