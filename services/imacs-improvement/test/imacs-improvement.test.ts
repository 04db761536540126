import { cm, measuresIn, stateIn } from '@activity-scores/shared/testing/myositis-files'
import {
  type Json,
  matches,
  post,
  serviceFor,
  stateOf,
  warningsOf,
  workedExamples,
} from '@activity-scores/shared/testing/testing'
import t from 'tap'
import imacs from '../index.js'
import { ck, steady, type Visit, visitOf } from './requests.js'

const slug = 'imacs-improvement'

t.test('worked examples of the clinical specification', async (t) => {
  const visit = (name: string) => (value: Json, request: Record<string, Json>) => {
    request[name] = visitOf(value)
  }
  await workedExamples(t, await serviceFor(t, imacs), {
    slug,
    from: import.meta.url,
    file: 'imacs-definition-of-improvement.json',
    rows: 13,
    inputs: { baseline: visit('baseline'), followUp: visit('followUp') },
    kit: {
      improvedCount: 'details.improvedCount',
      worsenedCount: 'details.worsenedCount',
      mmtWorsened: 'criteria.strength-worse',
      definitionOfImprovement: 'criteria.definition-of-improvement',
    },
    expected: {
      relativePercentImprovement: (t, { json }, value) => {
        for (const [item, wanted] of measuresIn(t, value, 6))
          matches(t, json.details.measures[item].percent, wanted, `${item}.percent`)
      },
      improvedCount: (t, { json }, value) => t.equal(json.details.improvedCount, value),
      worsenedCount: (t, { json }, value) => t.equal(json.details.worsenedCount, value),
      mmtWorsened: (t, { json }, value) => t.equal(stateOf(json, 'strength-worse'), stateIn(value)),
      definitionOfImprovement: (t, { json }, value) => {
        t.equal(stateOf(json, 'definition-of-improvement'), stateIn(value))
        t.equal(json.status, value === 'cannot_determine' ? 'not_computable' : 'computed')
        t.equal(json.missing.length > 0, value === 'cannot_determine')
      },
    },
  })
})

t.test('edges', async (t) => {
  const app = await serviceFor(t, imacs)
  const ask = (baseline: Visit, followUp: Visit) =>
    post(app, slug, { baseline: { ...steady, ...baseline }, followUp: { ...steady, ...followUp } })
  const measure = async (item: string, baseline: Visit, followUp: Visit) =>
    (await ask(baseline, followUp)).json.details.measures[item]

  t.test('either side of 20 % better and 25 % worse', async (t) => {
    const rows: readonly (readonly [string, Visit, Visit, number, boolean, boolean])[] = [
      ['physicianGlobal', { physicianGlobal: cm(5) }, { physicianGlobal: cm(4) }, 20, true, false],
      ['physicianGlobal', { physicianGlobal: cm(5) }, { physicianGlobal: cm(4.01) }, 19.8, false, false],
      ['patientGlobal', { patientGlobal: cm(4) }, { patientGlobal: cm(5) }, -25, false, true],
      ['patientGlobal', { patientGlobal: cm(4) }, { patientGlobal: cm(4.99) }, -24.75, false, false],
      ['haqDi', { haqDi: 1.5 }, { haqDi: 1.2 }, 20, true, false],
      ['haqDi', { haqDi: 0.7 }, { haqDi: 0.875 }, -25, false, true],
      ['enzyme', {}, { enzymes: ck(800) }, 20, true, false],
      ['enzyme', {}, { enzymes: ck(1250) }, -25, false, true],
      ['mmt', {}, { mmt8Bilateral: 120 }, 20, true, false],
      ['mmt', {}, { mmt8Bilateral: 75 }, -25, false, true],
      ['mmt', {}, { mmt8Bilateral: 76 }, -24, false, false],
    ]
    for (const [item, from, to, percent, improved, worse] of rows)
      matches(
        t,
        await measure(item, from, to),
        { percent, improved: improved ? 'met' : 'not_met', worse: worse ? 'met' : 'not_met' },
        `${item} ${percent}`,
      )
  })

  t.test('a baseline of 0', async (t) => {
    const rows: readonly (readonly [string, Visit, Visit, number | null, string, string])[] = [
      ['haqDi', { haqDi: 0 }, { haqDi: 0 }, 0, 'not_met', 'not_met'],
      ['haqDi', { haqDi: 0 }, { haqDi: 0.125 }, null, 'not_met', 'met'],
      ['patientGlobal', { patientGlobal: cm(0) }, { patientGlobal: cm(0.1) }, null, 'not_met', 'met'],
      ['mmt', { mmt8Bilateral: 0 }, { mmt8Bilateral: 0 }, 0, 'not_met', 'not_met'],
      ['mmt', { mmt8Bilateral: 0 }, { mmt8Bilateral: 1 }, null, 'met', 'not_met'],
    ]
    for (const [item, from, to, percent, improved, worse] of rows)
      matches(t, await measure(item, from, to), { percent, improved, worse }, item)
  })

  t.test('the enzyme is the most abnormal at baseline, in U/L', async (t) => {
    const two = (ckUnits: number, ldh: number) => ({
      ...ck(ckUnits),
      ldh: { value: ldh, upperLimit: 250, unit: 'U/L' },
    })
    const { json } = await ask({ enzymes: two(400, 750) }, { enzymes: two(400, 375) })
    t.equal(json.details.mostAbnormalEnzyme, 'ldh')
    t.equal(json.details.measures.enzyme.percent, 50)
    const units = await ask({}, { enzymes: ck(10, { unit: 'ukat/L', upperLimit: 3 }) }) // 600 U/L
    matches(t, units.json.details.measures.enzyme.percent, 40, 'percent')
    t.same(warningsOf(units.json), [['upper_limit_changed', '/followUp/enzymes/ck/upperLimit']])
    t.same((await ask({}, { enzymes: null, physicianGlobal: cm(4), patientGlobal: cm(4) })).json.missing, [
      'followUp.enzymes.ck',
    ])
  })

  t.test('an enzyme without its limit may be the most abnormal one: what all that may be agree on', async (t) => {
    const limited = (value: number, upperLimit: number | null) => ({ value, upperLimit, unit: 'U/L' })
    // Two measures are improved by 20 %: the enzyme would be the third.
    const others = { physicianGlobal: cm(4), patientGlobal: cm(4) }
    const ask3 = (baseline: Visit['enzymes'], followUp: Visit['enzymes']) =>
      ask({ enzymes: baseline }, { ...others, enzymes: followUp })
    const open = await ask3(
      { ck: limited(8000, null), ast: limited(100, 40) },
      { ck: limited(8000, null), ast: limited(60, 40) },
    )
    t.equal(stateOf(open.json, 'definition-of-improvement'), 'undetermined')
    t.equal(open.json.details.mostAbnormalEnzyme, null)
    t.same(open.json.details.possibleEnzymes, ['ck', 'ast'])
    t.ok(open.json.missing.includes('baseline.enzymes.ck.upperLimit'))
    const known = await ask3({ ck: limited(150, 200), ast: limited(100, 40) }, { ast: limited(60, 40) })
    t.equal(stateOf(known.json, 'definition-of-improvement'), 'met', 'CK is normal: AST is the most abnormal one')
    // CK of more than 1000 U/L may exceed AST of 6 times its limit; both fell by half or more.
    const censored = await ask3(
      { ck: { ...limited(1000, 200), comparator: '>' }, ast: limited(240, 40) },
      { ck: limited(500, 200), ast: limited(120, 40) },
    )
    t.same(censored.json.details.possibleEnzymes, ['ck', 'ast'])
    t.equal(stateOf(censored.json, 'definition-of-improvement'), 'met', 'whichever it is')
  })

  t.test('an enzyme that is normal at baseline counts as it is, and the answer says so', async (t) => {
    const normal = await ask({ enzymes: ck(200) }, { enzymes: ck(160) })
    t.equal(normal.json.details.measures.enzyme.improved, 'met')
    t.same(warningsOf(normal.json), [
      ['enzymes_not_all_measured', '/baseline/enzymes'],
      ['enzyme_normal_at_baseline', '/baseline/enzymes'],
    ])
    t.same(warningsOf((await ask({ enzymes: ck(200.1) }, { enzymes: ck(160) })).json), [
      ['enzymes_not_all_measured', '/baseline/enzymes'],
    ])
  })

  t.test('a comparator leaves a range', async (t) => {
    const enzyme = async (from: object, to: object) => measure('enzyme', { enzymes: from }, { enzymes: to })
    matches(
      t,
      await enzyme(ck(1000), ck(800, { comparator: '<' })),
      { percent: null, percentBounds: { lower: 20, upper: 100 }, improved: 'met', worse: 'not_met' },
      'follow-up below 800',
    )
    matches(
      t,
      await enzyme(ck(1000, { comparator: '>' }), ck(900)),
      { percent: null, percentBounds: { lower: 10, upper: 100 }, improved: 'undetermined', worse: 'not_met' },
      'baseline above 1000',
    )
    matches(
      t,
      await enzyme(ck(1000), ck(1250, { comparator: '>' })),
      { percentBounds: { lower: null, upper: -25 }, worse: 'met' },
      'follow-up above 1250',
    )
    const open = await ask({}, { enzymes: ck(900, { comparator: '<' }), physicianGlobal: cm(4), patientGlobal: cm(4) })
    t.equal(open.json.status, 'not_computable')
    t.same(open.json.missing, [])
    t.equal(open.json.criteria[3].reason, 'censored:followUp.enzymes.ck')
  })

  t.test('nothing is known of an empty request', async (t) => {
    const { json } = await post(app, slug, {})
    t.same([...new Set(json.criteria.map(({ state }: Json) => state))], ['undetermined'])
    t.equal(json.missing.length, 11)
    t.equal(json.details.unknownCount, 6)
  })

  t.test('forms of the muscle test, dates and warnings', async (t) => {
    const mixed = await ask({}, { mmt8Bilateral: null, mmtTotal: 200 })
    t.equal(mixed.json.errors[0].pointer, '/followUp/mmtTotal')
    const unilateral = (value: number) => ({ mmt8Bilateral: null, mmt8Unilateral: value })
    matches(t, await measure('mmt', unilateral(60), unilateral(72)), { percent: 20, improved: 'met' }, 'mmt')
    t.equal((await ask({ date: '2026-03-01' }, { date: '2026-02-01' })).json.errors[0].pointer, '/followUp/date')
    const crossed = await ask({ physicianGlobal: cm(10) }, { physicianGlobal: cm(8.004) }) // 19.96 %
    t.same(warningsOf(crossed.json), [['reported_value_crosses_cutoff', '']])
    t.same(warningsOf((await ask({ mmt8Bilateral: 39 }, { patientGlobal: { value: 4, unit: 'mm' } })).json), [
      ['outside_plausible_range', '/baseline/mmt8Bilateral'],
      ['vas_scale_suspect', '/followUp/patientGlobal'],
    ])
  })

  t.test('one line of text', async (t) => {
    t.equal(
      (await ask({}, { mmt8Bilateral: 120, physicianGlobal: cm(4), patientGlobal: cm(4) })).json.text,
      'IMACS definition of improvement met: 3 of 6 measures improved by 20 %, 0 worse by 25 %',
    )
    t.equal(
      (await ask({}, { mmt8Bilateral: 120, physicianGlobal: cm(4), patientGlobal: null })).json.text,
      'IMACS definition of improvement undetermined (missing:followUp.patientGlobal): 2 of 6 measures improved by 20 %, 0 worse by 25 %, 1 not known',
    )
  })
})
