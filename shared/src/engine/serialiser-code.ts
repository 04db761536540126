/**
 * Generates the code that writes values of a JSON Schema as text. Everything stands in one function that appends to one
 * text from left to right, each time a piece that is whole: of all the ways to put a text together it is the one that
 * the engine copies out fastest. What is known now (braces, names, constants) goes into the same piece as its
 * neighbours (decision 81).
 */
import { type JsonSchema, resolved } from './json-schema.js'

type Defs = Readonly<Record<string, JsonSchema>>

/** Writes the value at a path (`#.criteria[]`) as one piece, in a way of the caller's: code for it, or nothing. */
export type Override = (path: string, value: string, schema: JsonSchema) => string | undefined

/** The body of a function of `v`. It calls `number`, `escaped` and `anything`, which are the caller's. */
export function generateWriter(
  schema: JsonSchema,
  defs: Defs,
  path: string,
  override: Override = () => undefined,
): string {
  const writer = new Writer(defs, override)
  writer.write(schema, 'v', path)
  return `let t = '';\n${writer.finished()}return t;`
}

class Writer {
  readonly #defs: Defs
  readonly #override: Override
  #code = ''
  /** Known text that is still to be written. */
  #text = ''
  /** The counter of the loop whose item begins with that text. */
  #counter: string | undefined
  #variables = 0

  constructor(defs: Defs, override: Override) {
    this.#defs = defs
    this.#override = override
  }

  finished(): string {
    this.#flush()
    return this.#code
  }

  write(schemaOrReference: JsonSchema, value: string, path: string): void {
    const schema = resolved(schemaOrReference, this.#defs)
    const only = schema.enum?.length === 1 ? schema.enum[0] : schema.const
    if (only !== undefined) {
      this.#text += JSON.stringify(only)
      return
    }
    const present = orNull(schema)
    if (present) this.#nullable(present, value, path)
    else if (schema.enum?.every(isPlainText)) this.#quoted(value)
    else this.#typed(schema, value, path)
  }

  #typed(schema: JsonSchema, value: string, path: string): void {
    const expression = this.#override(path, value, schema)
    if (expression !== undefined) this.#appendExpression(expression)
    else if (schema.type === 'number' || schema.type === 'integer') this.#appendExpression(`number(${value})`)
    else if (schema.type === 'boolean') this.#appendExpression(`(${value} ? 'true' : 'false')`)
    else if (schema.type === 'string') this.#quoted(`escaped(${value})`)
    else if (schema.type === 'array') this.#list(schema.items ?? {}, value, `${path}[]`)
    else if (schema.type === 'object' && isKnown(schema)) this.#object(schema, value, path)
    else this.#appendExpression(`anything(${value})`)
  }

  #nullable(schema: JsonSchema, value: string, path: string): void {
    const held = this.#variable(value)
    const [text, counter] = [this.#text, this.#counter]
    this.#code += `if (${held} === null) {`
    this.#text += 'null'
    this.#flush()
    this.#code += '} else {'
    this.#text = text
    this.#counter = counter
    this.write(schema, held, path)
    this.#flush()
    this.#code += '}\n'
  }

  #list(items: JsonSchema, value: string, path: string): void {
    const held = this.#variable(value)
    const counter = `i${this.#variables++}`
    this.#text += '['
    this.#flush()
    this.#code += `for (let ${counter} = 0; ${counter} < ${held}.length; ${counter}++) {\n`
    const item = this.#variable(`${held}[${counter}]`)
    this.#counter = counter
    this.write(items, item, path)
    this.#flush()
    this.#code += '}\n'
    this.#text = ']'
  }

  #object(schema: JsonSchema, value: string, path: string): void {
    const held = this.#variable(value)
    const required = new Set(schema.required)
    let separator = '{'
    for (const [key, child] of Object.entries(schema.properties ?? {})) {
      const name = JSON.stringify(key)
      const written = `${separator}${name}:`
      separator = ','
      if (required.has(key)) {
        this.#text += written
        this.write(child, `${held}[${name}]`, `${path}.${key}`)
        continue
      }
      const member = this.#variable(`${held}[${name}]`)
      this.#flush()
      this.#code += `if (${member} !== undefined) {`
      this.#text = written
      this.write(child, member, `${path}.${key}`)
      this.#flush()
      this.#code += '}\n'
    }
    this.#text += separator === '{' ? '{}' : '}'
  }

  #quoted(value: string): void {
    this.#text += '"'
    this.#appendExpression(value)
    this.#text = '"'
  }

  #appendExpression(code: string): void {
    this.#flush()
    this.#code += `t += ${code};\n`
  }

  #variable(value: string): string {
    if (/^[a-z]\d*$/.test(value)) return value
    const name = `v${this.#variables++}`
    this.#code += `const ${name} = ${value};\n`
    return name
  }

  #flush(): void {
    const text = quoted(this.#text)
    if (this.#counter !== undefined)
      this.#code += `t += ${this.#counter} === 0 ? ${text} : ${quoted(`,${this.#text}`)};\n`
    else if (this.#text !== '') this.#code += `t += ${text};\n`
    this.#counter = undefined
    this.#text = ''
  }
}

/** An object whose members are known, of which the first is always there: the others begin with a comma. */
const isKnown = ({ properties = {}, required = [] }: JsonSchema): boolean => {
  const [first] = Object.keys(properties)
  return first === undefined ? false : required.includes(first)
}

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`

/** ASCII that needs no escape in JSON. */
const isPlainText = (value: unknown): boolean => typeof value === 'string' && /^[ !#-[\]-~]*$/.test(value)

/** The schema without its null, if null is one of two possibilities. */
function orNull(schema: JsonSchema): JsonSchema | undefined {
  const { type, anyOf, enum: options, ...rest } = schema
  if (Array.isArray(type) && type.length === 2 && type[1] === 'null') {
    const left = options?.filter((option) => option !== null)
    return { ...rest, type: type[0] as string, ...(left ? { enum: left } : {}) }
  }
  return anyOf?.length === 2 && anyOf[1]?.type === 'null' ? anyOf[0] : undefined
}
