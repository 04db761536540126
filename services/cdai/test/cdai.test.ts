import {
  codesOf,
  commonExpectations,
  matches,
  post,
  serviceFor,
  stateOf,
  workedExamples,
} from '@activity-scores/shared/testing/testing'
import t from 'tap'
import cdai from '../index.js'

const slug = 'cdai'

/** The names of the clinical file, and the request fields that they are. */
const FIELD: Readonly<Record<string, string>> = {
  tjc28_count: 'tenderJointCount28',
  sjc28_count: 'swollenJointCount28',
  patient_global_0_10: 'patientGlobal',
  physician_global_0_10: 'physicianGlobal',
}

t.test('worked examples of the clinical specification', async (t) => {
  await workedExamples(t, await serviceFor(t, cdai), {
    slug,
    from: import.meta.url,
    file: 'cdai.json',
    rows: 15,
    inputs: {
      tjc28_count: (value, request) => {
        request['tenderJointCount28'] = value
      },
      sjc28_count: (value, request) => {
        request['swollenJointCount28'] = value
      },
      patient_global_0_10: (value, request) => {
        request['patientGlobal'] = { value, unit: '{score}' }
      },
      physician_global_0_10: (value, request) => {
        request['physicianGlobal'] = { value, unit: '{score}' }
      },
      patient_global_mm: (value, request) => {
        request['patientGlobal'] = { value, unit: 'mm' }
      },
      physician_global_mm: (value, request) => {
        request['physicianGlobal'] = { value, unit: 'mm' }
      },
    },
    expected: {
      ...commonExpectations((name) => FIELD[name] ?? name),
      value: (t, reply, value) => {
        t.equal(reply.json.score.value, value, 'the decimal itself')
        t.equal(stateOf(reply.json, 'above-10'), value > 10 ? 'met' : 'not_met')
      },
      reported: (t, reply, value) => t.equal(reply.json.score.reported, value),
      category: (t, reply, value) => {
        t.equal(reply.json.category.set, 'cdai')
        t.equal(reply.json.category.code, value)
      },
      bounds: (t, reply, value) => {
        matches(t, reply.json.score.bounds, value, 'score.bounds')
        t.equal(stateOf(reply.json, 'above-10'), 'met', '14 at least')
      },
      bound_categories: (t, reply, value) => t.same(reply.json.details.boundCategories, value),
    },
  })
})

const score = (value: number) => ({ value, unit: '{score}' })

t.test('edges', async (t) => {
  const app = await serviceFor(t, cdai)
  const ask = async (body: object) => (await post(app, slug, body)).json

  t.test('a missing count leaves 0 to 28, every missing term leaves 0 to 76', async (t) => {
    const noTender = await ask({ swollenJointCount28: 3, patientGlobal: score(2), physicianGlobal: score(1.5) })
    t.equal(noTender.status, 'not_computable')
    t.same(noTender.score, { value: null, reported: null, unit: '{score}', bounds: { lower: 6.5, upper: 34.5 } })
    t.same(noTender.details.boundCategories, ['low', 'high'])
    t.equal(noTender.category.code, 'undetermined')
    t.equal(noTender.criteria[0].reason, 'missing:tenderJointCount28')
    const nothing = await ask({})
    t.same(nothing.score.bounds, { lower: 0, upper: 76 })
    t.equal(nothing.missing.length, 4)
    t.same(nothing.terms, [])
  })

  t.test('a missing global that cannot bring the score above 10 leaves the criterion not met', async (t) => {
    const body = { tenderJointCount28: 0, swollenJointCount28: 0, physicianGlobal: score(0) }
    t.equal(stateOf(await ask(body), 'above-10'), 'not_met', '10 at most is not above 10')
    const open = await ask({ ...body, physicianGlobal: score(0.1), patientGlobal: null })
    t.equal(stateOf(open, 'above-10'), 'undetermined', '10.1 is possible')
    t.equal(open.criteria[0].reason, 'missing:patientGlobal')
  })

  t.test('the reported value may stand on the other side of a cut-off; the unrounded one decides', async (t) => {
    const result = await ask({
      tenderJointCount28: 4,
      swollenJointCount28: 5,
      patientGlobal: { value: 5.4, unit: 'mm' },
      physicianGlobal: score(0.5),
    })
    t.equal(result.score.value, 10.04)
    t.equal(result.score.reported, '10.0')
    t.equal(result.category.code, 'moderate')
    t.equal(stateOf(result, 'above-10'), 'met')
    t.same(codesOf(result), ['vas_scale_suspect', 'reported_value_crosses_cutoff'])
  })

  t.test('scales sent in mm that all read 10 or less are suspect; all zero is not', async (t) => {
    const mm = (patient: number, physician: number) =>
      ask({
        tenderJointCount28: 1,
        swollenJointCount28: 1,
        patientGlobal: { value: patient, unit: 'mm' },
        physicianGlobal: { value: physician, unit: 'mm' },
      })
    const suspect = await mm(6, 4)
    t.same(codesOf(suspect), ['vas_scale_suspect', 'vas_scale_suspect'])
    t.equal(suspect.score.value, 3, 'computed as millimetres')
    t.same(codesOf(await mm(0, 0)), [])
    t.same(codesOf(await mm(6, 40)), [])
  })

  t.test('a global above its scale, a bare number and a fraction of a joint are refused', async (t) => {
    const body = { tenderJointCount28: 1, swollenJointCount28: 1, physicianGlobal: score(1) }
    for (const patientGlobal of [score(10.1), { value: 101, unit: 'mm' }, { value: 11, unit: 'cm' }, 5, { value: 5 }])
      t.equal((await post(app, slug, { ...body, patientGlobal })).status, 422)
    const fraction = { ...body, patientGlobal: score(1), tenderJointCount28: 1.5 }
    t.equal((await ask(fraction)).errors[0].code, 'not_whole_number')
    t.equal((await ask({ ...fraction, jointCountMethod: 'prorated' })).score.value, 4.5)
  })
})
