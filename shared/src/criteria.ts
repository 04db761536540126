import type { Verdict } from './kleene.js'
import type { Criterion } from './result.js'

/** A named yes/no question that an instrument answers in three states. */
export interface CriterionDefinition {
  /** kebab-case, stable. */
  readonly id: string
  /** The rule in words with its operator, e.g. `DAS28-ESR > 3.2`. */
  readonly rule: string
  /** Who asks: a trial, a paper, a guideline. */
  readonly source: string
}

/** The answer to a criterion, as it stands in a result. */
export const criterion = (definition: CriterionDefinition, verdict: Verdict): Criterion => ({
  id: definition.id,
  state: verdict.state,
  rule: definition.rule,
  source: definition.source,
  reason: verdict.state === 'undetermined' ? verdict.reasons.join(', ') : null,
})
