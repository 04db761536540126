/** Which of the agents that were sent count as failed, and what that leaves possible. */
import { less } from '@activity-scores/shared/compare'
import type { Interval } from '@activity-scores/shared/interval'
import { inputWarning } from '@activity-scores/shared/outcome'
import { canonical } from '@activity-scores/shared/quantity'
import type { Warning } from '@activity-scores/shared/result'
import { analytes } from '@activity-scores/shared/units'
import { type Drug, mechanismOf } from './agents.js'
import { ADEQUATE_TRIAL_MONTHS, tell } from './formula.js'
import type { Failure, Request } from './schema.js'

/** Counts as a failure, may be one, or is none. */
type Weight = 'counts' | 'may' | 'none'

function weightOf({ reason, duration }: Failure): Weight {
  if (reason === 'cost' || reason === 'patient_wish') return 'none'
  if (reason === 'intolerance' || !duration) return 'counts'
  const short = less(canonical(analytes.treatmentDuration, duration), ADEQUATE_TRIAL_MONTHS)
  if (!short) return 'counts'
  return reason === 'inefficacy' ? 'none' : 'may'
}

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

export function countFailures({ failedBtsdmards, dmardHistoryComplete }: Request): Failures {
  const entries = (failedBtsdmards ?? []).map((failure, i) => ({
    drug: failure.drug,
    reason: failure.reason,
    duration: failure.duration,
    mechanism: mechanismOf(failure.drug, failure.mechanism),
    weight: weightOf(failure),
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
      ...entries.flatMap(({ weight, at }) => (weight === 'may' ? [`missing:${at}.reason`] : [])),
      ...possible.flatMap(({ mechanism, at }) => (mechanism === null ? [`missing:${at}.mechanism`] : [])),
      ...(possible.filter(({ drug }) => drug === 'other').length > 1 ? ['precision:failedBtsdmards'] : []),
    ],
    warnings: [
      ...entries.flatMap(({ weight, at, reason }) => (weight === 'none' ? [noFailure(at, reason)] : [])),
      ...unproven(certain.filter(({ reason, duration }) => reason !== 'intolerance' && !duration)),
    ],
  }
}

function noFailure(at: string, reason: Failure['reason']): Warning {
  const why =
    reason === 'inefficacy'
      ? 'it was given for less than 3 months, too short to call it inefficacy'
      : 'an agent stopped for cost or at the wish of the patient did not fail'
  return inputWarning('not_counted_as_failure', `/${at.replace('.', '/')}`, `${at} was not counted: ${why}.`)
}

function unproven(entries: readonly { readonly drug: Drug }[]): readonly Warning[] {
  if (entries.length === 0) return []
  const drugs = [...new Set(entries.map(({ drug }) => drug))].join(', ')
  const message = `${drugs}: counted as failed as sent; without the duration it cannot be checked that inefficacy followed at least 3 months of treatment.`
  return [inputWarning('adequate_trial_not_verified', '/failedBtsdmards', message)]
}
