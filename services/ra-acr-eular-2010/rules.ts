import type { Fault, Rule } from '@activity-scores/shared/contract/instrument'
import { FIELDS_OF_JOINTS } from '@activity-scores/shared/measures/joints'
import { COUNT_FIELDS, GROUPS, involvedByFindings } from './findings/joints.js'
import { contradicts, type TestName } from './findings/serology.js'
import { MOST_LISTED } from './formula.js'
import { type Request, readingOf } from './schema.js'

const serologyAgrees = (test: TestName): Rule<Request> => ({
  fields: [test, `${test}Category`],
  says: `\`${test}Category\` sent with \`${test}\` and its upper limit is what the two give.`,
  check: (request): readonly Fault[] => {
    if (!contradicts(request[test], request[`${test}Category`])) return []
    const message = `${test}Category is not what ${test} and its upper limit give. Correct one of them, or send only the right one.`
    return [{ pointer: `/${test}Category`, code: 'conflict', message }]
  },
})

const countsCoverFindings: Rule<Request> = {
  fields: [...FIELDS_OF_JOINTS, ...Object.values(COUNT_FIELDS), 'reading'],
  says: 'A number of joints involved is at least that of the findings in `joints`.',
  check: (request): readonly Fault[] => {
    const found = involvedByFindings(request, readingOf(request))
    return GROUPS.flatMap((group): readonly Fault[] => {
      const field = COUNT_FIELDS[group]
      const sent = request[field]
      if (sent == null || sent >= found[group].lower) return []
      const message = `${field} is less than the ${found[group].lower} that are tender or swollen in joints. Correct one of them, or send only the right one.`
      return [{ pointer: `/${field}`, code: 'conflict', message }]
    })
  },
}

const countFitsReading: Rule<Request> = {
  fields: [COUNT_FIELDS.other, 'reading'],
  says: `With \`reading\` \`listed-only\`, \`otherCountableJointsInvolved\` is at most ${MOST_LISTED}.`,
  check: (request): readonly Fault[] => {
    if (readingOf(request) === 'open-list' || (request[COUNT_FIELDS.other] ?? 0) <= MOST_LISTED) return []
    const message = `${COUNT_FIELDS.other} must be at most ${MOST_LISTED} with "reading": "listed-only", which counts temporomandibular, acromioclavicular and sternoclavicular joints alone. Send the number of those, or "reading": "open-list".`
    return [{ pointer: `/${COUNT_FIELDS.other}`, code: 'conflict', message }]
  },
}

export const rules: readonly Rule<Request>[] = [
  serologyAgrees('rf'),
  serologyAgrees('acpa'),
  countsCoverFindings,
  countFitsReading,
]
