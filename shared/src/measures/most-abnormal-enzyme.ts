/**
 * The enzyme that stands for the enzyme measure over two visits: of CK, aldolase, LDH, AST and ALT, the one with the
 * greatest multiple of its upper limit at baseline, and the same one at follow-up.
 */
import { less, same } from '../compare.js'
import { type Interval, isExact } from '../interval.js'
import { inputWarning } from '../outcome.js'
import type { Warning } from '../result.js'
import { analytes, toCanonical } from '../units.js'
import { type LimitedQuantity, possibleRatio } from '../upper-limit.js'
import { ENZYME_NAMES, ENZYMES, type EnzymeName, type Enzymes } from './muscle-enzymes.js'
import type { MaybeVisit } from './myositis-visit.js'

/** An enzyme with the limit of its report. */
export interface LimitedEnzyme {
  readonly given: LimitedQuantity
  /** Every multiple of the upper limit that it stands for. */
  readonly ratio: Interval
}

export interface EnzymePair {
  /** Null when none was sent with its limit at baseline, or a comparator leaves open which it is. */
  readonly name: EnzymeName | null
  /** Null unless both visits have it with its limit. */
  readonly values: { readonly baseline: LimitedEnzyme; readonly followUp: LimitedEnzyme } | null
  /** Dotted paths of what is missing. */
  readonly missing: readonly string[]
  /** Why the measure is not known, or known as a range: `missing:` and `censored:`. */
  readonly reasons: readonly string[]
  readonly warnings: readonly Warning[]
}

export function enzymePair(baseline: MaybeVisit, followUp: MaybeVisit): EnzymePair {
  const first = baseline?.enzymes ?? {}
  const sent = limited(first)
  if (sent.length === 0) return absent(null, baselineLacks(first))
  const name = mostAbnormal(sent)
  if (name === null) {
    const open = sent.filter((enzyme) => !isExact(enzyme.ratio)).map((enzyme) => `baseline.enzymes.${enzyme.name}`)
    return { name, values: null, missing: [], reasons: open.map((field) => `censored:${field}`), warnings: [] }
  }
  const from = limitedEnzyme(first[name])
  const to = limitedEnzyme(followUp?.enzymes?.[name])
  if (!from || !to) return absent(name, [`followUp.enzymes.${name}${followUp?.enzymes?.[name] ? '.upperLimit' : ''}`])
  return {
    name,
    values: { baseline: from, followUp: to },
    missing: [],
    reasons: [
      ...(from.given.comparator ? [`censored:baseline.enzymes.${name}`] : []),
      ...(to.given.comparator ? [`censored:followUp.enzymes.${name}`] : []),
    ],
    warnings: same(limitOf(from.given), limitOf(to.given)) ? [] : [limitChanged(name)],
  }
}

const absent = (name: EnzymeName | null, missing: readonly string[]): EnzymePair => ({
  name,
  values: null,
  missing,
  reasons: missing.map((field) => `missing:${field}`),
  warnings: [],
})

/** The limits of the values that were sent; without any value, the enzymes as such. */
function baselineLacks(enzymes: Enzymes): readonly string[] {
  const lacking = ENZYME_NAMES.filter((name) => enzymes[name]).map((name) => `baseline.enzymes.${name}.upperLimit`)
  return lacking.length > 0 ? lacking : ['baseline.enzymes']
}

function limitedEnzyme(given: LimitedQuantity | null | undefined): LimitedEnzyme | null {
  const ratio = given ? possibleRatio(given) : null
  return given && ratio ? { given, ratio } : null
}

interface Candidate {
  readonly name: EnzymeName
  readonly ratio: Interval
}

function limited(enzymes: Enzymes): readonly Candidate[] {
  return ENZYME_NAMES.flatMap((name): readonly Candidate[] => {
    const enzyme = limitedEnzyme(enzymes[name])
    return enzyme ? [{ name, ratio: enzyme.ratio }] : []
  })
}

/** The first of those with the greatest ratio, in the order CK, aldolase, LDH, AST, ALT; null when ranges overlap. */
function mostAbnormal(sent: readonly Candidate[]): EnzymeName | null {
  const greatest = Math.max(...sent.map(({ ratio }) => ratio.lower))
  const first = sent.find(({ ratio }) => !less(ratio.lower, greatest))
  if (!first) return null
  const decided = sent.every(
    (other) =>
      other === first ||
      // An exact one before the first is less already; a range may reach up to it.
      (isExact(other.ratio) ? true : less(other.ratio.upper, first.ratio.lower)),
  )
  return decided ? first.name : null
}

const limitOf = ({ upperLimit, unit }: LimitedQuantity): number =>
  toCanonical(analytes.muscleEnzyme, upperLimit ?? Number.NaN, unit)

const limitChanged = (name: EnzymeName): Warning =>
  inputWarning(
    'upper_limit_changed',
    `/followUp/enzymes/${name}/upperLimit`,
    `The upper limit of normal of ${ENZYMES[name].name.toLowerCase()} differs between the visits; check that both values are of one method.`,
  )
