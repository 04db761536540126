import type { Fault, Rule } from '@activity-scores/shared/contract/instrument'
import { rangeOfDate } from '@activity-scores/shared/language/dates'
import type { Request } from './schema.js'

const datesInOrder: Rule<Request> = {
  fields: ['courses'],
  says: 'The `endDate` of a course is not before its `startDate`.',
  check: ({ courses }): readonly Fault[] =>
    (courses ?? []).flatMap(({ startDate, endDate }, i) => {
      if (startDate == null || endDate == null) return []
      if (rangeOfDate(endDate).last >= rangeOfDate(startDate).first) return []
      const message = `courses.${i}.endDate is before courses.${i}.startDate. Correct the dates, or exchange them if they were sent the wrong way round.`
      return [{ pointer: `/courses/${i}/endDate`, code: 'date_order', message }]
    }),
}

export const rules: readonly Rule<Request>[] = [datesInOrder]
