import { type BandSet, bandOf } from './bands.js'
import { TOLERANCE } from './compare.js'
import type { Warning } from './result.js'

/**
 * The one rounding rule: half away from zero in decimal, printed with exactly `decimals` decimals.
 * `report(-22.75, 1)` is `-22.8`, `report(1.005, 2)` is `1.01` although its double is a little less.
 * For display only: a reported value never feeds a calculation or a decision.
 */
export function report(value: number, decimals: number): string {
  const shown = rounded(value, decimals)
  return shown === 0 ? (0).toFixed(decimals) : shown.toFixed(decimals)
}

/** The number that is reported. */
function rounded(value: number, decimals: number): number {
  const scale = SCALE[decimals] ?? 10 ** decimals
  const magnitude = Math.floor(Math.abs(value) * scale + 0.5 + TOLERANCE) / scale
  return value < 0 ? -magnitude : magnitude
}

const SCALE = [1, 10, 100, 1000, 10_000]

/**
 * Contract, section 6: decisions are made on the unrounded value; where the reported one would decide otherwise, the
 * result says so. Covers band sets and single cut-offs (with the function that decides at each).
 */
export function crossesCutOff(
  value: number,
  decimals: number,
  sets: readonly BandSet[],
  decisions: readonly ((value: number) => boolean)[] = [],
): readonly Warning[] {
  const shown = rounded(value, decimals)
  const differs =
    sets.some((set) => bandOf(set, value) !== bandOf(set, shown)) ||
    decisions.some((decide) => decide(value) !== decide(shown))
  if (!differs) return []
  return [
    {
      code: 'reported_value_crosses_cutoff',
      pointer: '',
      message: `The score is reported as ${report(value, decimals)}, on the other side of a cut-off; category and criteria follow the unrounded value.`,
    },
  ]
}
