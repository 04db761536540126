import {
  codesOf,
  commonExpectations,
  type Json,
  matches,
  post,
  serviceFor,
  stateOf,
  workedExamples,
} from '@activity-scores/shared/testing/testing'
import t from 'tap'
import egfr from '../index.js'
import type { Request } from '../schema.js'

const slug = 'egfr-ckd-epi-2021'
const B15 = 'egfr-below-15'
const put = (field: keyof Request, unit?: string) => (value: Json, request: Record<string, Json>) => {
  request[field] = unit ? { value, unit } : value
}

t.test('worked examples of the clinical specification', async (t) => {
  await workedExamples(t, await serviceFor(t, egfr), {
    slug,
    from: import.meta.url,
    file: 'ckd-epi-2021.json',
    rows: 21,
    inputs: {
      age_a: put('age'),
      creatinine_mg_per_dL: put('creatinine', 'mg/dL'),
      creatinine_umol_per_L: put('creatinine', 'umol/L'),
      height_cm: put('height', 'cm'),
      weight_kg: put('weight', 'kg'),
    },
    expected: {
      ...commonExpectations((name) => name),
      egfr_mL_per_min_per_1_73_m2: (t, { json }, value) => matches(t, json.score.value, value, 'score.value'),
      reported: (t, { json }, value) => t.equal(json.score.reported, value),
      g_category: (t, { json }, value, { expected }) => {
        t.equal(json.category.code, value)
        t.equal(codesOf(json).includes('reported_value_crosses_cutoff'), value !== expected['g_category_reported'])
      },
      g_category_reported: (t, { json }, value) => t.equal(json.details.gCategoryReported, value),
      egfr_deindexed_mL_per_min: (t, { json }, value) => matches(t, json.details.deindexed, value, 'deindexed'),
    },
  })
})

t.test('edges', async (t) => {
  const app = await serviceFor(t, egfr)
  const ask = async (body: object) => (await post(app, slug, body)).json
  const man = { age: 40, sex: 'male', creatinine: { value: 0.9, unit: 'mg/dL' } } // 110.7 (ckdepi-03)

  t.test('the factors multiply to the value', async (t) => {
    const { score, details } = await ask(man)
    const factors: readonly number[] = Object.values(details.factors)
    matches(
      t,
      score.value,
      factors.reduce((product, factor) => product * factor, 1),
      'product',
    )
    t.same(details.factors, { constant: 142, upToKappa: 1, aboveKappa: 1, age: 0.9938 ** 40, sex: 1 })
  })

  t.test('an input missing: bounds over what is allowed, decided where they agree', async (t) => {
    const noSex = await ask({ ...man, sex: null, creatinine: { value: 10, unit: 'mg/dL' } })
    t.match(noSex, { status: 'not_computable', missing: ['sex'], category: { code: 'G5' } })
    t.equal(stateOf(noSex, B15), 'met')
    t.ok(noSex.details.bySex.female < noSex.details.bySex.male)
    const noAge = await ask({ ...man, age: null })
    matches(t, noAge.score.bounds, { lower: 142 * 0.9938 ** 120, upper: 142 * 0.9938 ** 18 }, 'ages 120 and 18')
    t.equal(noAge.category.code, 'undetermined')
    t.equal(stateOf(noAge, B15), 'not_met')
    const noCreatinine = await ask({ ...man, creatinine: null })
    t.equal(noCreatinine.criteria[0].reason, 'missing:creatinine')
    t.equal(noCreatinine.details.gCategoryReported, 'undetermined')
    const nothing = await ask({})
    t.same(nothing.missing, ['age', 'sex', 'creatinine'])
  })

  t.test('age from partial dates; an age that would be refused is none that is possible', async (t) => {
    const dates = { sex: 'male', creatinine: man.creatinine, sampleDate: '2026-03-15' }
    t.equal((await ask({ ...dates, birthDate: '1986-02' })).inputs.age, 40)
    const open = await ask({ ...dates, birthDate: '1986-03' })
    t.match(open, {
      status: 'not_computable',
      details: { possibleAge: { lower: 39, upper: 40 } },
      category: { code: 'G1' },
    })
    const minor = await ask({ ...dates, birthDate: '2008-03' })
    t.match(minor, {
      status: 'not_computable',
      score: { value: null },
      details: { possibleAge: { lower: 17, upper: 18 } },
      category: { code: 'G1' },
      text: 'age is 17 to 18',
    })
    const eighteen = await ask({ ...dates, sampleDate: undefined, age: 18 })
    matches(t, minor.score.bounds, { lower: eighteen.score.value, upper: eighteen.score.value }, 'that of 18 years')
    t.equal((await ask({ ...dates, birthDate: '2009' })).errors[0].pointer, '/birthDate')
    t.equal((await ask({ ...man, age: 17 })).errors[0].pointer, '/age')
    t.same(codesOf(await ask({ ...man, birthDate: '1986' })), ['input_not_used'])
  })

  t.test('a creatinine that is a limit', async (t) => {
    const at = (comparator: string, value: number) => ask({ ...man, creatinine: { value, unit: 'mg/dL', comparator } })
    const upper = await at('<', 0.9)
    t.match(upper, { status: 'computed', category: { code: 'G1' }, score: { reported: '111' } })
    matches(t, upper.score.bounds, { lower: 110.725599603555, upper: 142 * 9 ** 0.302 * 0.9938 ** 40 }, 'to 0.1 mg/dL')
    t.equal(upper.text, 'CKD-EPI 2021 eGFR 111 mL/min/1.73 m2 or more (creatinine is an upper limit), G1')
    const lower = await at('>', 6)
    t.match(lower, { status: 'not_computable', category: { code: 'G5' }, score: { bounds: { lower: 0 } } })
    t.equal(stateOf(lower, B15), 'met')
    t.equal((await at('>', 1)).criteria[0].reason, 'censored:creatinine')
    t.same(codesOf(lower), ['creatinine_censored'])
  })

  t.test('weight and height serve the de-indexed value alone', async (t) => {
    const result = await ask({ ...man, weight: { value: 95, unit: 'kg' } })
    t.match(result, { status: 'computed', missing: [], details: { deindexed: null, bsa: null } })
    const both = await ask({ ...man, weight: { value: 25, unit: 'kg' }, height: { value: 144, unit: 'cm' } })
    t.equal(both.details.bsa, 1) // 144 * 25 / 3600
    matches(t, both.details.deindexed, 110.725599603555 / 1.73, 'de-indexed')
    t.same(codesOf(both), ['outside_plausible_range'])
  })
})
