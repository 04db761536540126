/** What would change under another reading of an ambiguous passage, one reading at a time. */
import type { Verdict } from '@activity-scores/shared/kleene'
import { Case, type Circumstances } from './case.js'
import { type CriterionState, type Decision, type EligibilityVerdict, stateOf, verdictOf } from './decide.js'
import { evaluate } from './rules.js'

export interface Sensitivity {
  readonly reading: string
  readonly title: string
  readonly chosen: string
  readonly other: string
  readonly says: string
  readonly criteria: readonly { readonly id: string; readonly from: CriterionState; readonly to: CriterionState }[]
  readonly verdict: { readonly from: EligibilityVerdict; readonly to: EligibilityVerdict } | null
}

export function sensitivity({ patient, criteria, verdicts, verdict }: Decision): readonly Sensitivity[] {
  const { plan, given } = patient
  return Object.entries(plan.protocol.readings).flatMap(([reading, { title, options }]) => {
    const concerned = criteria.some(({ readings }) => readings.includes(reading))
    if (!concerned) return []
    const dated = plan.datedBy(reading).filter((name) => patient.observedOn(name) !== undefined)
    if (dated.length === 0 && !plan.choosesRules(reading)) return []
    return options.flatMap(({ id: other, says }) => {
      const chosen = given.readings[reading] ?? ''
      if (other === chosen) return []
      const read: Circumstances = { ...given, readings: { ...given.readings, [reading]: other } }
      const again = new Case(plan, read, { origin: { patient, changed: dated } })
      const reread = criteria.map((criterion, i): Verdict => {
        return criterion.readings.includes(reading) ? evaluate(criterion.rule, again) : (verdicts[i] as Verdict)
      })
      const changed = criteria.flatMap((criterion, i) => {
        const from = stateOf(criterion, verdicts[i] as Verdict)
        const to = stateOf(criterion, reread[i] as Verdict)
        return from === to ? [] : [{ id: criterion.definition.id, from, to }]
      })
      if (changed.length === 0) return []
      const to = verdictOf(criteria, reread)
      return [
        {
          reading,
          title,
          chosen,
          other,
          says,
          criteria: changed,
          verdict: to === verdict ? null : { from: verdict, to },
        },
      ]
    })
  })
}
