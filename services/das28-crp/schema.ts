import {
  crp,
  jointCountMethod,
  patientGlobal,
  swollenJointCount28,
  tenderJointCount28,
} from '@activity-scores/shared/contract/fields'
import { categoryCode } from '@activity-scores/shared/contract/result-schema'
import { usedQuantity } from '@activity-scores/shared/language/quantity'
import { analytes } from '@activity-scores/shared/language/units'
import {
  das28Alternative,
  das28BoundCategories,
  das28Codes,
  das28Variant,
  das28VariantUsed,
} from '@activity-scores/shared/measures/das28'
import * as z from 'zod'
import { activityCrpSpecific } from './manifest.js'

export const Request = z.strictObject({
  tenderJointCount28,
  swollenJointCount28,
  crp,
  patientGlobal,
  jointCountMethod,
  variant: das28Variant,
})
export type Request = z.infer<typeof Request>

export const Inputs = z.strictObject({
  tenderJointCount28: z.number().nullable(),
  swollenJointCount28: z.number().nullable(),
  crp: usedQuantity(analytes.crp, 'CRP'),
  patientGlobal: usedQuantity(analytes.scaleInMillimetres, 'Patient global'),
  jointCountMethod: z.enum(['counted', 'prorated']),
  variant: das28VariantUsed,
})

export const Details = z.strictObject({
  categories: z
    .strictObject({
      eular: das28Codes,
      acr2012: das28Codes,
      [activityCrpSpecific.id]: categoryCode(activityCrpSpecific),
    })
    .describe(
      'Category by each set of cut-offs. `eular` and `acr2012` were set for DAS28-ESR and differ only at exactly 3.2; `crp_specific` was derived for DAS28-CRP',
    ),
  boundCategories: das28BoundCategories,
  alternative: das28Alternative('CRP'),
})
