/** Bands of a score in words and as reference ranges. */
import type { Band, BandSet } from '@activity-scores/shared/language/bands'
import type { ObservationReferenceRange } from 'fhir/r4.js'
import { local, quantityOf } from './parts.js'

/** Which ends of a band belong to it, which low and high cannot say. */
function inWords({ lower, lowerIncluded, upper, upperIncluded }: Band): string {
  if (lower === null && upper === null) return 'any value'
  if (lower === null) return upperIncluded ? `to ${upper} included` : `below ${upper}`
  if (upper === null) return lowerIncluded ? `from ${lower}` : `above ${lower}`
  if (lowerIncluded && upperIncluded) return `from ${lower} to ${upper}, both included`
  if (lowerIncluded) return `from ${lower}, below ${upper}`
  return upperIncluded ? `above ${lower}, to ${upper} included` : `above ${lower}, below ${upper}`
}

export const rangesOf = ({ id, bands }: BandSet, unit: string): ObservationReferenceRange[] =>
  bands.map((band) => ({
    ...(band.lower === null ? {} : { low: quantityOf(band.lower, unit) }),
    ...(band.upper === null ? {} : { high: quantityOf(band.upper, unit) }),
    type: local(`${id}.${band.code}`, band.label),
    text: inWords(band),
  }))
