import { resultSchema } from '@activity-scores/shared/contract/result-schema'
import {
  MRC_GRADES,
  MUSCLES,
  type Muscle,
  type MuscleTestMode,
  muscleTestFaults,
} from '@activity-scores/shared/measures/muscle-test'
import { each, fc } from '@activity-scores/shared/testing/drawing'
import { boundsContainCompletions, type Removal, removalNeverMeets } from '@activity-scores/shared/testing/properties'
import { readWorkedExamples } from '@activity-scores/shared/testing/testing'
import t from 'tap'
import mmt8 from '../index.js'
import type { Request } from '../schema.js'

const slug = 'mmt8'

const muscles: Readonly<Record<MuscleTestMode, readonly Muscle[]>> = MUSCLES

/** Full strength less a loss shared out at random: most totals lie near the cut-off of 142, or near 71 of 80. */
const near = (mode: MuscleTestMode) =>
  fc.array(fc.nat(muscles[mode].length - 1), { maxLength: 24 }).map((losses): Request => {
    const grades = muscles[mode].map((_, i) => Math.max(0, 10 - losses.filter((loss) => loss === i).length))
    return { mode, grades: Object.fromEntries(muscles[mode].map((muscle, i) => [muscle, grades[i] ?? 0])) }
  })
const modes = ['bilateral', 'unilateral'] as const
const removals = (mode: MuscleTestMode): readonly Removal[] => [
  ...muscles[mode].map((muscle) => [`grades.${muscle}`]),
  ['grades'],
]
const gaps = fc.uniqueArray(fc.nat(14), { maxLength: 3 })
const withGaps = (request: Request, gone: readonly number[]): Request => ({
  ...request,
  grades: {
    ...request.grades,
    ...Object.fromEntries(gone.flatMap((i) => (muscles[request.mode][i] ? [[muscles[request.mode][i], null]] : []))),
  },
})
const numbers = (request: Request): readonly number[] =>
  Object.values(request.grades ?? {}).flatMap((grade) => (typeof grade === 'number' ? [grade] : []))

t.test('properties', async (t) => {
  for (const mode of modes) {
    t.test(
      `${mode}: a decided state holds for every bilateral total that is possible, an open one does not`,
      async (t) => {
        const answer = (request: Request) => {
          const given = numbers(request)
          const open = muscles[mode].length - given.length
          const least = given.reduce((sum, grade) => sum + grade, 0)
          const greatest = least + 10 * open + (mode === 'unilateral' ? 70 : 0)
          const answers = new Set<boolean>()
          for (let total = least; total <= greatest; total += 1) answers.add(total < 142)
          const state = answers.size > 1 ? 'undetermined' : answers.has(true) ? 'met' : 'not_met'
          return { state, value: open === 0 ? least : null }
        }
        const property = fc.property(near(mode), gaps, (complete, gone) => {
          const request = withGaps(complete, gone)
          const { criteria, score } = mmt8.compute(request)
          const expected = answer(request)
          return criteria[0]?.state === expected.state && score?.value === expected.value
        })
        const lost = (points: number): Request => ({
          mode,
          grades: Object.fromEntries(muscles[mode].map((muscle, i) => [muscle, i === 0 ? 10 - points : 10])),
        })
        // 142 of 150 and 71 of 80: totals on the cut-offs and beside, with a second muscle graded or not.
        const examples = each([0, 7, 8, 9, 10], [[], [1]]).map(([points, gone]): [Request, number[]] => [
          lost(points),
          gone,
        ])
        const states = new Set(examples.map(([complete, gone]) => answer(withGaps(complete, gone)).state))
        t.same([...states].sort(), mode === 'bilateral' ? ['met', 'not_met', 'undetermined'] : ['met', 'undetermined'])
        fc.assert(property, { numRuns: 2000, examples })
      },
    )

    t.test(`${mode}: a weaker muscle never raises the total and never un-meets the criterion`, async (t) => {
      const property = fc.property(near(mode), fc.nat(muscles[mode].length - 1), (request, i) => {
        const muscle = muscles[mode][i] ?? 'neckFlexors'
        const grade = Number(request.grades?.[muscle])
        const weaker: Request = { ...request, grades: { ...request.grades, [muscle]: Math.max(0, grade - 1) } }
        const before = mmt8.compute(request)
        const after = mmt8.compute(weaker)
        return (
          Number(after.score?.value) <= Number(before.score?.value) &&
          !(before.criteria[0]?.state === 'met' && after.criteria[0]?.state !== 'met')
        )
      })
      fc.assert(property, { numRuns: 1000 })
      t.pass()
    })

    t.test(`${mode}: bounds contain every completion; a grade less never meets`, async (t) => {
      boundsContainCompletions(mmt8, near(mode), removals(mode), 1000)
      removalNeverMeets(mmt8, near(mode), removals(mode), 1000)
      t.pass()
    })

    t.test(`${mode}: 0-5 grades give what their 0-10 grades give; every answer keeps its schema`, async (t) => {
      const key = new Map(
        readWorkedExamples({ slug, from: import.meta.url, file: 'kendall-conversion.json' }).map((row) => [
          row.inputs['gradeMrc'],
          Number(row.expected['kendall_0to10']),
        ]),
      )
      const schema = resultSchema(mmt8)
      const count = muscles[mode].length
      const property = fc.property(
        fc.array(fc.constantFrom(...MRC_GRADES), { minLength: count, maxLength: count }),
        (grades) => {
          const of = (value: (i: number) => unknown) =>
            Object.fromEntries(muscles[mode].map((muscle, i) => [muscle, value(i)]))
          const mrc: Request = { mode, scale: 'mrc', grades: of((i) => grades[i]) }
          const kendall: Request = { mode, grades: of((i) => key.get(grades[i] === '1' ? 'T' : grades[i])) }
          const result = mmt8.compute(mrc)
          schema.parse({ instrument: slug, version: mmt8.version, references: [], ...result })
          return (
            muscleTestFaults(mrc).length === 0 &&
            muscleTestFaults(kendall).length === 0 &&
            result.score?.value === mmt8.compute(kendall).score?.value
          )
        },
      )
      fc.assert(property, { numRuns: 500 })
      t.pass()
    })
  }
})
