/**
 * What of a pooled object concerns each instrument. Two instruments may use one field for different parts of one thing
 * (`baseline.total`, `baseline.fvc`): a nested key goes to the instruments that know it. A nested key that nobody knows goes to
 * every instrument of its parent, which refuses it: dropping it could leave a number that nobody meant.
 */
import type { Instrument } from '@activity-scores/shared/contract/instrument'
import { MOST_FAULTS } from '@activity-scores/shared/engine/faults'
import { alternatives, inputSchemaOf, type JsonSchema } from '@activity-scores/shared/engine/json-schema'
import type { Steps } from '@activity-scores/shared/engine/steps'
import { pointerTo } from '@activity-scores/shared/language/pointer'

/** Known keys of an object and what is known of each; a quantity or a plain value has none. */
type Keys = ReadonlyMap<string, Keys>

export interface Projection {
  /** The part of the pool that one instrument takes. */
  of(slug: string, pool: object): Readonly<Record<string, unknown>>
  /** Whether an instrument uses any input of the pool. */
  concerns(slug: string, pool: object): boolean
  /** Whether an instrument knows the field with these keys. */
  uses(slug: string, path: readonly string[]): boolean
  /** Pointers of inputs that none of the instruments uses. */
  unused(slugs: readonly string[], pool: object): readonly string[]
}

const NOTHING: Keys = new Map()

export function* projectionFor(instruments: readonly Instrument[]): Steps<Projection> {
  const known = new Map<string, Keys>()
  for (const { slug, request } of instruments) {
    known.set(slug, keysOf(inputSchemaOf(request)))
    yield
  }
  const anywhere = [...known.values()].reduce(merge, NOTHING)
  const of = (slug: string, pool: object) => ownPart(pool, known.get(slug) ?? NOTHING, anywhere)
  return {
    of,
    concerns(slug, pool) {
      // Most inputs are in one piece; only one with members of several instruments has to be taken apart.
      for (const key of (known.get(slug) ?? NOTHING).keys())
        if (Object.hasOwn(pool, key)) return !isEmpty(of(slug, pool))
      return false
    },
    uses: (slug, path) => path.reduce<Keys | undefined>((keys, key) => keys?.get(key), known.get(slug)) !== undefined,
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

type Pool = Readonly<Record<string, unknown>>
type Part = Record<string, unknown>

/** What an instrument takes of the whole pool; it is asked by its fields, since a pool may have any number of others. */
function ownPart(pool: object, own: Keys, anywhere: Keys): Part {
  const part: Part = {}
  for (const [key, mine] of own)
    if (Object.hasOwn(pool, key)) place(part, key, (pool as Pool)[key], mine, anywhere.get(key) ?? NOTHING)
  return part
}

/** What an instrument takes of an object that it shares with others, and what nobody knows. */
function pick(shared: object, own: Keys, anywhere: Keys): Part {
  const picked = ownPart(shared, own, anywhere)
  for (const key of strangeIn(shared, anywhere)) put(picked, key, (shared as Pool)[key])
  return picked
}

const strangers = new WeakMap<object, readonly string[]>()

/** Keys that nobody knows: found once for all instruments. Beyond the most that are told of, more of them change nothing. */
function strangeIn(shared: object, anywhere: Keys): readonly string[] {
  let strange = strangers.get(shared)
  if (!strange) {
    strange = Object.keys(shared)
      .filter((key) => !anywhere.has(key))
      .slice(0, MOST_FAULTS + 1)
    strangers.set(shared, strange)
  }
  return strange
}

function place(picked: Part, key: string, value: unknown, mine: Keys, anywhere: Keys): void {
  if (mine.size === 0 || !isObject(value)) {
    put(picked, key, value)
    return
  }
  const part = pick(value, mine, anywhere)
  // Nothing of it is for this instrument: the same as if it had not been sent. A member that is null is none.
  if (isSent(part, mine) || !isSent(value)) picked[key] = part
}

/** Whether an object has a member that is not null; where it is said which keys are known, also one that nobody knows. */
function isSent(value: object, known?: Keys): boolean {
  for (const key in value) if ((value as Pool)[key] != null || (known && !known.has(key))) return true
  return false
}

function isEmpty(value: object): boolean {
  for (const _ in value) return false
  return true
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
    if (!anywhere.has(key)) {
      if (path.length === 1) unused.push(pointerTo([...path, key]))
      continue
    }
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
      unused.push(pointerTo([...path, key]))
      continue
    }
    const value = inner && (pool as Pool)[key]
    if (inner && isObject(value)) unused.push(...notIn(value, inner, anywhere.get(key) ?? NOTHING, [...path, key]))
  }
  return unused
}
