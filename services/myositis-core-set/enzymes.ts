/** The muscle enzymes of the IMACS core set: ratios to the upper limit of normal, and the state of the measure. */
import { same } from '@activity-scores/shared/compare'
import { type Interval, isAtLeast } from '@activity-scores/shared/interval'
import { or, type State, undetermined, type Verdict } from '@activity-scores/shared/kleene'
import {
  ENZYME_NAMES,
  ENZYMES,
  type EnzymeName,
  type Enzymes,
  implausibleEnzyme,
} from '@activity-scores/shared/measures/muscle-enzymes'
import { boundsOf, inputWarning } from '@activity-scores/shared/outcome'
import type { Bounds, Warning } from '@activity-scores/shared/result'
import { report } from '@activity-scores/shared/rounding'
import { type LimitedQuantity, possibleRatio, ratioToLimit } from '@activity-scores/shared/upper-limit'
import { CUT_OFF, greatest } from './formula.js'

/** Decimals of a reported ratio. */
const DECIMALS = 2
/** The one reported ratio that can hide on which side of the cut-off the unrounded one is. */
const ON_CUT_OFF = report(CUT_OFF.enzymeRatio, DECIMALS)

/** Aldolase is often not measured: its absence leaves nothing open. */
const MAY_BE_ABSENT: EnzymeName = 'aldolase'

interface EnzymeRatio {
  readonly value: number
  readonly reported: string
  readonly comparator?: string
}

interface EnzymeState {
  readonly verdict: Verdict
  /** value / upper limit as reported; null where the enzyme or its limit is missing. */
  readonly ratios: Readonly<Record<EnzymeName, EnzymeRatio | null>>
  /** Greatest ratio; null without one, or where a comparator leaves it open. */
  readonly maximum: number | null
  readonly maximumReported: string | null
  /** Range of the greatest ratio where a comparator leaves it open. */
  readonly maximumBounds: Bounds | null
  readonly warnings: readonly Warning[]
}

/** Met if any ratio reaches 1.5; not met only if CK, LDH, AST and ALT are all known and no known enzyme reaches it. */
export function enzymeState(enzymes: Enzymes): EnzymeState {
  const verdicts: Verdict[] = []
  const ranges: Interval[] = []
  const warnings: Warning[] = []
  const ratios: Record<EnzymeName, EnzymeRatio | null> = { ck: null, aldolase: null, ldh: null, ast: null, alt: null }
  for (const name of ENZYME_NAMES) {
    const given = enzymes[name] ?? null
    const ratio = given && ratioToLimit(given)
    const range = given && possibleRatio(given)
    if (given) warnings.push(...implausibleEnzyme(name, given))
    if (ratio === null || range === null) {
      if (given) warnings.push(withoutLimit(name))
      if (name !== MAY_BE_ABSENT) verdicts.push(undetermined(`missing:enzymes.${name}${given ? '.upperLimit' : ''}`))
      continue
    }
    const reported = report(ratio, DECIMALS)
    const comparator = given?.comparator
    ratios[name] = comparator ? { value: ratio, reported, comparator } : { value: ratio, reported }
    ranges.push(range)
    const verdict = isAtLeast(range, CUT_OFF.enzymeRatio, [`censored:enzymes.${name}`])
    verdicts.push(verdict)
    if (reported === ON_CUT_OFF && stateAs(reported, comparator) !== verdict.state)
      warnings.push(reportedCrosses(name, reported))
  }
  const maximum = greatest(ranges)
  const exact = maximum !== null && same(maximum.lower, maximum.upper)
  return {
    verdict: or(...verdicts),
    ratios,
    maximum: exact ? maximum.lower : null,
    maximumReported: exact ? report(maximum.lower, DECIMALS) : null,
    maximumBounds: maximum && !exact ? boundsOf(maximum) : null,
    warnings,
  }
}

/** What a reader of the reported ratio would decide. */
function stateAs(reported: string, comparator: LimitedQuantity['comparator']): State {
  const shown = possibleRatio({ value: Number(reported), upperLimit: 1, unit: '1', comparator })
  return shown ? isAtLeast(shown, CUT_OFF.enzymeRatio, []).state : 'undetermined'
}

const reportedCrosses = (name: EnzymeName, reported: string): Warning =>
  inputWarning(
    'reported_value_crosses_cutoff',
    `/enzymes/${name}`,
    `The ratio of ${ENZYMES[name].name.toLowerCase()} is reported as ${reported}, which would decide otherwise at the cut-off of ${CUT_OFF.enzymeRatio}; the criterion follows the unrounded value.`,
  )

const withoutLimit = (name: EnzymeName): Warning =>
  inputWarning(
    'input_not_used',
    `/enzymes/${name}`,
    `${ENZYMES[name].name} was sent without its upper limit of normal; it counts as missing.`,
  )
