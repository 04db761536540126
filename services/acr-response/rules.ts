import type { Fault, Rule } from '@activity-scores/shared/contract/instrument'
import { sameScale } from '@activity-scores/shared/measures/paired-scales'
import { followUpAfterBaseline } from '@activity-scores/shared/measures/two-visits'
import { JOINT_COUNTS, type Request, VISITS } from './schema.js'

const COUNTS = Object.values(JOINT_COUNTS)

type VisitName = (typeof VISITS)[number]

const wholeCounts = (name: VisitName): readonly Rule<Request>[] =>
  COUNTS.flatMap(({ full, of28, joints }) => [
    { field: full, joints },
    { field: of28, joints: 28 },
  ]).map(({ field, joints }) => ({
    fields: [`${name}.${field}`, `${name}.jointCountMethod`],
    says: `\`${name}.${field}\` is a whole number unless \`${name}.jointCountMethod\` is \`prorated\`.`,
    check: (request): readonly Fault[] => {
      const given = request[name]
      if (given?.jointCountMethod === 'prorated' || Number.isInteger(given?.[field] ?? 0)) return []
      const message = `${name}.${field} must be a whole number from 0 to ${joints}. Send the number of joints counted, or set "jointCountMethod": "prorated" in ${name} if it was scaled for joints that could not be evaluated.`
      return [{ pointer: `/${name}/${field}`, code: 'not_whole_number', message }]
    },
  }))

const countsAgree = (name: VisitName): readonly Rule<Request>[] =>
  COUNTS.map(({ full, of28, joints, outside28 }) => ({
    fields: [`${name}.${full}`, `${name}.${of28}`, `${name}.jointCountMethod`],
    says: `\`${name}.${of28}\` is at most \`${name}.${full}\`, which exceeds it by at most ${outside28} (counted joints).`,
    check: (request): readonly Fault[] => {
      const given = request[name]
      const [all, some] = [given?.[full], given?.[of28]]
      if (all == null || some == null || given?.jointCountMethod === 'prorated') return []
      if (some <= all && all <= some + outside28) return []
      const message = `${name}.${of28} cannot be right together with ${name}.${full}: the 28 joints are among the ${joints}, and ${outside28} lie outside them. Correct one of them, or send only the right one.`
      return [{ pointer: `/${name}/${of28}`, code: 'conflict', message }]
    },
  }))

export const rules: readonly Rule<Request>[] = [
  ...VISITS.flatMap((name) => [...wholeCounts(name), ...countsAgree(name)]),
  sameScale('pain'),
  sameScale('patientGlobal'),
  sameScale('physicianGlobal'),
  followUpAfterBaseline,
]
