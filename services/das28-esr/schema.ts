import {
  jointCountMethod,
  patientGlobal,
  swollenJointCount28,
  tenderJointCount28,
} from '@activity-scores/shared/contract/fields'
import { quantity, usedQuantity } from '@activity-scores/shared/language/quantity'
import { analytes } from '@activity-scores/shared/language/units'
import {
  das28Acr2012,
  das28Alternative,
  das28BoundCategories,
  das28Codes,
  das28Eular,
  das28Variant,
  das28VariantUsed,
} from '@activity-scores/shared/measures/das28'
import * as z from 'zod'

export const Request = z.strictObject({
  tenderJointCount28,
  swollenJointCount28,
  esr: quantity(analytes.esr, 'Erythrocyte sedimentation rate (Westergren)')
    .nullish()
    .meta({ title: 'Erythrocyte sedimentation rate' }),
  patientGlobal,
  jointCountMethod,
  variant: das28Variant,
  esrBelowOne: z
    .enum(['floor', 'reject'])
    .nullish()
    .meta({
      title: 'ESR below 1 mm/h',
      description: 'An ESR below 1 mm/h is used as 1 mm/h with a warning (floor, default) or refused (reject)',
      'x-options': { floor: 'used as 1 mm/h', reject: 'refused' },
    }),
})
export type Request = z.infer<typeof Request>

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
