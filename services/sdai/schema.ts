import {
  crp,
  jointCountMethod,
  patientGlobal,
  physicianGlobal,
  swollenJointCount28,
  tenderJointCount28,
} from '@activity-scores/shared/contract/fields'
import { categoryCode } from '@activity-scores/shared/contract/result-schema'
import { usedQuantity } from '@activity-scores/shared/language/quantity'
import { analytes } from '@activity-scores/shared/language/units'
import { z } from 'zod'
import { activity } from './manifest.js'

export const Request = z.strictObject({
  tenderJointCount28,
  swollenJointCount28,
  patientGlobal,
  physicianGlobal,
  crp,
  jointCountMethod,
})
export type Request = z.infer<typeof Request>

export const Inputs = z.strictObject({
  tenderJointCount28: z.number().nullable(),
  swollenJointCount28: z.number().nullable(),
  patientGlobal: usedQuantity(analytes.scaleOfTen, 'Patient global on 0 to 10'),
  physicianGlobal: usedQuantity(analytes.scaleOfTen, 'Physician global on 0 to 10'),
  crp: usedQuantity(analytes.crp, 'CRP in mg/L; the formula divides it by 10'),
  jointCountMethod: z.enum(['counted', 'prorated']),
})

export const Details = z.strictObject({
  boundCategories: z
    .array(categoryCode(activity))
    .length(2)
    .nullable()
    .describe('Category at the lower and at the upper bound, where the score is a range'),
  alternative: z
    .strictObject({ instrument: z.literal('cdai'), value: z.number(), reported: z.string() })
    .nullable()
    .describe(
      'CDAI, which needs no laboratory value, where only a value of CRP is lacking; never used in its place, and its cut-offs are others',
    ),
})
