import type { State, Verdict } from './kleene.js'
import type { Criterion } from './outcome.js'

/** A named yes/no question that an instrument answers in three states. */
export interface CriterionDefinition {
  /** kebab-case, stable. */
  readonly id: string
  /** The rule in words with its operator, e.g. `DAS28-ESR > 3.2`. */
  readonly rule: string
  /** Who asks: a trial, a paper, a guideline. */
  readonly source: string
}

/** Writes the definitions that one source asks for, in a manifest: `const define = criteriaOf('EULAR 2021')`. */
export const criteriaOf =
  (source: string) =>
  (id: string, rule: string): CriterionDefinition => ({ id, rule, source })

/** The answer to a criterion, as it stands in a result. A decided one is always the same frozen object. */
export function criterion(definition: CriterionDefinition, verdict: Verdict): Criterion {
  if (verdict.state === 'undetermined') return written(definition, verdict.state, verdict.reasons.join(', '))
  let both = decided.get(definition)
  if (!both) {
    both = {
      met: Object.freeze(written(definition, 'met', null)),
      not_met: Object.freeze(written(definition, 'not_met', null)),
    }
    decided.set(definition, both)
  }
  return both[verdict.state]
}

/** A decided criterion that rests on something its reader must know, such as a waiver; without a note as `criterion`. */
export const criterionWithNote = (definition: CriterionDefinition, verdict: Verdict, note: string | null): Criterion =>
  note === null || verdict.state === 'undetermined'
    ? criterion(definition, verdict)
    : written(definition, verdict.state, note)

const decided = new WeakMap<CriterionDefinition, Readonly<Record<'met' | 'not_met', Criterion>>>()

const written = ({ id, rule, source }: CriterionDefinition, state: State, reason: string | null): Criterion => ({
  id,
  state,
  rule,
  source,
  reason,
})
