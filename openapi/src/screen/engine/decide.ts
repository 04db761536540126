/** The decision: each criterion of an arm in three states, and the verdict that follows from them. */
import type { State, Verdict } from '@activity-scores/shared/language/kleene'
import type { Circumstances, Patient, Plan, PlannedCriterion } from './model.js'
import { PatientAtVisit } from './patient.js'
import { evaluate } from './rules.js'

export type EligibilityVerdict = 'eligible' | 'ineligible' | 'undetermined'
export type CriterionState = State | 'excluded' | 'not_excluded'

export interface Decision {
  readonly patient: Patient
  readonly criteria: readonly PlannedCriterion[]
  /** One for each criterion; for an exclusion, whether it applies. */
  readonly verdicts: readonly Verdict[]
  readonly verdict: EligibilityVerdict
}

export function decide(plan: Plan, circumstances: Circumstances): Decision {
  const patient = new PatientAtVisit(plan, circumstances)
  const criteria = plan.criteria.get(circumstances.arm) ?? []
  const verdicts = criteria.map(({ rule }) => evaluate(rule, patient))
  return { patient, criteria, verdicts, verdict: verdictOf(criteria, verdicts) }
}

/** Every inclusion criterion is met and no exclusion applies; whatever is not decided leaves the whole open. */
export function verdictOf(criteria: readonly PlannedCriterion[], verdicts: readonly Verdict[]): EligibilityVerdict {
  const state = favourable(criteria, verdicts)
  return state === 'met' ? 'eligible' : state === 'not_met' ? 'ineligible' : 'undetermined'
}

/**
 * Whether the criteria are in the patient's favour: inclusions met, exclusions not applying. A criterion that is part of
 * another is not counted twice.
 */
export function favourable(
  criteria: readonly PlannedCriterion[],
  verdicts: readonly Verdict[],
  which?: (criterion: PlannedCriterion) => boolean,
): State {
  let open = false
  for (let i = 0; i < criteria.length; i += 1) {
    const criterion = criteria[i] as PlannedCriterion
    if (criterion.definition.within !== undefined || (which && !which(criterion))) continue
    const { state } = verdicts[i] as Verdict
    if (state === 'undetermined') open = true
    else if ((state === 'met') !== (criterion.definition.kind === 'inclusion')) return 'not_met'
  }
  return open ? 'undetermined' : 'met'
}

const EXCLUSION: Readonly<Record<State, CriterionState>> = {
  met: 'excluded',
  not_met: 'not_excluded',
  undetermined: 'undetermined',
}

export const stateOf = ({ definition }: PlannedCriterion, { state }: Verdict): CriterionState =>
  definition.kind === 'inclusion' ? state : EXCLUSION[state]

/** States that end the matter. */
export const bars = (criterion: PlannedCriterion, verdict: Verdict): boolean =>
  criterion.definition.within === undefined &&
  verdict.state === (criterion.definition.kind === 'inclusion' ? 'not_met' : 'met')
