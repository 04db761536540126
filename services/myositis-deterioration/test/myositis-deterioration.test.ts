import { cm, measuresIn, stateIn } from '@activity-scores/shared/testing/myositis-files'
import {
  type Json,
  matches,
  post,
  type Reply,
  serviceFor,
  stateOf,
  warningsOf,
  workedExamples,
} from '@activity-scores/shared/testing/testing'
import t, { type Test } from 'tap'
import deterioration from '../index.js'
import { steady, type Visit, visitOf } from './requests.js'

const slug = 'myositis-deterioration'

t.test('worked examples of the clinical specification', async (t) => {
  const visit = (name: string) => (value: Json, request: Record<string, Json>) => {
    request[name] = visitOf(value)
  }
  const state =
    (id: string) =>
    (t: Test, { json }: Reply, value: Json) =>
      t.equal(stateOf(json, id), stateIn(value))
  await workedExamples(t, await serviceFor(t, deterioration), {
    slug,
    from: import.meta.url,
    file: 'myositis-deterioration.json',
    rows: 10,
    inputs: { baseline: visit('baseline'), followUp: visit('followUp') },
    kit: {
      limbA_phga2_mmt20: 'criteria.limb-a',
      limbB_extramuscular2: 'criteria.limb-b',
      limbC_threeOfFive30: 'criteria.limb-c',
      visitDeterioration: 'criteria.visit-deterioration',
    },
    expected: {
      relativePercentWorsening: (t, { json }, value) => {
        for (const [item, wanted] of measuresIn(t, value, 5))
          matches(t, json.details.followUp.measures[item].percent, wanted, `${item}.percent`)
      },
      limbA_phga2_mmt20: state('limb-a'),
      limbB_extramuscular2: state('limb-b'),
      limbC_threeOfFive30: state('limb-c'),
      visitDeterioration: (t, reply, value) => {
        state('visit-deterioration')(t, reply, value)
        t.equal(reply.json.status, value === 'cannot_determine' ? 'not_computable' : 'computed')
        t.equal(stateOf(reply.json, 'confirmed-deterioration'), value === 'not_met' ? 'not_met' : 'undetermined')
      },
    },
  })
})

t.test('edges', async (t) => {
  const app = await serviceFor(t, deterioration)
  const body = (followUp: Visit, confirmation: Visit | null = null, baseline: Visit = {}) => ({
    baseline: { ...steady, ...baseline },
    followUp: { ...steady, ...followUp },
    confirmation: confirmation && { ...steady, ...confirmation },
  })
  const ask = (...visits: Parameters<typeof body>) => post(app, slug, body(...visits))
  const worse = { extramuscularActivity: cm(5) }

  t.test('confirmation needs two visits, each against the baseline', async (t) => {
    const rows: readonly (readonly [Visit, Visit | null, string, string])[] = [
      [worse, worse, 'met', 'computed'],
      [worse, {}, 'not_met', 'computed'],
      [{}, worse, 'not_met', 'computed'],
      [{}, null, 'not_met', 'computed'],
      [worse, null, 'undetermined', 'computed'],
      [worse, { extramuscularActivity: null }, 'undetermined', 'computed'],
      [{ extramuscularActivity: null }, {}, 'not_met', 'computed'],
      [{ extramuscularActivity: null }, worse, 'undetermined', 'not_computable'],
      [worse, { physicianGlobal: cm(6), mmt8Bilateral: 104 }, 'met', 'computed'],
    ]
    for (const [first, second, confirmed, status] of rows) {
      const { json } = await ask(first, second)
      const name = JSON.stringify([first, second])
      t.equal(stateOf(json, 'confirmed-deterioration'), confirmed, name)
      t.equal(json.status, status, name)
    }
    const open = (await ask(worse, { extramuscularActivity: null })).json
    t.same(open.missing, ['confirmation.extramuscularActivity'])
    t.equal(open.details.confirmation.limbB, 'undetermined')
    const rising = (await ask({ extramuscularActivity: cm(5) }, { extramuscularActivity: cm(5) }, {})).json
    t.equal(rising.details.confirmation.extramuscularActivityRise, 2, 'from the baseline, not from the visit before')
  })

  t.test('either side of the cut-offs', async (t) => {
    const limb = async (id: string, followUp: Visit, baseline: Visit = {}) =>
      stateOf((await ask(followUp, null, baseline)).json, id)
    t.equal(await limb('limb-b', { extramuscularActivity: cm(5) }), 'met')
    t.equal(await limb('limb-b', { extramuscularActivity: cm(4.99) }), 'not_met')
    t.equal(await limb('limb-b', { extramuscularActivity: cm(2.1) }, { extramuscularActivity: cm(0.1) }), 'met')
    t.equal(await limb('limb-a', { physicianGlobal: cm(6), mmt8Bilateral: 104 }), 'met')
    t.equal(await limb('limb-a', { physicianGlobal: { value: 59.9, unit: 'mm' }, mmt8Bilateral: 104 }), 'not_met')
    t.equal(await limb('limb-a', { physicianGlobal: cm(5.9), mmt8Bilateral: null }), 'not_met')
    const two = { physicianGlobal: cm(5.2), patientGlobal: cm(5.2) }
    t.equal(await limb('limb-c', { ...two, haqDi: 1.3 }), 'met')
    t.equal(await limb('limb-c', { ...two, haqDi: 1.299 }), 'not_met')
    t.equal(await limb('limb-c', { ...two, haqDi: null }), 'undetermined')
    t.equal(await limb('limb-c', { ...two, mmt8Bilateral: 91 }), 'met')
    t.equal(await limb('limb-c', { ...two, mmt8Bilateral: 92 }), 'not_met')
  })

  t.test('a baseline of 0', async (t) => {
    const measure = async (item: string, followUp: Visit, baseline: Visit) =>
      (await ask(followUp, null, baseline)).json.details.followUp.measures[item]
    matches(t, await measure('haqDi', { haqDi: 0.125 }, { haqDi: 0 }), { percent: null, worse: 'met' }, 'rise')
    matches(t, await measure('haqDi', { haqDi: 0 }, { haqDi: 0 }), { percent: 0, worse: 'not_met' }, 'none')
    matches(
      t,
      await measure('mmt', { mmt8Bilateral: 5 }, { mmt8Bilateral: 0 }),
      { percent: null, worse: 'not_met' },
      'strength cannot fall from 0',
    )
  })

  t.test('nothing is known of an empty request', async (t) => {
    const { json } = await post(app, slug, {})
    t.same([...new Set(json.criteria.map(({ state }: Json) => state))], ['undetermined'])
    t.equal(json.missing.length, 10)
    t.equal(json.inputs.confirmation, null)
  })

  t.test('forms of the MMT-8, dates and warnings', async (t) => {
    const mixed = await ask({}, { mmt8Bilateral: null, mmt8Unilateral: 60 })
    t.same(mixed.json.errors[0].pointer, '/confirmation/mmt8Unilateral')
    t.equal((await post(app, slug, { baseline: { mmtTotal: 200 } })).status, 422, 'a full muscle test is no MMT-8')
    const dates = await ask({ date: '2026-03-01' }, { date: '2026-03-01' }, { date: '2026-01-01' })
    t.equal(dates.json.errors[0].pointer, '/confirmation/date')
    t.equal(
      (await ask({}, { date: '2026-01-01' }, { date: '2026-01-01' })).json.errors[0].pointer,
      '/confirmation/date',
    )
    const crossed = await ask({ physicianGlobal: cm(9.998), patientGlobal: cm(4) }, null, {
      physicianGlobal: cm(7.693), // 29.962 %
    })
    t.same(warningsOf(crossed.json), [['reported_value_crosses_cutoff', '/followUp']])
    t.same(warningsOf((await ask({ mmt8Bilateral: 39 }, { patientGlobal: { value: 4, unit: 'mm' } })).json), [
      ['outside_plausible_range', '/followUp/mmt8Bilateral'],
      ['vas_scale_suspect', '/confirmation/patientGlobal'],
    ])
  })

  t.test('one line of text', async (t) => {
    const text = async (...visits: Parameters<typeof body>) => (await ask(...visits)).json.text
    t.equal(await text({}), 'Myositis deterioration at the visit not met')
    t.equal(await text(worse), 'Myositis deterioration at the visit met; not confirmed at a second visit')
    t.equal(await text(worse, worse), 'Myositis deterioration at the visit met, confirmed deterioration met')
    t.equal(
      await text({ extramuscularActivity: null }),
      'Myositis deterioration at the visit undetermined (missing:followUp.extramuscularActivity)',
    )
  })
})
