import { suspectScales } from '@activity-scores/shared/contract/fields'
import { boundCategoriesOf, categoryWithin, crossesCutOff } from '@activity-scores/shared/language/bands'
import { greater } from '@activity-scores/shared/language/compare'
import { between, mapIncreasing } from '@activity-scores/shared/language/interval'
import { inputWarning, type Outcome, scored, termsOf, type Warning } from '@activity-scores/shared/language/outcome'
import {
  anything,
  asUsed,
  inCanonicalUnit,
  isLowerLimit,
  type Quantity,
  rangeOf,
} from '@activity-scores/shared/language/quantity'
import { report } from '@activity-scores/shared/language/rounding'
import { analytes } from '@activity-scores/shared/language/units'
import {
  CLINICAL_INDEX_DECIMALS,
  clinicalIndexText,
  clinicalTermsOf,
  decimal,
} from '@activity-scores/shared/measures/clinical-index'
import { crpWarnings } from '@activity-scores/shared/measures/crp'
import { CRP_TO_CHECK_MG_DL, cdai, crpMgDl, sdai } from './formula.js'
import { activity } from './manifest.js'
import type { Request } from './schema.js'

const SETS = [activity]
const ANY_CRP = anything(analytes.crp)

export function compute(request: Request): Outcome {
  const { crp } = request
  const { inputs, missing: lacking, least, greatest } = clinicalTermsOf(request)
  const missing = crp == null ? [...lacking, 'crp'] : lacking
  const crpRange = mapIncreasing(crp ? rangeOf(analytes.crp, crp) : ANY_CRP, inMgDl)
  const highestCdai = decimal(cdai(greatest))
  const highest = decimal(sdai(highestCdai, crpRange.upper))
  const range = between(decimal(sdai(decimal(cdai(least)), crpRange.lower)), highest)
  const value = missing.length === 0 && !isLowerLimit(crp) ? highest : null
  const { status, score } = scored(value, range, CLINICAL_INDEX_DECIMALS, '{score}')
  const category = categoryWithin(activity, range)

  return {
    status,
    score,
    category,
    criteria: [],
    terms: value === null ? [] : [...termsOf(greatest), { id: 'crp', value: crpRange.upper }],
    details: {
      boundCategories: boundCategoriesOf(activity, range),
      alternative: value === null && lacking.length === 0 ? offered(highestCdai) : null,
    },
    inputs: {
      tenderJointCount28: inputs.tenderJointCount28,
      swollenJointCount28: inputs.swollenJointCount28,
      patientGlobal: inputs.patientGlobal,
      physicianGlobal: inputs.physicianGlobal,
      crp: asUsed(analytes.crp, crp),
      jointCountMethod: request.jointCountMethod ?? 'counted',
    },
    missing,
    warnings: [
      ...crpWarnings(crp),
      ...highCrp(crp),
      ...suspectScales({ patientGlobal: request.patientGlobal, physicianGlobal: request.physicianGlobal }),
      ...(value === null ? [] : crossesCutOff(value, CLINICAL_INDEX_DECIMALS, SETS)),
    ],
    text: clinicalIndexText('SDAI', score.reported, category, missing, range),
  }
}

const inMgDl = (crpMgL: number): number => decimal(crpMgDl(crpMgL))

/** CDAI, where only a value of CRP is lacking. */
const offered = (value: number) => ({ instrument: 'cdai', value, reported: report(value, CLINICAL_INDEX_DECIMALS) })

function highCrp(crp: Quantity | null | undefined): readonly Warning[] {
  if (!crp || !greater(inMgDl(inCanonicalUnit(analytes.crp, crp)), CRP_TO_CHECK_MG_DL)) return []
  return [CHECK_UNITS]
}

const CHECK_UNITS = inputWarning(
  'crp_over_10_mg_per_dL_check_units',
  '/crp',
  'CRP is above 10 mg/dL (100 mg/L), beyond the range of 0 to 86 that is quoted for SDAI; check that the unit is that of the report. It was not capped.',
)
