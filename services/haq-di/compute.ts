import { boundCategoriesOf, categoryWithin, UNDETERMINED_CATEGORY } from '@activity-scores/shared/language/bands'
import { exactly, isAtMost, isBelow, isExact } from '@activity-scores/shared/language/interval'
import type { Verdict } from '@activity-scores/shared/language/kleene'
import { boundsOf, type Category, type Outcome, scored, type Term } from '@activity-scores/shared/language/outcome'
import { report } from '@activity-scores/shared/language/rounding'
import {
  aidedCategories,
  HAQ_CATEGORIES_REQUIRED,
  type HealthAssessmentScore,
  haqCategories,
  haqItems,
  helpedCategories,
  scoreHealthAssessment,
} from '@activity-scores/shared/measures/health-assessment'
import { nearestEighth } from './formula.js'
import { severity } from './manifest.js'
import type { Request } from './schema.js'

const DECIMALS = 3
/** Normal function in trials, see the provenance in manifest.ts. */
const NORMAL_FUNCTION = 0.5

export function compute(request: Request): Outcome {
  const assessment = scoreHealthAssessment(request)
  const { standard, alternative, range, rangeAlternative } = assessment
  const decisive = standard !== null && request.aids && request.help ? exactly(standard) : range
  const category = categoryWithin(severity, decisive)
  const { status, score } = scored(standard, range, DECIMALS, '{score}')

  return {
    status,
    score,
    category,
    criteria: [],
    terms: standard === null ? [] : addends(assessment),
    details: {
      standard,
      alternative,
      alternativeReported: alternative === null ? null : report(alternative, DECIMALS),
      alternativeCategory: categoryWithin(severity, alternative === null ? rangeAlternative : exactly(alternative))
        .code,
      alternativeBounds: isExact(rangeAlternative) ? null : boundsOf(rangeAlternative),
      nearestEighth: standard === null ? null : nearestEighth(standard),
      categories: assessment.categories,
      categoriesAlternative: assessment.categoriesAlternative,
      categoriesAnswered: assessment.answered,
      boundCategories: boundCategoriesOf(severity, range),
      normalFunctionBelow05: flag(isBelow(decisive, NORMAL_FUNCTION, [])),
      normalFunctionAtMost05: flag(isAtMost(decisive, NORMAL_FUNCTION, [])),
    },
    inputs: {
      items: answersOf(request),
      aids: request.aids ? aidedCategories(request) : null,
      help: request.help ? helpedCategories(request) : null,
    },
    missing: assessment.missing,
    warnings: assessment.warnings,
    text: text(score.reported, assessment, category),
  }
}

const flag = ({ state }: Verdict): boolean | null => (state === 'undetermined' ? null : state === 'met')

function answersOf({ items }: Request): Readonly<Record<string, number | null>> {
  const answers: Record<string, number | null> = {}
  for (const item of haqItems) answers[item] = items?.[item] ?? null
  return answers
}

/** Each answered category's share of the mean. */
function addends({ categories, answered }: HealthAssessmentScore): readonly Term[] {
  const terms: Term[] = []
  for (const { id } of haqCategories) {
    const score = categories[id]
    if (score !== null) terms.push({ id, value: score / answered })
  }
  return terms
}

function text(reported: string | null, assessment: HealthAssessmentScore, category: Category): string {
  const { answered, range, warnings } = assessment
  const known = category.code !== UNDETERMINED_CATEGORY
  const label = known ? `, ${category.label.toLowerCase()}` : ''
  const of = `${answered} of ${haqCategories.length} categories`
  const possible = `possible ${report(range.lower, DECIMALS)} to ${report(range.upper, DECIMALS)}`
  if (reported === null)
    return `HAQ-DI not computable: ${of} answered, ${HAQ_CATEGORIES_REQUIRED} needed; ${possible}${label}`
  const warned = (...codes: readonly string[]) => warnings.some(({ code }) => codes.includes(code))
  const notes = [
    ...(answered < haqCategories.length ? [of] : []),
    ...(warned('items_missing') ? ['items not answered'] : []),
    ...(warned('aids_not_stated', 'help_not_stated') && !isExact(range) ? ['aids or help not stated'] : []),
    ...(isExact(range) ? [] : [possible]),
  ]
  return `HAQ-DI ${reported}${notes.length > 0 ? ` (${notes.join('; ')})` : ''}${known ? label : ', category not determined'}`
}
