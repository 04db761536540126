import type { Fault, Rule } from '@activity-scores/shared/contract/instrument'
import { consistencyRules, das28Relations } from '@activity-scores/shared/measures/consistency'
import { followUpAfterBaseline } from '@activity-scores/shared/measures/two-visits'
import { formOf, type Request, type Variant, type Visit, visit } from './schema.js'

const only = (visit: Visit | null | undefined): Variant | null => {
  if ((visit?.das28Esr == null) === (visit?.das28Crp == null)) return null
  return visit?.das28Esr == null ? 'das28-crp' : 'das28-esr'
}

const oneVariant: Rule<Request> = {
  fields: ['baseline.das28Esr', 'baseline.das28Crp', 'followUp.das28Esr', 'followUp.das28Crp'],
  says: 'Both visits have the same variant: DAS28-ESR at one and DAS28-CRP alone at the other is refused.',
  check: ({ baseline, followUp }): readonly Fault[] => {
    const [first, second] = [only(baseline), only(followUp)]
    if (first === null || second === null || first === second) return []
    const sent = second === 'das28-esr' ? 'das28Esr' : 'das28Crp'
    const needed = sent === 'das28Esr' ? 'das28Crp' : 'das28Esr'
    const message = `followUp.${sent} cannot be compared with baseline.${needed}: the two variants differ in value. Send followUp.${needed}, or baseline.${sent}.`
    return [{ pointer: `/followUp/${sent}`, code: 'variant_mismatch', message }]
  },
}

const scored = (visit: Visit | null | undefined): boolean => visit?.das28Esr != null || visit?.das28Crp != null

const oneForm: Rule<Request> = {
  fields: [...oneVariant.fields, 'baseline.form', 'followUp.form'],
  says: 'Both visits have the same `form`; 4-variable is assumed where it is not sent.',
  check: ({ baseline, followUp }): readonly Fault[] => {
    if (!scored(baseline) || !scored(followUp) || formOf(baseline) === formOf(followUp)) return []
    const message = `followUp.form is ${formOf(followUp)} and baseline.form is ${formOf(baseline)} (4-variable where it is not sent); the two forms differ in value. Send two values of one form, and its name at both visits.`
    return [{ pointer: '/followUp/form', code: 'variant_mismatch', message }]
  },
}

export const rules: readonly Rule<Request>[] = [
  oneVariant,
  oneForm,
  followUpAfterBaseline,
  ...(['baseline', 'followUp'] as const).flatMap((name) =>
    consistencyRules<Request>(das28Relations, Object.keys(visit.shape), name),
  ),
]
