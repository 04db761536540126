import {
  crp,
  jointCountMethod,
  patientGlobal,
  swollenJointCount28,
  swollenJointCount66,
  tenderJointCount28,
  tenderJointCount68,
} from '@activity-scores/shared/contract/fields'
import { StateSchema } from '@activity-scores/shared/contract/result-schema'
import { usedQuantity } from '@activity-scores/shared/language/quantity'
import { analytes } from '@activity-scores/shared/language/units'
import { cdai, sdai } from '@activity-scores/shared/measures/finished-scores'
import * as z from 'zod'

export const Request = z.strictObject({
  tenderJointCount28,
  swollenJointCount28,
  tenderJointCount68,
  swollenJointCount66,
  jointCountMethod,
  patientGlobal,
  crp,
  sdai,
  cdai,
})
export type Request = z.infer<typeof Request>

export const Inputs = z.strictObject({
  tenderJointCount28: z.number().nullable(),
  swollenJointCount28: z.number().nullable(),
  tenderJointCount68: z.number().nullable(),
  swollenJointCount66: z.number().nullable(),
  jointCountMethod: z.enum(['counted', 'prorated']),
  patientGlobal: usedQuantity(analytes.scaleOfTen, 'Patient global on 0 to 10'),
  crp: usedQuantity(analytes.crp, 'CRP'),
  sdai: z.number().nullable(),
  cdai: z.number().nullable(),
})

export const Details = z.strictObject({
  jointSet: z
    .enum(['28', '66-68', 'mixed'])
    .nullable()
    .describe(
      'Joints whose counts decided; mixed where one count is of the 28 and the other of more; null without any',
    ),
  items: z
    .strictObject({
      tenderJoints: StateSchema,
      swollenJoints: StateSchema,
      crp: StateSchema,
      patientGlobalAtMost1: StateSchema,
      patientGlobalAtMost2: StateSchema,
    })
    .describe('Each item of the definitions on its own'),
})
