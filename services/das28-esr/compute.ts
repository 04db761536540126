import { categoryWithin, UNDETERMINED_CATEGORY } from '@activity-scores/shared/bands'
import { criterion } from '@activity-scores/shared/criteria'
import { JOINTS_28, suspectScales } from '@activity-scores/shared/fields'
import { between, exactly, type Interval, isAbove, isExact } from '@activity-scores/shared/interval'
import { boundsOf, inputWarning, termsOf } from '@activity-scores/shared/outcome'
import { canonical, plausibility, possible, type Quantity, used } from '@activity-scores/shared/quantity'
import type { Outcome, Warning } from '@activity-scores/shared/result'
import { crossesCutOff, report } from '@activity-scores/shared/rounding'
import { analytes } from '@activity-scores/shared/units'
import { ESR_FLOOR_MM_H, floorEsr, fourVariableTerms, sum, threeVariableTerms } from './formula.js'
import { above32, activity, activityAcr2012 } from './manifest.js'
import type { Request } from './schema.js'

const DECIMALS = 2
const GLOBAL_MM = analytes.scaleInMillimetres

export function compute(request: Request): Outcome {
  const { tenderJointCount28: tender, swollenJointCount28: swollen, esr, patientGlobal } = request
  const variant = request.variant ?? '4-variable'
  const scored = variant === '4-variable' ? fourVariable : threeVariable
  const missing = [
    ...(tender == null ? ['tenderJointCount28'] : []),
    ...(swollen == null ? ['swollenJointCount28'] : []),
    ...(esr == null ? ['esr'] : []),
    ...(patientGlobal == null && variant === '4-variable' ? ['patientGlobal'] : []),
  ]
  const ranges: Ranges = {
    tender28: tender == null ? between(0, JOINTS_28) : exactly(tender),
    swollen28: swollen == null ? between(0, JOINTS_28) : exactly(swollen),
    esrMmH: possibleEsr(esr),
    globalMm: patientGlobal == null ? between(...GLOBAL_MM.allowed) : exactly(canonical(GLOBAL_MM, patientGlobal)),
  }
  const greatest = scored(at(ranges, 'upper'))
  const highest = sum(greatest)
  const certain = missing.length === 0 && !esr?.comparator
  const range = certain ? exactly(highest) : between(sum(scored(at(ranges, 'lower'))), highest)
  const terms = missing.length === 0 && !isLowerLimit(esr) ? greatest : null
  const value = terms && highest
  const reasons = [...missing.map((field) => `missing:${field}`), ...(esr?.comparator ? ['censored:esr'] : [])]
  const category = categoryWithin(activity, range)
  const reported = value === null ? null : report(value, DECIMALS)

  return {
    status: value === null ? 'not_computable' : 'computed',
    score: { value, reported, unit: '{score}', bounds: isExact(range) ? null : boundsOf(range) },
    category,
    criteria: [criterion(above32, isAbove(range, 3.2, reasons))],
    terms: terms ? termsOf(terms) : [],
    details: {
      categories: { eular: category.code, acr2012: categoryWithin(activityAcr2012, range).code },
      boundCategories: isExact(range)
        ? null
        : [categoryWithin(activity, exactly(range.lower)).code, categoryWithin(activity, exactly(range.upper)).code],
      alternative:
        missing.length === 1 && missing[0] === 'patientGlobal' && !isLowerLimit(esr) ? alternative(ranges) : null,
    },
    inputs: {
      tenderJointCount28: tender ?? null,
      swollenJointCount28: swollen ?? null,
      esr: used(analytes.esr, esr),
      patientGlobal: used(GLOBAL_MM, patientGlobal),
      jointCountMethod: request.jointCountMethod ?? 'counted',
      variant,
      esrBelowOne: request.esrBelowOne ?? 'floor',
    },
    missing,
    warnings: [
      ...esrWarnings(esr),
      ...(variant === '4-variable' ? suspectScales({ patientGlobal }) : unusedGlobal(patientGlobal)),
      ...(value === null ? [] : crossesCutOff(value, DECIMALS, [activity, activityAcr2012])),
    ],
    text: text(variant, reported, category, missing, range),
  }
}

interface Ranges {
  readonly tender28: Interval
  readonly swollen28: Interval
  readonly esrMmH: Interval
  readonly globalMm: Interval
}

const at = (ranges: Ranges, end: 'lower' | 'upper') => ({
  tender28: ranges.tender28[end],
  swollen28: ranges.swollen28[end],
  esrMmH: ranges.esrMmH[end],
  globalMm: ranges.globalMm[end],
})

type Scored = (inputs: ReturnType<typeof at>) => Readonly<Record<string, number>>
const fourVariable: Scored = fourVariableTerms
const threeVariable: Scored = threeVariableTerms

/** `>120`: the ESR, and with it the score, has no upper limit. */
const isLowerLimit = (esr: Quantity | null | undefined): boolean => esr?.comparator === '>' || esr?.comparator === '>='

function possibleEsr(esr: Quantity | null | undefined): Interval {
  const range = esr ? possible(analytes.esr, esr) : between(...analytes.esr.allowed)
  return between(floorEsr(range.lower), floorEsr(range.upper))
}

/** What the 3-variable form gives; offered, never used in place of the form that was asked for. */
function alternative(ranges: Ranges) {
  const value = sum(threeVariable(at(ranges, 'upper')))
  const range = between(sum(threeVariable(at(ranges, 'lower'))), value)
  return {
    variant: '3-variable',
    value,
    reported: report(value, DECIMALS),
    bounds: isExact(range) ? null : boundsOf(range),
    category: categoryWithin(activity, range).code,
  }
}

function esrWarnings(esr: Quantity | null | undefined): readonly Warning[] {
  if (!esr) return []
  const limit = canonical(analytes.esr, esr)
  const below = limit < ESR_FLOOR_MM_H || (limit === ESR_FLOOR_MM_H && esr.comparator === '<')
  return [
    ...(below && !isLowerLimit(esr) ? [FLOORED] : []),
    ...(esr.comparator ? [inputWarning('esr_censored', '/esr', whatIsKnown(esr, limit))] : []),
    ...plausibility(analytes.esr, esr, '/esr'),
  ]
}

const FLOORED = inputWarning('esr_floored_to_1', '/esr', 'ESR is below 1 mm/h and was used as 1 mm/h.')

function whatIsKnown(esr: Quantity, limit: number): string {
  if (isLowerLimit(esr)) return 'ESR is a lower limit, not a value; the score has a lower bound only.'
  if (limit <= ESR_FLOOR_MM_H)
    return 'ESR is an upper limit, not a value; all that it leaves possible counts as 1 mm/h.'
  return 'ESR is an upper limit, not a value; a score is that at the limit, and the bounds show what is possible.'
}

const unusedGlobal = (given: Quantity | null | undefined): readonly Warning[] =>
  given ? [inputWarning('input_not_used', '/patientGlobal', 'The 3-variable form does not use patient global.')] : []

function text(
  variant: string,
  reported: string | null,
  category: { readonly code: string; readonly label: string },
  missing: readonly string[],
  range: Interval,
): string {
  const name = variant === '4-variable' ? 'DAS28-ESR' : 'DAS28-ESR (3-variable)'
  const known = category.code !== UNDETERMINED_CATEGORY
  const label = known ? `, ${category.label.toLowerCase()}` : ''
  if (reported !== null && isExact(range)) return `${name} ${reported}${label}`
  const upper = Number.isFinite(range.upper) ? ` to ${report(range.upper, DECIMALS)}` : ' or more'
  const possible = `possible ${report(range.lower, DECIMALS)}${upper}`
  if (reported !== null) {
    return `${name} ${reported} (ESR is an upper limit; ${possible})${known ? label : ', category not determined'}`
  }
  const why = missing.length > 0 ? `missing ${missing.join(', ')}` : 'ESR is known only from below'
  return `${name} not computable: ${why}; ${possible}${label}`
}
