import {
  codesOf,
  commonExpectations,
  type Json,
  matches,
  post,
  serviceFor,
  workedExamples,
} from '@activity-scores/shared/testing/testing'
import t from 'tap'
import sdai from '../index.js'

const slug = 'sdai'

t.test('worked examples of the clinical specification', async (t) => {
  const put = (field: string, unit?: string) => (value: Json, request: Record<string, Json>) => {
    request[field] = unit === undefined ? value : { value, unit }
  }
  await workedExamples(t, await serviceFor(t, sdai), {
    slug,
    from: import.meta.url,
    file: 'sdai.json',
    rows: 13,
    inputs: {
      tjc28_count: put('tenderJointCount28'),
      sjc28_count: put('swollenJointCount28'),
      patient_global_0_10: put('patientGlobal', '{score}'),
      physician_global_0_10: put('physicianGlobal', '{score}'),
      crp_mg_per_dL: put('crp', 'mg/dL'),
      crp_mg_per_L: put('crp', 'mg/L'),
    },
    expected: {
      ...commonExpectations((name) => name),
      value: (t, reply, value) => t.equal(reply.json.score.value, value, 'the decimal itself'),
      reported: (t, reply, value) => t.equal(reply.json.score.reported, value),
      category: (t, reply, value) => {
        t.equal(reply.json.category.set, 'sdai')
        t.equal(reply.json.category.code, value)
      },
      alternative_instrument: (t, reply, value) => t.equal(reply.json.details.alternative.instrument, value),
      alternative_value: (t, reply, value) => t.equal(reply.json.details.alternative.value, value),
    },
  })
})

const score = (value: number) => ({ value, unit: '{score}' })
const mgL = (value: number, comparator?: '<' | '<=' | '>=' | '>') => ({ value, unit: 'mg/L', comparator })
/** CDAI 2.5. */
const quiet = { tenderJointCount28: 0, swollenJointCount28: 1, patientGlobal: score(1), physicianGlobal: score(0.5) }

t.test('edges', async (t) => {
  const app = await serviceFor(t, sdai)
  const ask = async (more: object) => (await post(app, slug, { ...quiet, ...more })).json

  t.test('a CRP limit gives bounds, and a category only where both ends agree', async (t) => {
    const low = await ask({ crp: mgL(8, '<') })
    t.equal(low.status, 'computed')
    matches(t, low.score, { value: 3.3, reported: '3.3', bounds: { lower: 2.5, upper: 3.3 } }, 'score')
    t.equal(low.category.code, 'remission')
    t.equal(low.text, 'SDAI 3.3 (CRP is an upper limit; possible 2.5 to 3.3), remission')
    const open = await ask({ crp: mgL(9, '<=') })
    t.equal(open.category.code, 'undetermined')
    t.same(open.details.boundCategories, ['remission', 'low'])
    t.match(open.text, 'category not determined')
    t.same(codesOf(open), ['crp_censored'])
    t.equal(open.details.alternative, null)
  })

  t.test('a CRP known only from below gives a lower bound, and CDAI is offered', async (t) => {
    const result = await ask({ crp: mgL(9, '>') })
    t.equal(result.status, 'not_computable')
    t.same(result.score, { value: null, reported: null, unit: '{score}', bounds: { lower: 3.4, upper: null } })
    t.same(result.missing, [])
    t.same(result.details, {
      boundCategories: ['low', 'high'],
      alternative: { instrument: 'cdai', value: 2.5, reported: '2.5' },
    })
    t.equal(result.text, 'SDAI not computable: CRP is known only from below; possible 3.4 or more')
    t.equal((await ask({ crp: mgL(250, '>=') })).category.code, 'high', '27.5 at least: already in the top class')
  })

  t.test('missing terms leave their ranges, and no CDAI where it lacks a term too', async (t) => {
    const noGlobal = await ask({ crp: mgL(10), physicianGlobal: null })
    t.same(noGlobal.score.bounds, { lower: 3, upper: 13 })
    t.same(noGlobal.details, { boundCategories: ['remission', 'moderate'], alternative: null })
    t.equal((await ask({ patientGlobal: null })).details.alternative, null)
    const nothing = (await post(app, slug, {})).json
    t.same(nothing.score.bounds, { lower: 0, upper: null }, 'a CRP may be reported as ">1000"')
    t.equal(nothing.missing.length, 5)
    t.same(nothing.terms, [])
  })

  t.test('a CRP above 10 mg/dL asks for its unit, 10 does not', async (t) => {
    t.same(codesOf(await ask({ crp: { value: 10, unit: 'mg/dL' } })), [])
    t.same(codesOf(await ask({ crp: mgL(100.1) })), ['crp_over_10_mg_per_dL_check_units'])
    t.same(codesOf(await ask({ crp: mgL(501) })), ['outside_plausible_range', 'crp_over_10_mg_per_dL_check_units'])
    t.same(codesOf(await ask({ crp: mgL(150, '<') })), ['crp_censored', 'crp_over_10_mg_per_dL_check_units'])
  })

  t.test('the reported value may stand on the other side of a cut-off; the unrounded one decides', async (t) => {
    const result = await ask({ crp: mgL(8.4) })
    t.equal(result.score.value, 3.34)
    t.equal(result.score.reported, '3.3')
    t.equal(result.category.code, 'low')
    t.same(codesOf(result), ['reported_value_crosses_cutoff'])
  })

  t.test('scales sent in mm that all read 10 or less are suspect', async (t) => {
    const mm = (value: number) => ({ value, unit: 'mm' })
    const crp = mgL(1)
    const suspect = await ask({ crp, patientGlobal: mm(6), physicianGlobal: mm(4) })
    t.same(codesOf(suspect), ['vas_scale_suspect', 'vas_scale_suspect'])
    t.equal(suspect.score.value, 2.1, 'computed as millimetres')
    t.same(codesOf(await ask({ crp, patientGlobal: mm(6), physicianGlobal: mm(40) })), [])
  })

  t.test('a CRP without unit, a global above its scale and a fraction of a joint are refused', async (t) => {
    for (const crp of [7, { value: 7 }, { value: 7, unit: 'nmol/L' }, mgL(1001)])
      t.equal((await ask({ crp })).status, 422)
    for (const patientGlobal of [score(10.1), { value: 101, unit: 'mm' }, 5])
      t.equal((await ask({ crp: mgL(1), patientGlobal })).status, 422)
    t.equal((await ask({ crp: mgL(1), tenderJointCount28: 1.5 })).errors[0].code, 'not_whole_number')
    t.equal((await ask({ crp: mgL(1), tenderJointCount28: 1.5, jointCountMethod: 'prorated' })).score.value, 4.1)
  })
})
