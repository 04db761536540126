import type { Fault, Rule } from '@activity-scores/shared/contract/instrument'
import { intervalDays as daysOfDates, followUpAfterBaseline } from '@activity-scores/shared/measures/two-visits'
import type { Request } from './schema.js'

const fault = (field: string, code: string, message: string): readonly Fault[] => [
  { pointer: `/${field}`, code, message },
]

const sharpAlone: Rule<Request> = {
  fields: ['scoringMethod'],
  says: '`scoringMethod` is `sharp-van-der-heijde`; scores of other methods have another scale.',
  check: ({ scoringMethod }) =>
    scoringMethod == null || scoringMethod === 'sharp-van-der-heijde'
      ? []
      : fault(
          'scoringMethod',
          'not_comparable',
          'scoringMethod must be "sharp-van-der-heijde": the limit of 5 points holds for that score alone. Send that score; others are not converted.',
        ),
}

const bothRegions: Rule<Request> = {
  fields: ['scoredRegions'],
  says: '`scoredRegions` is `hands-and-feet`; a part of the score is not the total.',
  check: ({ scoredRegions }) =>
    scoredRegions == null || scoredRegions === 'hands-and-feet'
      ? []
      : fault(
          'scoredRegions',
          'not_comparable',
          'scoredRegions must be "hands-and-feet": the score of hands or feet alone is not the total. Send the total of both.',
        ),
}

const sameReading: Rule<Request> = {
  fields: ['sameReadersAndOrder'],
  says: '`sameReadersAndOrder` is not false.',
  check: ({ sameReadersAndOrder }) =>
    sameReadersAndOrder === false
      ? fault(
          'sameReadersAndOrder',
          'not_comparable',
          'sameReadersAndOrder is false: the difference of such readings is not a change. Send two readings by the same readers in the same order.',
        )
      : [],
}

const intervalsAgree: Rule<Request> = {
  fields: ['intervalDays', 'baseline.date', 'followUp.date'],
  says: '`intervalDays` agrees with the two dates when all are sent.',
  check: (request) => {
    const days = daysOfDates(request)
    if (days === null || days <= 0 || request.intervalDays == null || request.intervalDays === days) return []
    return fault(
      'intervalDays',
      'conflict',
      'intervalDays is not the number of days from baseline.date to followUp.date. Correct whichever is wrong, or send only the dates.',
    )
  },
}

export const rules: readonly Rule<Request>[] = [
  sharpAlone,
  bothRegions,
  sameReading,
  followUpAfterBaseline,
  intervalsAgree,
]
