import { crossesCutOff } from '@activity-scores/shared/language/bands'
import { atLeast } from '@activity-scores/shared/language/compare'
import { criterion } from '@activity-scores/shared/language/criteria'
import {
  between,
  exactly,
  type Interval,
  isAtLeast,
  isExact,
  mapIncreasing,
} from '@activity-scores/shared/language/interval'
import { STATE_IN_WORDS, type State, undetermined, type Verdict } from '@activity-scores/shared/language/kleene'
import { boundsOf, inputWarning, type Outcome, scored, type Warning } from '@activity-scores/shared/language/outcome'
import { report } from '@activity-scores/shared/language/rounding'
import { intervalDays } from '@activity-scores/shared/measures/two-visits'
import { change, MAXIMUM, ONE_YEAR_DAYS, RAPID_POINTS, years } from './formula.js'
import { rapidProgression } from './manifest.js'
import type { Request, WINDOWS } from './schema.js'

const DECIMALS = 1
const isRapid = (points: number): boolean => atLeast(points, RAPID_POINTS)
type Window = (typeof WINDOWS)[number]

export function compute(request: Request): Outcome {
  const baseline = request.baseline?.svhTotal ?? null
  const followUp = request.followUp?.svhTotal ?? null
  const days = request.intervalDays ?? intervalDays(request)
  const from = totalRange(baseline)
  const to = totalRange(followUp)
  const points = between(change(from.upper, to.lower), change(from.lower, to.upper))
  const value = isExact(points) ? points.lower : null
  const { status, score } = scored(value, points, DECIMALS, '{score}')
  const totalsMissing = [
    ...(baseline === null ? ['baseline.svhTotal'] : []),
    ...(followUp === null ? ['followUp.svhTotal'] : []),
  ]
  const missing = [...totalsMissing, ...(days === null ? intervalMissing(request) : [])]
  const inYears = days === null ? null : years(days)
  const annualised = inYears ? mapIncreasing(points, (change) => change / inYears) : null
  const perYear = annualised && isExact(annualised) ? annualised.lower : null
  const window = days === null ? null : windowOf(days)
  const verdict = decide(points, annualised, window, [
    ...totalsMissing.map((field) => `missing:${field}`),
    ...(days === null ? ['missing:intervalDays'] : []),
  ])

  return {
    status,
    score,
    category: null,
    criteria: [criterion(rapidProgression, verdict)],
    terms:
      baseline === null || followUp === null
        ? []
        : [
            { id: 'followUp', value: followUp },
            { id: 'baseline', value: 0 - baseline },
          ],
    details: {
      change: value,
      annualisedChangePerYear: perYear,
      annualisedReported: perYear === null ? null : report(perYear, DECIMALS),
      annualisedBounds: annualised && perYear === null ? boundsOf(annualised) : null,
      years: inYears,
      window,
    },
    inputs: {
      baseline: { date: request.baseline?.date ?? null, svhTotal: baseline },
      followUp: { date: request.followUp?.date ?? null, svhTotal: followUp },
      intervalDays: days,
      sameReadersAndOrder: request.sameReadersAndOrder ?? null,
    },
    missing,
    warnings: [
      ...(window === null ? [] : OF_WINDOW[window]),
      ...crossing(window === 'longer-than-1-year' ? perYear : value, window),
    ],
    text: text(score.reported, points, perYear, missing, verdict.state),
  }
}

const totalRange = (total: number | null): Interval => (total === null ? between(0, MAXIMUM) : exactly(total))

/** The date that completes a pair, or the interval itself. */
function intervalMissing({ baseline, followUp }: Request): readonly string[] {
  if (baseline?.date != null) return ['followUp.date']
  return [followUp?.date == null ? 'intervalDays' : 'baseline.date']
}

function windowOf(days: number): Window {
  if (days < ONE_YEAR_DAYS.least) return 'short-of-1-year'
  return days <= ONE_YEAR_DAYS.most ? 'one-year' : 'longer-than-1-year'
}

const SHORT = 'interval_short_of_1_year'

function decide(
  points: Interval,
  annualised: Interval | null,
  window: Window | null,
  reasons: readonly string[],
): Verdict {
  if (window === null) return undetermined(...reasons)
  if (window === 'longer-than-1-year' && annualised) return isAtLeast(annualised, RAPID_POINTS, reasons)
  const inPoints = isAtLeast(points, RAPID_POINTS, reasons)
  if (window === 'one-year' || inPoints.state === 'met') return inPoints
  return undetermined(...inPoints.reasons, SHORT)
}

const OF_WINDOW: Readonly<Record<Window, readonly Warning[]>> = {
  'short-of-1-year': [
    inputWarning(
      SHORT,
      '/intervalDays',
      'The interval is shorter than 305 days: a rise of 5 points is rapid already, a smaller one says nothing about a year.',
    ),
  ],
  'one-year': [],
  'longer-than-1-year': [
    inputWarning(
      'annualised_from_longer_interval',
      '/intervalDays',
      'The interval is longer than 427 days: the change of a year was taken from it as if progression were linear.',
    ),
  ],
}

/** The figure that decides is shown on the other side of 5. */
function crossing(points: number | null, window: Window | null): readonly Warning[] {
  if (points === null || window === null) return []
  const figure = window === 'longer-than-1-year' ? 'annualised change' : 'change'
  return crossesCutOff(points, DECIMALS, [], [isRapid]).map((warning) => ({
    ...warning,
    message: `The ${figure} is shown as ${report(points, DECIMALS)}, on the other side of ${RAPID_POINTS}; the criterion follows the unrounded value.`,
  }))
}

function text(
  reported: string | null,
  points: Interval,
  perYear: number | null,
  missing: readonly string[],
  state: State,
): string {
  const rapid = `rapid progression ${STATE_IN_WORDS[state]}`
  if (reported === null)
    return `Sharp/van der Heijde change not computable: missing ${missing.join(', ')}; possible ${report(points.lower, DECIMALS)} to ${report(points.upper, DECIMALS)}; ${rapid}`
  const yearly = perYear === null ? 'interval not known' : `${report(perYear, DECIMALS)} a year`
  return `Sharp/van der Heijde change ${reported} (${yearly}), ${rapid}`
}
