/** The leaves of a request: each value that an instrument takes, with the name of its field and what it may be. */
import { alternatives, type JsonSchema } from '@activity-scores/shared/engine/json-schema'

export const VISITS = ['baseline', 'followUp', 'confirmation'] as const
export type VisitName = (typeof VISITS)[number]

type LeafKind = 'quantity' | 'number' | 'boolean' | 'code' | 'text' | 'list'

export interface Leaf {
  /** Members on the way to it in the request. */
  readonly path: readonly string[]
  /** The same with dots between them. */
  readonly dotted: string
  /** Name of the field: the same in every instrument, without the visit. */
  readonly name: string
  readonly visit: VisitName | undefined
  readonly kind: LeafKind
  readonly title: string
  /** Of a coded value: what it may be. */
  readonly options: readonly (string | number)[]
  /** Of a quantity. */
  readonly units: readonly string[]
  readonly takes: { readonly comparator: boolean; readonly upperLimit: boolean; readonly upperLimitUnit: boolean }
  readonly schema: JsonSchema
}

const isVisit = (name: string | undefined): name is VisitName => (VISITS as readonly string[]).includes(name ?? '')

/** Every leaf of a request in the order of its schema. `names` are the fields behind members that are called otherwise. */
export function leavesOf(schema: JsonSchema, names: Readonly<Record<string, string>> = {}): readonly Leaf[] {
  const leaves: Leaf[] = []
  walk(schema, [], names, leaves)
  return leaves
}

function walk(
  schema: JsonSchema,
  path: readonly string[],
  names: Readonly<Record<string, string>>,
  leaves: Leaf[],
): void {
  const choices = alternatives(schema)
  const isQuantity = choices.some(({ properties }) => properties?.['unit'] !== undefined)
  const holder = isQuantity ? undefined : choices.find(({ properties }) => properties !== undefined)
  if (!holder) {
    leaves.push(leafOf(schema, choices, path, names))
    return
  }
  for (const [key, child] of Object.entries(holder.properties ?? {})) walk(child, [...path, key], names, leaves)
}

function leafOf(
  schema: JsonSchema,
  choices: readonly JsonSchema[],
  path: readonly string[],
  names: Readonly<Record<string, string>>,
): Leaf {
  const [first] = path
  const visit = isVisit(first) && path.length > 1 ? first : undefined
  const member = (visit ? path.slice(1) : path).join('.')
  const members = Object.assign({}, ...choices.map(({ properties }) => properties ?? {})) as object
  return {
    path,
    dotted: path.join('.'),
    name: names[member] ?? member,
    visit,
    kind: kindOf(choices),
    title: schema.title ?? choices[0]?.title ?? member,
    options: choices.flatMap((choice) => (choice.enum ?? []).filter(isOption)),
    units: choices.flatMap(({ properties }) => (properties?.['unit']?.enum ?? []).filter((u) => typeof u === 'string')),
    takes: {
      comparator: 'comparator' in members,
      upperLimit: 'upperLimit' in members,
      upperLimitUnit: 'upperLimitUnit' in members,
    },
    schema,
  }
}

const isOption = (option: unknown): option is string | number =>
  typeof option === 'string' || typeof option === 'number'

function kindOf(choices: readonly JsonSchema[]): LeafKind {
  const has = (type: string): boolean =>
    choices.some((choice) => [choice.type].flat().includes(type) && choice.enum === undefined)
  if (choices.some(({ properties }) => properties?.['unit'] !== undefined)) return 'quantity'
  if (choices.some(({ items }) => items !== undefined)) return 'list'
  if (choices.some((choice) => choice.enum !== undefined)) return 'code'
  if (has('boolean')) return 'boolean'
  return has('number') || has('integer') ? 'number' : 'text'
}
