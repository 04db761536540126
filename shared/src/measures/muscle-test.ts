/**
 * Manual muscle test of 8 muscle groups (MMT-8): request and scoring. A measure of two instruments, `mmt8` and
 * `myositis-core-set`. Muscles, ranges and grade key: IMACS Form 04.
 */
import * as z from 'zod'
import type { Fault } from '../contract/instrument.js'
import { between, type Interval } from '../language/interval.js'
import { inputWarning, type Warning } from '../language/outcome.js'
import { nameOf, pointerTo } from '../language/pointer.js'

const PAIRED = [
  'deltoid',
  'biceps',
  'wristExtensors',
  'gluteusMaximus',
  'gluteusMedius',
  'quadriceps',
  'ankleDorsiflexors',
] as const

const bilateral = ['neckFlexors', ...PAIRED.flatMap((muscle) => [`${muscle}Right`, `${muscle}Left`] as const)] as const
const unilateral = ['neckFlexors', ...PAIRED] as const

/** The muscles of each form: 15 bilateral (neck flexors once), 8 unilateral. */
export const MUSCLES = { bilateral, unilateral } as const
export type MuscleTestMode = keyof typeof MUSCLES
export type Muscle = (typeof bilateral)[number] | (typeof unilateral)[number]

const EVERY_MUSCLE: readonly Muscle[] = [...bilateral, ...PAIRED]
const OF_MODE: Readonly<Record<MuscleTestMode, ReadonlySet<Muscle>>> = {
  bilateral: new Set<Muscle>(bilateral),
  unilateral: new Set<Muscle>(unilateral),
}

/** NCT06464679: bilateral MMT-8 below this, strict. */
export const TRIAL_CUT_OFF = 142

/** Greatest grade of a muscle on the Kendall 0-10 scale. */
const STRONGEST = 10
/** A unilateral total leaves seven muscles of the other side open: 0 to 70. */
const OTHER_SIDE = PAIRED.length * STRONGEST
/** Totals: 150 bilateral, 80 unilateral. */
export const MAXIMUM = { bilateral: bilateral.length * STRONGEST, unilateral: unilateral.length * STRONGEST } as const

/** Key of IMACS Form 04 from 0-5 grades to 0-10. It is not doubling: 2 is 2 and 3 is 5. A trace has no number on 0-10. */
const KENDALL_OF_MRC = {
  '0': 0,
  T: 0,
  '1': 0,
  '2-': 1,
  '2': 2,
  '2+': 3,
  '3-': 4,
  '3': 5,
  '3+': 6,
  '4-': 7,
  '4': 8,
  '4+': 9,
  '5': 10,
} as const
export type MrcGrade = keyof typeof KENDALL_OF_MRC
/** In the order of the key; `Object.keys` would put the grades that look like numbers first. */
export const MRC_GRADES = [
  '0',
  'T',
  '1',
  '2-',
  '2',
  '2+',
  '3-',
  '3',
  '3+',
  '4-',
  '4',
  '4+',
  '5',
] as const satisfies readonly MrcGrade[]
const KENDALL_GRADES = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const

/** A grade is shown as it is written; the trace alone has a word. */
const GRADE_LABELS = {
  ...Object.fromEntries([...KENDALL_GRADES, ...MRC_GRADES].map((grade) => [grade, String(grade)])),
  T: 'trace',
}

const grade = z.literal([...KENDALL_GRADES, ...MRC_GRADES]).meta({ 'x-options': GRADE_LABELS })
type Grade = z.infer<typeof grade>

// Each of the two is built from the list of muscles, one entry for each; fromEntries forgets its keys.
const gradesByMuscle = Object.fromEntries(
  EVERY_MUSCLE.map((muscle) => [muscle, grade.nullish().meta(labelOf(muscle))]),
) as Readonly<Record<Muscle, z.ZodOptional<z.ZodNullable<typeof grade>>>>

const perMuscle = <Value extends z.ZodType>(value: Value) =>
  z.strictObject(
    Object.fromEntries(EVERY_MUSCLE.map((muscle) => [muscle, value.nullable().optional()])) as Readonly<
      Record<Muscle, z.ZodOptional<z.ZodNullable<Value>>>
    >,
  )

/** Schemas of `grades` and `kendallGrades` in a result: the muscles of the form, null where missing. */
export const muscleGradesUsed = perMuscle(grade)
export const kendallGradesUsed = perMuscle(z.number())

/** Muscles of one form alone are shown only with that form. */
function labelOf(muscle: Muscle) {
  const title = titleOfMuscle(muscle)
  if (!OF_MODE.bilateral.has(muscle))
    return { title, description: 'Unilateral form', 'x-when': { field: 'mode', is: 'unilateral' } }
  if (!OF_MODE.unilateral.has(muscle))
    return { title, description: 'Bilateral form', 'x-when': { field: 'mode', is: 'bilateral' } }
  return { title, description: 'Both forms' }
}

/** `Gluteus maximus, left` of `gluteusMaximusLeft`. */
function titleOfMuscle(muscle: Muscle): string {
  const [, name = '', side] = /^(.+?)(Left|Right)?$/.exec(muscle) ?? []
  const words = name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}${side ? `, ${side.toLowerCase()}` : ''}`
}

export const muscleTestRequest = z.strictObject({
  mode: z.enum(['bilateral', 'unilateral']).meta({
    title: 'Form of the muscle test',
    description:
      'Form used, never assumed: bilateral (neck flexors and 7 muscles on both sides, 0 to 150) or unilateral (8 muscles, 0 to 80)',
    'x-options': { bilateral: 'both sides', unilateral: 'one side' },
  }),
  grades: z.strictObject(gradesByMuscle).nullish().meta({
    title: 'Grades by muscle',
    description:
      'Grade of each muscle of the form; null or absent means not graded. Scale kendall: whole numbers 0 to 10, or "T" for a trace. Scale mrc: the texts "0", "T" or "1" (trace), "2-", "2", ... "5". On the unilateral form, a muscle whose right side cannot be tested is graded on the left and sent under its plain name.',
    'x-widget': 'muscle-map',
  }),
  scale: z
    .enum(['kendall', 'mrc'])
    .nullish()
    .meta({
      title: 'Scale of the grades',
      description:
        'Scale of all grades: kendall (default) 0 to 10, or mrc 0 to 5 with plus and minus, converted by the IMACS key',
      'x-options': { kendall: '0 to 10', mrc: '0 to 5 with plus and minus' },
    }),
})
export type MuscleTest = z.infer<typeof muscleTestRequest>

export interface MuscleTestScore {
  readonly mode: MuscleTestMode
  /** Sum of the grades; null while a muscle is missing. 0-80 unilateral, 0-150 bilateral. */
  readonly total: number | null
  readonly maximum: number
  /** Every total of this form that the missing muscles leave possible. */
  readonly range: Interval
  /** Every bilateral total (0-150) that the form leaves possible; a unilateral R leaves R to R + 70. */
  readonly bilateralRange: Interval
  /** Grade of each muscle of the form as sent, null where missing. */
  readonly grades: Readonly<Partial<Record<Muscle, Grade | null>>>
  /** The same on the 0-10 scale. */
  readonly kendallGrades: Readonly<Partial<Record<Muscle, number | null>>>
  /** True when 0-5 grades were converted and none of them carries a plus or minus. */
  readonly convertedFromCoarseGrades: boolean
  /** Dotted request fields, e.g. `grades.deltoidRight`. */
  readonly missing: readonly string[]
  /** Why the bilateral range is one: `missing:<field>` for each, and `mode:unilateral`. */
  readonly reasons: readonly string[]
  /** Pointers are relative to the muscle test. */
  readonly warnings: readonly Warning[]
}

/** Plain sum of the grades. Missing muscles leave a range of 0 to 10 each; no pro-rating rule is published. */
export function scoreMuscleTest(request: MuscleTest): MuscleTestScore {
  const { mode } = request
  const grades: Partial<Record<Muscle, Grade | null>> = {}
  const kendallGrades: Partial<Record<Muscle, number | null>> = {}
  const missing: string[] = []
  const warnings: Warning[] = []
  let sum = 0
  let signed = false
  for (const muscle of MUSCLES[mode]) {
    const given = request.grades?.[muscle] ?? null
    const kendall = typeof given === 'string' ? KENDALL_OF_MRC[given] : given
    grades[muscle] = given
    kendallGrades[muscle] = kendall
    if (kendall === null) missing.push(`grades.${muscle}`)
    else sum += kendall
    if (given === 'T' || given === '1') warnings.push(traceWarning(muscle))
    if (typeof given === 'string' && given.length > 1) signed = true
  }
  const range = between(sum, sum + missing.length * STRONGEST)
  return {
    mode,
    total: missing.length === 0 ? sum : null,
    maximum: MAXIMUM[mode],
    range,
    bilateralRange: mode === 'bilateral' ? range : between(range.lower, range.upper + OTHER_SIDE),
    grades,
    kendallGrades,
    convertedFromCoarseGrades: request.scale === 'mrc' && missing.length < MUSCLES[mode].length && !signed,
    missing,
    reasons: [...missing.map((field) => `missing:${field}`), ...(mode === 'unilateral' ? ['mode:unilateral'] : [])],
    warnings: seemsGradedToFive(request, kendallGrades) ? [...warnings, SCALE_SUSPECT] : warnings,
  }
}

/**
 * The scale was not stated, and at least half of the muscles are graded, all from 0 to 5: full strength on the 0-5 scale
 * would read as half of it. Only zeros are the same on either scale.
 */
function seemsGradedToFive({ mode, scale }: MuscleTest, kendallGrades: MuscleTestScore['kendallGrades']): boolean {
  if (scale) return false
  const graded = Object.values(kendallGrades).filter((grade) => grade !== null)
  const greatest = Math.max(0, ...graded)
  return greatest > 0 && greatest <= 5 && graded.length * 2 >= MUSCLES[mode].length
}

const SCALE_SUSPECT: Warning = inputWarning(
  'grade_scale_suspect',
  '/grades',
  'No grade is above 5, and the scale was not stated. Send scale "kendall" if the muscles were graded from 0 to 10, or "mrc" with grades as texts if from 0 to 5. Computed as 0 to 10.',
)

const traceWarning = (muscle: Muscle): Warning =>
  inputWarning(
    'trace_scored_as_zero',
    `/grades/${muscle}`,
    `${muscle} was graded as a trace, which has no number on the 0 to 10 scale; it was scored 0.`,
  )

/** The rules between the fields, in words. */
export const MUSCLE_TEST_RULES = [
  'Every grade is of a muscle of its `mode`: `deltoidRight` and `deltoidLeft` bilateral, `deltoid` unilateral, and so on.',
  'Every grade is of the stated `scale`: whole numbers 0 to 10 for `kendall`, texts of the 0-5 key for `mrc`; `"T"` belongs to both.',
] as const

const EVERY_GRADE: ReadonlySet<unknown> = new Set([...KENDALL_GRADES, ...MRC_GRADES])

/**
 * Grades that belong to the other form or to the other scale. `at` is the pointer of the muscle test in the request.
 * Reads `mode` and `scale`; a grade that is none on either scale is passed over, so that a rule with these two fields
 * still finds the others.
 */
export function muscleTestFaults(request: MuscleTest, at = ''): readonly Fault[] {
  const { mode, grades } = request
  if (!grades) return []
  const scale = request.scale ?? 'kendall'
  const faults: Fault[] = []
  for (const muscle of EVERY_MUSCLE) {
    const given = grades[muscle]
    if (given === null || given === undefined) continue
    if (!OF_MODE[mode].has(muscle)) {
      const pointer = `${at}${pointerTo(['grades', muscle])}`
      faults.push({ pointer, code: 'not_in_this_mode', message: otherMode(pointer, muscle, mode) })
    } else if (given !== 'T' && (typeof given === 'number') !== (scale === 'kendall') && EVERY_GRADE.has(given)) {
      const pointer = `${at}${pointerTo(['grades', muscle])}`
      faults.push({ pointer, code: 'not_on_this_scale', message: otherScale(pointer, scale) })
    }
  }
  return faults
}

function otherMode(pointer: string, muscle: Muscle, mode: MuscleTestMode): string {
  if (mode === 'bilateral')
    return `${nameOf(pointer)} belongs to the unilateral form. With mode "bilateral" send ${muscle}Right and ${muscle}Left; if only one side was tested, send mode "unilateral".`
  const plain = muscle.replace(/(Right|Left)$/, '')
  return `${nameOf(pointer)} belongs to the bilateral form. With mode "unilateral" send the side that was graded as ${plain}; if both sides were tested, send mode "bilateral".`
}

const otherScale = (pointer: string, scale: 'kendall' | 'mrc'): string =>
  scale === 'kendall'
    ? `${nameOf(pointer)} is a text, and the scale is kendall: send a whole number from 0 to 10, or "T" for a trace. If the muscles were graded from 0 to 5, send scale "mrc".`
    : `${nameOf(pointer)} is a number, and the scale is mrc: send the grade as a text, one of ${MRC_GRADES.map((text) => `"${text}"`).join(', ')}. If the muscles were graded from 0 to 10, send scale "kendall".`
