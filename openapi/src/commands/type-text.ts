/** TypeScript from the schemas of the document: what the client package calls a type is what validation accepts. */
import type { JsonSchema } from '@activity-scores/shared/engine/json-schema'

export type Schemas = Readonly<Record<string, JsonSchema>>

/** A type that is shorter than this is written out where it stands. */
const SHORT = 38
const LONGEST_COMMENT = 120
const QUANTITY = new Set(['value', 'unit', 'comparator'])

/** Writes types of schemas and remembers which named ones they lead to. */
export class TypeWriter {
  readonly #schemas: Schemas
  /** Named types in the order in which they were first met. */
  readonly #named = new Map<string, string>()

  constructor(schemas: Schemas) {
    this.#schemas = schemas
  }

  /** What was named so far, as declarations; only some of them are for other files. */
  declarations(exported: readonly string[]): readonly string[] {
    return [...this.#named].map(([name, type]) => {
      const note = comment(this.#schemas[name] ?? {}, '')
      return `${note}${exported.includes(name) ? 'export ' : ''}type ${name} = ${type}`
    })
  }

  /** A declaration of its own under a name that the document does not have. */
  declare(name: string, schema: JsonSchema): string {
    if (!this.#named.has(name)) {
      this.#named.set(name, '')
      this.#named.set(name, this.type(schema))
    }
    return name
  }

  type(schema: JsonSchema, indent = ''): string {
    if (schema.$ref !== undefined) return this.#referred(schema.$ref, indent)
    if ('const' in schema) return JSON.stringify(schema.const)
    if (schema.enum) return union(schema.enum.map((value) => JSON.stringify(value)))
    const choices = schema.oneOf ?? schema.anyOf
    if (choices) return this.#choice(choices, indent)
    const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? ['unknown'])
    return union(types.map((type) => this.#plain(type, schema, indent)))
  }

  #referred(reference: string, indent: string): string {
    const name = reference.split('/').at(-1) as string
    const schema = this.#schemas[name]
    if (!schema) throw new Error(`the document has no ${reference}`)
    const known = this.#named.get(name)
    // One that is being written refers to itself.
    if (known === undefined) this.#named.set(name, '')
    const type = known ?? this.type(schema)
    if (type === '') return name
    const isInline = !type.includes('\n') && (type.length < SHORT || isQuantity(type))
    if (!isInline) this.#named.set(name, type)
    else if (known === undefined) this.#named.delete(name)
    return isInline ? this.type(schema, indent) : name
  }

  #plain(type: string, schema: JsonSchema, indent: string): string {
    switch (type) {
      case 'object':
        return this.#object(schema, indent)
      case 'array':
        return this.#array(schema, indent)
      case 'integer':
        return 'number'
      default:
        return type
    }
  }

  #array({ items, ...schema }: JsonSchema, indent: string): string {
    const places = schema['prefixItems'] as readonly JsonSchema[] | undefined
    if (places) return `readonly [${places.map((place) => this.type(place, indent)).join(', ')}]`
    const item = this.type(items ?? {}, indent)
    const isOne = /^[\w".-]+$/.test(item) || items?.type === 'object'
    return `readonly ${isOne ? item : `(${item})`}[]`
  }

  #object(schema: JsonSchema, indent: string): string {
    const quantity = quantityOf([schema])
    if (quantity !== undefined) return quantity
    const { properties = {}, required = [] } = schema
    const inner = `${indent}  `
    const lines = Object.entries(properties).map(([name, property]) => {
      const key = /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name)
      const mark = required.includes(name) ? '' : '?'
      const note = comment({ ...this.#rangeOf(property), ...property }, inner)
      return `${note}${inner}readonly ${key}${mark}: ${this.type(property, inner)}\n`
    })
    if (lines.length > 0) return `{\n${lines.join('')}${indent}}`
    const others = schema['additionalProperties']
    const value = typeof others === 'object' && others !== null ? this.type(others as JsonSchema, indent) : 'unknown'
    return `Readonly<Record<string, ${others === false ? 'never' : value}>>`
  }

  /** A number that is written out in place has no declaration for its range to stand at. */
  #rangeOf({ $ref }: JsonSchema): JsonSchema {
    const { minimum, maximum } = this.#schemas[$ref?.split('/').at(-1) ?? ''] ?? {}
    return minimum === undefined || maximum === undefined ? {} : { minimum, maximum }
  }

  #choice(choices: readonly JsonSchema[], indent: string): string {
    const flat = choices.flatMap((choice) => choice.oneOf ?? choice.anyOf ?? [choice])
    const values = flat.filter(({ type }) => type !== 'null')
    const quantity = quantityOf(values)
    if (quantity === undefined) return union(flat.map((choice) => this.type(choice, indent)))
    return union(values.length < flat.length ? [quantity, 'null'] : [quantity])
  }
}

const isQuantity = (type: string): boolean => /^(Quantity|Lab)<[^<>]*>( \| null)?$/.test(type)

/** Alternatives that differ in unit and range alone are one type of all their units. */
function quantityOf(schemas: readonly JsonSchema[]): string | undefined {
  const units: string[] = []
  for (const { type, properties = {}, required = [] } of schemas) {
    const members = Object.keys(properties)
    const unit = properties['unit']?.enum
    const isNumber = properties['value']?.type === 'number' || properties['value']?.type === 'integer'
    if (type !== 'object' || !unit || !isNumber || !members.every((name) => QUANTITY.has(name))) return undefined
    if (!required.includes('value') || !required.includes('unit')) return undefined
    units.push(...unit.map((code) => JSON.stringify(code)))
  }
  if (units.length === 0) return undefined
  const isLab = schemas.some(({ properties = {} }) => 'comparator' in properties)
  return `${isLab ? 'Lab' : 'Quantity'}<${union(units)}>`
}

const union = (types: readonly string[]): string => [...new Set(types)].join(' | ')

/** Label, description where it is short, and range, above what they are about. */
export function comment(schema: JsonSchema, indent: string): string {
  const { title, description = '', minimum, maximum } = schema
  const said = shortened(description)
  const hasRange = minimum !== undefined && maximum !== undefined && !said.includes(`${minimum} to ${maximum}`)
  const parts = [
    // One in small letters names a unit or a format, not the field.
    title === undefined || said.startsWith(title) || !/^[A-Z]/.test(title) ? '' : title,
    said,
    hasRange ? `${minimum} to ${maximum}` : '',
  ]
  const text = parts
    .filter((part) => part !== '')
    .map((part) => part.replace(/[.;]$/, ''))
    .join('. ')
    .replaceAll('*/', '* /')
  return text === '' ? '' : `${indent}/** ${text} */\n`
}

/** As many whole sentences as fit; of a first one that is too long its first words. */
function shortened(text: string): string {
  if (text.length <= LONGEST_COMMENT) return text
  const end = Math.max(...['. ', '; '].map((mark) => text.lastIndexOf(mark, LONGEST_COMMENT)))
  return end > 0 ? text.slice(0, end) : `${text.slice(0, text.lastIndexOf(' ', LONGEST_COMMENT))} ...`
}
