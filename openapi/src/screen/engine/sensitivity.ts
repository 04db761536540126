/** What would change under another reading of an ambiguous passage, one reading at a time. */
import { type CriterionState, type Decision, type EligibilityVerdict, stateOf, verdictOf } from './decide.js'
import type { CriterionVerdict } from './model.js'
import { PatientAtVisit } from './patient.js'
import { judge } from './rules.js'

export interface Sensitivity {
  readonly reading: string
  readonly title: string
  readonly chosen: string
  readonly other: string
  readonly says: string
  readonly criteria: readonly { readonly id: string; readonly from: CriterionState; readonly to: CriterionState }[]
  readonly verdict: { readonly from: EligibilityVerdict; readonly to: EligibilityVerdict } | null
  /** `changes`: something is decided otherwise; `needs`: something is left open for want of an input. */
  readonly kind: 'changes' | 'needs'
  /** What the other reading would need. */
  readonly needs: readonly string[]
}

export function sensitivity(decision: Decision): readonly Sensitivity[] {
  const { patient, criteria } = decision
  const { plan, given } = patient
  const changes: Sensitivity[] = []
  for (const { reading, option, readings, criteria: concerned } of plan.alternatives(given.arm)) {
    if (option === given.readings[reading]) continue
    const read = given.readings === plan.defaults ? readings : { ...given.readings, [reading]: option }
    const change = compared(decision, reading, option, concerned, (i) => judge(criterionAt(decision, i), patient, read))
    if (change) changes.push(change)
  }
  for (const reading of plan.windowReadings) {
    const datable = plan.datedBy(reading)
    // What is of the day of the decision counts by every reading.
    const dated = datable.filter((name) => patient.has(name) && patient.dayOfInput(name) !== given.asOf)
    const isDatedByVisit = given.visits.some(({ inputs }) => datable.some((name) => inputs[name] != null))
    if (dated.length === 0 && !isDatedByVisit) continue
    const concerned = criteria.flatMap(({ readings }, i) => (readings.includes(reading) ? [i] : []))
    for (const { id: option } of plan.protocol.readings[reading]?.options ?? []) {
      if (option === given.readings[reading]) continue
      const read = { ...given, readings: { ...given.readings, [reading]: option } }
      const again = new PatientAtVisit(plan, read, { origin: { patient, changed: dated } })
      const change = compared(decision, reading, option, concerned, (i) => judge(criterionAt(decision, i), again))
      if (change) changes.push(change)
    }
  }
  return changes
}

const criterionAt = ({ criteria }: Decision, index: number) => criteria[index] as Decision['criteria'][number]

function compared(
  { patient, criteria, verdicts, verdict }: Decision,
  reading: string,
  other: string,
  concerned: readonly number[],
  reread: (index: number) => CriterionVerdict,
): Sensitivity | undefined {
  let under: CriterionVerdict[] | undefined
  for (const index of concerned) {
    const again = reread(index)
    if (again.state === verdicts[index]?.state) continue
    under ??= [...verdicts]
    under[index] = again
  }
  if (!under) return undefined
  const changed = under
  const to = verdictOf(criteria, changed)
  const differing = changed.filter((later, i) => later.state !== verdicts[i]?.state)
  const { title = '', options = [] } = patient.plan.protocol.readings[reading] ?? {}
  return {
    reading,
    title,
    chosen: patient.given.readings[reading] ?? '',
    other,
    says: options.find(({ id }) => id === other)?.says ?? '',
    criteria: criteria.flatMap((criterion, i) => {
      const [from, later] = [verdicts[i] as CriterionVerdict, changed[i] as CriterionVerdict]
      if (from.state === later.state) return []
      return [{ id: criterion.definition.id, from: stateOf(criterion, from), to: stateOf(criterion, later) }]
    }),
    verdict: to === verdict ? null : { from: verdict, to },
    kind: differing.some(({ state }) => state !== 'undetermined') ? 'changes' : 'needs',
    needs: [...new Set(differing.flatMap(({ reasons }) => reasons.flatMap(missingIn)))],
  }
}

const missingIn = (reason: string): readonly string[] =>
  /^(?:missing|stale):/.test(reason) ? [reason.slice(reason.indexOf(':') + 1)] : []
