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
    concerns(slug, pool) {
      const own = known.get(slug) ?? NOTHING
      // Most inputs are in one piece; only one with members of several instruments has to be taken apart.
      return Object.keys(pool).some((key) => own.has(key)) && Object.keys(of(slug, pool)).length > 0
    },
    unused: (slugs, pool) =>
      notIn(
        pool,
        slugs.map((slug) => known.get(slug) ?? NOTHING),
        anywhere,
        ['inputs'],
      ),
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
  for (const key of Object.keys(pool)) {
    const mine = own.get(key)
    if (mine === undefined && (top || anywhere.has(key))) continue
    const value = (pool as Readonly<Record<string, unknown>>)[key]
    if (mine === undefined || mine.size === 0 || !isObject(value)) {
      put(picked, key, value)
      continue
    }
    const part = pick(value, mine, anywhere.get(key) ?? NOTHING, false)
    // Nothing of it is for this instrument: the same as if it had not been sent.
    if (Object.keys(part).length > 0 || Object.keys(value).length === 0) picked[key] = part
  }
  return picked
}

/** Assigning `__proto__` would give an object values that it does not have, instead of a member that is refused. */
function put(record: Record<string, unknown>, key: string, value: unknown): void {
  if (key !== '__proto__') record[key] = value
  else Object.defineProperty(record, key, { value, enumerable: true, configurable: true, writable: true })
}

/** Pointers of what no owner knows. */
function notIn(pool: object, owners: readonly Keys[], anywhere: Keys, path: readonly string[]): readonly string[] {
  const unused: string[] = []
  for (const key of Object.keys(pool)) {
    let owned = false
    let inner: Keys[] | undefined
    for (const owner of owners) {
      const keys = owner.get(key)
      owned ||= keys !== undefined
      if (keys === undefined || keys.size === 0) continue
      if (inner) inner.push(keys)
      else inner = [keys]
    }
    if (!owned) {
      if (path.length === 1 || anywhere.has(key)) unused.push(pointerTo([...path, key]))
      continue
    }
    const value = inner && (pool as Readonly<Record<string, unknown>>)[key]
    if (inner && isObject(value)) unused.push(...notIn(value, inner, anywhere.get(key) ?? NOTHING, [...path, key]))
  }
  return unused
}
