/** The decision: each criterion of an arm in three states, and the verdict that follows from them. */
import type { State } from '@activity-scores/shared/language/kleene'
import { refusals } from './exclusions.js'
import type { Circumstances, CriterionVerdict, Patient, Plan, PlannedCriterion } from './model.js'
import { PatientAtVisit } from './patient.js'
import { judge } from './rules.js'

export type EligibilityVerdict = 'eligible' | 'ineligible' | 'undetermined'
export type CriterionState = State | 'excluded' | 'not_excluded' | 'not_applicable'

export interface Decision {
  readonly patient: Patient
  readonly criteria: readonly PlannedCriterion[]
  /** One for each criterion; for an exclusion, whether it applies. */
  readonly verdicts: readonly CriterionVerdict[]
  readonly verdict: EligibilityVerdict
}

export function decide(plan: Plan, circumstances: Circumstances): Decision {
  const patient = new PatientAtVisit(plan, circumstances)
  const criteria = plan.criteria.get(circumstances.arm) ?? []
  patient.faults.push(...refusals(patient))
  const verdicts = criteria.map((criterion) => judge(criterion, patient))
  return { patient, criteria, verdicts, verdict: verdictOf(criteria, verdicts) }
}

/** Every inclusion criterion is met and no exclusion applies; whatever is not decided leaves the whole open. */
export function verdictOf(
  criteria: readonly PlannedCriterion[],
  verdicts: readonly CriterionVerdict[],
): EligibilityVerdict {
  const state = favourable(criteria, verdicts)
  return state === 'met' ? 'eligible' : state === 'not_met' ? 'ineligible' : 'undetermined'
}

/**
 * Whether the criteria are in the patient's favour: inclusions met, exclusions not applying. A criterion that is part of
 * another is not counted twice, and one that does not concern the patient is no obstacle.
 */
export function favourable(
  criteria: readonly PlannedCriterion[],
  verdicts: readonly CriterionVerdict[],
  which?: (criterion: PlannedCriterion) => boolean,
): State {
  let open = false
  for (let i = 0; i < criteria.length; i += 1) {
    const criterion = criteria[i] as PlannedCriterion
    if (criterion.definition.within !== undefined || (which && !which(criterion))) continue
    const { state } = verdicts[i] as CriterionVerdict
    if (state === 'not_applicable') continue
    if (state === 'undetermined') open = true
    else if ((state === 'met') !== (criterion.definition.kind === 'inclusion')) return 'not_met'
  }
  return open ? 'undetermined' : 'met'
}

const EXCLUSION: Readonly<Record<CriterionVerdict['state'], CriterionState>> = {
  not_applicable: 'not_applicable',
  met: 'excluded',
  not_met: 'not_excluded',
  undetermined: 'undetermined',
}

export const stateOf = ({ definition }: PlannedCriterion, { state }: CriterionVerdict): CriterionState =>
  definition.kind === 'inclusion' ? state : EXCLUSION[state]

/** Whether a criterion is failed and so ends the matter: one that is part of another is read by that one. */
export const bars = (criterion: PlannedCriterion, verdict: CriterionVerdict): boolean =>
  criterion.definition.within === undefined && isFailed(criterion, verdict)

/** Whether a criterion is failed, be it part of another one or not. */
export const isFailed = ({ definition }: PlannedCriterion, { state }: CriterionVerdict): boolean =>
  state === (definition.kind === 'inclusion' ? 'not_met' : 'met')
