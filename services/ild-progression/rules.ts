import type { Fault, Rule } from '@activity-scores/shared/contract/instrument'
import { followUpAfterBaseline } from '@activity-scores/shared/measures/two-visits'
import type { Request } from './schema.js'

const oneDlcoUnit: Rule<Request> = {
  fields: ['baseline.dlco', 'followUp.dlco'],
  says: '`dlco` has the same unit at both visits; DLCO units are never converted.',
  check: ({ baseline, followUp }): readonly Fault[] => {
    const [first, second] = [baseline?.dlco, followUp?.dlco]
    if (!first || !second || first.unit === second.unit) return []
    const message =
      'followUp.dlco.unit differs from baseline.dlco.unit, and DLCO units are never converted. Send both visits in the unit of one laboratory report, or leave dlco out and send dlcoPercentPredicted.'
    return [{ pointer: '/followUp/dlco/unit', code: 'unit_mismatch', message }]
  },
}

export const rules: readonly Rule<Request>[] = [oneDlcoUnit, followUpAfterBaseline]
