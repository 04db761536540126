import { JOINTS_28, suspectScales } from '@activity-scores/shared/contract/fields'
import { categoryWithin, crossesCutOff, UNDETERMINED_CATEGORY } from '@activity-scores/shared/language/bands'
import { greater } from '@activity-scores/shared/language/compare'
import { between, exactly, type Interval, isExact, mapIncreasing } from '@activity-scores/shared/language/interval'
import {
  type Category,
  inputWarning,
  type Outcome,
  scored,
  termsOf,
  type Warning,
} from '@activity-scores/shared/language/outcome'
import {
  anything,
  canonical,
  isLowerLimit,
  possible,
  type Quantity,
  used,
} from '@activity-scores/shared/language/quantity'
import { report } from '@activity-scores/shared/language/rounding'
import { analytes } from '@activity-scores/shared/language/units'
import { crpWarnings } from '@activity-scores/shared/measures/crp'
import { CRP_TO_CHECK_MG_DL, cdai, crpMgDl, sdai, type Terms } from './formula.js'
import { activity } from './manifest.js'
import type { Request } from './schema.js'

const DECIMALS = 1
const GLOBAL = analytes.scaleOfTen
const SETS = [activity]

const COUNT = between(0, JOINTS_28)
const RATING = between(...GLOBAL.allowed)
const CRP = anything(analytes.crp)
const FIELDS = [
  'tenderJointCount28',
  'swollenJointCount28',
  'patientGlobal',
  'physicianGlobal',
  'crp',
] as const satisfies readonly (keyof Terms)[]

export function compute(request: Request): Outcome {
  const { crp } = request
  const patientGlobal = used(GLOBAL, request.patientGlobal)
  const physicianGlobal = used(GLOBAL, request.physicianGlobal)
  const missing = FIELDS.filter((field) => request[field] == null)
  const ranges: Ranges = {
    tenderJointCount28: known(request.tenderJointCount28) ?? COUNT,
    swollenJointCount28: known(request.swollenJointCount28) ?? COUNT,
    patientGlobal: known(patientGlobal?.value) ?? RATING,
    physicianGlobal: known(physicianGlobal?.value) ?? RATING,
    crp: mapIncreasing(crp ? possible(analytes.crp, crp) : CRP, crpMgDl),
  }
  const greatest = at(ranges, 'upper')
  const range = between(sdai(at(ranges, 'lower')), sdai(greatest))
  const value = missing.length === 0 && !isLowerLimit(crp) ? range.upper : null
  const { status, score } = scored(value, range, DECIMALS, '{score}')
  const category = categoryWithin(activity, range)
  const onlyCrp = value === null && (missing.length === 0 || (missing.length === 1 && missing[0] === 'crp'))

  return {
    status,
    score,
    category,
    criteria: [],
    terms: value === null ? [] : termsOf({ ...greatest }),
    details: {
      boundCategories: isExact(range)
        ? null
        : [categoryWithin(activity, exactly(range.lower)).code, categoryWithin(activity, exactly(range.upper)).code],
      alternative: onlyCrp ? withoutCrp(greatest) : null,
    },
    inputs: {
      tenderJointCount28: request.tenderJointCount28 ?? null,
      swollenJointCount28: request.swollenJointCount28 ?? null,
      patientGlobal,
      physicianGlobal,
      crp: used(analytes.crp, crp),
      jointCountMethod: request.jointCountMethod ?? 'counted',
    },
    missing,
    warnings: [
      ...crpWarnings(crp),
      ...highCrp(crp),
      ...suspectScales({ patientGlobal: request.patientGlobal, physicianGlobal: request.physicianGlobal }),
      ...(value === null ? [] : crossesCutOff(value, DECIMALS, SETS)),
    ],
    text: text(score.reported, category, missing, range),
  }
}

type Ranges = { readonly [Field in keyof Terms]: Interval }

const known = (value: number | null | undefined): Interval | null => (value == null ? null : exactly(value))

const at = (ranges: Ranges, end: 'lower' | 'upper'): Terms => ({
  tenderJointCount28: ranges.tenderJointCount28[end],
  swollenJointCount28: ranges.swollenJointCount28[end],
  patientGlobal: ranges.patientGlobal[end],
  physicianGlobal: ranges.physicianGlobal[end],
  crp: ranges.crp[end],
})

function withoutCrp(terms: Terms) {
  const value = cdai(terms)
  return { instrument: 'cdai', value, reported: report(value, DECIMALS) }
}

function highCrp(crp: Quantity | null | undefined): readonly Warning[] {
  if (!crp || !greater(crpMgDl(canonical(analytes.crp, crp)), CRP_TO_CHECK_MG_DL)) return []
  return [CHECK_UNITS]
}

const CHECK_UNITS = inputWarning(
  'crp_over_10_mg_per_dL_check_units',
  '/crp',
  'CRP is above 10 mg/dL (100 mg/L), beyond the range of 0 to 86 that is quoted for SDAI; check that the unit is that of the report. It was not capped.',
)

function text(reported: string | null, category: Category, missing: readonly string[], range: Interval): string {
  const decided = category.code !== UNDETERMINED_CATEGORY
  const label = decided ? `, ${category.label.toLowerCase()}` : ''
  if (reported !== null && isExact(range)) return `SDAI ${reported}${label}`
  const upper = Number.isFinite(range.upper) ? ` to ${report(range.upper, DECIMALS)}` : ' or more'
  const possibly = `possible ${report(range.lower, DECIMALS)}${upper}`
  if (reported !== null)
    return `SDAI ${reported} (CRP is an upper limit; ${possibly})${decided ? label : ', category not determined'}`
  const why = missing.length > 0 ? `missing ${missing.join(', ')}` : 'CRP is known only from below'
  return `SDAI not computable: ${why}; ${possibly}${label}`
}
