import type { Fault, Rule } from '@activity-scores/shared/contract/instrument'
import { oneStrengthForm } from '@activity-scores/shared/measures/myositis-visit'
import { followUpAfterBaseline, intervalDays } from '@activity-scores/shared/measures/two-visits'
import { FORMS, type Request } from './schema.js'

const confirmationAfterFollowUp: Rule<Request> = {
  fields: ['baseline.date', 'followUp.date', 'confirmation.date'],
  says: '`confirmation.date` is later than `followUp.date` and `baseline.date` when they are sent.',
  check: ({ baseline, followUp, confirmation }): readonly Fault[] =>
    [baseline, followUp].some((earlier) => {
      const days = intervalDays({ baseline: earlier, followUp: confirmation })
      return days !== null && days <= 0
    })
      ? [
          {
            pointer: '/confirmation/date',
            code: 'date_order',
            message:
              'confirmation.date must be later than followUp.date and baseline.date. Correct the dates, or swap the visits if they were exchanged.',
          },
        ]
      : [],
}

export const rules: readonly Rule<Request>[] = [
  oneStrengthForm(['baseline', 'followUp', 'confirmation'], FORMS),
  followUpAfterBaseline,
  confirmationAfterFollowUp,
]
