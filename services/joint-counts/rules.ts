import type { Fault, Rule } from '@activity-scores/shared/contract/instrument'
import { FIELDS_OF_JOINTS } from '@activity-scores/shared/measures/joints'
import { COUNTS, conflicts } from './findings.js'
import type { Request } from './schema.js'

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
