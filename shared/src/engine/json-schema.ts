/**
 * From zod, the one source of truth, to the plain JSON Schema that validation, catalogue and document are made of
 * (decision 3).
 */
import * as z from 'zod'

export interface JsonSchema {
  readonly [keyword: string]: unknown
  readonly type?: string | readonly string[]
  readonly title?: string
  readonly description?: string
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly items?: JsonSchema
  readonly oneOf?: readonly JsonSchema[]
  readonly anyOf?: readonly JsonSchema[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: number
  readonly exclusiveMaximum?: number
  readonly not?: JsonSchema
  readonly pattern?: string
  readonly $ref?: string
  readonly $defs?: Readonly<Record<string, JsonSchema>>
}

/** Keywords that say something about a value and take or refuse none. */
const ANNOTATIONS = new Set(['title', 'description', 'examples', 'default', 'deprecated'])
export const isAnnotation = (keyword: string): boolean => ANNOTATIONS.has(keyword) || keyword.startsWith('x-')

/** The schema with everything in place, `null` folded into `type`, and no `$schema` or zod bookkeeping. */
export function toJsonSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema, ...plain } = z.toJSONSchema(schema, { io, target: 'draft-2020-12' }) as Record<string, unknown>
  return fold(plain) as JsonSchema
}

const inputs = new WeakMap<z.ZodType, JsonSchema>()

/** What a schema takes; made once for each, since validation, panel, screening and catalogue all ask. */
export function inputSchemaOf(schema: z.ZodType): JsonSchema {
  let known = inputs.get(schema)
  if (!known) {
    known = toJsonSchema(schema, 'input')
    inputs.set(schema, known)
  }
  return known
}

/** zod says `{}` where anything more is allowed; `true` says the same and is not an empty schema. */
const isOpen = (key: string, value: unknown): boolean =>
  key === 'additionalProperties' && typeof value === 'object' && value !== null && Object.keys(value).length === 0

/** `anyOf: [S, null]` reads and validates better as one schema of two types where S has a single type. */
function fold(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(fold)
  if (typeof node !== 'object' || node === null) return node
  const folded: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(node)) folded[key] = isOpen(key, value) ? true : fold(value)
  const { anyOf, ...rest } = folded
  if (!Array.isArray(anyOf) || anyOf.length !== 2 || anyOf[1]?.type !== 'null') return folded
  const [only] = anyOf as [JsonSchema]
  if (typeof only.type !== 'string') {
    const entries = Object.entries(only)
    const said = entries.filter(([keyword]) => isAnnotation(keyword))
    const alternative = Object.fromEntries(entries.filter(([keyword]) => !isAnnotation(keyword)))
    return { ...Object.fromEntries(said), ...rest, anyOf: [alternative, anyOf[1]] }
  }
  return {
    ...only,
    ...rest,
    type: [only.type, 'null'],
    ...(only.enum ? { enum: [...only.enum, null] } : {}),
  }
}

type Definitions = Readonly<Record<string, JsonSchema>>

/** What a schema refers to, among schemas by name; the schema itself where it refers to none of them. */
export function resolved(schema: JsonSchema, definitions: Definitions = {}): JsonSchema {
  const found = definitions[schema.$ref?.split('/').at(-1) ?? '']
  return found === undefined ? schema : resolved(found, definitions)
}

/** The alternatives of a schema, itself if it has none; `null` left out. */
export function alternatives(schema: JsonSchema): readonly JsonSchema[] {
  const choices = schema.oneOf ?? schema.anyOf
  if (!choices) return schema.type === 'null' ? [] : [schema]
  return choices.flatMap(alternatives)
}

/** Visits every subschema, itself first, with its path of keywords. */
export function walk(schema: JsonSchema, visit: (node: JsonSchema, path: string) => void, path = '#'): void {
  visit(schema, path)
  for (const [key, child] of Object.entries(schema.properties ?? {})) walk(child, visit, `${path}/properties/${key}`)
  if (schema.items) walk(schema.items, visit, `${path}/items`)
  for (const list of ['oneOf', 'anyOf', 'allOf', 'prefixItems'] as const) {
    const choices = schema[list] as readonly JsonSchema[] | undefined
    choices?.forEach((child, i) => {
      walk(child, visit, `${path}/${list}/${i}`)
    })
  }
}
