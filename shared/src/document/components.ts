/** The named schemas of a document. */
import type { z } from 'zod'
import { type JsonSchema, toJsonSchema } from '../engine/json-schema.js'
import { takingBothLitres } from '../engine/litre.js'

/** Collects named schemas; the same name for two different schemas is an error. */
export class Components {
  readonly schemas: Record<string, JsonSchema> = {}

  /** Adds a schema (under its own id if it has one), its named parts beside it, and returns the reference to it. */
  add(name: string, schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
    const plain = toJsonSchema(schema, io)
    const { $defs = {}, ...root } = io === 'input' ? takingBothLitres(plain) : plain
    for (const [part, definition] of Object.entries($defs)) this.put(part, hoist(definition))
    return root.$ref ? hoist(root) : this.put(name, hoist(root))
  }

  put(name: string, schema: JsonSchema): JsonSchema {
    const known = this.schemas[name]
    if (known && JSON.stringify(known) !== JSON.stringify(schema))
      throw new Error(`two different schemas are named ${name}`)
    this.schemas[name] = schema
    return { $ref: `#/components/schemas/${name}` }
  }
}

const hoist = (schema: JsonSchema): JsonSchema =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/')) as JsonSchema
