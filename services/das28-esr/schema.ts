import {
  jointCountMethod,
  patientGlobal,
  swollenJointCount28,
  tenderJointCount28,
  wholeJointCounts,
} from '@activity-scores/shared/fields'
import type { Fault, Rule } from '@activity-scores/shared/instrument'
import {
  das28Acr2012,
  das28Alternative,
  das28BoundCategories,
  das28Codes,
  das28Eular,
  das28Variant,
  das28VariantUsed,
} from '@activity-scores/shared/measures/das28'
import { canonical, quantity, usedQuantity } from '@activity-scores/shared/quantity'
import { analytes } from '@activity-scores/shared/units'
import { z } from 'zod'
import { ESR_FLOOR_MM_H } from './formula.js'

export const Request = z.strictObject({
  tenderJointCount28,
  swollenJointCount28,
  esr: quantity(analytes.esr, 'Erythrocyte sedimentation rate (Westergren)').nullish(),
  patientGlobal,
  jointCountMethod,
  variant: das28Variant,
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
  variant: das28VariantUsed,
  esrBelowOne: z.enum(['floor', 'reject']),
})

export const Details = z.strictObject({
  categories: z
    .strictObject({ eular: das28Codes, acr2012: das28Codes })
    .describe(
      `Category by each set of cut-offs; \`${das28Eular.id}\` and \`${das28Acr2012.id}\` differ only at exactly 3.2`,
    ),
  boundCategories: das28BoundCategories,
  alternative: das28Alternative('ESR'),
})
