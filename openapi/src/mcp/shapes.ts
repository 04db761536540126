/** Inputs as text that is read in few tokens: a line for each field, and shapes that several fields share once. */
import { alternatives, type JsonSchema } from '@activity-scores/shared/engine/json-schema'
import { EXPECTED } from '@activity-scores/shared/language/dates'

/** One line, or the first line, those between the brackets, and the last one. */
type Shape = readonly string[]

interface Field {
  readonly name: string
  readonly shape: Shape
  readonly title: string
  /** What its description says beyond the title. */
  readonly note: string
  /** What makes two fields one line. */
  readonly kind: string
}

/** Fewer fields of one line each stand better by themselves, with all that is said of them. */
const FEWEST_FOLDED = 4
const LONGEST_NOTE = 200

/** A line for each field of an object; `*` marks those that are required. */
export function fieldLines({ properties = {}, required = [] }: JsonSchema): readonly string[] {
  const kinds = new Map<string, Field[]>()
  for (const [name, schema] of Object.entries(properties)) {
    const field = fieldOf(name, schema, required.includes(name))
    const others = kinds.get(field.kind)
    if (others) others.push(field)
    else kinds.set(field.kind, [field])
  }
  return [...kinds.values()].flatMap((fields) => {
    const [first] = fields
    const fewest = (first?.shape.length ?? 0) > 1 ? 2 : FEWEST_FOLDED
    return fields.length < fewest ? fields.flatMap(linesOf) : foldedLines(fields)
  })
}

function fieldOf(name: string, schema: JsonSchema, isRequired: boolean): Field {
  const shape = shapeOf(schema)
  const title = schema.title ?? alternatives(schema)[0]?.title ?? ''
  const condition = conditionOf(schema)
  const written = condition === '' ? shape : [...shape.slice(0, -1), `${shape.at(-1)} ${condition}`]
  const mark = isRequired ? '*' : ''
  return {
    name: `${name}${mark}`,
    shape: written,
    title,
    note: noteOf(title, schema.description ?? ''),
    kind: `${mark}${written.join('\n')}`,
  }
}

function linesOf({ name, shape, title, note }: Field): readonly string[] {
  const said = plain(note).startsWith(plain(title)) ? note : [title, note].filter((text) => text !== '').join('. ')
  const [first, ...rest] = shape
  return [`${name}: ${first}${said === '' ? '' : ` — ${said}`}`, ...rest]
}

function foldedLines(fields: readonly Field[]): readonly string[] {
  const [first = '', ...rest] = fields[0]?.shape ?? []
  return [`${namesOf(fields)}: each ${first}`, ...rest]
}

/** `{L|R}-{SHO|ELB}` where the names are all pairs of two lists; else each name, with its title where that says more. */
function namesOf(fields: readonly Field[]): string {
  const parts = fields.map(({ name }) => name.split('-'))
  const [firsts, seconds] = [0, 1].map((place) => [...new Set(parts.map((part) => part[place] ?? ''))])
  const isProduct =
    parts.every(({ length }) => length === 2) &&
    fields.length > 2 &&
    fields.length === (firsts?.length ?? 0) * (seconds?.length ?? 0)
  if (isProduct) return `{${firsts?.join('|')}}-{${seconds?.join('|')}}`
  const named = fields.map(({ name, title }) =>
    title === '' || plain(title) === plain(name) ? name : `${name} (${title})`,
  )
  return `{${named.join('|')}}`
}

const plain = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '')

/** Whole sentences that the title does not say already; ranges stand in the shape. */
function noteOf(title: string, description: string): string {
  const said = description.replace(/\.? Allowed: .*$/s, '').trim()
  const rest = plain(said) === plain(title) || said === '' ? '' : said
  if (rest.length <= LONGEST_NOTE) return rest
  const end = Math.max(rest.lastIndexOf('. ', LONGEST_NOTE), rest.lastIndexOf('; ', LONGEST_NOTE))
  return end > 0 ? rest.slice(0, end) : ''
}

function conditionOf(schema: JsonSchema): string {
  const when = schema['x-when'] as { readonly field: string; readonly is: unknown } | undefined
  return when ? `(if ${when.field} is ${String(when.is)})` : ''
}

function shapeOf(schema: JsonSchema): Shape {
  const choices = alternatives(schema)
  const quantity = quantityOf(choices)
  if (quantity !== undefined) return [quantity]
  const shapes = choices.map(plainShape)
  const [only] = shapes
  return shapes.length === 1 && only ? only : [shapes.map((shape) => shape.join(' ')).join(' | ')]
}

function plainShape(schema: JsonSchema): Shape {
  if ('const' in schema) return [String(schema.const)]
  if (schema.enum) return [codesOf(schema.enum)]
  const [type = 'any'] = [schema.type ?? []].flat().filter((each) => each !== 'null')
  switch (type) {
    case 'integer':
      return [`whole ${rangeOf(schema)}`]
    case 'number':
      return [rangeOf(schema)]
    case 'boolean':
      return ['true|false']
    case 'string':
      return [textOf(schema)]
    case 'array':
      return listOf(schema)
    case 'object':
      return objectOf(schema)
    default:
      return [type]
  }
}

/** Texts stand in quotes where numbers are codes, too: the text "5" of one scale is not the 5 of another. */
function codesOf(codes: readonly unknown[]): string {
  const sent = codes.filter((code) => code !== null)
  const isText = sent.every((code) => typeof code === 'string')
  return sent.map((code) => (isText ? String(code) : JSON.stringify(code))).join('|')
}

function rangeOf({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: JsonSchema): string {
  const lower = exclusiveMinimum === undefined ? (minimum ?? '') : `>${exclusiveMinimum}`
  const upper = exclusiveMaximum === undefined ? (maximum ?? '') : `<${exclusiveMaximum}`
  return `${lower}..${upper}`
}

const textOf = (schema: JsonSchema): string =>
  schema['format'] === 'date' ? 'YYYY-MM-DD' : String(schema[EXPECTED] ?? 'text')

function listOf({ items = {}, maxItems }: JsonSchema): Shape {
  const [first = '', ...rest] = shapeOf(items)
  const most = maxItems === undefined ? ']' : `] at most ${maxItems}`
  return rest.length === 0 ? [`[${first}${most}`] : [`[${first}`, ...rest.slice(0, -1), `${rest.at(-1)}${most}`]
}

function objectOf(schema: JsonSchema): Shape {
  if (schema.properties) return ['{', ...fieldLines(schema).map((line) => `  ${line}`), '}']
  const { additionalProperties: others } = schema
  return typeof others === 'object' ? [`{any name: ${shapeOf(others as JsonSchema).join(' ')}}`] : ['{}']
}

/** `{value,unit,comparator?} unit "mm/h" 0..300 | "cm" 0..10` of alternatives that differ in unit and range alone. */
function quantityOf(choices: readonly JsonSchema[]): string | undefined {
  const units = new Map<string, string[]>()
  for (const { properties = {} } of choices) {
    const [code] = properties['unit']?.enum ?? []
    const { value } = properties
    if (typeof code !== 'string' || !value) return undefined
    const range = rangeOf(value)
    units.set(range, [...(units.get(range) ?? []), JSON.stringify(code)])
  }
  const [{ properties = {}, required = [] } = {}] = choices
  if (units.size === 0) return undefined
  const members = Object.keys(properties).map((name) => (required.includes(name) ? name : `${name}?`))
  const ranges = [...units].map(([range, codes]) => `${codes.join('|')} ${range}`)
  return `{${members.join(',')}} unit ${ranges.join(' | ')}`
}
