/** Which of the agents that were sent count as failed, and what that leaves possible. */
import { atLeast, less } from '@activity-scores/shared/language/compare'
import type { Interval } from '@activity-scores/shared/language/interval'
import { inputWarning, type Warning } from '@activity-scores/shared/language/outcome'
import { inCanonicalUnit } from '@activity-scores/shared/language/quantity'
import { analytes } from '@activity-scores/shared/language/units'
import { CALENDAR_MONTHS, DAYS_OF_CALENDAR_MONTHS, type Drug, mechanismOf, TWELVE_WEEKS_DAYS, tell } from './formula.js'
import type { AdequateTrial, Failure, Request } from './schema.js'

/** Counts as a failure, may be one, or is none. */
type Weight = 'counts' | 'may' | 'none'

function weightOf({ reason, duration }: Failure, reading: AdequateTrial): Weight {
  if (reason === 'cost' || reason === 'patient_wish') return 'none'
  if (reason === 'intolerance' || !duration) return 'counts'
  const long = isLongEnough(duration, reading)
  if (long) return 'counts'
  return reason === 'inefficacy' && long === false ? 'none' : 'may'
}

/** Null where days do not tell how many calendar months they are. */
function isLongEnough(duration: NonNullable<Failure['duration']>, reading: AdequateTrial): boolean | null {
  const months = inCanonicalUnit(analytes.treatmentDuration, duration)
  const days = months * DAYS_A_MONTH
  if (reading === 'twelve-weeks') return atLeast(days, TWELVE_WEEKS_DAYS)
  if (duration.unit === 'mo' || duration.unit === 'a') return atLeast(months, CALENDAR_MONTHS)
  if (atLeast(days, DAYS_OF_CALENDAR_MONTHS.most)) return true
  return less(days, DAYS_OF_CALENDAR_MONTHS.least) ? false : null
}

const DAYS_A_MONTH = 30.4375

export interface Failures {
  readonly agents: Interval
  readonly mechanisms: Interval
  readonly inefficacy: readonly Drug[]
  readonly intolerance: readonly Drug[]
  readonly reasonNotStated: readonly Drug[]
  readonly notCounted: readonly Drug[]
  /** Why the numbers are open. */
  readonly reasons: readonly string[]
  readonly warnings: readonly Warning[]
}

export function countFailures({ failedBtsdmards, dmardHistoryComplete, adequateTrial }: Request): Failures {
  const reading = adequateTrial ?? 'twelve-weeks'
  const other = reading === 'twelve-weeks' ? 'three-calendar-months' : 'twelve-weeks'
  const entries = (failedBtsdmards ?? []).map((failure, i) => ({
    drug: failure.drug,
    reason: failure.reason,
    duration: failure.duration,
    mechanism: mechanismOf(failure.drug, failure.mechanism),
    weight: weightOf(failure, reading),
    otherwise: weightOf(failure, other),
    at: `failedBtsdmards.${i}`,
  }))
  const certain = entries.filter(({ weight }) => weight === 'counts')
  const possible = entries.filter(({ weight }) => weight !== 'none')
  const least = tell(certain)
  const most = tell(possible)
  const closed = failedBtsdmards != null && dmardHistoryComplete === true
  const range = (of: 'agents' | 'mechanisms'): Interval => ({
    lower: least[of].lower,
    upper: closed ? most[of].upper : Number.POSITIVE_INFINITY,
  })
  const drugs = (reason: Failure['reason'] | null) => [
    ...new Set(certain.flatMap((entry) => ((entry.reason ?? null) === reason ? [entry.drug] : []))),
  ]
  return {
    agents: range('agents'),
    mechanisms: range('mechanisms'),
    inefficacy: drugs('inefficacy'),
    intolerance: drugs('intolerance'),
    reasonNotStated: drugs(null),
    notCounted: [...new Set(entries.flatMap(({ weight, drug }) => (weight === 'none' ? [drug] : [])))],
    reasons: [
      ...(failedBtsdmards == null || dmardHistoryComplete === false ? ['missing:failedBtsdmards'] : []),
      ...(dmardHistoryComplete == null ? ['missing:dmardHistoryComplete'] : []),
      ...entries.flatMap(({ weight, at, reason }) => {
        if (weight !== 'may') return []
        return [reason == null ? `missing:${at}.reason` : `precision:${at}.duration`]
      }),
      ...possible.flatMap(({ mechanism, at }) => (mechanism === null ? [`missing:${at}.mechanism`] : [])),
      ...(possible.filter(({ drug }) => drug === 'other').length > 1 ? ['precision:failedBtsdmards'] : []),
    ],
    warnings: [
      ...entries.flatMap(({ weight, at, reason }) => (weight === 'none' ? [noFailure(at, reason)] : [])),
      ...entries.flatMap(({ weight, otherwise, at }) => (weight === otherwise ? [] : [readAsMonths(at, other)])),
      ...unproven(certain.filter(({ reason, duration }) => reason !== 'intolerance' && !duration)),
    ],
  }
}

function noFailure(at: string, reason: Failure['reason']): Warning {
  const why =
    reason === 'inefficacy'
      ? 'it was given for too short a time to call it inefficacy'
      : 'an agent stopped for cost or at the wish of the patient did not fail'
  return inputWarning('not_counted_as_failure', `/${at.replace('.', '/')}`, `${at} was not counted: ${why}.`)
}

function readAsMonths(at: string, other: AdequateTrial): Warning {
  const words = other === 'twelve-weeks' ? '12 weeks' : 'three calendar months'
  const message = `${at}: with an adequate trial read as ${words}, it would count otherwise; see adequateTrial.`
  return inputWarning('protocol_ambiguity:A23', `/${at.replace('.', '/')}/duration`, message)
}

function unproven(entries: readonly { readonly drug: Drug }[]): readonly Warning[] {
  if (entries.length === 0) return []
  const drugs = [...new Set(entries.map(({ drug }) => drug))].join(', ')
  const message = `${drugs}: counted as failed as sent; without the duration it cannot be checked that inefficacy followed an adequate trial.`
  return [inputWarning('adequate_trial_not_verified', '/failedBtsdmards', message)]
}
