import {
  crp,
  jointCountMethod,
  patientGlobal,
  swollenJointCount28,
  swollenJointCount66,
  tenderJointCount28,
  tenderJointCount68,
  wholeJointCounts,
} from '@activity-scores/shared/fields'
import type { Fault, Rule } from '@activity-scores/shared/instrument'
import { consistencyRules, indexRelations } from '@activity-scores/shared/measures/consistency'
import { cdai, sdai } from '@activity-scores/shared/measures/finished-scores'
import { usedQuantity } from '@activity-scores/shared/quantity'
import { StateSchema } from '@activity-scores/shared/result'
import { analytes } from '@activity-scores/shared/units'
import { z } from 'zod'
import { OUTSIDE_28 } from './formula.js'

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

const PAIRS = [
  ['tenderJointCount28', 'tenderJointCount68', OUTSIDE_28.tender],
  ['swollenJointCount28', 'swollenJointCount66', OUTSIDE_28.swollen],
] as const

/** The 28 joints are among the 66 and 68. A prorated 28-joint count may exceed a full count and is not held to it. */
const setsAgree: readonly Rule<Request>[] = PAIRS.map(([of28, full, outside]) => ({
  fields: [of28, full, 'jointCountMethod'],
  says: `\`${full}\` is at least \`${of28}\` and at most ${outside} more, unless \`jointCountMethod\` is \`prorated\`.`,
  check: (request): readonly Fault[] => {
    const few = request[of28]
    const many = request[full]
    if (few == null || many == null || request.jointCountMethod === 'prorated') return []
    if (many >= few && many <= few + outside) return []
    const message = `${full} must be from ${of28} to ${of28} + ${outside}, for it counts the same joints and ${outside} others. Send both counts of one examination, or one of them alone.`
    return [{ pointer: `/${full}`, code: 'conflict', message }]
  },
}))

export const rules: readonly Rule<Request>[] = [
  ...wholeJointCounts,
  ...setsAgree,
  ...consistencyRules<Request>(indexRelations, Object.keys(Request.shape)),
]

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
