/** Names that were perhaps meant by one that is not known. */

/** The pairs of neighbouring letters of a name, without regard to case. */
function pairsOf(name: string): readonly string[] {
  const letters = name.toLowerCase()
  return Array.from({ length: Math.max(letters.length - 1, 0) }, (_, i) => letters.slice(i, i + 2))
}

/** Share of pairs that two names have in common (Dice 1945), 0 to 1. */
function likeness(a: readonly string[], b: readonly string[]): number {
  const left = [...b]
  let common = 0
  for (const pair of a) {
    const at = left.indexOf(pair)
    if (at === -1) continue
    left.splice(at, 1)
    common += 1
  }
  return (2 * common) / Math.max(a.length + b.length, 1)
}

/** The names most like the one given, the most alike first. */
export function nearest(name: string, names: readonly string[], count: number): readonly string[] {
  const pairs = pairsOf(name)
  return names
    .map((each) => ({ each, like: likeness(pairs, pairsOf(each)) }))
    .sort((a, b) => b.like - a.like)
    .slice(0, count)
    .map(({ each }) => each)
}
