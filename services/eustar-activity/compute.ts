import { categoryWithin, UNDETERMINED_CATEGORY } from '@activity-scores/shared/language/bands'
import { criterion } from '@activity-scores/shared/language/criteria'
import { between, type Interval, isAtLeast, isExact, mapIncreasing } from '@activity-scores/shared/language/interval'
import type { Verdict } from '@activity-scores/shared/language/kleene'
import {
  boundsOf,
  type Category,
  inputWarning,
  type Outcome,
  type Score,
  scored,
  type Warning,
} from '@activity-scores/shared/language/outcome'
import { asUsed, plausibility } from '@activity-scores/shared/language/quantity'
import { recordBy } from '@activity-scores/shared/language/records'
import { report } from '@activity-scores/shared/language/rounding'
import { analytes } from '@activity-scores/shared/language/units'
import { skinScoreWarnings } from '@activity-scores/shared/measures/skin-score'
import { ACTIVE, points } from './formula.js'
import { type Finding, findingsOf, type SkinTerm, skinOf } from './items.js'
import { activity, definitions } from './manifest.js'
import { MRSS_TERMS, type Request } from './schema.js'

const DECIMALS = 2

export function compute(request: Request): Outcome {
  const { skinWorsening, digitalUlcers, tendonFrictionRubs, crp, dlco } = findingsOf(request)
  const skin = skinOf(request)
  const mrssTerm = request.mrssTerm ?? MRSS_TERMS[0]
  const before = [skinWorsening, digitalUlcers]
  const after = [tendonFrictionRubs, crp, dlco]
  const others = [...before, ...after]
  const variants = { graded: variantOf(others, skin.graded), binary: variantOf(others, skin.binary) }
  const { status, score, category } = variants[mrssTerm]
  const items = [...before, { id: 'mrss', points: skin[mrssTerm].points, missing: skin.missing }, ...after]
  const variantsDisagree = disagree(variants)

  return {
    status,
    score,
    category,
    criteria: [
      criterion(definitions.mrss, skin.above18),
      criterion(definitions.crp, crp.verdict),
      criterion(definitions.dlco, dlco.verdict),
      criterion(definitions.graded, variants.graded.active),
      criterion(definitions.binary, variants.binary.active),
    ],
    terms: score.value === null ? [] : items.map((item) => ({ id: item.id, value: points(item.points.lower) })),
    details: {
      graded: shown(variants.graded),
      binary: shown(variants.binary),
      variantsDisagree,
      pointBounds: recordBy(
        items,
        ({ id }) => id,
        (item) => boundsOf(mapIncreasing(item.points, points)),
      ),
    },
    inputs: {
      patientReportedSkinWorseningLastMonth: request.patientReportedSkinWorseningLastMonth ?? null,
      digitalUlcers: request.digitalUlcers ?? null,
      mrss: skin.total,
      sites: request.sites ?? null,
      tendonFrictionRubs: request.tendonFrictionRubs ?? null,
      crp: asUsed(analytes.crp, request.crp),
      dlcoPercentPredicted: asUsed(analytes.dlcoPercentPredicted, request.dlcoPercentPredicted),
      mrssTerm,
    },
    missing: items.flatMap(({ missing }) => missing),
    warnings: [
      ...skinScoreWarnings({ total: request.mrss, sites: request.sites }, '', 'mrss'),
      ...(request.crp?.comparator ? [CENSORED] : []),
      ...plausibility(analytes.crp, request.crp, '/crp'),
      ...plausibility(analytes.dlcoPercentPredicted, request.dlcoPercentPredicted, '/dlcoPercentPredicted'),
      ...(variantsDisagree === true ? [DISAGREE] : []),
    ],
    text: text(variants, mrssTerm),
  }
}

type MrssTerm = (typeof MRSS_TERMS)[number]

const add = (a: Interval, b: Interval): Interval => between(a.lower + b.lower, a.upper + b.upper)

interface Variant {
  readonly status: Outcome['status']
  readonly score: Score
  readonly range: Interval
  readonly mrssTerm: number | null
  readonly category: Category
  readonly active: Verdict
  /** What leaves the total open. */
  readonly open: readonly string[]
}

function variantOf(others: readonly Finding[], skin: SkinTerm): Variant {
  const thousandths = others.reduce((total, item) => add(total, item.points), skin.points)
  const range = mapIncreasing(thousandths, points)
  const open = [...others.flatMap(({ verdict }) => verdict.reasons), ...skin.reasons]
  const { status, score } = scored(isExact(range) ? range.lower : null, range, DECIMALS, '{score}')
  return {
    status,
    score,
    range,
    mrssTerm: isExact(skin.points) ? points(skin.points.lower) : null,
    category: categoryWithin(activity, range),
    active: isAtLeast(range, ACTIVE, open),
    open,
  }
}

const shown = ({ score, mrssTerm, category }: Variant) => ({
  value: score.value,
  reported: score.reported,
  bounds: score.bounds,
  mrssTerm,
  category: category.code,
})

type Variants = Readonly<Record<MrssTerm, Variant>>

function disagree({ graded, binary }: Variants): boolean | null {
  const codes = [graded.category.code, binary.category.code]
  return codes.includes(UNDETERMINED_CATEGORY) ? null : codes[0] !== codes[1]
}

const CENSORED: Warning = inputWarning(
  'crp_censored',
  '/crp',
  'CRP is a limit, not a value; it scores where everything it leaves possible is on one side of 1 mg/dL, else the index has bounds.',
)

const DISAGREE: Warning = inputWarning(
  'variants_disagree',
  '/mrssTerm',
  'The graded and the binary term of the mRSS put the index on different sides of 2.5; see details.graded and details.binary.',
)

function text(variants: Variants, mrssTerm: MrssTerm): string {
  const { score, range, category, open } = variants[mrssTerm]
  const activityIs = category.code === UNDETERMINED_CATEGORY ? 'activity undetermined' : category.label.toLowerCase()
  const other = mrssTerm === 'graded' ? 'binary' : 'graded'
  const otherIs = variants[other].score.reported === null ? '' : `; ${other} ${variants[other].score.reported}`
  if (score.reported !== null)
    return `EUSTAR activity index ${score.reported} (${mrssTerm} mRSS term${otherIs}), ${activityIs}`
  const possible = `${report(range.lower, DECIMALS)} to ${report(range.upper, DECIMALS)}`
  return `EUSTAR activity index not computable (${open.join(', ')}): possible ${possible} (${mrssTerm} mRSS term), ${activityIs}`
}
