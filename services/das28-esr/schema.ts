import {
  jointCountMethod,
  patientGlobal,
  swollenJointCount28,
  tenderJointCount28,
  wholeJointCounts,
} from '@activity-scores/shared/fields'
import type { Fault, Rule } from '@activity-scores/shared/instrument'
import { canonical, quantity, usedQuantity } from '@activity-scores/shared/quantity'
import { BoundsSchema, categoryCode } from '@activity-scores/shared/result'
import { analytes } from '@activity-scores/shared/units'
import { z } from 'zod'
import { ESR_FLOOR_MM_H } from './formula.js'
import { activity, activityAcr2012 } from './manifest.js'

export const Request = z.strictObject({
  tenderJointCount28,
  swollenJointCount28,
  esr: quantity(analytes.esr, 'Erythrocyte sedimentation rate (Westergren)').nullish(),
  patientGlobal,
  jointCountMethod,
  variant: z
    .enum(['4-variable', '3-variable'])
    .nullish()
    .describe(
      '4-variable (default) uses patient global health, 3-variable leaves it out; one series stays with one variant',
    ),
  esrBelowOne: z
    .enum(['floor', 'reject'])
    .nullish()
    .describe('An ESR below 1 mm/h is used as 1 mm/h with a warning (floor, default) or refused (reject)'),
})
export type Request = z.infer<typeof Request>

const esrNotRejected: Rule<Request> = {
  fields: ['esr', 'esrBelowOne'],
  says: 'With `esrBelowOne` `reject`, an ESR below 1 mm/h is refused.',
  check: ({ esr, esrBelowOne }): readonly Fault[] => {
    if (esrBelowOne !== 'reject' || !esr || esr.comparator === '>' || esr.comparator === '>=') return []
    const limit = canonical(analytes.esr, esr)
    const below = limit < ESR_FLOOR_MM_H || (esr.comparator === '<' && limit === ESR_FLOOR_MM_H)
    if (!below) return []
    return [
      {
        pointer: '/esr/value',
        code: 'esr_below_one',
        message:
          'esr.value is below 1 mm/h, where the logarithm of the formula fails, and "esrBelowOne" is "reject". Check the value, or send "esrBelowOne": "floor" to use 1 mm/h.',
      },
    ]
  },
}

export const rules: readonly Rule<Request>[] = [...wholeJointCounts, esrNotRejected]

export const Inputs = z.strictObject({
  tenderJointCount28: z.number().nullable(),
  swollenJointCount28: z.number().nullable(),
  esr: usedQuantity(analytes.esr, 'ESR; the floor of 1 mm/h is applied in the formula, not here'),
  patientGlobal: usedQuantity(analytes.scaleInMillimetres, 'Patient global'),
  jointCountMethod: z.enum(['counted', 'prorated']),
  variant: z.enum(['4-variable', '3-variable']),
  esrBelowOne: z.enum(['floor', 'reject']),
})

const codes = categoryCode(activity)

export const Details = z.strictObject({
  categories: z
    .strictObject({ eular: codes, acr2012: codes })
    .describe(
      `Category by each set of cut-offs; \`${activity.id}\` and \`${activityAcr2012.id}\` differ only at exactly 3.2`,
    ),
  boundCategories: z
    .array(codes)
    .length(2)
    .nullable()
    .describe('EULAR category at the lower and at the upper bound, where the score is a range'),
  alternative: z
    .strictObject({
      variant: z.literal('3-variable'),
      value: z.number(),
      reported: z.string(),
      bounds: BoundsSchema.nullable().describe('Where ESR is an upper limit; the value is that at the limit'),
      category: codes,
    })
    .nullable()
    .describe('The 3-variable score where the 4-variable one lacks only patient global; never used in its place'),
})
