import {
  swollenJointCount28,
  swollenJointCount66,
  tenderJointCount28,
  tenderJointCount68,
} from '@activity-scores/shared/contract/fields'
import { allOtherJoints, joints, jointsUsed } from '@activity-scores/shared/measures/joints'
import * as z from 'zod'

export const Request = z.strictObject({
  joints,
  allOtherJoints,
  tenderJointCount28,
  swollenJointCount28,
  tenderJointCount68,
  swollenJointCount66,
  policy: z
    .enum(['zero', 'prorate'])
    .nullish()
    .meta({
      title: 'Joints that cannot be assessed',
      description:
        'What joints that are not evaluable contribute: nothing (zero, default), or as much as the others, the count being scaled to the full set (prorate, for trial analyses)',
      'x-options': { zero: 'contribute nothing', prorate: 'contribute as much as the others' },
    }),
})
export type Request = z.infer<typeof Request>

const sent = z.number().nullable().describe('As sent; null when it was not')

export const Inputs = z.strictObject({
  joints: jointsUsed,
  allOtherJoints: z.enum(['absent', 'not_done']),
  tenderJointCount28: sent,
  swollenJointCount28: sent,
  tenderJointCount68: sent,
  swollenJointCount66: sent,
  policy: z.enum(['zero', 'prorate']),
})

const byJoint = z.number().nullable().describe('Joints of the set, by the findings sent; null when none were')

const count = z.strictObject({
  value: z.number().nullable().describe('The count; unrounded where it is prorated; null when not computable'),
  reported: z.string().nullable(),
  lower: z.number().nullable().describe('Least possible value; null when the count cannot, or may not, be prorated'),
  upper: z.number().nullable().describe('Greatest possible value; null when the count cannot, or may not, be prorated'),
  present: byJoint,
  evaluable: byJoint,
  notEvaluable: byJoint,
  notDone: byJoint,
  prorated: z.boolean().describe('True when value, lower and upper are scaled to the full set'),
  reason: z
    .enum(['not_done', 'too_few_evaluable'])
    .nullable()
    .describe('Why there is no value: joints not done, or fewer than half of the set evaluable (prorate)'),
})

export const Details = z.strictObject({
  tenderJointCount28: count,
  swollenJointCount28: count,
  tenderJointCount68: count,
  swollenJointCount66: count,
})
