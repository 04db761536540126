import { greater, less } from '@activity-scores/shared/language/compare'
import { between, exactly, hull, type Interval, isExact } from '@activity-scores/shared/language/interval'
import {
  type EnzymeCandidate,
  type EnzymePair,
  enzymePair,
} from '@activity-scores/shared/measures/most-abnormal-enzyme'
import {
  fieldOf,
  type MaybeVisit,
  type Measure,
  measured,
  STRENGTH_FORMS,
  type StrengthForm,
} from '@activity-scores/shared/measures/myositis-visit'
import {
  disabilityImprovement,
  enzymeImprovement,
  type Item,
  MULTIPLIERS,
  most,
  scaleImprovement,
  strengthImprovement,
  TABLE,
} from './formula.js'
import type { Request } from './schema.js'

/** What is known of one measure over the two visits. */
export interface Improvement {
  readonly item: Item
  /** Absolute percent; null when not known at all. */
  readonly percent: Interval | null
  /** Every number of points that is possible. */
  readonly points: Interval
  /** Dotted paths. */
  readonly missing: readonly string[]
  /** Why the points are a range; empty when they are not. */
  readonly reasons: readonly string[]
}

// Object.keys forgets the keys that the table has by construction.
const ITEMS = Object.keys(TABLE) as readonly Item[]

/** Points of a percent; an edge belongs to the lower level. */
export function pointsFor(item: Item, percent: number): number {
  const { edges, points } = TABLE[item]
  let level = 0
  while (level < edges.length && greater(percent, edges[level] ?? 0)) level += 1
  return points[level] ?? 0
}

export type Multipliers = Readonly<Record<keyof typeof MULTIPLIERS, number>>

export function multipliersOf({ enzymeMultipliers: sent }: Request): Multipliers {
  if (!sent) return MULTIPLIERS
  return {
    ck: sent.ck ?? MULTIPLIERS.ck,
    aldolase: sent.aldolase ?? MULTIPLIERS.aldolase,
    ldh: sent.ldh ?? MULTIPLIERS.ldh,
    ast: sent.ast ?? MULTIPLIERS.ast,
    alt: sent.alt ?? MULTIPLIERS.alt,
  }
}

/** All six, in the order of the table. */
export function improvements(
  { baseline, followUp }: Request,
  form: StrengthForm | null,
  enzyme: EnzymePair,
  multipliers: Multipliers,
): readonly Improvement[] {
  return ITEMS.map((item) =>
    item === 'enzyme' ? ofEnzyme(enzyme, multipliers) : ofMeasure(item, form, baseline, followUp),
  )
}

function ofMeasure(item: Measure, form: StrengthForm | null, baseline: MaybeVisit, followUp: MaybeVisit): Improvement {
  const from = measured(baseline, item, form)
  const to = measured(followUp, item, form)
  if (from === null || to === null) {
    const field = fieldOf(item, form)
    return unknown(item, [
      ...(from === null ? [`baseline.${field}`] : []),
      ...(to === null ? [`followUp.${field}`] : []),
    ])
  }
  const percent = percentOf(item, form, from, to)
  return { item, percent: exactly(percent), points: exactly(pointsFor(item, percent)), missing: [], reasons: [] }
}

function percentOf(item: Measure, form: StrengthForm | null, from: number, to: number): number {
  if (item === 'mmt') return strengthImprovement(from, to, STRENGTH_FORMS[form ?? 'mmt8Bilateral'])
  return item === 'haqDi' ? disabilityImprovement(from, to) : scaleImprovement(from, to)
}

const unknown = (item: Item, missing: readonly string[]): Improvement => ({
  item,
  percent: null,
  points: between(0, most(item)),
  missing,
  reasons: missing.map((field) => `missing:${field}`),
})

/** What every enzyme that may be the most abnormal one leaves possible. */
function ofEnzyme({ candidates, reasons }: EnzymePair, multipliers: Multipliers): Improvement {
  const missing = reasons.flatMap((reason) => (reason.startsWith(MISSING) ? [reason.slice(MISSING.length)] : []))
  const [first, ...others] = candidates.map((candidate) => ofCandidate(candidate, multipliers))
  if (!first) return { ...unknown('enzyme', missing), reasons }
  const { percent, points } = others.reduce(eitherOf, first)
  return isExact(points)
    ? { item: 'enzyme', percent, points, missing: [], reasons: [] }
    : { item: 'enzyme', percent, points, missing, reasons }
}

const MISSING = 'missing:'
type Possible = Pick<Improvement, 'percent' | 'points'>

function ofCandidate({ name, values }: EnzymeCandidate, multipliers: Multipliers): Possible {
  if (!values) return { percent: null, points: between(0, most('enzyme')) }
  const { baseline, followUp } = values
  const percent = between(
    enzymeImprovement(baseline.ratio.lower, followUp.ratio.upper, multipliers[name]),
    enzymeImprovement(baseline.ratio.upper, followUp.ratio.lower, multipliers[name]),
  )
  return { percent, points: between(pointsFor('enzyme', percent.lower), pointsFor('enzyme', percent.upper)) }
}

const eitherOf = (one: Possible, other: Possible): Possible => ({
  percent: one.percent && other.percent && hull(one.percent, other.percent),
  points: hull(one.points, other.points),
})

export const isWorse = ({ percent }: Improvement): boolean | null => {
  if (!percent) return null
  if (less(percent.upper, 0)) return true
  return less(percent.lower, 0) ? null : false
}

export const enzymesOf = ({ baseline, followUp }: Request): EnzymePair => enzymePair(baseline, followUp)
