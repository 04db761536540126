/** A measurement in percent of predicted, as sent or from the measured and the predicted value. */
import { inCanonicalUnit } from '@activity-scores/shared/language/quantity'
import { analytes } from '@activity-scores/shared/language/units'
import { percentOfPredicted } from './formula.js'
import type { Request } from './schema.js'

type Field = Exclude<keyof Request, 'ildPresent' | 'hrctGroundGlass'>

export interface Measurement {
  readonly name: string
  readonly percent: 'fvcPercentPredicted' | 'dlcoPercentPredicted' | 'dlcoCorrectedPercentPredicted'
  readonly measured: 'fvc' | 'dlco' | 'dlcoCorrected'
  readonly predicted: 'fvcPredicted' | 'dlcoPredicted'
}

export const MEASUREMENTS = {
  fvc: { name: 'FVC', percent: 'fvcPercentPredicted', measured: 'fvc', predicted: 'fvcPredicted' },
  dlco: { name: 'DLCO', percent: 'dlcoPercentPredicted', measured: 'dlco', predicted: 'dlcoPredicted' },
  dlcoCorrected: {
    name: 'DLCO corrected for haemoglobin',
    percent: 'dlcoCorrectedPercentPredicted',
    measured: 'dlcoCorrected',
    predicted: 'dlcoPredicted',
  },
} as const satisfies Readonly<Record<string, Measurement>>

export const ANALYTE = {
  fvcPercentPredicted: analytes.fvcPercentPredicted,
  fvc: analytes.fvc,
  fvcPredicted: analytes.fvc,
  dlcoPercentPredicted: analytes.dlcoPercentPredicted,
  dlco: analytes.dlco,
  dlcoCorrectedPercentPredicted: analytes.dlcoPercentPredicted,
  dlcoCorrected: analytes.dlco,
  dlcoPredicted: analytes.dlco,
} as const satisfies Readonly<Record<Field, (typeof analytes)[keyof typeof analytes]>>

export const QUANTITIES = Object.keys(ANALYTE) as readonly Field[]

export interface Percent {
  readonly value: number
  readonly basis: 'percent_predicted' | 'measured_and_predicted'
}

/** A percent that was sent goes first. */
export function percentOf(measurement: Measurement, request: Request): Percent | null {
  const given = request[measurement.percent]
  if (given) return { value: inCanonicalUnit(ANALYTE[measurement.percent], given), basis: 'percent_predicted' }
  const value = ratioOf(measurement, request)
  return value === null ? null : { value, basis: 'measured_and_predicted' }
}

/** From measured and predicted value; null unless both are sent in units that need no conversion of DLCO. */
export function ratioOf({ measured, predicted }: Measurement, request: Request): number | null {
  const [numerator, denominator] = [request[measured], request[predicted]]
  if (!numerator || !denominator) return null
  const analyte = ANALYTE[measured]
  if ('convertible' in analyte && numerator.unit !== denominator.unit) return null
  return percentOfPredicted(inCanonicalUnit(analyte, numerator), inCanonicalUnit(analyte, denominator))
}

/** The field that is lacking of those ways of giving the measurement that were begun, else the percent. */
export function missingOf(measurements: readonly Measurement[], request: Request): readonly string[] {
  for (const { measured, predicted } of measurements) if (request[measured]) return [predicted]
  const [first] = measurements
  if (!first) return []
  return [request[first.predicted] ? first.measured : first.percent]
}
