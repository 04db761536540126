/**
 * The enzyme that stands for the enzyme measure over two visits: of those among CK, aldolase, LDH, AST and ALT that were
 * measured at baseline, the one with the greatest multiple of its upper limit, and the same one at follow-up. An enzyme
 * without its limit, or known as a limit only, may be the greatest: then several stay possible, and nothing is taken of
 * one that not all of them agree on.
 */
import { atMost, less, same } from '../language/compare.js'
import { between, type Interval, isExact } from '../language/interval.js'
import { inputWarning, type Warning } from '../language/outcome.js'
import { analytes, toCanonical } from '../language/units.js'
import { type LimitedQuantity, possibleRatio } from '../language/upper-limit.js'
import { ENZYMES, type EnzymeName, type Enzymes, measuredEnzymes, notAllMeasured } from './muscle-enzymes.js'
import type { MaybeVisit } from './myositis-visit.js'

/** An enzyme with the limit of its report. */
export interface LimitedEnzyme {
  readonly given: LimitedQuantity
  /** Every multiple of the upper limit that it stands for. */
  readonly ratio: Interval
}

/** An enzyme that may be the most abnormal one. */
export interface EnzymeCandidate {
  readonly name: EnzymeName
  /** Null unless both visits have it with its limit. */
  readonly values: { readonly baseline: LimitedEnzyme; readonly followUp: LimitedEnzyme } | null
}

export interface EnzymePair {
  /** Null when none was sent at baseline, or several are possible. */
  readonly name: EnzymeName | null
  /** In the order CK, aldolase, LDH, AST, ALT; empty when none was sent at baseline. */
  readonly candidates: readonly EnzymeCandidate[]
  /** Why the measure is not known, or known as a range: `missing:` and `censored:`. */
  readonly reasons: readonly string[]
  readonly warnings: readonly Warning[]
}

export function enzymePair(baseline: MaybeVisit, followUp: MaybeVisit): EnzymePair {
  const first = baseline?.enzymes ?? {}
  const second = followUp?.enzymes ?? {}
  const measured = measuredEnzymes(first)
  if (measured.length === 0) return NOT_MEASURED
  const possible = mostAbnormal(measured.map((name) => ({ name, ratio: ratioOf(first[name]) })))
  const candidates = possible.map(({ name }) => candidate(name, first, second))
  return {
    name: possible.length === 1 ? (possible[0]?.name ?? null) : null,
    candidates,
    reasons: [...new Set([...whyOpen(possible), ...candidates.flatMap((each) => lacking(each, first, second))])],
    warnings: [
      ...notAllMeasured(measured, '/baseline/enzymes'),
      ...candidates.flatMap(limitChanged),
      ...(possible.every(({ ratio }) => ratio !== null && atMost(ratio.upper, 1)) ? [normalAtBaseline(possible)] : []),
    ],
  }
}

const NOT_MEASURED: EnzymePair = Object.freeze({
  name: null,
  candidates: [],
  reasons: ['missing:baseline.enzymes'],
  warnings: [],
})

interface Measured {
  readonly name: EnzymeName
  /** Null without the limit: any multiple is possible. */
  readonly ratio: Interval | null
}

const ratioOf = (given: LimitedQuantity | null | undefined): Interval | null => (given ? possibleRatio(given) : null)

const ANY_RATIO: Interval = between(0, Number.POSITIVE_INFINITY)

/** Those that may have the greatest ratio; of equal ones the first stands. */
function mostAbnormal(measured: readonly Measured[]): readonly Measured[] {
  const ranges = measured.map(({ ratio }) => ratio ?? ANY_RATIO)
  const greatest = Math.max(...ranges.map(({ lower }) => lower))
  const first = ranges.findIndex(({ lower }) => !less(lower, greatest))
  return measured.filter((_each, i) => {
    const range = ranges[i] ?? ANY_RATIO
    // An exact one before the first is less already; a range may reach up to it.
    return i === first || (!isExact(range) && !less(range.upper, greatest))
  })
}

/** Why it is not known which of several is the most abnormal one. */
const whyOpen = (possible: readonly Measured[]): readonly string[] =>
  possible.length === 1
    ? []
    : possible.flatMap(({ name, ratio }) => {
        if (!ratio) return [`missing:baseline.enzymes.${name}.upperLimit`]
        return isExact(ratio) ? [] : [`censored:baseline.enzymes.${name}`]
      })

const limited = (given: LimitedQuantity | null | undefined): LimitedEnzyme | null => {
  const ratio = ratioOf(given)
  return given && ratio ? { given, ratio } : null
}

function candidate(name: EnzymeName, first: Enzymes, second: Enzymes): EnzymeCandidate {
  const [baseline, followUp] = [limited(first[name]), limited(second[name])]
  return { name, values: baseline && followUp ? { baseline, followUp } : null }
}

/** What is not known of one candidate. */
function lacking({ name }: EnzymeCandidate, first: Enzymes, second: Enzymes): readonly string[] {
  const visits = [
    ['baseline', first[name]],
    ['followUp', second[name]],
  ] as const
  return visits.flatMap(([visit, given]) => {
    const field = `${visit}.enzymes.${name}`
    if (!given) return [`missing:${field}`]
    if (given.upperLimit == null) return [`missing:${field}.upperLimit`]
    return given.comparator ? [`censored:${field}`] : []
  })
}

const limitOf = ({ upperLimit, unit }: LimitedQuantity): number =>
  toCanonical(analytes.muscleEnzyme, upperLimit ?? Number.NaN, unit)

function limitChanged({ name, values }: EnzymeCandidate): readonly Warning[] {
  if (!values || same(limitOf(values.baseline.given), limitOf(values.followUp.given))) return []
  return [
    inputWarning(
      'upper_limit_changed',
      `/followUp/enzymes/${name}/upperLimit`,
      `The upper limit of normal of ${ENZYMES[name].name.toLowerCase()} differs between the visits; check that both values are of one method.`,
    ),
  ]
}

function normalAtBaseline(possible: readonly Measured[]): Warning {
  const names = possible.map(({ name }) => ENZYMES[name].name.toLowerCase()).join(' or ')
  return inputWarning(
    'enzyme_normal_at_baseline',
    '/baseline/enzymes',
    `The most abnormal enzyme (${names}) is not above its upper limit of normal at baseline; its change was counted as it is.`,
  )
}
