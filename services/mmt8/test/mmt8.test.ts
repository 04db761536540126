import { MUSCLES } from '@activity-scores/shared/measures/muscle-test'
import { stateIn } from '@activity-scores/shared/testing/myositis-files'
import {
  codesOf,
  type Json,
  post,
  serviceFor,
  stateOf,
  warningsOf,
  workedExamples,
} from '@activity-scores/shared/testing/testing'
import t from 'tap'
import mmt8 from '../index.js'

const slug = 'mmt8'
const BELOW = 'bilateral-below-142'
const camelCase = (name: string): string => name.replace(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase())

t.test('worked examples of the clinical specification', async (t) => {
  const app = await serviceFor(t, mmt8)
  await workedExamples(t, app, {
    slug,
    from: import.meta.url,
    file: 'mmt8.json',
    rows: 12,
    inputs: {
      gradesKendall_0to10: (value, request) => {
        request['grades'] = Object.fromEntries(Object.entries(value).map(([name, grade]) => [camelCase(name), grade]))
      },
    },
    kit: {
      total_units: 'score.value',
      lowerBound_units: 'score.bounds.lower',
      upperBound_units: 'score.bounds.upper',
      bilateralBelow142: 'criteria.bilateral-below-142',
    },
    expected: {
      total_units: (t, { json }, value) => t.equal(json.score.value, value),
      maximum_units: (t, { json }, value) => t.equal(json.details.maximum, value),
      complete: (t, { json }, value) => t.equal(json.status, value ? 'computed' : 'not_computable'),
      missingMuscles: (t, { json }, value) =>
        t.same(
          json.missing,
          value.map((name: string) => `grades.${camelCase(name)}`),
        ),
      lowerBound_units: (t, { json }, value) => t.equal(json.score.bounds?.lower ?? json.score.value, value),
      upperBound_units: (t, { json }, value) => t.equal(json.score.bounds?.upper ?? json.score.value, value),
      bilateralBelow142: (t, { json }, value) => t.equal(stateOf(json, BELOW), stateIn(value)),
    },
  })
  await workedExamples(t, app, {
    slug,
    from: import.meta.url,
    file: 'kendall-conversion.json',
    rows: 12,
    inputs: {
      gradeMrc: (deltoid, request) => {
        Object.assign(request, { mode: 'unilateral', scale: 'mrc', grades: { deltoid } })
      },
    },
    kit: { kendall_0to10: 'details.kendallGrades.deltoid' },
    expected: {
      kendall_0to10: (t, { json }, value) => t.equal(json.details.kendallGrades.deltoid, value),
      warning: (t, reply, value) => t.same(codesOf(reply.json), value === null ? [] : [value]),
    },
  })
})

t.test('edges', async (t) => {
  const app = await serviceFor(t, mmt8)
  const ask = (mode: string, grades: object, more: object = {}) => post(app, slug, { mode, grades, ...more })

  t.test('the form is required and never assumed', async (t) => {
    const { json, status } = await post(app, slug, { grades: { neckFlexors: 10 } })
    t.equal(status, 422)
    t.same(
      json.errors.map(({ pointer, code }: Json) => [pointer, code]),
      [['/mode', 'required']],
    )
  })

  t.test('muscles of the other form are refused, each with the names to send', async (t) => {
    const bilateral = await ask('bilateral', { deltoid: 9, quadriceps: 8, bicepsRight: 9, gluteusMedius: null })
    t.equal(bilateral.status, 422)
    t.same(
      bilateral.json.errors.map(({ pointer, code }: Json) => [pointer, code]),
      [
        ['/grades/deltoid', 'not_in_this_mode'],
        ['/grades/quadriceps', 'not_in_this_mode'],
      ],
    )
    t.match(bilateral.json.errors[0].message, 'deltoidRight and deltoidLeft')
    const unilateral = await ask('unilateral', { deltoidLeft: 9 })
    t.match(unilateral.json.errors[0].message, 'send the side that was graded as deltoid')
  })

  t.test('grades of the other scale are refused, and the scale is named', async (t) => {
    const kendall = await ask('unilateral', { deltoid: '4-', biceps: 'T' })
    t.same(
      kendall.json.errors.map(({ pointer, code }: Json) => [pointer, code]),
      [['/grades/deltoid', 'not_on_this_scale']],
    )
    t.match(kendall.json.errors[0].message, 'the scale is kendall')
    const mrc = await ask('unilateral', { deltoid: 5, biceps: '4' }, { scale: 'mrc' })
    t.match(mrc.json.errors[0].message, 'the scale is mrc')
    t.equal(mrc.json.errors.length, 1)
  })

  t.test('a grade between or beyond the steps of the scale is refused', async (t) => {
    for (const deltoid of [11, -1, 4.5, '5+', '1+', '6', true, 't'])
      t.equal((await ask('unilateral', { deltoid })).json.errors[0].code, 'not_allowed_value', `${deltoid}`)
  })

  t.test('every faulty grade is told at once', async (t) => {
    const { json } = await ask('bilateral', { neckFlexors: 11, deltoidRight: '4', biceps: 3, deltoid_left: 9 })
    t.same(json.errors.map(({ pointer }: Json) => pointer).sort(), [
      '/grades/biceps',
      '/grades/deltoidRight',
      '/grades/deltoid_left',
      '/grades/neckFlexors',
    ])
    t.equal((await post(app, slug, { mode: 'bilateral', grades: [9] })).json.errors.length, 1)
    t.equal((await ask('unilateral', { deltoid: 11 }, { scale: 'mrc' })).json.errors.length, 1)
  })

  t.test('"1" and "T" are one grade, a trace; on the 0 to 10 scale a trace is "T"', async (t) => {
    for (const [deltoid, scale] of [
      ['T', 'mrc'],
      ['1', 'mrc'],
      ['T', 'kendall'],
    ]) {
      const reply = await ask('unilateral', { deltoid }, { scale })
      t.equal(reply.json.details.kendallGrades.deltoid, 0)
      t.same(codesOf(reply.json), ['trace_scored_as_zero'])
      t.equal(reply.json.warnings[0].pointer, '/grades/deltoid')
    }
    t.same(codesOf((await ask('unilateral', { deltoid: 1 })).json), [], 'a Kendall 1 is no trace')
  })

  t.test('says when 0-5 grades come without plus and minus', async (t) => {
    const coarse = async (grades: object, scale: string) =>
      (await ask('unilateral', grades, { scale })).json.details.convertedFromCoarseGrades
    t.equal(await coarse({ deltoid: '4', biceps: '5' }, 'mrc'), true)
    t.equal(await coarse({ deltoid: '4', biceps: '4+' }, 'mrc'), false)
    t.equal(await coarse({}, 'mrc'), false, 'nothing was converted')
    t.equal(await coarse({ deltoid: 4 }, 'kendall'), false)
  })

  t.test('grades of at most 5 without a scale are asked about: 0-5 grades would read as weak', async (t) => {
    const same = (grade: number, but: object = {}) => ({
      ...Object.fromEntries(MUSCLES.bilateral.map((muscle) => [muscle, grade])),
      ...but,
    })
    const suspect = await ask('bilateral', same(5)) // full strength from 0 to 5, 75 of 150 from 0 to 10
    t.same(warningsOf(suspect.json), [['grade_scale_suspect', '/grades']])
    t.equal(suspect.json.score.value, 75, 'computed as sent')
    t.same(
      codesOf((await ask('bilateral', same(5), { scale: 'kendall' })).json),
      [],
      'a stated scale is taken at its word',
    )
    t.same(codesOf((await ask('bilateral', same(5, { neckFlexors: 6 }))).json), [])
    t.same(codesOf((await ask('bilateral', same(0))).json), [], 'zero is the same on either scale')
    t.same(codesOf((await ask('bilateral', { neckFlexors: 5, deltoidRight: 5 })).json), [], 'a few grades tell nothing')
  })

  t.test('without grades every muscle is missing and nothing is decided', async (t) => {
    for (const grades of [undefined, null, {}]) {
      const { json } = await post(app, slug, { mode: 'bilateral', grades })
      t.equal(json.missing.length, 15)
      t.same(json.score.bounds, { lower: 0, upper: 150 })
      t.equal(stateOf(json, BELOW), 'undetermined')
    }
    const { json } = await post(app, slug, { mode: 'unilateral' })
    t.same(json.details.bilateralBounds, { lower: 0, upper: 150 })
    t.equal(
      json.criteria[0].reason,
      `${json.missing.map((field: string) => `missing:${field}`).join(', ')}, mode:unilateral`,
    )
  })

  t.test('one line of text', async (t) => {
    const text = async (body: object) => (await post(app, slug, body, { accept: 'text/plain' })).raw
    const strong = Object.fromEntries(MUSCLES.unilateral.map((muscle) => [muscle, 10]))
    t.equal(await text({ mode: 'unilateral', grades: strong }), 'MMT-8 unilateral 80 of 80\n')
    t.equal(
      await text({ mode: 'unilateral', grades: { ...strong, deltoid: null } }),
      'MMT-8 unilateral not computable: missing deltoid; possible 70 to 80 of 80\n',
    )
  })
})
