import { inCanonicalUnit, type Quantity } from '@activity-scores/shared/language/quantity'
import { report } from '@activity-scores/shared/language/rounding'
import { type Analyte, analytes } from '@activity-scores/shared/language/units'
import { absoluteDecline, relativeDecline } from './formula.js'
import type { Request, Visit } from './schema.js'

/** Decimals of a reported relative decline. */
export const DECIMALS = 1

type Field = Exclude<keyof Visit, 'date'>

/** One measurement and the two ways in which a visit may give it. */
export interface Measure {
  readonly percentPredicted: Field
  readonly raw: Field
  readonly rawBasis: 'litres' | 'raw'
  /** Decimals of a reported absolute decline of the raw value. */
  readonly rawDecimals: number
}

export const FVC: Measure = { percentPredicted: 'fvcPercentPredicted', raw: 'fvc', rawBasis: 'litres', rawDecimals: 3 }
export const DLCO: Measure = { percentPredicted: 'dlcoPercentPredicted', raw: 'dlco', rawBasis: 'raw', rawDecimals: 2 }

export interface Decline {
  readonly relative: number
  readonly relativeReported: string
  readonly absolute: number
  readonly absoluteReported: string
  readonly unit: string
}

export interface Declines {
  readonly percentPredicted: Decline | null
  readonly raw: Decline | null
  /** Percent predicted where both visits have it, else raw where both visits have that. */
  readonly used: Decline | null
  readonly basis: 'percent_predicted' | 'litres' | 'raw' | null
}

export function declinesOf(measure: Measure, { baseline, followUp }: Request): Declines {
  const percentPredicted = decline(measure.percentPredicted, 1, baseline, followUp)
  const raw = decline(measure.raw, measure.rawDecimals, baseline, followUp)
  const rawBasis = raw ? measure.rawBasis : null
  return {
    percentPredicted,
    raw,
    used: percentPredicted ?? raw,
    basis: percentPredicted ? 'percent_predicted' : rawBasis,
  }
}

type MaybeVisit = Visit | null | undefined

function decline(field: Field, decimals: number, baseline: MaybeVisit, followUp: MaybeVisit): Decline | null {
  const first = baseline?.[field]
  const second = followUp?.[field]
  if (!first || !second) return null
  const analyte: Analyte = analytes[field]
  const [from, to] = [inCanonicalUnit(analyte, first), inCanonicalUnit(analyte, second)]
  const relative = relativeDecline(from, to)
  const absolute = absoluteDecline(from, to)
  return {
    relative,
    relativeReported: report(relative, DECIMALS),
    absolute,
    absoluteReported: report(absolute, decimals),
    unit: unitOf(analyte, first),
  }
}

const unitOf = (analyte: Analyte, given: Quantity): string =>
  analyte.convertible === false ? given.unit : analyte.canonical

/** Dotted paths that would make the decline known: the basis that lacks fewer, percent predicted when it is the same. */
export function missingOf(measure: Measure, request: Request): readonly string[] {
  const lacking = (field: Field) =>
    VISITS.filter((visit) => !request[visit]?.[field]).map((visit) => `${visit}.${field}`)
  const [percentPredicted, raw] = [lacking(measure.percentPredicted), lacking(measure.raw)]
  return raw.length < percentPredicted.length ? raw : percentPredicted
}

export const VISITS = ['baseline', 'followUp'] as const
