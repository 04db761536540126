import { atLeast, less } from '@activity-scores/shared/language/compare'
import { and, decided, or, undetermined, type Verdict } from '@activity-scores/shared/language/kleene'
import { ALONE_PERCENT, WITH_FINDING_PERCENT } from './formula.js'

export interface Decisions {
  readonly fvc: Verdict
  readonly fvcSymptoms: Verdict
  readonly fvcHrct: Verdict
  readonly symptomsHrct: Verdict
  readonly progression: Verdict
}

const OUTSIDE = undetermined('outside_24_months')
const INTERVAL_UNKNOWN = undetermined('missing:intervalDays')
const FVC_UNKNOWN = undetermined('missing:fvc')

/** `decline` in percent and `within`, whether the visits are at most 24 months apart; null where they are not known. */
export function decide(decline: number | null, within: boolean | null, symptoms: Verdict, hrct: Verdict): Decisions {
  const known = (holds: (percent: number) => boolean): Verdict => {
    if (decline === null) return FVC_UNKNOWN
    if (within === null) return INTERVAL_UNKNOWN
    return within ? decided(holds(decline)) : OUTSIDE
  }
  const fvc = known((percent) => atLeast(percent, ALONE_PERCENT))
  const between = known((percent) => atLeast(percent, WITH_FINDING_PERCENT) && less(percent, ALONE_PERCENT))
  const fvcSymptoms = and(between, symptoms)
  const fvcHrct = and(between, hrct)
  const symptomsHrct = and(symptoms, hrct)
  return { fvc, fvcSymptoms, fvcHrct, symptomsHrct, progression: or(fvc, fvcSymptoms, fvcHrct, symptomsHrct) }
}

const NAMES = ['fvc', 'fvcSymptoms', 'fvcHrct', 'symptomsHrct', 'progression'] as const

export const sameStates = (a: Decisions, b: Decisions): boolean =>
  NAMES.every((name) => a[name].state === b[name].state)
