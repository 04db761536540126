/**
 * The joints of the 28, 66 and 68 joint counts, and findings joint by joint. Ids are those of the clinical specification:
 * side (`L` or `R`) and base id, as in `L-MCP2`. 28 is contained in 66, and 66 is 68 without the hips, whose swelling
 * cannot be felt. Not in any set: neck, sacroiliac joints, first carpometacarpal joint alone, distal joints of the toes.
 */
import * as z from 'zod'
import { inputWarning, type Warning } from '../language/outcome.js'

/** Base ids in the order of the specification; thumb and great toe are 1, PIP1 and TIP1 their interphalangeal joints. */
const BASES = [
  ...(['TMJ', 'SCJ', 'ACJ', 'SHO', 'ELB', 'WRI'] as const),
  ...(['MCP1', 'MCP2', 'MCP3', 'MCP4', 'MCP5'] as const),
  ...(['PIP1', 'PIP2', 'PIP3', 'PIP4', 'PIP5'] as const),
  ...(['DIP2', 'DIP3', 'DIP4', 'DIP5'] as const),
  ...(['HIP', 'KNE', 'ANK', 'TAR'] as const),
  ...(['MTP1', 'MTP2', 'MTP3', 'MTP4', 'MTP5'] as const),
  ...(['TIP1', 'TIP2', 'TIP3', 'TIP4', 'TIP5'] as const),
] as const
export type BaseJoint = (typeof BASES)[number]
export type JointId = `${'L' | 'R'}-${BaseJoint}`

/** Shoulders, elbows, wrists, MCP 1-5, PIP 1-5 (1 the thumb's), knees: 14 on each side. */
const IN_28: ReadonlySet<BaseJoint> = new Set<BaseJoint>([
  ...(['SHO', 'ELB', 'WRI', 'KNE'] as const),
  ...(['MCP1', 'MCP2', 'MCP3', 'MCP4', 'MCP5'] as const),
  ...(['PIP1', 'PIP2', 'PIP3', 'PIP4', 'PIP5'] as const),
])

/** A joint of the 68. */
export interface Joint {
  readonly id: JointId
  readonly base: BaseJoint
  readonly in28: boolean
  /** True for the 66 joints whose swelling counts: all but the hips. */
  readonly swellingCounts: boolean
}

export const JOINTS: readonly Joint[] = (['L', 'R'] as const).flatMap((side) =>
  BASES.map((base): Joint => ({ id: `${side}-${base}`, base, in28: IN_28.has(base), swellingCounts: base !== 'HIP' })),
)
export const JOINT_IDS: readonly JointId[] = JOINTS.map(({ id }) => id)

const FINDINGS = ['present', 'absent', 'not_evaluable', 'not_done'] as const
export type Finding = (typeof FINDINGS)[number]

const finding = (title: string) =>
  z
    .enum(FINDINGS)
    .nullish()
    .meta({
      title,
      'x-options': {
        present: 'present',
        absent: 'absent',
        not_evaluable: 'cannot be assessed',
        not_done: 'not examined',
      },
    })
const jointFinding = z.strictObject({ tender: finding('Tender'), swollen: finding('Swollen') })

const SIDES = { L: 'Left', R: 'Right' } as const
const OTHER_JOINTS = {
  TMJ: 'temporomandibular joint',
  SCJ: 'sternoclavicular joint',
  ACJ: 'acromioclavicular joint',
  SHO: 'shoulder',
  ELB: 'elbow',
  WRI: 'wrist',
  HIP: 'hip',
  KNE: 'knee',
  ANK: 'ankle',
  TAR: 'tarsus',
} as const
/** Joints of a finger or a toe; the first has one interphalangeal joint. */
const OF_DIGITS = {
  MCP: (digit: string) => `MCP ${digit}`,
  PIP: (digit: string) => (digit === '1' ? 'thumb IP' : `PIP ${digit}`),
  DIP: (digit: string) => `DIP ${digit}`,
  MTP: (digit: string) => `MTP ${digit}`,
  TIP: (digit: string) => (digit === '1' ? 'great toe IP' : `toe PIP ${digit}`),
} as const

/** `Left MCP 2`. */
function titleOfJoint({ id, base }: Joint): string {
  const side = SIDES[id.charAt(0) as keyof typeof SIDES]
  if (base in OTHER_JOINTS) return `${side} ${OTHER_JOINTS[base as keyof typeof OTHER_JOINTS]}`
  return `${side} ${OF_DIGITS[base.slice(0, 3) as keyof typeof OF_DIGITS](base.slice(3))}`
}

/** The request field `joints`: findings by joint id. */
export const joints = z
  .strictObject(
    // Built from the list of ids, one entry for each; fromEntries forgets its keys.
    Object.fromEntries(
      JOINTS.map((joint) => [joint.id, jointFinding.nullish().meta({ title: titleOfJoint(joint) })]),
    ) as Readonly<Record<JointId, z.ZodOptional<z.ZodNullable<typeof jointFinding>>>>,
  )
  .nullish()
  .meta({
    title: 'Findings joint by joint',
    description:
      'Findings of one examination by joint: side (`L` or `R`) and joint, as in `L-MCP2`. `tender` and `swollen` are each `present`, `absent`, `not_evaluable` (replaced, fused, amputated, recently injected or covered) or `not_done`; null or absent is not done. WRI is the wrist as one, PIP1 and TIP1 the interphalangeal joint of thumb and great toe, TIP2 to TIP5 the proximal ones of the toes, TAR the tarsus as one.',
    'x-widget': 'joint-map',
  })

/** The request field `allOtherJoints`. */
export const allOtherJoints = z
  .enum(['absent', 'not_done'])
  .nullish()
  .meta({
    title: 'What was found in all other joints',
    description:
      'What was found in every joint that `joints` does not list: `not_done` (default), or `absent` where they were all examined and neither tender nor swollen. It belongs to a list, which may be empty (`{}`): without `joints` it says nothing. A joint listed as null, or with one finding, is listed: what it lacks is not done.',
    'x-options': { absent: 'examined, neither tender nor swollen', not_done: 'not examined' },
  })

/** What was examined joint by joint, as a request gives it. */
export interface ExaminedJoints {
  readonly joints?: z.infer<typeof joints>
  readonly allOtherJoints?: z.infer<typeof allOtherJoints>
}

/** Schema of the findings as they stand in `inputs` of a result. */
export const jointsUsed = z
  .partialRecord(z.enum(JOINT_IDS), jointFinding.nullable())
  .nullable()
  .describe('Findings as sent; null when none were')

export const FIELDS_OF_JOINTS = ['joints', 'allOtherJoints'] as const

/** False when nothing is said of any joint: what was found in all others needs the list that they are not in. */
export const wereExamined = ({ joints }: ExaminedJoints): boolean => joints != null

/** A list that was lost on the way must not turn into joints without findings. */
export const othersWithoutList = ({ joints, allOtherJoints }: ExaminedJoints): readonly Warning[] =>
  joints == null && allOtherJoints === 'absent' ? [OTHERS_WITHOUT_LIST] : []
const OTHERS_WITHOUT_LIST = inputWarning(
  'input_not_used',
  '/allOtherJoints',
  'allOtherJoints says nothing without joints. Send "joints": {} if no joint has a finding.',
)

interface Findings {
  readonly tender: Finding
  readonly swollen: Finding
}
const EXAMINED_AND_ABSENT: Findings = { tender: 'absent', swollen: 'absent' }
const NOT_DONE: Findings = { tender: 'not_done', swollen: 'not_done' }

export function findingsOf({ joints, allOtherJoints }: ExaminedJoints, id: JointId): Findings {
  const given = joints?.[id]
  if (given === undefined) return allOtherJoints === 'absent' ? EXAMINED_AND_ABSENT : NOT_DONE
  return { tender: given?.tender ?? 'not_done', swollen: given?.swollen ?? 'not_done' }
}

/** How the joints of one set were found; the members add up to the size of the set. */
export interface Tally {
  readonly present: number
  readonly absent: number
  readonly notEvaluable: number
  readonly notDone: number
}

const MEMBER = { present: 'present', absent: 'absent', not_evaluable: 'notEvaluable', not_done: 'notDone' } as const
type Counting = { -readonly [key in keyof Tally]: Tally[key] }
const nothing = (): Counting => ({ present: 0, absent: 0, notEvaluable: 0, notDone: 0 })

/** Each of the four sets from one examination; the 28 by restriction of the full findings. */
export function tallyJoints(examined: ExaminedJoints) {
  const tender28 = nothing()
  const swollen28 = nothing()
  const tender68 = nothing()
  const swollen66 = nothing()
  for (const { id, in28, swellingCounts } of JOINTS) {
    const { tender, swollen } = findingsOf(examined, id)
    tender68[MEMBER[tender]] += 1
    if (swellingCounts) swollen66[MEMBER[swollen]] += 1
    if (!in28) continue
    tender28[MEMBER[tender]] += 1
    swollen28[MEMBER[swollen]] += 1
  }
  return { tender28, swollen28, tender68, swollen66 } as const satisfies Readonly<Record<string, Tally>>
}
