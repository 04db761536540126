import { suspectScales } from '@activity-scores/shared/contract/fields'
import { boundCategoriesOf, categoryWithin, crossesCutOff } from '@activity-scores/shared/language/bands'
import { criterion } from '@activity-scores/shared/language/criteria'
import { between, isAbove } from '@activity-scores/shared/language/interval'
import { inputWarning, type Outcome, termsOf, type Warning } from '@activity-scores/shared/language/outcome'
import {
  anything,
  asUsed,
  inCanonicalUnit,
  isLowerLimit,
  plausibility,
  type Quantity,
  rangeOf,
} from '@activity-scores/shared/language/quantity'
import { analytes } from '@activity-scores/shared/language/units'
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
import { ESR_FLOOR_MM_H, floorEsr, fourVariableTerms, threeVariableTerms } from './formula.js'
import { above32 } from './manifest.js'
import type { Request } from './schema.js'

const SETS = [das28Eular, das28Acr2012]

const form: Das28Form = {
  name: 'DAS28-ESR',
  reactant: 'esr',
  reactantName: 'ESR',
  possible(esr) {
    const range = esr ? rangeOf(analytes.esr, esr) : anything(analytes.esr)
    return between(floorEsr(range.lower), floorEsr(range.upper))
  },
  fourVariable: ({ tender28, swollen28, reactant, globalMm }) =>
    fourVariableTerms({ tender28, swollen28, esrMmH: reactant, globalMm }),
  threeVariable: ({ tender28, swollen28, reactant }) => threeVariableTerms({ tender28, swollen28, esrMmH: reactant }),
}

export function compute(request: Request): Outcome {
  const { esr, patientGlobal } = request
  const variant = variantOf(request)
  const das28 = das28Score(form, request, esr)
  const { status, score, range } = das28
  const category = categoryWithin(das28Eular, range)

  return {
    status,
    score,
    category,
    criteria: [criterion(above32, isAbove(range, 3.2, das28.reasons))],
    terms: das28.terms ? termsOf(das28.terms) : [],
    details: {
      categories: { eular: category.code, acr2012: categoryWithin(das28Acr2012, range).code },
      boundCategories: boundCategoriesOf(das28Eular, range),
      alternative: das28.alternative,
    },
    inputs: {
      tenderJointCount28: request.tenderJointCount28 ?? null,
      swollenJointCount28: request.swollenJointCount28 ?? null,
      esr: asUsed(analytes.esr, esr),
      patientGlobal: asUsed(analytes.scaleInMillimetres, patientGlobal),
      jointCountMethod: request.jointCountMethod ?? 'counted',
      variant,
      esrBelowOne: request.esrBelowOne ?? 'floor',
    },
    missing: das28.missing,
    warnings: [
      ...esrWarnings(esr),
      ...(variant === '4-variable' ? suspectScales({ patientGlobal }) : unusedGlobal(patientGlobal)),
      ...(score.value === null ? [] : crossesCutOff(score.value, DAS28_DECIMALS, SETS)),
    ],
    text: das28Text(form, variant, das28, category),
  }
}

function esrWarnings(esr: Quantity | null | undefined): readonly Warning[] {
  if (!esr) return []
  const limit = inCanonicalUnit(analytes.esr, esr)
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
