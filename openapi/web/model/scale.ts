/** Bands as a scale: where each stands, what its limits are, and where a value is. */
import type { Band, BandSet, Bounds } from './catalogue.js'

interface Segment {
  readonly code: string
  readonly label: string
  /** Its limits with what is included, such as `> 3.2, ≤ 5.1`. */
  readonly limits: string
  /** Ends as shares of the scale. */
  readonly from: number
  readonly to: number
}

export interface Scale {
  readonly segments: readonly Segment[]
  readonly lower: number
  readonly upper: number
  /** As a share of the scale, 0 to 1. */
  placeOf(value: number): number
}

/** Room beyond the outermost cut-off, as a share of what is between them. */
const BEYOND = 0.35

const isNumber = (value: number | null | undefined): value is number => typeof value === 'number'

/** `values` are shown on it, too: it reaches as far as they do. */
export function scaleOf({ bands }: BandSet, values: readonly (number | null | undefined)[] = []): Scale {
  const edges = bands.flatMap(({ lower, upper }) => [lower, upper]).filter(isNumber)
  const [least, most] = [Math.min(...edges), Math.max(...edges)]
  const room = (most > least ? most - least : Math.abs(most) || 1) * BEYOND
  const isOpenBelow = bands.some(({ lower }) => lower === null)
  const bottom = isOpenBelow ? (least >= 0 ? Math.min(0, least) : least - room) : least
  const top = bands.some(({ upper }) => upper === null) ? most + room : most
  const shown = values.filter(isNumber)
  const lower = Math.min(bottom, ...shown)
  const upper = Math.max(top, ...shown)
  const placeOf = (value: number): number => (value - lower) / (upper - lower || 1)
  const segments = bands.map((band) => ({
    code: band.code,
    label: band.label,
    limits: limitsOf(band),
    from: placeOf(band.lower ?? lower),
    to: placeOf(band.upper ?? upper),
  }))
  return { segments, lower, upper, placeOf }
}

export function limitsOf({ lower, lowerIncluded, upper, upperIncluded }: Band): string {
  if (lower !== null && lower === upper) return `= ${lower}`
  const below = lower === null ? [] : [`${lowerIncluded ? '≥' : '>'} ${lower}`]
  const above = upper === null ? [] : [`${upperIncluded ? '≤' : '<'} ${upper}`]
  return [...below, ...above].join(', ')
}

/** The bands that some value within the bounds falls into. */
export function bandsWithin({ bands }: BandSet, { lower, upper }: Bounds): readonly Band[] {
  return bands.filter((band) => {
    const isAbove =
      upper === null || band.lower === null || (band.lowerIncluded ? upper >= band.lower : upper > band.lower)
    const isBelow =
      lower === null || band.upper === null || (band.upperIncluded ? lower <= band.upper : lower < band.upper)
    return isAbove && isBelow
  })
}

/** Unit of a result as it stands behind a number; a score has none. */
export const unitText = (code: string): string =>
  /^\{score\}$|^1$/.test(code) ? '' : code.replace('{1.73_m2}', '1.73 m²').replace('mm[Hg]', 'mmHg')
