/** Observations of several visits: clusters of days, and which of them is which visit. */
import { VISITS, type VisitName } from '../codes/leaves.js'
import type { Candidate } from './candidates.js'
import { type Issue, malformed } from './issue.js'
import { compareTimes, daysApart } from './time.js'

export interface VisitChoice {
  readonly baselineOn?: string | undefined
  readonly followUpOn?: string | undefined
  readonly confirmationOn?: string | undefined
  readonly baselineRule?: string | undefined
}

export interface Cluster {
  readonly day: string
  readonly candidates: readonly Candidate[]
}

export interface Assigned {
  readonly visits: ReadonlyMap<VisitName, Cluster>
  readonly issues: readonly Issue[]
}

export const BASELINE_RULES = ['only', 'previous', 'oldest'] as const

/** In order of time; a new cluster begins more than `days` after the first of the one before. */
export function clustersOf(
  candidates: readonly Candidate[],
  days: number,
  isAnchor: (field: string) => boolean,
): readonly Cluster[] {
  const timed = candidates.filter(({ time }) => time !== undefined)
  const sorted = [...timed].sort((a, b) => dayOf(a).localeCompare(dayOf(b)))
  const groups: Candidate[][] = []
  for (const candidate of sorted) {
    const [first] = groups.at(-1) ?? []
    if (first && daysApart(dayOf(first), dayOf(candidate)) <= days) groups.at(-1)?.push(candidate)
    else groups.push([candidate])
  }
  return groups.map((group) => {
    const anchors = group.filter(({ field }) => isAnchor(field))
    const newest = [...(anchors.length > 0 ? anchors : group)].sort(newestFirst)[0]
    return { day: newest ? dayOf(newest) : '', candidates: group }
  })
}

const dayOf = ({ time }: Candidate): string => time?.lastDay ?? ''
const newestFirst = (a: Candidate, b: Candidate): number => (a.time && b.time ? compareTimes(b.time, a.time) : 0)

/** Which cluster is which visit. Nothing is guessed: of three and more, a parameter says which. */
export function assign(clusters: readonly Cluster[], days: number, choice: VisitChoice, visitCount: number): Assigned {
  const { baselineOn, followUpOn, confirmationOn, baselineRule = 'only' } = choice
  const visits = new Map<VisitName, Cluster>()
  const issues: Issue[] = []
  const put = (name: VisitName, cluster: Cluster | undefined): void => {
    if (cluster) visits.set(name, cluster)
  }
  if (visitCount === 3 && clusters.length === 3 && baselineOn === undefined && followUpOn === undefined) {
    for (const [i, name] of VISITS.entries()) put(name, clusters[i])
    return { visits, issues }
  }
  const nearest = (day: string): Cluster | undefined => nearestTo(clusters, day, days)
  if (visitCount === 3 && confirmationOn !== undefined) put('confirmation', nearest(confirmationOn))
  const left = clusters.filter((cluster) => cluster !== visits.get('confirmation'))
  const followUp = followUpOn === undefined ? left.at(-1) : nearest(followUpOn)
  put('followUp', followUp)
  if (baselineOn !== undefined) put('baseline', nearest(baselineOn))
  else if (followUp) {
    const others = left.filter((cluster) => cluster !== followUp)
    const before = others.filter(({ day }) => day < followUp.day)
    if (baselineRule === 'previous') put('baseline', before.at(-1))
    else if (baselineRule === 'oldest') put('baseline', before[0])
    else if (others.length === 1) put('baseline', before[0])
    else if (others.length > 1) issues.push(ambiguous(clusters))
  }
  const baseline = visits.get('baseline')
  if (baseline !== undefined && baseline === visits.get('followUp')) issues.push(ONE_VISIT)
  return { visits, issues }
}

function nearestTo(clusters: readonly Cluster[], day: string, days: number): Cluster | undefined {
  let best: Cluster | undefined
  for (const cluster of clusters) {
    const apart = daysApart(cluster.day, day)
    if (apart <= days && (!best || apart < daysApart(best.day, day))) best = cluster
  }
  return best
}

const MOST_DAYS = 12

function ambiguous(clusters: readonly Cluster[]): Issue {
  const days = clusters.map(({ day }) => day)
  const named = days.length > MOST_DAYS ? [...days.slice(0, MOST_DAYS), `${days.length - MOST_DAYS} more`] : days
  return {
    status: 422,
    type: 'multiple-matches',
    code: 'baseline_ambiguous',
    text: `There are ${days.length} visits: ${named.join(', ')}. Which of them was before the treatment stands in no list of observations: name the days by "baselineOn" and "followUpOn", or say "baselineRule" previous or oldest.`,
  }
}

const ONE_VISIT: Issue = malformed(
  'conflict',
  'baselineOn and followUpOn name one and the same visit. Name two days that are further apart.',
)
