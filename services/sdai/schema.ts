import { crp, jointCountMethod } from '@activity-scores/shared/contract/fields'
import { usedQuantity } from '@activity-scores/shared/language/quantity'
import { analytes } from '@activity-scores/shared/language/units'
import {
  clinicalBoundCategories,
  clinicalFields,
  clinicalInputs,
  jointCountMethodUsed,
} from '@activity-scores/shared/measures/clinical-index'
import * as z from 'zod'
import { activity } from './manifest.js'

export const Request = z.strictObject({ ...clinicalFields, crp, jointCountMethod })
export type Request = z.infer<typeof Request>

export const Inputs = z.strictObject({
  ...clinicalInputs,
  crp: usedQuantity(analytes.crp, 'CRP in mg/L; the formula divides it by 10'),
  jointCountMethod: jointCountMethodUsed,
})

export const Details = z.strictObject({
  boundCategories: clinicalBoundCategories(activity),
  alternative: z
    .strictObject({ instrument: z.literal('cdai'), value: z.number(), reported: z.string() })
    .nullable()
    .describe(
      'CDAI, which needs no laboratory value, where only a value of CRP is lacking; never used in its place, and its cut-offs are others',
    ),
})
