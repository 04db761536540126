import {
  codesOf,
  commonExpectations,
  faultsOf,
  type Json,
  matches,
  post,
  serviceFor,
  stateOf,
  workedExamples,
} from '@activity-scores/shared/testing/testing'
import t, { type Test } from 'tap'
import indexResponse from '../index.js'

const slug = 'index-response'

const NO_CRITERION = (id: string) => `no criterion ${id}`

t.test('worked examples of the clinical specification', async (t) => {
  const put = (visit: string) => (value: number, request: Record<string, Json>, row: Json) => {
    request[visit] = { [row.inputs.instrument]: value }
  }
  const state = (id: string) => (t: Test, reply: Json, value: boolean) =>
    t.equal(stateOf(reply.json, id), value ? 'met' : 'not_met', id)
  await workedExamples(t, await serviceFor(t, indexResponse), {
    slug,
    from: import.meta.url,
    file: 'cdai-sdai-response.json',
    rows: 18,
    inputs: {
      instrument: (value) => {
        if (!['cdai', 'sdai'].includes(value)) throw new Error(`unknown index ${value}`)
      },
      baseline: put('baseline'),
      endpoint: put('followUp'),
    },
    expected: {
      ...commonExpectations((name) => name),
      // No field is missing from a baseline of 0: the file names what is wrong with it, we warn of it.
      missing: (t, reply, value, row) => {
        t.same(value, ['nonzero_baseline'])
        t.same(reply.json.missing, [])
        t.same(codesOf(reply.json), [`zero_baseline:${row.inputs['instrument']}`])
      },
      change: (t, reply, value) => matches(t, reply.json.details.change, value, 'change'),
      percent_improvement: (t, reply, value) => matches(t, reply.json.score.value, value, 'percent'),
      response: (t, reply, value, row) => {
        t.equal(reply.json.category.code, value ?? 'undetermined')
        t.equal(reply.json.category.set, `${row.inputs['instrument']}-response`)
        const order = ['none', 'minor', 'moderate', 'major']
        for (const [i, code] of ['minor', 'moderate', 'major'].entries()) {
          const decided = order.indexOf(value) > i ? 'met' : 'not_met'
          t.equal(stateOf(reply.json, `${code}-response`), value === null ? 'undetermined' : decided)
        }
      },
      mcid_threshold: (t, reply, value) => t.equal(reply.json.details.mcidThreshold, value),
      mcid_improvement: state('mcid-improvement'),
      mcii_ward2014: state('mcii-ward'),
      // Null stands for a baseline above low activity, from which the difference is not defined.
      mcid_worsening: (t, reply, value) => {
        t.equal(reply.json.details.fromLowActivity, value !== null)
        t.equal(stateOf(reply.json, 'mcid-worsening'), value ? 'met' : 'not_met')
      },
    },
  })
})

t.test('edges', async (t) => {
  const app = await serviceFor(t, indexResponse)
  const ask = async (baseline: object | null, followUp: object | null, more: object = {}) =>
    (await post(app, slug, { baseline, followUp, ...more })).json

  t.test('SDAI has no MCID, and its own MCII', async (t) => {
    const result = await ask({ sdai: 38.6 }, { sdai: 25.61 })
    t.equal(stateOf(result, 'mcid-improvement'), NO_CRITERION('mcid-improvement'))
    t.equal(stateOf(result, 'mcid-worsening'), NO_CRITERION('mcid-worsening'))
    t.equal(stateOf(result, 'mcii-ward'), 'not_met')
    t.match(result.details, { mcidThreshold: null, fromLowActivity: null })
  })

  t.test('a baseline of 0 has no percent; differences are decided all the same', async (t) => {
    const worse = await ask({ cdai: 0 }, { cdai: 2 })
    t.equal(worse.status, 'not_computable')
    t.same(worse.score.bounds, { lower: null, upper: (100 * 74) / 76 }, 'as with a baseline that is not known')
    t.equal(worse.criteria[0].reason, 'zero_baseline:cdai')
    t.equal(stateOf(worse, 'mcid-worsening'), 'met')
    t.equal(worse.text, 'CDAI response not computable: the baseline is 0')
    const tiny = await ask({ sdai: 1e-310 }, { sdai: 170 })
    t.same(codesOf(tiny), ['zero_baseline:sdai'])
    t.notMatch(JSON.stringify(tiny), /Infinity|NaN/)
  })

  t.test('indices are never mixed; where both are known CDAI answers unless SDAI is asked for', async (t) => {
    t.same(faultsOf(await ask({ cdai: 20 }, { sdai: 10 })), ['index_mismatch /followUp/sdai'])
    const [from, to] = [
      { cdai: 20, sdai: 24 },
      { cdai: 10, sdai: 12.2 },
    ]
    const byCdai = await ask(from, to)
    t.equal(byCdai.category.set, 'cdai-response')
    t.equal(byCdai.category.code, 'minor')
    // (24 - 12.2) / 24 = 49.1667 %, by hand
    matches(
      t,
      byCdai.details.otherIndex,
      { index: 'sdai', percentImprovement: 49.166666666667, response: 'none' },
      'other',
    )
    t.ok(codesOf(byCdai).includes('indices_disagree'))
    t.equal((await ask(from, to, { index: 'sdai' })).category.code, 'none')
    t.equal((await ask(from, { sdai: 12.2 })).details.index, 'sdai', 'the pair that is complete')
    t.same((await ask(from, { sdai: 12.2 }, { index: 'cdai' })).missing, ['followUp.cdai'])
  })

  t.test('a percent reported across a cut-off is said', async (t) => {
    const result = await ask({ cdai: 38.1 }, { cdai: 19.07 }) // 49.948 %
    t.equal(result.score.reported, '49.9')
    t.same(codesOf(result), [])
    const crosses = await ask({ cdai: 40 }, { cdai: 20.01 }) // 49.975 %
    t.equal(crosses.score.reported, '50.0')
    t.equal(crosses.category.code, 'none')
    t.same(codesOf(crosses), ['reported_value_crosses_cutoff'])
  })

  t.test('with a visit missing, only what is out of reach is decided', async (t) => {
    const states = (result: Json) =>
      ['minor-response', 'mcid-improvement', 'mcid-worsening', 'mcii-ward'].map((id) => stateOf(result, id))
    const noFollowUp = await ask({ cdai: 11 }, null)
    t.same(states(noFollowUp), ['undetermined', 'undetermined', 'not_met', 'not_met'], 'cannot fall by 12')
    t.same(noFollowUp.missing, ['followUp.cdai'])
    matches(t, noFollowUp.score.bounds, { lower: (100 * (11 - 76)) / 11, upper: 100 }, 'bounds')
    t.same(states(await ask({ cdai: 0.9 }, {})), ['undetermined', 'not_met', 'undetermined', 'not_met'])
    t.same(states(await ask(null, { cdai: 64 })), ['undetermined', 'undetermined', 'undetermined', 'undetermined'])
    t.same(states(await ask(null, { cdai: 64.1 })), ['undetermined', 'not_met', 'undetermined', 'not_met'])
    t.same(states(await ask(null, { cdai: 1.9 })), ['undetermined', 'undetermined', 'not_met', 'undetermined'])
    const nothing = await ask(null, null)
    t.same(nothing.missing, ['baseline.cdai', 'followUp.cdai'])
    t.equal(nothing.criteria[0].reason, 'missing:baseline, missing:followUp')
    t.same(nothing.score.bounds, { lower: null, upper: 100 })
  })

  t.test('MCII of single measures', async (t) => {
    const mcii = async (from: object, to: object) => (await ask(from, to)).details.mcii
    t.same(await mcii({ cdai: 20 }, { cdai: 10 }), { haqDi: null, patientGlobal: null, pain: null })
    t.equal((await mcii({ haqDi: 1.5 }, { haqDi: 1.126 })).haqDi.state, 'not_met')
    t.equal((await mcii({ haqDi: 1.5 }, {})).haqDi.state, 'undetermined')
    t.equal((await mcii({ haqDi: 0.374 }, {})).haqDi.state, 'not_met', 'cannot fall by 0.375')
    const global = (value: number, unit: string) => ({ patientGlobal: { value, unit } })
    t.equal((await mcii(global(6, 'cm'), global(42, 'mm'))).patientGlobal.state, 'met')
    t.equal((await mcii(global(6, '{score}'), global(4.3, '{score}'))).patientGlobal.state, 'not_met')
    t.same(faultsOf(await ask(global(6, '{score}'), global(42, 'mm'))), ['scale_mismatch /followUp/patientGlobal/unit'])
    const suspect = await ask(global(60, 'mm'), global(6, 'mm'))
    t.same(
      suspect.warnings.map((warning: Json) => `${warning.code} ${warning.pointer}`),
      ['vas_scale_suspect /followUp/patientGlobal'],
    )
    t.match(suspect.warnings[0].message, 'followUp.patientGlobal is at most 10 mm')
  })

  t.test('dates, ranges and the line of text', async (t) => {
    t.same(faultsOf(await ask({ cdai: 77, date: '2026-03-02' }, { sdai: 177, date: '2026-03-01' })), [
      'out_of_range /baseline/cdai',
      'out_of_range /followUp/sdai',
      'date_order /followUp/date',
    ])
    t.equal((await ask({ cdai: 40 }, { cdai: 12 })).text, 'CDAI response moderate: 40.0 to 12.0, improvement 70.0 %')
    t.equal((await ask(null, { sdai: 12 })).text, 'SDAI response not computable: missing baseline.sdai')
  })
})
