import { categoryWithin, UNDETERMINED_CATEGORY } from '@activity-scores/shared/language/bands'
import { criterion } from '@activity-scores/shared/language/criteria'
import { between, exactly, type Interval, isAtLeast, isExact } from '@activity-scores/shared/language/interval'
import {
  boundsOf,
  type Category,
  inputWarning,
  type Outcome,
  scored,
  type Warning,
} from '@activity-scores/shared/language/outcome'
import { recordBy } from '@activity-scores/shared/language/records'
import { report } from '@activity-scores/shared/language/rounding'
import { STRENGTH_FORMS, strengthForm, visitUsed, visitWarnings } from '@activity-scores/shared/measures/myositis-visit'
import { intervalDays } from '@activity-scores/shared/measures/two-visits'
import { enzymesOf, type Improvement, improvements, isWorse, multipliersOf, pointsFor } from './items.js'
import { improvement, type Population, thresholds } from './manifest.js'
import type { Request } from './schema.js'

const DECIMALS = 1

export function compute(request: Request): Outcome {
  const { baseline, followUp } = request
  const form = strengthForm(baseline, followUp)
  const enzyme = enzymesOf(request)
  const multipliers = multipliersOf(request)
  const population = request.population ?? 'adult'
  const measures = improvements(request, form, enzyme, multipliers)
  const range = sum(measures)
  const counted = countedAsNoImprovement(request, measures)
  const decisive = counted.length === 0 ? range : exactly(range.lower)
  const value = isExact(decisive) ? decisive.lower : null
  const reasons = measures.flatMap((measure) => measure.reasons)
  const categories = {
    adult: categoryWithin(improvement.adult, decisive),
    jdm: categoryWithin(improvement.jdm, decisive),
  }
  const { status, score } = scored(value, range, DECIMALS, '{score}')

  return {
    status,
    score,
    category: categories[population],
    criteria: thresholds.map(({ definition, least }) => criterion(definition, isAtLeast(range, least, reasons))),
    terms: value === null ? [] : measures.map(({ item, points }) => ({ id: item, value: points.lower })),
    details: {
      mostAbnormalEnzyme: enzyme.name,
      possibleEnzymes: enzyme.candidates.map(({ name }) => name),
      strengthForm: form,
      strengthMaximum: form && STRENGTH_FORMS[form],
      measures: recordBy(measures, itemOf, detailsOf),
      categories: { adult: categories.adult.code, jdm: categories.jdm.code },
      countedAsNoImprovement: counted.map(({ item }) => item),
      worsened: measures.filter((measure) => isWorse(measure) === true).map(({ item }) => item),
      intervalDays: intervalDays(request),
    },
    inputs: {
      baseline: visitUsed(baseline),
      followUp: visitUsed(followUp),
      population,
      enzymeMultipliers: multipliers,
      missingAsNoImprovement: request.missingAsNoImprovement ?? false,
    },
    missing: measures.flatMap((measure) => measure.missing),
    warnings: [
      ...visitWarnings('baseline', baseline),
      ...visitWarnings('followUp', followUp),
      ...enzyme.warnings,
      ...flagWarnings(request, measures, counted),
      ...measures.flatMap(reportedCrosses),
    ],
    text: text(population, value, decisive, categories[population], measures, counted),
  }
}

const itemOf = ({ item }: Improvement) => item

function sum(measures: readonly Improvement[]): Interval {
  let lower = 0
  let upper = 0
  for (const { points } of measures) {
    lower += points.lower
    upper += points.upper
  }
  return between(lower, upper)
}

/** Without these two nothing is counted as no improvement. */
const INDISPENSABLE: ReadonlySet<string> = new Set(['physicianGlobal', 'mmt'])

/** Measures that are not known, or as a range of points, and that the request wants counted with their least points. */
function countedAsNoImprovement({ missingAsNoImprovement }: Request, measures: readonly Improvement[]) {
  if (!missingAsNoImprovement) return NO_IMPUTATION
  const open = measures.filter(({ points }) => !isExact(points))
  return open.some(({ item }) => INDISPENSABLE.has(item)) ? NO_IMPUTATION : open
}
const NO_IMPUTATION: readonly Improvement[] = []

const detailsOf = (measure: Improvement) => {
  const { percent, points } = measure
  const exact = percent && isExact(percent)
  return {
    percent: exact ? percent.lower : null,
    percentReported: exact ? report(percent.lower, DECIMALS) : null,
    percentBounds: percent && !exact ? boundsOf(percent) : null,
    points: isExact(points) ? points.lower : null,
    worsened: isWorse(measure),
  }
}

function flagWarnings(
  { missingAsNoImprovement }: Request,
  measures: readonly Improvement[],
  counted: readonly Improvement[],
): readonly Warning[] {
  if (!missingAsNoImprovement || measures.every(({ points }) => isExact(points))) return []
  if (counted.length === 0) return [FLAG_NOT_APPLIED]
  const names = counted.map(({ item }) => item).join(', ')
  return [
    inputWarning(
      'missing_as_no_improvement',
      '/missingAsNoImprovement',
      `Measures that are not known were given their least points: ${names}. The bounds show what they leave possible, and the criteria follow the bounds.`,
    ),
  ]
}

const FLAG_NOT_APPLIED: Warning = inputWarning(
  'missing_as_no_improvement_not_applied',
  '/missingAsNoImprovement',
  'Physician global or the muscle test is missing; without both of them no measure is counted as not improved.',
)

/** The points follow the unrounded percent. */
function reportedCrosses({ item, percent, points }: Improvement): readonly Warning[] {
  if (!percent || !isExact(percent)) return []
  const reported = report(percent.lower, DECIMALS)
  if (pointsFor(item, Number(reported)) === points.lower) return []
  const message = `The percent improvement of ${item} is reported as ${reported}, which is on the other side of an edge of its levels; the points follow the unrounded value.`
  return [inputWarning('reported_value_crosses_cutoff', '', message)]
}

const WHO: Readonly<Record<Population, string>> = { adult: 'adult thresholds', jdm: 'juvenile thresholds' }

function text(
  population: Population,
  value: number | null,
  range: Interval,
  category: Category,
  measures: readonly Improvement[],
  counted: readonly Improvement[],
): string {
  const known = category.code !== UNDETERMINED_CATEGORY
  const label = known ? category.label.toLowerCase() : 'category not determined'
  const band = `${label} (${WHO[population]})`
  const asked =
    counted.length > 0 ? ` (${counted.map(({ item }) => item).join(', ')} not known, counted as not improved)` : ''
  if (value !== null) return `Myositis total improvement score ${report(value, DECIMALS)}${asked}, ${band}`
  const open = measures.filter((measure) => !isExact(measure.points) && !counted.includes(measure))
  return `Myositis total improvement score not computable: ${open.map(({ item }) => item).join(', ')} not known${asked}; possible ${report(range.lower, DECIMALS)} to ${report(range.upper, DECIMALS)}, ${band}`
}
