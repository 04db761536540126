import { cm, enzyme } from '@activity-scores/shared/testing/myositis-files'
import { type Json, matches, post, serviceFor, stateOf, warningsOf } from '@activity-scores/shared/testing/testing'
import t from 'tap'
import tis from '../index.js'
import { others, steady, type Visit } from './requests.js'

const slug = 'myositis-tis'

t.test('edges', async (t) => {
  const app = await serviceFor(t, tis)
  const ask = (baseline: Visit, followUp: Visit, more: object = {}) =>
    post(app, slug, { baseline: { ...steady, ...baseline }, followUp: { ...steady, ...followUp }, ...more })
  const pointsOf = async (baseline: Visit, followUp: Visit, item: string, more: object = {}) =>
    (await ask(baseline, followUp, more)).json.details.measures[item].points

  t.test('either side of every edge, which belongs to the lower level', async (t) => {
    const scale = [
      [5, 0],
      [5.01, 1],
      [15, 1],
      [15.01, 2],
      [25, 2],
      [25.01, 3],
      [40, 3],
      [40.01, 4],
      [100, 4],
    ] as const
    const points = {
      physicianGlobal: [0, 7.5, 15, 17.5, 20],
      patientGlobal: [0, 2.5, 5, 7.5, 10],
      extramuscularActivity: [0, 7.5, 12.5, 15, 20],
    }
    for (const [field, table] of Object.entries(points))
      for (const [percent, level] of scale) {
        const to = { [field]: cm((10_000 - percent * 100) / 1000) }
        t.equal(await pointsOf({ [field]: cm(10) }, to, field), table[level], `${field} ${percent} %`)
      }
    const disability = [0, 5, 7.5, 7.5, 10]
    for (const [percent, level] of scale)
      t.equal(await pointsOf({ haqDi: 3 }, { haqDi: (30_000 - percent * 300) / 10_000 }, 'haqDi'), disability[level])
    const enzymes = [0, 2.5, 5, 7.5, 7.5]
    for (const [percent, level] of scale) {
      const after = { enzymes: { ck: enzyme((300_010 - percent * 3000) / 100, 200) } }
      t.equal(await pointsOf({ enzymes: { ck: enzyme(3000.1, 200) } }, after, 'enzyme'), enzymes[level])
    }
    // Of 150: 3 units are 2 %, 15 are 10 %, 30 are 20 %, 45 are 30 %.
    const strength = [
      [3, 0],
      [4, 10],
      [15, 10],
      [16, 20],
      [30, 20],
      [31, 27.5],
      [45, 27.5],
      [46, 32.5],
    ] as const
    for (const [gain, expected] of strength)
      t.equal(await pointsOf({ mmt8Bilateral: 60 }, { mmt8Bilateral: 60 + gain }, 'mmt'), expected, `${gain} of 150`)
  })

  t.test('the maximum is that of the form', async (t) => {
    const forms = { mmt8Bilateral: 150, mmt8Unilateral: 80, mmtTotal: 260 }
    for (const [form, maximum] of Object.entries(forms)) {
      const visit = (value: number) => ({ mmt8Bilateral: null, [form]: value })
      const { json } = await ask(visit(40), visit(40 + maximum / 10))
      t.equal(json.details.measures.mmt.percent, 10)
      t.equal(json.details.strengthMaximum, maximum)
    }
    const mixed = await ask({}, { mmt8Bilateral: null, mmt8Unilateral: 70 })
    t.equal(mixed.status, 422)
    t.equal(mixed.json.errors[0].pointer, '/followUp/mmt8Unilateral')
    t.equal((await ask({}, { mmt8Bilateral: 151 })).status, 422)
    t.equal((await ask({}, { mmt8Bilateral: 120.5 })).status, 422)
  })

  t.test('the thresholds of adults and of children', async (t) => {
    /** Score; percent of physician, patient, extramuscular global and units of strength (of 150) that give it; classes. */
    const rows: readonly (readonly [number, readonly [number, number, number, number], string, string])[] = [
      [17.5, [40, 0, 0, 0], 'none', 'none'],
      [20, [50, 0, 0, 0], 'minimal', 'none'],
      [27.5, [50, 30, 0, 0], 'minimal', 'none'],
      [30, [50, 50, 0, 0], 'minimal', 'minimal'],
      [37.5, [40, 0, 50, 0], 'minimal', 'minimal'],
      [40, [50, 0, 50, 0], 'moderate', 'minimal'],
      [42.5, [50, 10, 50, 0], 'moderate', 'minimal'],
      [45, [50, 20, 50, 0], 'moderate', 'moderate'],
      [57.5, [40, 0, 50, 21], 'moderate', 'moderate'],
      [60, [50, 0, 50, 21], 'major', 'moderate'],
      [67.5, [50, 30, 50, 21], 'major', 'moderate'],
      [70, [50, 50, 50, 21], 'major', 'major'],
    ]
    const whole = { physicianGlobal: cm(10), patientGlobal: cm(10), extramuscularActivity: cm(10), mmt8Bilateral: 50 }
    for (const [score, [physician, patient, extramuscular, strength], adult, jdm] of rows) {
      const after = {
        physicianGlobal: cm(10 - physician / 10),
        patientGlobal: cm(10 - patient / 10),
        extramuscularActivity: cm(10 - extramuscular / 10),
        mmt8Bilateral: 50 + strength,
      }
      const { json } = await ask(whole, after)
      t.equal(json.score.value, score)
      t.same(json.details.categories, { adult, jdm }, `${score}`)
      const asked = (await ask(whole, after, { population: 'jdm' })).json
      t.same([asked.category.set, asked.category.code], ['jdm', jdm])
      t.equal(stateOf(asked, 'jdm-minimal'), jdm === 'none' ? 'not_met' : 'met')
    }
  })

  t.test('the enzyme is the most abnormal at baseline, and the same at follow-up', async (t) => {
    const chosen = async (baseline: object, followUp: object) =>
      (await ask({ enzymes: baseline }, { enzymes: followUp })).json
    const tie = { alt: enzyme(80, 40), ast: enzyme(80, 40), ldh: enzyme(500, 250), aldolase: enzyme(15.2, 7.6) }
    t.equal((await chosen(tie, tie)).details.mostAbnormalEnzyme, 'aldolase', 'ties: CK, aldolase, LDH, AST, ALT')
    t.equal((await chosen({ ...tie, ck: enzyme(400, 200) }, tie)).details.mostAbnormalEnzyme, 'ck')
    t.equal((await chosen({ alt: tie.alt, ast: tie.ast }, tie)).details.mostAbnormalEnzyme, 'ast')
    const absent = await chosen({ ...tie, ck: enzyme(600, 200) }, tie)
    t.same(absent.missing, ['followUp.enzymes.ck'], 'another enzyme does not take its place')
    t.equal(absent.details.measures.enzyme.points, null)
    t.same((await chosen({ ck: enzyme(600, 200) }, { ck: enzyme(600, null) })).missing, [
      'followUp.enzymes.ck.upperLimit',
    ])
    t.same((await chosen({ ck: enzyme(600, null) }, {})).missing, [
      'baseline.enzymes.ck.upperLimit',
      'followUp.enzymes.ck',
    ])
    const units = await chosen({ ck: enzyme(600, 200) }, { ck: { value: 2, upperLimit: 10 / 3, unit: 'ukat/L' } })
    matches(t, units.details.measures.enzyme.percent, (100 * (3 - 0.6)) / 15, 'percent') // by hand
    const changed = await ask({ enzymes: { ...others, ck: enzyme(600, 200) } }, { enzymes: { ck: enzyme(600, 300) } })
    t.same(warningsOf(changed.json), [['upper_limit_changed', '/followUp/enzymes/ck/upperLimit']])
    matches(t, changed.json.details.measures.enzyme.percent, (100 * (3 - 2)) / 15, 'each against its own limit')
  })

  t.test('an enzyme without its limit may be the most abnormal one', async (t) => {
    const chosen = async (baseline: object, followUp: object) =>
      (await ask({ enzymes: baseline }, { enzymes: followUp })).json
    const after = { ck: enzyme(8000, null), ast: enzyme(60, 40) }
    const open = await chosen({ ck: enzyme(8000, null), ast: enzyme(100, 40) }, after)
    t.same(open.score, { value: null, reported: null, unit: '{score}', bounds: { lower: 0, upper: 7.5 } })
    t.equal(open.details.mostAbnormalEnzyme, null)
    t.same(open.details.possibleEnzymes, ['ck', 'ast'])
    t.equal(open.details.measures.enzyme.percent, null)
    t.same(open.missing, ['baseline.enzymes.ck.upperLimit', 'followUp.enzymes.ck.upperLimit'])
    // AST alone is 100 * (2.5 - 1.5) / 3 = 33 %: level 3.
    t.equal((await chosen({ ast: enzyme(100, 40) }, after)).score.value, 7.5)
    const normal = await chosen({ ck: enzyme(150, 200), ast: enzyme(100, 40) }, after)
    t.equal(normal.details.mostAbnormalEnzyme, 'ast')
    // AST of more than 2.5 times its limit against CK of 3: either falls by more than 40 % of its range or not at all.
    const two = { ck: enzyme(600, 200), ast: enzyme(100, 40, { comparator: '>' }) }
    const either = await chosen(two, { ck: enzyme(600, 200), ast: enzyme(20, 40) })
    t.same(either.details.possibleEnzymes, ['ck', 'ast'])
    t.same(either.score.bounds, { lower: 0, upper: 7.5 })
    t.same(either.missing, [], 'no field would settle it')
    const atMost = { ck: enzyme(600, 200), ast: enzyme(140, 40, { comparator: '<=' }) }
    const alike = await chosen(atMost, { ck: enzyme(600, 200), ast: enzyme(2000, 40) })
    t.same(alike.details.possibleEnzymes, ['ck', 'ast'])
    t.equal(alike.score.value, 0, 'neither is better')
  })

  t.test('an enzyme that is normal at baseline counts as it is, and the answer says so', async (t) => {
    const normal = { ...others, ck: enzyme(200, 200) }
    const reply = await ask({ enzymes: normal }, { enzymes: { ck: enzyme(20, 200) } })
    t.equal(reply.json.score.value, 2.5) // 100 * (1 - 0.1) / 15 = 6 %
    t.same(warningsOf(reply.json), [['enzyme_normal_at_baseline', '/baseline/enzymes']])
    t.same(warningsOf((await ask({ enzymes: { ...normal, ck: enzyme(200.1, 200) } }, {})).json), [])
    t.same(warningsOf((await ask({ enzymes: { ck: enzyme(300, 200) } }, {})).json), [
      ['enzymes_not_all_measured', '/baseline/enzymes'],
    ])
  })

  t.test('the multipliers of the enzymes can be set', async (t) => {
    const after = { enzymes: { ck: enzyme(2200, 200) } } // 4 times the limit less
    const { json } = await ask({}, after, { enzymeMultipliers: { ck: 10 } })
    matches(t, json.details.measures.enzyme, { percent: 40, points: 7.5 }, 'enzyme')
    t.same(json.inputs.enzymeMultipliers, { ck: 10, aldolase: 6, ldh: 3, ast: 3, alt: 3 })
    t.equal((await ask({}, after, { enzymeMultipliers: { ck: 0 } })).status, 422)
  })

  t.test('a comparator leaves a range, decided as far as it reaches', async (t) => {
    const measure = async (baseline: object, followUp: object) =>
      (await ask({ enzymes: baseline }, { enzymes: followUp })).json
    const above = await measure({ ck: enzyme(20_000, 200, { comparator: '>' }) }, { ck: enzyme(1000, 200) })
    t.equal(above.status, 'computed', 'the greatest level whatever the value')
    matches(t, above.details.measures.enzyme, { percent: null, points: 7.5, percentBounds: { upper: null } }, 'enzyme')
    const open = await measure({ ck: enzyme(400, 200) }, { ck: enzyme(300, 200, { comparator: '<' }) })
    t.equal(open.status, 'not_computable')
    t.same(open.missing, [])
    t.same(open.score.bounds, { lower: 0, upper: 2.5 }) // 100 * (2 - 1.5 ... 2 - 0) / 15: 3.3 to 13.3 %
    const which = await measure({ ck: enzyme(400, 200, { comparator: '>' }), ldh: enzyme(900, 250) }, {})
    t.equal(which.details.mostAbnormalEnzyme, null)
    t.same(which.score.bounds, { lower: 0, upper: 7.5 })
  })

  t.test('a missing measure counts as no improvement only on request', async (t) => {
    const after = { physicianGlobal: cm(3.5), haqDi: null }
    const plain = await ask({}, after)
    t.equal(plain.json.score.value, null)
    const flagged = await ask({}, after, { missingAsNoImprovement: true })
    t.equal(flagged.json.score.value, 15)
    t.same(flagged.json.score.bounds, { lower: 15, upper: 25 })
    t.same(flagged.json.missing, ['followUp.haqDi'])
    t.same(flagged.json.details.countedAsNoImprovement, ['haqDi'])
    t.equal(flagged.json.details.measures.haqDi.points, null)
    t.same(warningsOf(flagged.json), [['missing_as_no_improvement', '/missingAsNoImprovement']])
    for (const indispensable of [{ physicianGlobal: null }, { mmt8Bilateral: null }]) {
      const refused = await ask({}, { ...after, ...indispensable }, { missingAsNoImprovement: true })
      t.equal(refused.json.score.value, null)
      t.same(warningsOf(refused.json), [['missing_as_no_improvement_not_applied', '/missingAsNoImprovement']])
    }
    t.same(warningsOf((await ask({}, {}, { missingAsNoImprovement: true })).json), [])
  })

  t.test('nothing is known of an empty request', async (t) => {
    const { json } = await post(app, slug, {})
    t.same(json.score.bounds, { lower: 0, upper: 100 })
    t.same([...new Set(json.criteria.map(({ state }: Json) => state))], ['undetermined'])
    t.equal(json.missing.length, 11)
    t.ok(json.missing.includes('baseline.mmt8Bilateral'))
  })

  t.test('warnings of the visits', async (t) => {
    const odd = await ask({ mmt8Bilateral: 39 }, { physicianGlobal: { value: 6, unit: 'mm' } })
    t.same(warningsOf(odd.json), [
      ['outside_plausible_range', '/baseline/mmt8Bilateral'],
      ['vas_scale_suspect', '/followUp/physicianGlobal'],
    ])
    const crossed = await ask({ physicianGlobal: cm(10) }, { physicianGlobal: cm(9.496) }) // 5.04 %
    t.equal(crossed.json.details.measures.physicianGlobal.points, 7.5)
    t.same(warningsOf(crossed.json), [['reported_value_crosses_cutoff', '']])
    const order = await ask({ date: '2026-03-01' }, { date: '2026-03-01' })
    t.equal(order.json.errors[0].pointer, '/followUp/date')
  })

  t.test('one line of text', async (t) => {
    const text = async (followUp: Visit, more: object = {}) => (await ask({}, followUp, more)).json.text
    t.equal(
      await text({ physicianGlobal: cm(1) }),
      'Myositis total improvement score 20.0, minimal improvement (adult thresholds)',
    )
    t.equal(
      await text({ haqDi: null }),
      'Myositis total improvement score not computable: haqDi not known; possible 0.0 to 10.0, less than minimal improvement (adult thresholds)',
    )
    t.equal(
      await text({ haqDi: null }, { missingAsNoImprovement: true, population: 'jdm' }),
      'Myositis total improvement score 0.0 (haqDi not known, counted as not improved), less than minimal improvement (juvenile thresholds)',
    )
  })
})
