/** What a reader should know of how joints were counted. */
import { inputWarning, type Warning } from '@activity-scores/shared/language/outcome'
import { othersWithoutList, wereExamined } from '@activity-scores/shared/measures/joints'
import {
  COUNT_FIELDS,
  GROUPS,
  type Involvement,
  involvedButNotListed,
  involvedByFindings,
  involvedJoints,
  type Reading,
} from './findings/joints.js'
import { MOST_LISTED } from './formula.js'
import { type Domain, jointDomain } from './items.js'
import type { Request } from './schema.js'

export const jointWarnings = (
  request: Request,
  reading: Reading,
  involved: Involvement,
  { points }: Domain,
): readonly Warning[] => [
  ...othersWithoutList(request),
  ...findingsUnused(request, reading),
  ...(reading === 'listed-only' ? notCounted(request) : []),
  ...readingsDiffer(request, reading, involved, points),
  ...(request.definiteSynovitis === true && GROUPS.every((group) => involved[group].range.upper === 0)
    ? [SYNOVITIS_WITHOUT_JOINT]
    : []),
]

function notCounted(request: Request): readonly Warning[] {
  const listed = involvedButNotListed(request)
  if (listed.length === 0) return []
  const message = `${listed.join(', ')}: the closed list does not name these joints, so they were not counted.`
  return [inputWarning('joints_not_counted', '/joints', message)]
}

/** A number stands before the findings, of which imaging may show more. */
function findingsUnused(request: Request, reading: Reading): readonly Warning[] {
  if (!wereExamined(request)) return []
  const byFindings = involvedByFindings(request, reading)
  return GROUPS.flatMap((group) => {
    const field = COUNT_FIELDS[group]
    const sent = request[field]
    const { lower, upper } = byFindings[group]
    if (sent == null || (sent === lower && sent === upper)) return []
    const message = `${field} was used; the findings in joints give ${inWords({ lower, upper })}.`
    return [inputWarning('findings_not_used', `/${field}`, message)]
  })
}

const SYNOVITIS_WITHOUT_JOINT = inputWarning(
  'synovitis_without_joint',
  '/definiteSynovitis',
  'Definite synovitis is stated, and no joint that counts is involved; check both.',
)

/** What is known of other joints earns other points by the other reading. */
function readingsDiffer(
  request: Request,
  reading: Reading,
  involved: Involvement,
  points: Domain['points'],
): readonly Warning[] {
  if (request[COUNT_FIELDS.other] == null && !wereExamined(request)) return []
  const other = jointDomain(
    reading === 'open-list' ? byClosedList(request, involved) : involvedJoints(request, 'open-list'),
  )
  if (other.points.lower === points.lower && other.points.upper === points.upper) return []
  const [is, would] = reading === 'open-list' ? ['open', 'closed'] : ['closed', 'open']
  const message = `Read as the ${would} list of other joints instead of the ${is} one, the joints earn ${inWords(other.points)} points instead of ${inWords(points)}.`
  return [inputWarning('joint_readings_differ', '/joints', message)]
}

/** A number of other joints does not say which they are: at most those of the closed list are on it. */
function byClosedList(request: Request, involved: Involvement): Involvement {
  const { range, missing } = involvedJoints(request, 'listed-only').other
  return {
    ...involved,
    other: { range: { lower: Math.min(range.lower, MOST_LISTED), upper: Math.min(range.upper, MOST_LISTED) }, missing },
  }
}

const inWords = ({ lower, upper }: Domain['points']): string => (lower === upper ? `${lower}` : `${lower} to ${upper}`)
