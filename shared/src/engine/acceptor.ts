/**
 * What a schema accepts, as strict ajv code (no coercion, nothing removed). A large schema is compiled in pieces, so that no
 * piece holds the process for long; a piece that several schemas have is compiled once (decision 89).
 */
import { Ajv } from 'ajv'
import type * as z from 'zod'
import { inputSchemaOf, type JsonSchema } from './json-schema.js'
import { atOnce, type Steps } from './steps.js'

export type Accepts = (value: unknown) => boolean

const ajv = new Ajv({
  strict: false,
  coerceTypes: false,
  removeAdditional: false,
  useDefaults: false,
  allErrors: false,
  validateFormats: false, // dates carry a pattern of their own
  discriminator: true,
  // Pieces would be compiled again inside of what refers to them.
  inlineRefs: false,
  // Tidying the code takes a third of its compilation, and the engine runs it no faster for it.
  code: { optimize: false },
  // The schemas are made by zod; checking them again against JSON Schema's own would only cost time at start.
  meta: false,
  validateSchema: false,
})

/** Largest text of a schema that is compiled in one piece: a few milliseconds. */
const LARGEST = 3000
/** What is no longer than that is no piece. */
const SMALL = 200

/** Names of compiled pieces, by the text of their schemas. */
const known = new Map<string, string>()

export const compileAcceptor = (schema: z.ZodType): Accepts => atOnce(acceptor(schema))

export function* acceptor(schema: z.ZodType): Steps<Accepts> {
  const whole = tagged(inputSchemaOf(schema)) as JsonSchema
  yield
  // References between parts of a schema would not be found from a piece.
  const accepts = ajv.compile(whole.$defs ? whole : yield* cut(whole))
  return (value) => accepts(value)
}

/** The schema with its largest parts compiled on their own and referred to, until the rest is small. */
function* cut(schema: JsonSchema): Steps<JsonSchema> {
  if (textOf(schema).length <= LARGEST) return schema
  const { properties, items } = schema
  if (items) return { ...schema, items: yield* asPiece(items) }
  if (!properties) return yield* cutChoices(schema)
  const left = new Map(Object.entries(properties))
  const bySize = [...left].sort(([, a], [, b]) => textOf(b).length - textOf(a).length)
  let size = textOf(schema).length
  for (const [name, child] of bySize) {
    if (size <= LARGEST) break
    const piece = yield* asPiece(child)
    size -= textOf(child).length - textOf(piece).length
    left.set(name, piece)
  }
  return { ...schema, properties: Object.fromEntries(left) }
}

/** Alternatives that are told apart by a member of their own stay where they are: those of a quantity, which are small. */
function* cutChoices(schema: JsonSchema): Steps<JsonSchema> {
  const { oneOf, anyOf, discriminator } = schema
  if (discriminator) return schema
  if (oneOf) return { ...schema, oneOf: yield* asPieces(oneOf) }
  return anyOf ? { ...schema, anyOf: yield* asPieces(anyOf) } : schema
}

function* asPieces(schemas: readonly JsonSchema[]): Steps<readonly JsonSchema[]> {
  const pieces: JsonSchema[] = []
  for (const schema of schemas) pieces.push(yield* asPiece(schema))
  return pieces
}

function* asPiece(schema: JsonSchema): Steps<JsonSchema> {
  const text = textOf(schema)
  if (text.length <= SMALL) return schema
  if (!known.has(text)) {
    const piece = yield* cut(schema)
    // Another schema may have brought the same piece meanwhile.
    if (!known.has(text)) {
      const name = `piece:${known.size}`
      ajv.compile({ ...piece, $id: name })
      known.set(text, name)
    }
    yield
  }
  return { $ref: known.get(text) as string }
}

const textOf = (schema: JsonSchema): string => JSON.stringify(schema)

/** ajv picks the alternative of a quantity by its unit instead of trying each in turn. */
function tagged(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(tagged)
  if (typeof node !== 'object' || node === null) return node
  const copy = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, tagged(value)]))
  const { oneOf } = copy as JsonSchema
  const byUnit = oneOf?.every((choice) => choice.properties?.['unit']?.enum)
  return byUnit ? { type: 'object', required: ['unit'], ...copy, discriminator: { propertyName: 'unit' } } : copy
}
