import {
  swollenJointCount28,
  swollenJointCount66,
  tenderJointCount28,
  tenderJointCount68,
} from '@activity-scores/shared/fields'
import type { Fault, Rule } from '@activity-scores/shared/instrument'
import { allOtherJoints, FIELDS_OF_JOINTS, joints, jointsUsed } from '@activity-scores/shared/measures/joints'
import { z } from 'zod'
import { COUNTS, conflicts } from './counts.js'

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
    .describe(
      'What joints that are not evaluable contribute: nothing (zero, default), or as much as the others, the count being scaled to the full set (prorate, for trial analyses)',
    ),
})
export type Request = z.infer<typeof Request>

const whole = (field: 'tenderJointCount28' | 'swollenJointCount28'): Rule<Request> => ({
  fields: [field],
  says: `\`${field}\` is a whole number; a prorated count is an answer here, not an input.`,
  check: (request): readonly Fault[] => {
    if (Number.isInteger(request[field] ?? 0)) return []
    const message = `${field} must be a whole number from 0 to 28. Send the number of joints counted; a prorated count cannot be counted again.`
    return [{ pointer: `/${field}`, code: 'not_whole_number', message }]
  },
})

const countsAgree: Rule<Request> = {
  fields: [...FIELDS_OF_JOINTS, ...COUNTS],
  says: 'Counts agree with one another and with the findings by joint: a 28-joint count is at most the full count, which exceeds it by at most 40 tender or 38 swollen joints.',
  check: conflicts,
}

export const rules: readonly Rule<Request>[] = [whole('tenderJointCount28'), whole('swollenJointCount28'), countsAgree]

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
