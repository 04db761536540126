import { monthsLater } from '@activity-scores/shared/language/dates'
import { between, type Interval, isAtLeast, isExact } from '@activity-scores/shared/language/interval'
import { STATE_IN_WORDS } from '@activity-scores/shared/language/kleene'
import {
  type Bounds,
  boundsOf,
  inputWarning,
  type Outcome,
  scored,
  type Term,
  type Warning,
} from '@activity-scores/shared/language/outcome'
import { report } from '@activity-scores/shared/language/rounding'
import { type SkinScore, skinScoreOf, skinScoreWarnings } from '@activity-scores/shared/measures/skin-score'
import { intervalDays } from '@activity-scores/shared/measures/two-visits'
import { decide, PERCENT_UNDEFINED } from './decisions.js'
import { absoluteChange, percentChange } from './formula.js'
import type { Request } from './schema.js'

/** Least rise or fall that any published difference calls important, in units. */
const LEAST_MCID = 3
/** Baseline of the population that the EUSTAR definitions were derived in. */
const DERIVATION_BASELINE = 7
const DERIVATION_MONTHS = 12

export function compute(request: Request): Outcome {
  const baseline = skinScoreOf(request.baseline ?? {})
  const followUp = skinScoreOf(request.followUp ?? {})
  const change = between(
    absoluteChange(baseline.range.upper, followUp.range.lower),
    absoluteChange(baseline.range.lower, followUp.range.upper),
  )
  const value = isExact(change) ? change.lower : null
  const percent =
    baseline.total === null || followUp.total === null ? null : percentChange(baseline.total, followUp.total)
  const percentReported = percent === null ? null : report(percent, 1)
  const reasons = [
    ...(baseline.total === null ? ['missing:baseline'] : []),
    ...(followUp.total === null ? ['missing:followUp'] : []),
  ]
  const days = intervalDays(request)
  const derivation = derivationPopulation(baseline.range, request)
  const changeBelowMcid = isBelowMcid(change)
  const missing = [
    ...missingOf('baseline', request.baseline, baseline),
    ...missingOf('followUp', request.followUp, followUp),
  ]
  const criteria = decide(baseline.range, followUp.range, reasons)
  const { status, score } = scored(value, change, 0, '{score}')

  return {
    status,
    score,
    category: null,
    criteria,
    terms: value === null ? [] : terms(baseline.range.lower, followUp.range.lower),
    details: {
      absoluteChange: value,
      percentChange: percent,
      percentChangeReported: percentReported,
      percentChangeBounds: value === null ? percentBounds(baseline.range, followUp.range) : null,
      baselineTotal: baseline.total,
      followUpTotal: followUp.total,
      baselineBounds: baseline.total === null ? boundsOf(baseline.range) : null,
      followUpBounds: followUp.total === null ? boundsOf(followUp.range) : null,
      changeBelowMcid,
      intervalDays: days,
      ...derivation,
    },
    inputs: { baseline: visitUsed(request.baseline, baseline), followUp: visitUsed(request.followUp, followUp) },
    missing,
    warnings: [
      ...skinScoreWarnings(request.baseline ?? {}, '/baseline'),
      ...skinScoreWarnings(request.followUp ?? {}, '/followUp'),
      ...(baseline.total === 0 ? [PERCENT_WARNING] : []),
      ...(changeBelowMcid === true ? [BELOW_MCID] : []),
      ...(derivation.outsideDerivationPopulation === true ? [OUTSIDE_DERIVATION] : []),
    ],
    text: text(value, percentReported, change, baseline, followUp, criteria[0]?.state ?? 'undetermined'),
  }
}

type Visit = Request['baseline']

/** What to send: the sites that are missing where sites were sent, else the total. */
function missingOf(name: string, visit: Visit, score: SkinScore): readonly string[] {
  if (score.total !== null) return []
  return visit?.sites ? score.missing.map((site) => `${name}.sites.${site}`) : [`${name}.total`]
}

const visitUsed = (visit: Visit, score: SkinScore) => ({
  total: score.total,
  sites: visit?.sites ?? null,
  date: visit?.date ?? null,
})

const terms = (baseline: number, followUp: number): readonly Term[] => [
  { id: 'followUp', value: followUp },
  { id: 'baseline', value: 0 - baseline },
]

/** The percent falls with the baseline and rises with the follow-up; it has no upper end as the baseline nears 0. */
function percentBounds(baseline: Interval, followUp: Interval): Bounds | null {
  const lower = percentChange(baseline.upper, followUp.lower)
  return lower === null ? null : { lower, upper: percentChange(baseline.lower, followUp.upper) }
}

/** 0 < change < 3; null while the range leaves it open. */
function isBelowMcid(change: Interval): boolean | null {
  if (change.lower > 0 && change.upper < LEAST_MCID) return true
  return change.upper <= 0 || change.lower >= LEAST_MCID ? false : null
}

function derivationPopulation(range: Interval, { baseline, followUp }: Request) {
  const highEnough = isAtLeast(range, DERIVATION_BASELINE, [])
  const baselineAtLeast7 = highEnough.state === 'undetermined' ? null : highEnough.state === 'met'
  const [from, to] = [baseline?.date, followUp?.date]
  const within = (months: number): boolean | null =>
    from == null || to == null
      ? null
      : to >= monthsLater(from, DERIVATION_MONTHS - months) && to <= monthsLater(from, DERIVATION_MONTHS + months)
  const intervalWithin3Months = within(3)
  const outside = baselineAtLeast7 === false || intervalWithin3Months === false
  const unknown = baselineAtLeast7 === null || intervalWithin3Months === null
  return {
    outsideDerivationPopulation: outside ? true : unknown ? null : false,
    baselineAtLeast7,
    intervalWithin2Months: within(2),
    intervalWithin3Months,
  }
}

const PERCENT_WARNING: Warning = inputWarning(
  PERCENT_UNDEFINED,
  '/baseline',
  'The baseline is 0, so a percent change does not exist. Without a rise no progression is met; with a rise the trial rule is undetermined, and the EUSTAR rule above 5 units.',
)
const BELOW_MCID: Warning = inputWarning(
  'change_below_mcid',
  '/followUp',
  'The rise of 1 or 2 units is within examiner error and below every minimal clinically important difference.',
)
const OUTSIDE_DERIVATION: Warning = inputWarning(
  'outside_derivation_population',
  '',
  'The EUSTAR definitions were derived with a baseline of at least 7 and visits 12 ± 3 months apart; this pair is outside.',
)

function text(
  value: number | null,
  percentReported: string | null,
  change: Interval,
  baseline: SkinScore,
  followUp: SkinScore,
  trial: keyof typeof STATE_IN_WORDS,
): string {
  const progression = `trial skin progression ${STATE_IN_WORDS[trial]}`
  if (value !== null) {
    const percent = percentReported === null ? 'percent undefined' : `${percentReported} %`
    return `mRSS change ${signed(value)} (${baseline.total} to ${followUp.total}, ${percent}), ${progression}`
  }
  const open = [lacking('baseline', baseline), lacking('follow-up', followUp)].filter((words) => words !== null)
  return `mRSS change not computable: ${open.join(', ')}; possible ${signed(change.lower)} to ${signed(change.upper)}; ${progression}`
}

const signed = (units: number): string => `${units > 0 ? '+' : ''}${report(units, 0)}`

function lacking(visit: string, { total, missing }: SkinScore): string | null {
  if (total !== null) return null
  if (missing.length === 0) return `missing ${visit}`
  return `${visit} lacks ${missing.length} ${missing.length === 1 ? 'site' : 'sites'}`
}
