/** Every way to take one value out of a request, and the dotted paths that name them. Tests only. */

export type Path = readonly string[]

/**
 * Members that qualify a value instead of adding one: without them it is another value, as in FHIR, where a comparator
 * modifies.
 */
const MODIFIERS: ReadonlySet<string> = new Set(['comparator', 'upperLimitUnit'])

/** The path of each value that is there, whole objects and the items of lists included; not the request itself. */
export function* pathsOf(value: unknown, path: Path = []): Generator<Path> {
  if (value === null || value === undefined || MODIFIERS.has(path.at(-1) ?? '')) return
  if (path.length > 0) yield path
  if (typeof value === 'object') for (const [key, child] of Object.entries(value)) yield* pathsOf(child, [...path, key])
}

type Holder = Record<string, unknown>

/** A copy without the value; the items of a list close up. */
export function withoutPath<Body>(body: Body, path: Path): Body {
  return changedAt(body, path, (holder, key) => {
    if (Array.isArray(holder)) holder.splice(Number(key), 1)
    else delete holder[key]
  })
}

/** A copy with null in the place of the value: the other way to say that it is not known. */
export const withNull = <Body>(body: Body, path: Path): Body =>
  changedAt(body, path, (holder, key) => {
    holder[key] = null
  })

function changedAt<Body>(body: Body, path: Path, change: (holder: Holder, key: string) => void): Body {
  const copy = structuredClone(body)
  const holder = path.slice(0, -1).reduce((inner, key) => inner[key] as Holder, copy as Holder)
  change(holder, path.at(-1) ?? '')
  return copy
}

/** Where a dotted pattern, in which `*` is any one member, leads in a body: the values that are there. */
export function matching(body: unknown, pattern: string): readonly Path[] {
  const keys = pattern.split('.')
  return [...pathsOf(body)].filter((path) => path.length === keys.length && fits(path, keys))
}

const fits = (path: Path, keys: readonly string[]): boolean =>
  keys.every((key, i) => i >= path.length || key === '*' || key === path[i])

/** Whether the path is what the pattern names, something inside it, or something that holds it. */
export const touches = (path: Path, pattern: string): boolean => fits(path, pattern.split('.'))

/** Whether the path is exactly what the pattern names. */
export const isAt = (path: Path, pattern: string): boolean =>
  path.length === pattern.split('.').length && touches(path, pattern)
