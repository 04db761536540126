/** The muscle enzymes of the IMACS core set: ratios to the upper limit of normal, and the state of the measure. */
import { same } from '@activity-scores/shared/language/compare'
import { between, type Interval, isAtLeast } from '@activity-scores/shared/language/interval'
import { or, type State, undetermined, type Verdict } from '@activity-scores/shared/language/kleene'
import { type Bounds, boundsOf, inputWarning, type Warning } from '@activity-scores/shared/language/outcome'
import { report } from '@activity-scores/shared/language/rounding'
import { type LimitedQuantity, possibleRatio, ratioToLimit } from '@activity-scores/shared/language/upper-limit'
import {
  ENZYMES,
  type EnzymeName,
  type Enzymes,
  implausibleEnzyme,
  limitMissing,
  measuredEnzymes,
  notAllMeasured,
} from '@activity-scores/shared/measures/muscle-enzymes'
import { CUT_OFF, greatest } from './formula.js'

/** Decimals of a reported ratio. */
const DECIMALS = 2
/** The one reported ratio that can hide on which side of the cut-off the unrounded one is. */
const ON_CUT_OFF = report(CUT_OFF.enzymeRatio, DECIMALS)

interface EnzymeRatio {
  readonly value: number
  readonly reported: string
  readonly comparator?: string
}

interface EnzymeState {
  readonly verdict: Verdict
  /** Those that were sent, with or without their limits. */
  readonly measured: readonly EnzymeName[]
  /** value / upper limit as reported; null where the enzyme or its limit is missing. */
  readonly ratios: Readonly<Record<EnzymeName, EnzymeRatio | null>>
  /** Greatest ratio; null without one, or where a comparator or a missing limit leaves it open. */
  readonly maximum: number | null
  readonly maximumReported: string | null
  /** Range of the greatest ratio where it is open. */
  readonly maximumBounds: Bounds | null
  readonly warnings: readonly Warning[]
}

/** Of those measured: met if any ratio reaches 1.5, not met only if every one is known and none reaches it. */
export function enzymeState(enzymes: Enzymes): EnzymeState {
  const measured = measuredEnzymes(enzymes)
  const verdicts: Verdict[] = []
  const ranges: Interval[] = []
  const warnings: Warning[] = []
  const ratios: Record<EnzymeName, EnzymeRatio | null> = { ck: null, aldolase: null, ldh: null, ast: null, alt: null }
  for (const name of measured) {
    const given = enzymes[name] as LimitedQuantity // it was sent
    const [ratio, range] = [ratioToLimit(given), possibleRatio(given)]
    warnings.push(...implausibleEnzyme(name, given))
    if (ratio === null || range === null) {
      warnings.push(limitMissing(name))
      verdicts.push(undetermined(`missing:enzymes.${name}.upperLimit`))
      ranges.push(ANY_RATIO)
      continue
    }
    const reported = report(ratio, DECIMALS)
    const { comparator } = given
    ratios[name] = comparator ? { value: ratio, reported, comparator } : { value: ratio, reported }
    ranges.push(range)
    const verdict = isAtLeast(range, CUT_OFF.enzymeRatio, [`censored:enzymes.${name}`])
    verdicts.push(verdict)
    if (reported === ON_CUT_OFF && stateAs(reported, comparator) !== verdict.state)
      warnings.push(reportedCrosses(name, reported))
  }
  const verdict = measured.length === 0 ? NONE_MEASURED : or(...verdicts)
  const maximum = greatest(ranges)
  const exact = maximum !== null && same(maximum.lower, maximum.upper)
  return {
    verdict,
    measured,
    ratios,
    maximum: exact ? maximum.lower : null,
    maximumReported: exact ? report(maximum.lower, DECIMALS) : null,
    maximumBounds: maximum && !exact ? boundsOf(maximum) : null,
    warnings: [...warnings, ...notAllMeasured(measured)],
  }
}

const NONE_MEASURED: Verdict = undetermined('missing:enzymes')
const ANY_RATIO: Interval = between(0, Number.POSITIVE_INFINITY)

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
