import { JOINTS_28, suspectScales } from '@activity-scores/shared/contract/fields'
import { categoryWithin, crossesCutOff, UNDETERMINED_CATEGORY } from '@activity-scores/shared/language/bands'
import { criterion } from '@activity-scores/shared/language/criteria'
import { between, exactly, isAbove } from '@activity-scores/shared/language/interval'
import { type Category, type Outcome, scored, termsOf } from '@activity-scores/shared/language/outcome'
import { used } from '@activity-scores/shared/language/quantity'
import { report } from '@activity-scores/shared/language/rounding'
import { analytes } from '@activity-scores/shared/language/units'
import { cdai, type Terms } from './formula.js'
import { above10, activity } from './manifest.js'
import type { Request } from './schema.js'

const DECIMALS = 1
const GLOBAL = analytes.scaleOfTen
const CUT_OFF = 10

const SETS = [activity]
const LEAST: Terms = { tenderJointCount28: 0, swollenJointCount28: 0, patientGlobal: 0, physicianGlobal: 0 }
const GREATEST: Terms = {
  tenderJointCount28: JOINTS_28,
  swollenJointCount28: JOINTS_28,
  patientGlobal: GLOBAL.allowed[1],
  physicianGlobal: GLOBAL.allowed[1],
}
const FIELDS = Object.keys(LEAST) as readonly (keyof Terms)[]

export function compute(request: Request): Outcome {
  const patientGlobal = used(GLOBAL, request.patientGlobal)
  const physicianGlobal = used(GLOBAL, request.physicianGlobal)
  const known = {
    tenderJointCount28: request.tenderJointCount28 ?? null,
    swollenJointCount28: request.swollenJointCount28 ?? null,
    patientGlobal: patientGlobal?.value ?? null,
    physicianGlobal: physicianGlobal?.value ?? null,
  }
  const missing = FIELDS.filter((field) => known[field] === null)
  const terms = filled(known, LEAST)
  const lower = cdai(terms)
  const range = missing.length === 0 ? exactly(lower) : between(lower, cdai(filled(known, GREATEST)))
  const value = missing.length === 0 ? lower : null
  const { status, score } = scored(value, range, DECIMALS, '{score}')
  const category = categoryWithin(activity, range)

  return {
    status,
    score,
    category,
    criteria: [
      criterion(
        above10,
        isAbove(
          range,
          CUT_OFF,
          missing.map((field) => `missing:${field}`),
        ),
      ),
    ],
    terms: value === null ? [] : termsOf(terms),
    details: {
      boundCategories:
        value === null
          ? [categoryWithin(activity, exactly(range.lower)).code, categoryWithin(activity, exactly(range.upper)).code]
          : null,
    },
    inputs: {
      tenderJointCount28: known.tenderJointCount28,
      swollenJointCount28: known.swollenJointCount28,
      patientGlobal,
      physicianGlobal,
      jointCountMethod: request.jointCountMethod ?? 'counted',
    },
    missing,
    warnings: [
      ...suspectScales({ patientGlobal: request.patientGlobal, physicianGlobal: request.physicianGlobal }),
      ...(value === null ? [] : crossesCutOff(value, DECIMALS, SETS)),
    ],
    text: text(score.reported, category, missing, range.lower, range.upper),
  }
}

type Known = { readonly [Field in keyof Terms]: number | null }

/** The known terms; the missing ones at one end of their range. */
const filled = (known: Known, end: Terms): Terms => ({
  tenderJointCount28: known.tenderJointCount28 ?? end.tenderJointCount28,
  swollenJointCount28: known.swollenJointCount28 ?? end.swollenJointCount28,
  patientGlobal: known.patientGlobal ?? end.patientGlobal,
  physicianGlobal: known.physicianGlobal ?? end.physicianGlobal,
})

function text(
  reported: string | null,
  category: Category,
  missing: readonly string[],
  lower: number,
  upper: number,
): string {
  const label = category.code === UNDETERMINED_CATEGORY ? '' : `, ${category.label.toLowerCase()}`
  if (reported !== null) return `CDAI ${reported}${label}`
  const possible = `${report(lower, DECIMALS)} to ${report(upper, DECIMALS)}`
  return `CDAI not computable: missing ${missing.join(', ')}; possible ${possible}${label}`
}
