/**
 * Units of the analytes. An allow-list rather than a general unit engine: a unit is accepted for an analyte or it
 * is an error, and the factor is applied in one multiplication and one division, so that 88.4 umol/L is exactly 1 mg/dL.
 */
import type { Analyte, UnitFactor } from './analytes.js'

export { type Analyte, analytes, type UnitFactor } from './analytes.js'

const SAME: UnitFactor = {}

/** The value in the analyte's canonical unit. The unit is known to be in the table: the schema saw to that. */
export function toCanonical(analyte: Analyte, value: number, unit: string): number {
  const factor = analyte.units[unit]
  if (!factor) throw new Error(`${unit} is not a unit of ${analyte.name}`)
  if (factor.multiply === undefined) return factor.divide === undefined ? value : value / factor.divide
  const product = value * factor.multiply
  return factor.divide === undefined ? product : product / factor.divide
}

/** A value in the canonical unit, expressed in another. */
export function fromCanonical(analyte: Analyte, value: number, unit: string): number {
  const factor = analyte.units[unit] ?? SAME
  return (value * (factor.divide ?? 1)) / (factor.multiply ?? 1)
}

/** The allowed range in a unit: 0.1 mg/dL reads 8.84 umol/L, and 20 kg, which no decimal of pounds is, 44.0924524369. */
export function allowedIn(analyte: Analyte, unit: string): readonly [low: number, high: number] {
  const [low, high] = analyte.allowed
  return [outward(fromCanonical(analyte, low, unit), -1), outward(fromCanonical(analyte, high, unit), 1)]
}

const DIGITS = 12

/** To 12 significant digits, down (-1) or up (1) unless only binary noise is lost, so that the limit itself is inside. */
function outward(limit: number, direction: -1 | 1): number {
  const near = Number(limit.toPrecision(DIGITS))
  const inside = (limit - near) * direction
  if (inside <= limit * 4 * Number.EPSILON) return near
  const lastDigit = 10 ** (Math.floor(Math.log10(limit)) + 1 - DIGITS)
  return Number((near + direction * lastDigit).toPrecision(DIGITS))
}
