import type { Fault, Rule } from '@activity-scores/shared/contract/instrument'
import { atMost } from '@activity-scores/shared/language/compare'
import { nameOf } from '@activity-scores/shared/language/pointer'
import { bilirubinRelations, bloodRelations, consistencyRules } from '@activity-scores/shared/measures/consistency'
import { CSF_DAYS } from './formula.js'
import { Request } from './schema.js'

const csfAgrees: Rule<Request> = {
  fields: ['csfWithin2Weeks', 'lastCsfDaysBeforeSample'],
  says: '`csfWithin2Weeks` agrees with `lastCsfDaysBeforeSample` when both are sent.',
  check: ({ csfWithin2Weeks: within, lastCsfDaysBeforeSample: days }): readonly Fault[] => {
    if (within == null || days == null || within === days <= CSF_DAYS) return []
    const message =
      'csfWithin2Weeks contradicts lastCsfDaysBeforeSample: up to 14 days is within, 15 and more is not. Correct one of them, or send only the right one.'
    return [{ pointer: '/csfWithin2Weeks', code: 'conflict', message }]
  },
}

const sharesFit: Rule<Request> = {
  fields: ['segmentedNeutrophils', 'bandNeutrophils'],
  says: '`segmentedNeutrophils` and `bandNeutrophils` together are at most 100 %.',
  check: ({ segmentedNeutrophils: segmented, bandNeutrophils: band }): readonly Fault[] => {
    if (!segmented || !band || atMost(segmented.value + band.value, 100)) return []
    const message =
      'segmentedNeutrophils and bandNeutrophils are more than 100 % of the leukocytes together. Correct them; a figure for all neutrophils goes into segmentedNeutrophils with bandNeutrophils 0.'
    return [{ pointer: '/segmentedNeutrophils/value', code: 'conflict', message }]
  },
}

/** An INR of 1 is that of normal plasma: no upper limit of normal lies below. */
const limitOfInr: Rule<Request> = {
  fields: ['inr', 'siteUpperLimits.inr'],
  says: 'An upper limit of the INR is at least 1.',
  check: ({ inr, siteUpperLimits }): readonly Fault[] => {
    const limits = [
      ['/inr/upperLimit', inr?.upperLimit],
      ['/siteUpperLimits/inr/value', siteUpperLimits?.inr?.value],
    ] as const
    return limits.flatMap(([pointer, limit]): readonly Fault[] => {
      if (limit == null || atMost(1, limit)) return []
      const message = `${nameOf(pointer)} must be at least 1, the INR of normal plasma. Send the upper limit of the INR as the report prints it, or leave it out.`
      return [{ pointer, code: 'out_of_range', message }]
    })
  },
}

export const rules: readonly Rule<Request>[] = [
  csfAgrees,
  sharesFit,
  limitOfInr,
  ...consistencyRules<Request>([...bloodRelations, ...bilirubinRelations], Object.keys(Request.shape)),
]
