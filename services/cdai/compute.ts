import { suspectScales } from '@activity-scores/shared/contract/fields'
import { boundCategoriesOf, categoryWithin, crossesCutOff } from '@activity-scores/shared/language/bands'
import { criterion } from '@activity-scores/shared/language/criteria'
import { between, exactly, isAbove } from '@activity-scores/shared/language/interval'
import { type Outcome, scored, termsOf } from '@activity-scores/shared/language/outcome'
import {
  CLINICAL_INDEX_DECIMALS,
  clinicalIndexText,
  clinicalTermsOf,
  decimal,
} from '@activity-scores/shared/measures/clinical-index'
import { cdai } from './formula.js'
import { above10, activity } from './manifest.js'
import type { Request } from './schema.js'

const CUT_OFF = 10
const SETS = [activity]

export function compute(request: Request): Outcome {
  const { inputs, missing, least, greatest } = clinicalTermsOf(request)
  const lower = decimal(cdai(least))
  const range = missing.length === 0 ? exactly(lower) : between(lower, decimal(cdai(greatest)))
  const value = missing.length === 0 ? lower : null
  const { status, score } = scored(value, range, CLINICAL_INDEX_DECIMALS, '{score}')
  const category = categoryWithin(activity, range)
  const reasons = missing.map((field) => `missing:${field}`)

  return {
    status,
    score,
    category,
    criteria: [criterion(above10, isAbove(range, CUT_OFF, reasons))],
    terms: value === null ? [] : termsOf(least),
    details: { boundCategories: boundCategoriesOf(activity, range) },
    inputs: {
      tenderJointCount28: inputs.tenderJointCount28,
      swollenJointCount28: inputs.swollenJointCount28,
      patientGlobal: inputs.patientGlobal,
      physicianGlobal: inputs.physicianGlobal,
      jointCountMethod: request.jointCountMethod ?? 'counted',
    },
    missing,
    warnings: [
      ...suspectScales({ patientGlobal: request.patientGlobal, physicianGlobal: request.physicianGlobal }),
      ...(value === null ? [] : crossesCutOff(value, CLINICAL_INDEX_DECIMALS, SETS)),
    ],
    text: clinicalIndexText('CDAI', score.reported, category, missing, range),
  }
}
