import { wholeJointCounts } from '@activity-scores/shared/contract/fields'
import type { Fault, Rule } from '@activity-scores/shared/contract/instrument'
import { consistencyRules, indexRelations } from '@activity-scores/shared/measures/consistency'
import { OUTSIDE_28 } from './formula.js'
import { Request } from './schema.js'

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
