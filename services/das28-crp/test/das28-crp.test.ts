import {
  codesOf,
  commonExpectations,
  matches,
  post,
  readWorkedExamples,
  serviceFor,
  workedExamples,
} from '@activity-scores/shared/testing/testing'
import t from 'tap'
import das28Crp from '../index.js'

const slug = 'das28-crp'
const file = { slug, from: import.meta.url, file: 'das28.json' }

/**
 * These rows list no warning although their only scale is at most 10 mm, where rule 0.8 of the specification (and row
 * das28-37) asks for `vas_scale_suspect`. The rule is followed.
 */
const SUSPECT_SCALE_UNLISTED = [
  'das28-05-pub',
  'das28-06-pub',
  'das28-15-crp4-just-below-2.4',
  'das28-17-crp4-just-below-2.9',
]
const common = commonExpectations((name) => name)

const ESR_ROW = 'a DAS28-ESR row: the instrument das28-esr'
const esrRows = readWorkedExamples(file).filter((row) => row.inputs['variant'].startsWith('DAS28-ESR'))

t.test('worked examples of the clinical specification', async (t) => {
  t.equal(esrRows.length, 22, '22 of the 40 rows are of DAS28-ESR')
  await workedExamples(t, await serviceFor(t, das28Crp), {
    ...file,
    rows: 40,
    elsewhere: Object.fromEntries(esrRows.map(({ id }) => [id, ESR_ROW])),
    inputs: {
      variant: (value, request) => {
        request['variant'] = value === 'DAS28-CRP-3' ? '3-variable' : '4-variable'
      },
      tjc28_count: (value, request) => {
        request['tenderJointCount28'] = value
      },
      sjc28_count: (value, request) => {
        request['swollenJointCount28'] = value
      },
      crp_mg_per_L: (value, request) => {
        request['crp'] = { ...request['crp'], value, unit: 'mg/L' }
      },
      crp_mg_per_dL: (value, request) => {
        request['crp'] = { ...request['crp'], value, unit: 'mg/dL' }
      },
      crp_comparator: (comparator, request) => {
        request['crp'] = { ...request['crp'], comparator }
      },
      patient_global_mm: (value, request) => {
        request['patientGlobal'] = { value, unit: 'mm' }
      },
    },
    expected: {
      ...common,
      warnings: (t, reply, value, row) => {
        const listed = SUSPECT_SCALE_UNLISTED.includes(row.id) ? ['vas_scale_suspect', ...value] : value
        common['warnings']?.(t, reply, listed, row)
      },
      value: (t, reply, value) => matches(t, reply.json.score.value, value, 'score.value'),
      reported: (t, reply, value) => t.equal(reply.json.score.reported, value),
      bounds: (t, reply, value) => matches(t, reply.json.score.bounds, value, 'score.bounds'),
      category_eular: (t, reply, value) => {
        t.equal(reply.json.category.code, value)
        t.equal(reply.json.details.categories.eular, value)
      },
      category_acr2012: (t, reply, value) => t.equal(reply.json.details.categories.acr2012, value),
      category_crp_specific: (t, reply, value) => t.equal(reply.json.details.categories.crp_specific, value),
      bound_categories_eular: (t, reply, value) => t.same(reply.json.details.boundCategories, value),
    },
  })
})

const mm = (value: number) => ({ value, unit: 'mm' })
const mgL = (value: number, comparator?: string) => ({ value, unit: 'mg/L', ...(comparator ? { comparator } : {}) })
const active = { tenderJointCount28: 4, swollenJointCount28: 5, patientGlobal: mm(50) }
const LN_8 = 2.0794415416798357 // of CRP 7 mg/L plus 1

t.test('edges', async (t) => {
  const app = await serviceFor(t, das28Crp)
  const ask = async (more: object) => (await post(app, slug, { ...active, ...more })).json

  t.test('a missing global leaves bounds, and the 3-variable form is offered', async (t) => {
    const result = await ask({ patientGlobal: null, crp: mgL(7) })
    t.equal(result.status, 'not_computable')
    t.same(result.missing, ['patientGlobal'])
    matches(
      t,
      result.details.alternative,
      { variant: '3-variable', value: 3.894167787575, reported: '3.89' },
      'offered',
    )
    // das28-04 less and plus 50 mm, by hand
    const bounds = { lower: 4.154697988705 - 0.7, upper: 4.154697988705 + 0.7 }
    matches(t, result.score.bounds, bounds, 'bounds')
    t.same(result.details.categories, { eular: 'moderate', acr2012: 'moderate', crp_specific: 'undetermined' })
    const offered = (await ask({ patientGlobal: null, crp: mgL(7, '<') })).details.alternative
    const range = { lower: 3.894167787575 - 1.1 * 0.36 * LN_8, upper: 3.894167787575 }
    matches(t, offered.bounds, range, 'bounds of the offer')
    t.equal((await ask({ patientGlobal: null, crp: mgL(7, '>') })).details.alternative, null)
  })

  t.test(
    'a missing CRP is never 0: no score, bounds from 0 and without an upper end, since it may be reported as ">1000"',
    async (t) => {
      const result = await ask({})
      t.equal(result.score.value, null)
      t.same(result.missing, ['crp'])
      t.same(result.terms, [])
      const without = 4.154697988705 - 0.36 * LN_8
      matches(t, result.score.bounds, { lower: without, upper: null }, 'bounds')
      t.match(result.text, 'DAS28-CRP not computable: missing crp; possible 3.41 or more')
    },
  )

  t.test('a CRP known only from below gives no value and no upper bound', async (t) => {
    for (const comparator of ['>', '>=']) {
      const result = await ask({ crp: mgL(7, comparator) })
      t.equal(result.status, 'not_computable')
      t.same(result.missing, [])
      matches(t, result.score.bounds, { lower: 4.154697988705, upper: null }, 'bounds')
      t.equal(result.category.code, 'undetermined')
      t.same(codesOf(result), ['crp_censored'])
    }
    const top = await ask({ crp: mgL(300, '>'), patientGlobal: mm(90) })
    t.equal(top.category.code, 'high', 'already in the top class')
    t.equal(top.details.categories.crp_specific, 'high')
  })

  t.test('an upper limit of 0 is 0', async (t) => {
    const result = await ask({ crp: mgL(0, '<=') })
    t.equal(result.score.bounds, null)
    t.match(result.warnings[0].message, 'nothing possible but 0')
    t.equal((await ask({ crp: mgL(0, '<') })).status, 422)
  })

  t.test('the line says where the cut-offs derived for DAS28-CRP decide otherwise', async (t) => {
    const low = { tenderJointCount28: 0, swollenJointCount28: 0, crp: mgL(13), patientGlobal: mm(35) } // das28-16
    t.equal((await ask(low)).text, 'DAS28-CRP 2.40, remission; low disease activity by CRP-specific cut-offs')
    t.equal((await ask({ crp: mgL(7) })).text, 'DAS28-CRP 4.15, moderate disease activity')
  })

  t.test('a reported value across a cut-off of any set is pointed out', async (t) => {
    const justBelow = { tenderJointCount28: 0, swollenJointCount28: 0, crp: mgL(39), patientGlobal: mm(8) } // das28-15
    t.same(codesOf(await ask(justBelow)), ['vas_scale_suspect', 'reported_value_crosses_cutoff'])
    t.same(codesOf(await ask({ crp: mgL(7) })), [])
  })

  t.test('a CRP above 500 mg/L is computed with a warning; 3 variables leave the global out', async (t) => {
    t.same(codesOf(await ask({ crp: mgL(501) })), ['outside_plausible_range'])
    t.same(codesOf(await ask({ crp: { value: 50, unit: 'mg/dL' } })), [])
    t.same(codesOf(await ask({ crp: mgL(7), variant: '3-variable' })), ['input_not_used'])
    t.equal((await ask({ crp: mgL(7), variant: '3-variable', patientGlobal: null })).score.reported, '3.89')
  })

  t.test('a CRP without unit, in nmol/L or beyond its range, and a fraction of a joint are refused', async (t) => {
    for (const crp of [
      7,
      { value: 7 },
      { value: 7, unit: 'nmol/L' },
      mgL(1001),
      { value: 101, unit: 'mg/dL' },
      mgL(-1),
    ])
      t.equal((await ask({ crp })).status, 422, JSON.stringify(crp))
    t.equal((await ask({ crp: mgL(7), tenderJointCount28: 29 })).errors[0].pointer, '/tenderJointCount28')
    const fraction = { crp: mgL(7), swollenJointCount28: 1.5 }
    t.equal((await ask(fraction)).errors[0].code, 'not_whole_number')
    t.equal((await ask({ ...fraction, jointCountMethod: 'prorated' })).status, 'computed')
  })
})
