import { criterion } from '@activity-scores/shared/language/criteria'
import { between, type Interval, isAtLeast, isExact } from '@activity-scores/shared/language/interval'
import { and, not, STATE_IN_WORDS, type Verdict } from '@activity-scores/shared/language/kleene'
import { boundsOf, type Outcome, scored } from '@activity-scores/shared/language/outcome'
import { recordBy, recordOf } from '@activity-scores/shared/language/records'
import { anyOf, type Found, statedBy } from '@activity-scores/shared/measures/any-of'
import { CATEGORIES, CLASSIFIES, MAXIMUM } from './formula.js'
import { definitions } from './manifest.js'
import { ANTIBODIES, FIELDS, LUNG_PARTS, type Request } from './schema.js'

type Category = keyof typeof CATEGORIES
type Item = { readonly [C in Category]: keyof (typeof CATEGORIES)[C] }[Category]

/** The categories with their items, the highest first. */
const LIST = Object.entries(CATEGORIES).map(([id, items]) => ({
  id: id as Category,
  items: Object.entries(items).map(([item, points]) => ({ item: item as Item, points })),
}))

export function compute(request: Request): Outcome {
  const lung = anyOf('pahOrIld', request.pahOrIld, LUNG_PARTS, request)
  const antibody = anyOf('sscAutoantibody', request.sscAutoantibody, ANTIBODIES, request)
  const found = (item: Item): Found => {
    if (item === 'pahOrIld') return lung
    return item === 'sscAutoantibody' ? antibody : statedBy(item, request[item])
  }
  const categories = LIST.map(({ id, items }) =>
    pointsOf(
      id,
      items.map(({ item, points }) => ({ points, found: found(item) })),
    ),
  )
  const range = between(sum(categories, 'lower'), sum(categories, 'upper'))
  const value = isExact(range) ? range.lower : null
  const open = categories.flatMap((category) => category.open)
  const notApplicable = statedBy('fingersSparedOrBetterExplained', request.fingersSparedOrBetterExplained)
  const applicable = not(notApplicable.verdict)
  const enough = isAtLeast(
    range,
    CLASSIFIES,
    open.flatMap(({ verdict }) => verdict.reasons),
  )
  const classified = and(applicable, enough)
  const { status, score } = scored(value, range, 0, '{score}')

  return {
    status,
    score,
    category: null,
    criteria: [
      criterion(definitions.sufficient, found('skinThickeningBothHandsProximalToMcp').verdict),
      criterion(definitions.lung, lung.verdict),
      criterion(definitions.antibody, antibody.verdict),
      criterion(definitions.applicable, applicable),
      criterion(definitions.score, enough),
      criterion(definitions.classified, classified),
    ],
    terms: value === null ? [] : categories.map(({ id, points }) => ({ id, value: points.lower })),
    details: {
      pointBounds: recordBy(
        categories,
        ({ id }) => id,
        ({ points }) => boundsOf(points),
      ),
    },
    inputs: recordOf(FIELDS, (field) => request[field] ?? null),
    missing: [...open.flatMap(({ missing }) => missing), ...notApplicable.missing],
    warnings: [],
    text: text(classified, range),
  }
}

interface CategoryPoints {
  readonly id: Category
  readonly points: Interval
  /** Items that are not known and would add points. */
  readonly open: readonly Found[]
}

/** The highest item that is present is certain; one that is not known matters as far as it is higher. */
function pointsOf(id: Category, items: readonly { readonly points: number; readonly found: Found }[]): CategoryPoints {
  let lower = 0
  for (const { points, found } of items) if (found.verdict.state === 'met') lower = Math.max(lower, points)
  const open = items.filter(({ points, found }) => found.verdict.state === 'undetermined' && points > lower)
  const upper = open.reduce((most, { points }) => Math.max(most, points), lower)
  return { id, points: between(lower, upper), open: open.map(({ found }) => found) }
}

const sum = (categories: readonly CategoryPoints[], end: 'lower' | 'upper'): number =>
  categories.reduce((total, { points }) => total + points[end], 0)

function text(classified: Verdict, range: Interval): string {
  const points = isExact(range) ? `${range.lower}` : `${range.lower} to ${range.upper}`
  const because = classified.reasons.length > 0 ? ` (${classified.reasons.join(', ')})` : ''
  return `ACR/EULAR 2013 classification of systemic sclerosis ${STATE_IN_WORDS[classified.state]}${because}: score ${points} of ${MAXIMUM}`
}
