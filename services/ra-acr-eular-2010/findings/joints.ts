/** The groups of joints of the criteria, and how many of each are involved. */
import type { Interval } from '@activity-scores/shared/language/interval'
import {
  type BaseJoint,
  type ExaminedJoints,
  findingsOf,
  JOINTS,
  type JointId,
  wereExamined,
} from '@activity-scores/shared/measures/joints'
import { type Involved, MOST_INVOLVED, MOST_LISTED } from '../formula.js'

export const GROUPS = ['large', 'small', 'other'] as const
export type Group = keyof Involved

export const COUNT_FIELDS = {
  large: 'largeJointsInvolved',
  small: 'smallJointsInvolved',
  other: 'otherCountableJointsInvolved',
} as const satisfies Readonly<Record<Group, string>>

/** The paper's list of other joints is open ("e.g. ... etc."): every joint that is not excluded, or those that it prints. */
export const READINGS = ['open-list', 'listed-only'] as const
export type Reading = (typeof READINGS)[number]

type GroupOfJoint = Group | 'other not listed' | 'never'

function groupOf(base: BaseJoint): GroupOfJoint {
  if (/^(SHO|ELB|HIP|KNE|ANK)$/.test(base)) return 'large'
  if (/^(MCP[1-5]|PIP[1-5]|WRI|MTP[2-5])$/.test(base)) return 'small'
  if (/^(TMJ|ACJ|SCJ)$/.test(base)) return 'other'
  return /^(DIP[2-5]|MTP1)$/.test(base) ? 'never' : 'other not listed'
}

const GROUPED = JOINTS.map(({ id, base, swellingCounts }) => ({ id, swellingCounts, group: groupOf(base) }))

interface Found {
  readonly lower: number
  readonly upper: number
  /** Joints of which it is not known. */
  readonly open: readonly JointId[]
}

/** Involved is tender or swollen; what is not evaluable is not, what was not done may be. */
function involved(examined: ExaminedJoints, { id, swellingCounts }: (typeof GROUPED)[number]): boolean | null {
  const { tender, swollen } = findingsOf(examined, id)
  if (tender === 'present' || (swellingCounts && swollen === 'present')) return true
  return tender === 'not_done' || (swellingCounts && swollen === 'not_done') ? null : false
}

/** By the findings in `joints`; each group may be anything when there are none. */
export function involvedByFindings(examined: ExaminedJoints, reading: Reading): Readonly<Record<Group, Found>> {
  if (!wereExamined(examined)) return reading === 'open-list' ? NOT_EXAMINED : NOT_EXAMINED_LISTED
  const others: readonly GroupOfJoint[] = reading === 'open-list' ? ['other', 'other not listed'] : ['other']
  return {
    large: found(examined, ['large']),
    small: found(examined, ['small']),
    other: found(examined, others),
  }
}

function found(examined: ExaminedJoints, groups: readonly GroupOfJoint[]): Found {
  const open: JointId[] = []
  let lower = 0
  for (const joint of GROUPED) {
    if (!groups.includes(joint.group)) continue
    const state = involved(examined, joint)
    if (state === null) open.push(joint.id)
    else if (state) lower += 1
  }
  return { lower, upper: lower + open.length, open }
}

const anything = (upper: number): Found => ({ lower: 0, upper, open: [] })
const NOT_EXAMINED = {
  large: anything(MOST_INVOLVED.large),
  small: anything(MOST_INVOLVED.small),
  other: anything(MOST_INVOLVED.other),
}
const NOT_EXAMINED_LISTED = { ...NOT_EXAMINED, other: anything(MOST_LISTED) }

/** Involved joints that the closed list does not name. */
export const involvedButNotListed = (examined: ExaminedJoints): readonly JointId[] =>
  examined.joints
    ? GROUPED.flatMap((joint) => (joint.group === 'other not listed' && involved(examined, joint) ? [joint.id] : []))
    : []

export type GivenJoints = ExaminedJoints & {
  readonly [field in (typeof COUNT_FIELDS)[Group]]?: number | null | undefined
}

export interface KnownJoints {
  readonly range: Interval
  /** Dotted request fields that leave it open. */
  readonly missing: readonly string[]
}

export type Involvement = Readonly<Record<Group, KnownJoints>>

/** A number that was sent stands; else that of the findings. */
export function involvedJoints(given: GivenJoints, reading: Reading): Involvement {
  const byFindings = involvedByFindings(given, reading)
  const examined = wereExamined(given)
  const known = (group: Group): KnownJoints => {
    const field = COUNT_FIELDS[group]
    const sent = given[field]
    if (sent != null) return { range: { lower: sent, upper: sent }, missing: [] }
    const { lower, upper, open } = byFindings[group]
    return { range: { lower, upper }, missing: examined ? open.map((id) => `joints.${id}`) : [field] }
  }
  return { large: known('large'), small: known('small'), other: known('other') }
}
