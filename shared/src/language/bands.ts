/**
 * Categories of a score. A set is written once, as upper limits in rising order, so that bands can neither gap nor
 * overlap; the lower limit of each band and which ends are included follow from its neighbour.
 */
import { atMost, less } from './compare.js'
import { exactly, type Interval, isExact } from './interval.js'
import type { Category, Warning } from './outcome.js'
import { report, rounded } from './rounding.js'

export interface BandLimit {
  readonly code: string
  readonly label: string
  /** Upper limit, excluded (`below`) or included (`upTo`). The last band has neither. */
  readonly below?: number
  readonly upTo?: number
}

export interface Band {
  readonly code: string
  readonly label: string
  readonly lower: number | null
  readonly lowerIncluded: boolean
  readonly upper: number | null
  readonly upperIncluded: boolean
}

export interface BandSet {
  /** Name of the set as it appears in `category.set`. */
  readonly id: string
  readonly source: string
  readonly bands: readonly Band[]
}

export const UNDETERMINED_CATEGORY = 'undetermined'

export function bandSet(id: string, source: string, limits: readonly BandLimit[]): BandSet {
  const bands = limits.map((limit, i): Band => {
    const before = limits[i - 1]
    return {
      code: limit.code,
      label: limit.label,
      lower: before?.below ?? before?.upTo ?? null,
      lowerIncluded: before?.below !== undefined,
      upper: limit.below ?? limit.upTo ?? null,
      upperIncluded: limit.upTo !== undefined,
    }
  })
  return { id, source, bands }
}

/** The band that holds the value; the unrounded value, never a reported one. */
export function bandOf(set: BandSet, value: number): Band {
  for (const band of set.bands) {
    if (band.upper === null) return band
    if (band.upperIncluded ? atMost(value, band.upper) : less(value, band.upper)) return band
  }
  throw new Error(`band set ${set.id} has no open last band`)
}

const categories = new WeakMap<Band, Category>()

/** The category as it stands in a result; one frozen object per band. */
export function categoryOf(set: BandSet, value: number): Category {
  const band = bandOf(set, value)
  let category = categories.get(band)
  if (!category) {
    category = Object.freeze({ set: set.id, code: band.code, label: band.label })
    categories.set(band, category)
  }
  return category
}

/** The category if every possible value lies in one band, else code `undetermined`. */
export function categoryWithin(set: BandSet, interval: Interval | null): Category {
  if (interval) {
    const lowest = categoryOf(set, interval.lower)
    if (interval.lower === interval.upper || lowest === categoryOf(set, interval.upper)) return lowest
  }
  return { set: set.id, code: UNDETERMINED_CATEGORY, label: 'Not determined by the inputs' }
}

/** The codes at both ends of a range; null for a score that is exact. */
export const boundCategoriesOf = (set: BandSet, range: Interval): readonly [string, string] | null =>
  isExact(range)
    ? null
    : [categoryWithin(set, exactly(range.lower)).code, categoryWithin(set, exactly(range.upper)).code]

/**
 * Decisions are made on the unrounded value; where the reported one would decide otherwise, the
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
