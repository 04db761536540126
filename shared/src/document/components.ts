/** The named parts of a document: schemas, answers and headers of requests. */
import type * as z from 'zod'
import { type JsonSchema, toJsonSchema } from '../engine/json-schema.js'
import { takingBothLitres } from '../engine/litre.js'

/** Of another part of the document. */
export type Reference = { readonly $ref: string }

/** Collects named parts; the same name for two different parts is an error. */
export class Components {
  readonly schemas: Record<string, JsonSchema> = {}
  readonly responses: Record<string, object> = {}
  readonly parameters: Record<string, object> = {}

  /** Adds a schema (under its own id if it has one), its named parts beside it, and returns the reference to it. */
  add(name: string, schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
    const plain = toJsonSchema(schema, io)
    const { $defs = {}, ...root } = io === 'input' ? takingBothLitres(plain) : plain
    for (const [part, definition] of Object.entries($defs)) this.put(part, hoist(definition))
    return root.$ref ? hoist(root) : this.put(name, hoist(root))
  }

  put(name: string, schema: JsonSchema): Reference {
    return this.#keep('schemas', name, withoutSafeLimits(schema))
  }

  response(name: string, response: object): Reference {
    return this.#keep('responses', name, response)
  }

  parameter(name: string, parameter: object): Reference {
    return this.#keep('parameters', name, parameter)
  }

  #keep(kind: 'schemas' | 'responses' | 'parameters', name: string, part: object): Reference {
    const parts: Record<string, object> = this[kind]
    const existing = parts[name]
    if (existing && JSON.stringify(existing) !== JSON.stringify(part))
      throw new Error(`two different ${kind} are named ${name}`)
    parts[name] = part
    return { $ref: `#/components/${kind}/${name}` }
  }
}

const hoist = (schema: JsonSchema): JsonSchema =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/')) as JsonSchema

/** zod holds every whole number within the doubles that are exact; whoever reads the document takes these limits for ours. */
const withoutSafeLimits = (schema: JsonSchema): JsonSchema =>
  JSON.parse(JSON.stringify(schema), (_key, value) => {
    if (value?.minimum === Number.MIN_SAFE_INTEGER) delete value.minimum
    if (value?.maximum === Number.MAX_SAFE_INTEGER) delete value.maximum
    return value
  }) as JsonSchema
