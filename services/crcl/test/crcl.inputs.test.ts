import { codesOf, type Json, matches, post, serviceFor, stateOf } from '@activity-scores/shared/testing/testing'
import t from 'tap'
import crcl from '../index.js'
import type { Request } from '../schema.js'

const slug = 'crcl'
const C60 = 'crcl-at-least-60'
const kg = (value: number) => ({ value, unit: 'kg' })
const mgDl = (value: number) => ({ value, unit: 'mg/dL' })
const noAge: Request = { sex: 'male', weight: kg(54), creatinine: mgDl(1) }

t.test('age', async (t) => {
  const app = await serviceFor(t, crcl)
  const ask = async (more: object) => (await post(app, slug, { ...noAge, ...more })).json

  t.test('is a whole number from 18 to 120', async (t) => {
    for (const age of [17, 121, 60.5, -1, '60', true]) {
      const refused = await ask({ age })
      t.equal(refused.status, 422, `${age}`)
      t.equal(refused.errors[0].pointer, '/age')
    }
    matches(t, (await ask({ age: 18 })).score.value, (122 * 54) / 72, 'age 18')
    matches(t, (await ask({ age: 120 })).score.value, (20 * 54) / 72, 'age 120')
  })

  t.test('comes from birth date and sample date, 29 February on 1 March', async (t) => {
    const rows: readonly (readonly [string, string, number])[] = [
      ['1966-03-01', '2026-02-28', 59],
      ['1966-03-01', '2026-03-01', 60],
      ['1964-02-29', '2025-02-28', 60],
      ['1964-02-29', '2025-03-01', 61],
      ['1964-02-29', '2024-02-29', 60],
    ]
    for (const [birthDate, sampleDate, age] of rows) {
      const result = await ask({ birthDate, sampleDate })
      t.equal(result.inputs.age, age, `${birthDate} on ${sampleDate}`)
      matches(t, result.score.value, ((140 - age) * 54) / 72, 'value')
    }
  })

  t.test('is computed from partial dates that leave one age', async (t) => {
    const rows: readonly (readonly [string, string])[] = [
      ['1966', '2026-12-31'],
      ['1965', '2025-12-31'],
      ['1966-02', '2026-03-01'],
      ['1966-02-15', '2026-03'],
      ['1965-04', '2026-03'],
    ]
    for (const [birthDate, sampleDate] of rows)
      t.match(await ask({ birthDate, sampleDate }), { status: 'computed', inputs: { age: 60 }, score: { value: 60 } })
  })

  t.test('left open by partial dates gives bounds, and a decision where both ends agree', async (t) => {
    const open = await ask({ birthDate: '1966-03', sampleDate: '2026-03-15' }) // 59 or 60
    t.match(open, { status: 'not_computable', missing: [], inputs: { age: null } })
    t.same(open.details.possibleAge, { lower: 59, upper: 60 })
    matches(t, open.score.bounds, { lower: 60, upper: 60.75 }, 'bounds')
    t.equal(stateOf(open, C60), 'met', 'both ages reach 60')
    const straddles = await ask({ birthDate: '1966-03', sampleDate: '2026-03-15', weight: kg(53.5) })
    t.equal(stateOf(straddles, C60), 'undetermined')
    t.equal(straddles.criteria[0].reason, 'precision:birthDate')
    const sample = await ask({ birthDate: '1966-03-15', sampleDate: '2026-03', weight: kg(53.5) })
    t.equal(sample.criteria[0].reason, 'precision:sampleDate')
    const both = await ask({ birthDate: '1966', sampleDate: '2026', weight: kg(53.5) })
    t.equal(both.criteria[0].reason, 'precision:birthDate, precision:sampleDate')
  })

  t.test('needs the sample date beside a birth date', async (t) => {
    const noSampleDate = await ask({ birthDate: '1966-03-01' })
    t.match(noSampleDate, { status: 'not_computable', missing: ['sampleDate'] })
    t.equal(noSampleDate.criteria[0].reason, 'missing:sampleDate')
    for (const more of [{}, { age: null }, { sampleDate: '2026-03-01' }])
      t.same((await ask(more)).missing, ['age'], JSON.stringify(more))
    const bounded = await ask({})
    matches(t, bounded.score.bounds, { lower: (20 * 54) / 72, upper: (122 * 54) / 72 }, 'ages 120 and 18')
    const unused = await ask({ age: 60, birthDate: '1966-03-01' })
    t.match(unused, { status: 'computed', score: { value: 60 }, warnings: [{ code: 'input_not_used' }] })
  })

  t.test('sent both ways must agree', async (t) => {
    const dates = { birthDate: '1966-03-01', sampleDate: '2026-03-01' }
    t.equal((await ask({ ...dates, age: 60 })).score.value, 60)
    for (const age of [59, 61]) {
      const refused = await ask({ ...dates, age })
      t.match(refused, { status: 422, errors: [{ pointer: '/age', code: 'conflict' }] })
    }
    const partial = { birthDate: '1966-03', sampleDate: '2026-03-15' }
    t.match(await ask({ ...partial, age: 60 }), { status: 'computed', score: { value: 60 } }, 'one of two settled')
    t.equal((await ask({ ...partial, age: 58 })).errors[0].code, 'conflict')
  })

  t.test('derived from dates is refused outside 18 to 120', async (t) => {
    const sampleDate = '2026-03-01'
    for (const birthDate of ['2008-03-02', '2008-04', '2009', '1905-03-01', '1905-02', '1904', '2026-03-01'])
      t.match(await ask({ birthDate, sampleDate }), {
        status: 422,
        errors: [{ pointer: '/birthDate', code: 'out_of_range' }],
      })
    for (const [birthDate, age] of [
      ['2008-03-01', 18],
      ['1905-03-02', 120],
    ])
      t.equal((await ask({ birthDate, sampleDate })).inputs.age, age)
    const perhaps = await ask({ birthDate: '2008-03', sampleDate: '2026-03-15' }) // 17 or 18
    t.match(perhaps, { status: 'not_computable', score: { value: null }, details: { possibleAge: { lower: 17 } } })
    t.match(perhaps.warnings, [{ code: 'outside_plausible_range', pointer: '/birthDate' }])
    matches(t, perhaps.score.bounds, { lower: 91.5, upper: 91.5 }, 'at 17 there would be no result, at 18 there is one')
    t.equal(stateOf(perhaps, C60), 'met')
    t.equal(
      (await ask({ birthDate: '2008-03', sampleDate: '2026-03-15', weight: null })).criteria[0].reason,
      'missing:weight, precision:birthDate',
    )
    const oldest = await ask({ birthDate: '1905-03', sampleDate: '2026-03-15' }) // 120 or 121
    t.match(oldest, { status: 'not_computable', score: { value: null }, details: { possibleAge: { upper: 121 } } })
  })

  t.test('a sample before birth is refused, once', async (t) => {
    for (const sampleDate of ['1966-02-28', '1966-02', '1965']) {
      const refused = await ask({ birthDate: '1966-03-01', sampleDate })
      t.match(refused, { status: 422, errors: [{ pointer: '/sampleDate', code: 'date_order' }] })
      t.equal(refused.errors.length, 1)
    }
    t.equal((await ask({ birthDate: '1966-02-30', sampleDate: '2026' })).errors[0].pointer, '/birthDate')
  })

  t.test('above the derivation range of 92 is computed with a warning', async (t) => {
    t.same(codesOf(await ask({ age: 92 })), [])
    t.match(await ask({ age: 93 }), { warnings: [{ code: 'outside_plausible_range', pointer: '/age' }] })
    const byDates = await ask({ birthDate: '1932', sampleDate: '2026-03-01' })
    t.equal(byDates.warnings[0].pointer, '/birthDate')
  })
})

t.test('sex, weight and creatinine', async (t) => {
  const app = await serviceFor(t, crcl)
  const ask = async (more: object) => (await post(app, slug, { age: 60, ...noAge, ...more })).json

  t.test('a missing measurement is bounded by its allowed range, which may decide', async (t) => {
    const noWeight = await ask({ weight: null })
    matches(t, noWeight.score.bounds, { lower: (80 * 20) / 72, upper: (80 * 400) / 72 }, 'weights 20 and 400')
    t.equal(stateOf(noWeight, C60), 'undetermined')
    t.equal(stateOf(await ask({ weight: null, creatinine: mgDl(8) }), C60), 'not_met', '55.6 at 400 kg')
    const noCreatinine = await ask({ creatinine: null })
    t.same(noCreatinine.missing, ['creatinine'])
    matches(t, noCreatinine.score.bounds, { lower: 0, upper: 600 }, 'creatinine ">30" and 0.1')
    const nothing = (await post(app, slug, {})).json
    t.same(nothing.missing, ['age', 'sex', 'weight', 'creatinine'])
    t.equal(nothing.criteria[0].reason, 'missing:age, missing:sex, missing:weight, missing:creatinine')
  })

  t.test('both sexes are computed when sex is all that is missing', async (t) => {
    const open = await ask({ sex: null, weight: kg(58) })
    matches(t, open.details.bySex, { female: 54.777777777778, male: 64.444444444444 }, 'bySex') // cg-18
    t.equal(open.criteria[0].reason, 'missing:sex')
    t.equal((await ask({ sex: null, weight: null })).details.bySex, null)
    t.equal((await ask({ sex: 'other' })).errors[0].pointer, '/sex')
  })

  t.test('a weight choice that matters for a possible sex or age only promises no figures', async (t) => {
    const height = { value: 158, unit: 'cm' }
    const settled = { age: 62, sex: 'female', weight: kg(95), height, creatinine: mgDl(1.1) } // cg-10
    const about = async (more: object) =>
      (await ask({ ...settled, ...more })).warnings.find(({ code }: Json) => code === 'weight_choice_sensitive').message
    t.match(await about({}), 'details holds all three')
    for (const more of [{ sex: null }, { age: null, birthDate: '1964-03', sampleDate: '2026-03-15' }])
      t.match(await about(more), 'leaves possible')
  })

  t.test('units are stated, known and checked; only creatinine has a comparator', async (t) => {
    const rows: readonly (readonly [object, string])[] = [
      [{ creatinine: 1 }, '/creatinine'],
      [{ creatinine: { value: 1 } }, '/creatinine/unit'],
      [{ creatinine: { value: 88, unit: 'mg/dL' } }, '/creatinine/value'],
      [{ creatinine: { value: 1, unit: 'umol/L' } }, '/creatinine/value'],
      [{ creatinine: { value: 1, unit: 'mg/hL' } }, '/creatinine/unit'],
      [{ creatinine: { value: 1, unit: 'mg/dL', comparator: '=' } }, '/creatinine/comparator'],
      [{ creatinine: { value: 0.1, unit: 'mg/dL', comparator: '<' } }, '/creatinine/value'],
      [{ weight: { value: 54, unit: 'kg', comparator: '<' } }, '/weight/comparator'],
      [{ weight: { value: 54, unit: 'lb' } }, '/weight/unit'],
      [{ weight: kg(19.99) }, '/weight/value'],
      [{ weight: kg(400.01) }, '/weight/value'],
      [{ height: { value: 1.7, unit: 'cm' } }, '/height/value'],
      [{ height: { value: 170, unit: 'm' } }, '/height/value'],
      [{ weightPolicy: 'auto_bmi' }, '/weightPolicy'],
      [{ cautions: ['dialysis'] }, '/cautions/0'],
    ]
    for (const [more, pointer] of rows) {
      const refused = await ask(more)
      t.equal(refused.status, 422, pointer)
      t.equal(refused.errors[0].pointer, pointer)
    }
    for (const more of [{ weight: kg(20) }, { weight: kg(400) }, { creatinine: { value: 8.84, unit: 'umol/L' } }])
      t.equal((await ask(more)).status, 'computed')
  })

  t.test('88.4 umol/L is 1 mg/dL to the last bit', async (t) => {
    const result = await ask({ creatinine: { value: 88.4, unit: 'umol/L' } })
    t.same(result.inputs.creatinine, { value: 1, unit: 'mg/dL' })
    t.equal(result.score.value, 60)
  })

  t.test('low creatinine is used as it is, with a warning outside the plausible range', async (t) => {
    const low = await ask({ creatinine: mgDl(0.29) })
    matches(t, low.score.value, (80 * 54) / (72 * 0.29), 'not rounded up')
    t.match(low.warnings, [{ code: 'outside_plausible_range', pointer: '/creatinine' }])
    t.same(codesOf(await ask({ creatinine: mgDl(0.3) })), [])
    t.same(codesOf(await ask({ weight: kg(29) })), ['outside_plausible_range'])
    t.same(codesOf(await ask({ height: { value: 221, unit: 'cm' } })).slice(0, 1), ['outside_plausible_range'])
  })

  t.test('statements about the sample and the patient warn and change no number', async (t) => {
    const stated = await ask({
      creatinineSteadyState: false,
      creatinineAssay: 'enzymatic',
      cautions: ['cachexia', 'pregnancy', 'cachexia'],
    })
    t.same(codesOf(stated), ['creatinine_not_steady_state', 'caution_cachexia', 'caution_pregnancy'])
    t.equal(stated.score.value, 60)
    t.match(stated.inputs, { creatinineAssay: 'enzymatic', cautions: ['cachexia', 'pregnancy'] })
    for (const creatinineSteadyState of [true, null]) t.same(codesOf(await ask({ creatinineSteadyState })), [])
  })

  t.test('a value reported as 60.0 but below 60 says so, in words too', async (t) => {
    const result = await ask({ weight: kg(53.96) })
    t.same(codesOf(result), ['reported_value_crosses_cutoff'])
    t.equal(result.text, 'Cockcroft-Gault CrCl 60.0 mL/min (actual weight), below 60')
  })
})
