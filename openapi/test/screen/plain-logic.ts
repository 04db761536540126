/** Three-valued logic and comparisons of the plain evaluator: `null` is unknown. */
export type Truth = boolean | null

/** Least and greatest value that is possible. */
export type Range = readonly [number, number]

/** Tolerance of every comparison, RA file 0.2. */
const E = 1e-9

export const not = (a: Truth): Truth => (a === null ? null : !a)

export function and(...all: readonly Truth[]): Truth {
  if (all.includes(false)) return false
  return all.includes(null) ? null : true
}

export function or(...all: readonly Truth[]): Truth {
  if (all.includes(true)) return true
  return all.includes(null) ? null : false
}

/** At least `wanted` of all are true. */
export function count(wanted: number, ...all: readonly Truth[]): Truth {
  const yes = all.filter((each) => each === true).length
  const open = all.filter((each) => each === null).length
  if (yes >= wanted) return true
  return yes + open < wanted ? false : null
}

/** What all possible cases agree on. */
export function agreed(cases: readonly Truth[]): Truth {
  const [first = null] = cases
  return cases.every((each) => each === first) ? first : null
}

const ends = (value: number | Range): Range => (typeof value === 'number' ? [value, value] : value)

export function atLeast(value: number | Range | null, limit: number): Truth {
  if (value === null) return null
  const [low, high] = ends(value)
  if (low >= limit - E) return true
  return high >= limit - E ? null : false
}

export function above(value: number | Range | null, limit: number): Truth {
  if (value === null) return null
  const [low, high] = ends(value)
  if (low > limit + E) return true
  return high > limit + E ? null : false
}

export const below = (value: number | Range | null, limit: number): Truth => not(atLeast(value, limit))
export const atMost = (value: number | Range | null, limit: number): Truth => not(above(value, limit))
