/** Numbers about repeated measurements. */

/** Value below which the given share of the values lies, between neighbours by their distance. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const place = (sorted.length - 1) * share
  const below = sorted[Math.floor(place)] ?? Number.NaN
  const above = sorted[Math.ceil(place)] ?? Number.NaN
  return below + (above - below) * (place - Math.floor(place))
}

export const median = (values: readonly number[]): number => quantile(values, 0.5)

/** How often each value is there. */
export function counted(values: readonly (string | number)[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1
  return counts
}

/** A median with its quartiles. */
export interface Spread {
  readonly middle: number
  readonly low: number
  readonly high: number
}

export const spread = (values: readonly number[]): Spread => ({
  middle: median(values),
  low: quantile(values, 0.25),
  high: quantile(values, 0.75),
})

/**
 * Option over anchor, round by round: both of one round met the same machine, so what the machine did to that round
 * cancels out. Rounds in which either was not measured are left out.
 */
export function pairedRatio(option: readonly number[], anchor: readonly number[]): Spread {
  const ratios = option.flatMap((value, round) => {
    const base = anchor[round]
    return base !== undefined && base > 0 && Number.isFinite(value) ? [value / base] : []
  })
  return spread(ratios)
}

/**
 * How much y grows with each x: the median of the slopes of all pairs (Theil and Sen), which single readings before and after
 * a collection do not turn.
 */
export function slope(points: readonly (readonly [x: number, y: number])[]): number {
  const slopes = points.flatMap(([x, y], i) => points.slice(i + 1).map(([later, value]) => (value - y) / (later - x)))
  return median(slopes)
}

/** Random numbers in [0, 1) that are the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
