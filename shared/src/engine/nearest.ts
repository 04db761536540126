/** Names that were perhaps meant by one that is not known. */

/** The pairs of neighbouring letters of a name, without regard to case: each as one number, in order. */
function pairsOf(name: string): Uint32Array {
  const letters = name.toLowerCase()
  const pairs = new Uint32Array(Math.max(letters.length - 1, 0))
  for (let i = 0; i < pairs.length; i++) pairs[i] = letters.charCodeAt(i) * 0x1_0000 + letters.charCodeAt(i + 1)
  return pairs.sort()
}

/** Share of pairs that two names have in common (Dice 1945), 0 to 1. */
function likeness(a: Uint32Array, b: Uint32Array): number {
  let common = 0
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const [left, right] = [a[i] as number, b[j] as number]
    if (left === right) common++
    if (left <= right) i++
    if (right <= left) j++
  }
  return (2 * common) / Math.max(a.length + b.length, 1)
}

/** Of known names, which are compared again and again. */
const pairsByName = new Map<string, Uint32Array>()

function pairsOfKnown(name: string): Uint32Array {
  let pairs = pairsByName.get(name)
  if (!pairs) {
    pairs = pairsOf(name)
    pairsByName.set(name, pairs)
  }
  return pairs
}

/** The `names`, which are ours, most like the one given, the most alike first. */
export function nearest(name: string, names: readonly string[], count: number): readonly string[] {
  const pairs = pairsOf(name)
  return names
    .map((each) => ({ each, like: likeness(pairs, pairsOfKnown(each)) }))
    .sort((a, b) => b.like - a.like)
    .slice(0, count)
    .map(({ each }) => each)
}
