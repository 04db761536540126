/**
 * Parts that several schemas of a document have in common become components: written out in each place, two thirds of the
 * document are copies, and whoever generates types from it gets the same type under a hundred names.
 *
 * What differs between two uses of one shape is what is said about it (`description` and the like): that stays beside the
 * reference, as OpenAPI 3.1 allows. What all uses say alike stands in the component.
 */
import { pascalCase } from '../contract/result-schema.js'
import { isAnnotation, type JsonSchema } from '../engine/json-schema.js'

type Schemas = Readonly<Record<string, JsonSchema>>

/** A shape is shared from so many characters on, with what is said about it where that is always the same; a reference takes 50. */
const LEAST_CHARACTERS = 100
/** A shape that stands under more names than this is named after its own members. */
const MOST_NAMES = 3

interface Use {
  count: number
  /** Names of the fields that have this shape, and how often. */
  readonly fields: Map<string, number>
  /** Schemas in which it stands. */
  readonly owners: Set<string>
  readonly shape: JsonSchema
  readonly notes: Set<string>
}

/** The same schemas, with references to what two of them, or two places of one, have in common; and those parts by name. */
export function shareRepeated(schemas: Schemas): Schemas {
  const uses = usesIn(schemas)
  const names = namesOf([...uses].filter(isWorthSharing), new Set(Object.keys(schemas)))
  const reduce = (schema: JsonSchema): JsonSchema => {
    const key = schema.$ref === undefined ? shapeOf(schema) : undefined
    const name = key === undefined ? undefined : names.get(key)
    if (name === undefined) return mapped(schema, reduce)
    const common = commonNotes(uses.get(key as string) as Use)
    const own = Object.entries(annotationsOf(schema)).filter(([keyword]) => !(keyword in common))
    return { $ref: `#/components/schemas/${name}`, ...Object.fromEntries(own) }
  }
  const shared = [...names].map(([key, name]): [string, JsonSchema] => {
    const use = uses.get(key) as Use
    return [name, { ...commonNotes(use), ...mapped(use.shape, reduce) }]
  })
  const own = Object.entries(schemas).map(([name, schema]): [string, JsonSchema] => [name, mapped(schema, reduce)])
  return Object.fromEntries([...own, ...shared].toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

/** How often each shape stands somewhere; what is inside of one counts once, however often that one does. */
function usesIn(schemas: Schemas): ReadonlyMap<string, Use> {
  const uses = new Map<string, Use>()
  const visit = (schema: JsonSchema, field: string, owner: string): void => {
    if (schema.$ref === undefined) {
      const key = shapeOf(schema)
      const use = uses.get(key) ?? newUse(schema)
      uses.set(key, use)
      use.count++
      use.fields.set(field, (use.fields.get(field) ?? 0) + 1)
      use.owners.add(owner)
      use.notes.add(JSON.stringify(annotationsOf(schema)))
      if (use.count > 1) return
    }
    forEachPart(schema, (part, name) => visit(part, name ?? field, owner))
  }
  for (const [owner, schema] of Object.entries(schemas))
    forEachPart(schema, (part, name) => visit(part, name ?? owner, owner))
  return uses
}

const newUse = (schema: JsonSchema): Use => ({
  count: 0,
  fields: new Map(),
  owners: new Set(),
  shape: JSON.parse(shapeOf(schema)) as JsonSchema,
  notes: new Set(),
})

const annotationsOf = (schema: JsonSchema): JsonSchema =>
  Object.fromEntries(Object.entries(schema).filter(([keyword]) => isAnnotation(keyword)))

/** What is said in the same words at every use. */
function commonNotes({ notes }: Use): JsonSchema {
  const [first = {}, ...others] = [...notes].map((note) => JSON.parse(note) as JsonSchema)
  const isCommon = ([keyword, said]: [string, unknown]): boolean =>
    others.every((other) => JSON.stringify(other[keyword]) === JSON.stringify(said))
  return Object.fromEntries(Object.entries(first).filter(isCommon))
}

const isWorthSharing = ([key, { count, notes }]: readonly [string, Use]): boolean => {
  const [note = ''] = notes
  return count > 1 && key.length + (notes.size === 1 ? note.length : 0) >= LEAST_CHARACTERS
}

/** What a schema takes and refuses, as text: two schemas that only say something else about it have the same. */
export const shapeOf = (schema: JsonSchema): string =>
  JSON.stringify(Object.fromEntries(Object.entries(schema).filter(([keyword]) => !isAnnotation(keyword))))

/** Each shape gets the name of its field; where another shape has that, of its owner and its field. */
function namesOf(uses: readonly (readonly [string, Use])[], taken: Set<string>): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  for (const [key, use] of uses) {
    const [owner = ''] = use.owners
    const plain = plainNameOf(use)
    const longer = `${owner.replace(/(?:Input|Result)$/, '')}${plain}`
    const candidates = [plain, longer, ...Array.from({ length: 99 }, (_, i) => `${longer}${i + 2}`)]
    const name = candidates.find((candidate) => !taken.has(candidate)) as string
    taken.add(name)
    names.set(key, name)
  }
  return names
}

function plainNameOf({ fields, shape }: Use): string {
  const [[field] = ['']] = [...fields].toSorted(([, a], [, b]) => b - a)
  const own = Object.keys(shape.properties ?? {})
  const words = fields.size > MOST_NAMES && own.length > 0 && own.length <= MOST_NAMES ? own : [field]
  return words
    .map((word) => pascalCase(word.replaceAll(/[^A-Za-z0-9]+/g, '-').toLowerCase() === word ? word : upperFirst(word)))
    .join('And')
}

const upperFirst = (word: string): string =>
  word.replaceAll(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9])/g, (_all, letter: string) => letter.toUpperCase())

const LISTS = ['oneOf', 'anyOf', 'allOf', 'prefixItems'] as const

function forEachPart(schema: JsonSchema, visit: (part: JsonSchema, field: string | undefined) => void): void {
  for (const [name, part] of Object.entries(schema.properties ?? {})) visit(part, name)
  for (const list of LISTS) for (const part of (schema[list] ?? []) as readonly JsonSchema[]) visit(part, undefined)
  for (const part of [schema.items, schema['additionalProperties']]) if (isSchema(part)) visit(part, undefined)
}

/** The schema with each of its parts replaced. */
export function mapped(schema: JsonSchema, change: (part: JsonSchema) => JsonSchema): JsonSchema {
  const copy: Record<string, unknown> = { ...schema }
  if (schema.properties)
    copy['properties'] = Object.fromEntries(
      Object.entries(schema.properties).map(([name, part]) => [name, change(part)]),
    )
  for (const list of LISTS) if (Array.isArray(schema[list])) copy[list] = (schema[list] as JsonSchema[]).map(change)
  for (const one of ['items', 'additionalProperties']) if (isSchema(schema[one])) copy[one] = change(schema[one])
  return copy
}

const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
