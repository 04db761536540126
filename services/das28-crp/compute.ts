import { suspectScales } from '@activity-scores/shared/contract/fields'
import {
  boundCategoriesOf,
  categoryWithin,
  crossesCutOff,
  UNDETERMINED_CATEGORY,
} from '@activity-scores/shared/language/bands'
import { type Category, type Outcome, termsOf } from '@activity-scores/shared/language/outcome'
import { anything, asUsed, rangeOf } from '@activity-scores/shared/language/quantity'
import { analytes } from '@activity-scores/shared/language/units'
import { crpWarnings } from '@activity-scores/shared/measures/crp'
import {
  DAS28_DECIMALS,
  type Das28Form,
  das28Acr2012,
  das28Eular,
  das28Score,
  das28Text,
  unusedGlobal,
  variantOf,
} from '@activity-scores/shared/measures/das28'
import { fourVariableTerms, threeVariableTerms } from './formula.js'
import { activityCrpSpecific } from './manifest.js'
import type { Request } from './schema.js'

const SETS = [das28Eular, das28Acr2012, activityCrpSpecific]

const form: Das28Form = {
  name: 'DAS28-CRP',
  reactant: 'crp',
  reactantName: 'CRP',
  possible: (crp) => (crp ? rangeOf(analytes.crp, crp) : anything(analytes.crp)),
  fourVariable: ({ tender28, swollen28, reactant, globalMm }) =>
    fourVariableTerms({ tender28, swollen28, crpMgL: reactant, globalMm }),
  threeVariable: ({ tender28, swollen28, reactant }) => threeVariableTerms({ tender28, swollen28, crpMgL: reactant }),
}

export function compute(request: Request): Outcome {
  const { crp, patientGlobal } = request
  const variant = variantOf(request)
  const das28 = das28Score(form, request, crp)
  const { status, score, range } = das28
  const category = categoryWithin(das28Eular, range)
  const specific = categoryWithin(activityCrpSpecific, range)

  return {
    status,
    score,
    category,
    criteria: [],
    terms: das28.terms ? termsOf(das28.terms) : [],
    details: {
      categories: {
        eular: category.code,
        acr2012: categoryWithin(das28Acr2012, range).code,
        crp_specific: specific.code,
      },
      boundCategories: boundCategoriesOf(das28Eular, range),
      alternative: das28.alternative,
    },
    inputs: {
      tenderJointCount28: request.tenderJointCount28 ?? null,
      swollenJointCount28: request.swollenJointCount28 ?? null,
      crp: asUsed(analytes.crp, crp),
      patientGlobal: asUsed(analytes.scaleInMillimetres, patientGlobal),
      jointCountMethod: request.jointCountMethod ?? 'counted',
      variant,
    },
    missing: das28.missing,
    warnings: [
      ...crpWarnings(crp),
      ...(variant === '4-variable' ? suspectScales({ patientGlobal }) : unusedGlobal(patientGlobal)),
      ...(score.value === null ? [] : crossesCutOff(score.value, DAS28_DECIMALS, SETS)),
    ],
    text: das28Text(form, variant, das28, category) + byOwnCutOffs(category, specific),
  }
}

/** What the cut-offs derived for DAS28-CRP add to the line, where they decide otherwise than those of DAS28-ESR. */
function byOwnCutOffs(category: Category, specific: Category): string {
  if (specific.code === category.code || specific.code === UNDETERMINED_CATEGORY) return ''
  return `; ${specific.label.toLowerCase()} by CRP-specific cut-offs`
}
