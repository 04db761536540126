import { jointCountMethod } from '@activity-scores/shared/contract/fields'
import {
  clinicalBoundCategories,
  clinicalFields,
  clinicalInputs,
  jointCountMethodUsed,
} from '@activity-scores/shared/measures/clinical-index'
import * as z from 'zod'
import { activity } from './manifest.js'

export const Request = z.strictObject({ ...clinicalFields, jointCountMethod })
export type Request = z.infer<typeof Request>

export const Inputs = z.strictObject({ ...clinicalInputs, jointCountMethod: jointCountMethodUsed })

export const Details = z.strictObject({ boundCategories: clinicalBoundCategories(activity) })
