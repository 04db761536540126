/** Bodies that are nearly right, for property tests: one to three places of a valid body changed for the worse. Tests only. */
import fc from 'fast-check'

const WRONG: readonly unknown[] = [
  null,
  true,
  false,
  '',
  '8',
  'mm/h',
  'unknown',
  -1,
  -0.5,
  0,
  0.5,
  1.5,
  4.000_000_001,
  29,
  101,
  1e9,
  1e300,
  [],
  [1],
  {},
  { value: 1 },
  { unit: 'mm' },
  { value: '1', unit: 'mm' },
]

/** Every path of a body, the empty one included. */
function pathsOf(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([key, child]) => pathsOf(child, [...path, key]))]
}

function changed(
  body: unknown,
  path: readonly string[],
  change: (holder: Record<string, unknown>, key: string) => void,
): unknown {
  const copy = structuredClone(body)
  const holder = path.slice(0, -1).reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], copy)
  if (typeof holder === 'object' && holder !== null) change(holder as Record<string, unknown>, path.at(-1) ?? '')
  return copy
}

/** A body with some of its values replaced, removed, or beside keys that nobody knows. */
export function mutated(bodies: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const change = fc.record({
    at: fc.nat(),
    how: fc.constantFrom('replace', 'remove', 'add'),
    wrong: fc.constantFrom(...WRONG),
  })
  return fc.tuple(bodies, fc.array(change, { minLength: 1, maxLength: 3 })).map(([body, changes]) =>
    changes.reduce<unknown>((current, { at, how, wrong }) => {
      const paths = pathsOf(current)
      const path = paths[at % paths.length] ?? []
      if (path.length === 0) return how === 'replace' ? wrong : current
      return changed(current, path, (holder, key) => {
        if (how === 'replace') holder[key] = wrong
        else if (how === 'remove') delete holder[key]
        else if (!Array.isArray(holder)) holder[`${key}X`] = wrong
      })
    }, body),
  )
}
