/**
 * What of a pooled object concerns each instrument. Two instruments may use one field for different parts of one thing
 * (`baseline.total`, `baseline.fvc`): a nested key goes to the instruments that know it. A nested key that nobody knows goes to
 * every instrument of its parent, which refuses it: dropping it could leave a number that nobody meant.
 */
import type { Instrument } from '@activity-scores/shared/instrument'
import { alternatives, type JsonSchema, toJsonSchema } from '@activity-scores/shared/json-schema'
import { pointerTo } from '@activity-scores/shared/pointer'

/** Known keys of an object and what is known of each; a quantity or a plain value has none. */
type Keys = ReadonlyMap<string, Keys>

export interface Projection {
  /** The part of the pool that one instrument takes. */
  of(slug: string, pool: object): Readonly<Record<string, unknown>>
  /** Whether an instrument uses any input of the pool. */
  concerns(slug: string, pool: object): boolean
  /** Pointers of inputs that none of the instruments uses. */
  unused(slugs: readonly string[], pool: object): readonly string[]
}

const NOTHING: Keys = new Map()

export function projectionFor(instruments: readonly Instrument[]): Projection {
  const known = new Map(instruments.map(({ slug, request }) => [slug, keysOf(toJsonSchema(request, 'input'))]))
  const anywhere = [...known.values()].reduce(merge, NOTHING)
  const of = (slug: string, pool: object) => pick(pool, known.get(slug) ?? NOTHING, anywhere, true)
  return {
    of,
    concerns: (slug, pool) => Object.keys(of(slug, pool)).length > 0,
    unused: (slugs, pool) => {
      const used = slugs.map((slug) => known.get(slug) ?? NOTHING).reduce(merge, NOTHING)
      return notIn(pool, used, anywhere, ['inputs'])
    },
  }
}

function keysOf(schema: JsonSchema): Keys {
  const keys = new Map<string, Keys>()
  for (const node of alternatives(schema)) {
    if (node.properties?.['unit']) return NOTHING
    for (const [key, child] of Object.entries(node.properties ?? {})) keys.set(key, keysOf(child))
  }
  return keys
}

function merge(a: Keys, b: Keys): Keys {
  const merged = new Map(a)
  for (const [key, keys] of b) merged.set(key, merge(merged.get(key) ?? NOTHING, keys))
  return merged
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function pick(pool: object, own: Keys, anywhere: Keys, top: boolean): Readonly<Record<string, unknown>> {
  const picked: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(pool)) {
    const mine = own.get(key)
    if (mine === undefined && (top || anywhere.has(key))) continue
    const nested = mine !== undefined && mine.size > 0 && isObject(value)
    const part = nested ? pick(value, mine, anywhere.get(key) ?? NOTHING, false) : value
    // Nothing of it is for this instrument: the same as if it had not been sent.
    if (nested && Object.keys(part as object).length === 0 && Object.keys(value).length > 0) continue
    picked[key] = part
  }
  return picked
}

function notIn(pool: object, used: Keys, anywhere: Keys, path: readonly string[]): readonly string[] {
  return Object.entries(pool).flatMap(([key, value]) => {
    const keys = used.get(key)
    const here = [...path, key]
    if (keys === undefined) return path.length === 1 || anywhere.has(key) ? [pointerTo(here)] : []
    return keys.size > 0 && isObject(value) ? notIn(value, keys, anywhere.get(key) ?? NOTHING, here) : []
  })
}
