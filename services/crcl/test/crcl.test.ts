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
import t, { type Test } from 'tap'
import crcl from '../index.js'
import type { Request } from '../schema.js'

const slug = 'crcl'
const C60 = 'crcl-at-least-60'

/** The names of the clinical file, and the request fields that they are. */
const FIELD: Readonly<Record<string, string>> = {
  weight_kg: 'weight',
  creatinine_mg_per_dL: 'creatinine',
}

const quantityField = (field: keyof Request, unit: string) => (value: Json, request: Record<string, Json>) => {
  request[field] = { value, unit }
}
const detail =
  (...path: readonly string[]) =>
  (t: Test, reply: { readonly json: Json }, value: Json) => {
    const found = path.reduce<Json>((node, key) => node[key], reply.json.details)
    matches(t, found, value, path.join('.'))
  }

/** The file keeps this one apart from its list of warnings; the contract makes it a warning. */
const SENSITIVE = 'weight_choice_sensitive'

t.test('worked examples of the clinical specification', async (t) => {
  const common = commonExpectations((name) => FIELD[name] ?? name)
  await workedExamples(t, await serviceFor(t, crcl), {
    slug,
    from: import.meta.url,
    file: 'cockcroft-gault.json',
    rows: 21,
    inputs: {
      age_a: (value, request) => {
        request['age'] = value
      },
      weight_kg: quantityField('weight', 'kg'),
      height_cm: quantityField('height', 'cm'),
      creatinine_mg_per_dL: quantityField('creatinine', 'mg/dL'),
      creatinine_umol_per_L: quantityField('creatinine', 'umol/L'),
    },
    expected: {
      ...common,
      warnings: (t, reply, value, row) => {
        const warnings = reply.json.warnings.filter(({ code }: { readonly code: string }) => code !== SENSITIVE)
        common['warnings']?.(t, { ...reply, json: { ...reply.json, warnings } }, value, row)
      },
      crcl_actual_mL_per_min: (t, reply, value) => {
        matches(t, reply.json.score.value, value, 'score.value')
        matches(t, reply.json.details.actual, value, 'details.actual')
      },
      reported: (t, reply, value) => {
        t.equal(reply.json.score.reported, value)
        t.equal(reply.json.details.reported.actual, value)
      },
      meets_60: (t, reply, value) => t.equal(stateOf(reply.json, C60), value),
      bounds: (t, reply, value) => matches(t, reply.json.score.bounds, value, 'score.bounds'),
      bmi_kg_per_m2: detail('bmi'),
      ideal_weight_kg: detail('idealWeight'),
      adjusted_weight_kg: detail('adjustedWeight'),
      crcl_ideal_mL_per_min: detail('ideal'),
      crcl_adjusted_mL_per_min: detail('adjusted'),
      bsa_mosteller_m2: detail('bsa'),
      crcl_actual_per_1_73_m2: detail('normalised'),
      auto_bmi_weight: detail('autoBmi', 'choice'),
      crcl_auto_bmi_mL_per_min: detail('autoBmi', 'value'),
      weight_choice_sensitive: (t, reply, value) => {
        t.equal(reply.json.details.weightChoiceSensitive, value)
        t.equal(codesOf(reply.json).includes(SENSITIVE), value)
      },
      // Row 21 shows what the rounded constant 1.23 would do: these two must not be our answer.
      value_with_constant_1_23: (t, reply, value) => t.ok(Math.abs(reply.json.score.value - value) > 0.1),
      meets_60_with_constant_1_23: (t, reply, value) => t.not(stateOf(reply.json, C60), value),
    },
  })
})

const kg = (value: number) => ({ value, unit: 'kg' })
const cm = (value: number) => ({ value, unit: 'cm' })
const mgDl = (value: number) => ({ value, unit: 'mg/dL' })
const onCutOff: Request = { age: 60, sex: 'male', weight: kg(54), creatinine: mgDl(1) } // cg-05
/** cg-10: CrCl by actual weight 79.53, by ideal 42.33, by adjusted 57.21. */
const obese: Request = { age: 62, sex: 'female', weight: kg(95), height: cm(158), creatinine: mgDl(1.1) }
/** cg-11: actual weight is below ideal weight. */
const thin: Request = {
  age: 40,
  sex: 'female',
  weight: kg(42),
  height: cm(165),
  creatinine: { value: 62, unit: 'umol/L' },
}

t.test('weight policies', async (t) => {
  const app = await serviceFor(t, crcl)
  const ask = async (body: object) => (await post(app, slug, body)).json

  t.test('each policy gives its weight, its value and its decision', async (t) => {
    const rows: readonly (readonly [Request, Request['weightPolicy'], string, number, string])[] = [
      [obese, null, 'actual', 79.526515151515, 'met'],
      [obese, 'actual', 'actual', 79.526515151515, 'met'],
      [obese, 'ideal', 'ideal', 42.333944762586, 'not_met'],
      [obese, 'adjusted', 'adjusted', 57.210972918158, 'not_met'],
      [obese, 'auto-bmi', 'adjusted', 57.210972918158, 'not_met'],
      [obese, 'auto-ratio', 'adjusted', 57.210972918158, 'not_met'],
      [thin, 'ideal', 'ideal', 70.69623655914, 'met'], // the lesser of both is the actual weight
      [thin, 'adjusted', 'adjusted', 85.753978282957, 'met'],
      [thin, 'auto-bmi', 'actual', 70.69623655914, 'met'],
      [thin, 'auto-ratio', 'actual', 70.69623655914, 'met'],
    ]
    for (const [body, weightPolicy, choice, value, state] of rows) {
      const result = await ask({ ...body, weightPolicy })
      matches(t, result.score.value, value, `${weightPolicy}`)
      t.equal(result.details.weightChoice, choice)
      t.equal(stateOf(result, C60), state)
    }
  })

  t.test('automatic policies switch exactly at their limits', async (t) => {
    // At 200 cm the BMI is weight / 4, exactly.
    const tall = { age: 60, sex: 'male', height: cm(200), creatinine: mgDl(1) }
    // A height of 70 in gives an ideal weight of 73 kg (male): 73 is ratio 1, 91.25 is ratio 1.25.
    const seventy = { ...tall, height: { value: 70, unit: '[in_i]' } }
    const rows: readonly (readonly [object, number, string, string])[] = [
      [tall, 73.9, 'auto-bmi', 'actual'],
      [tall, 74, 'auto-bmi', 'ideal'], // 18.5
      [tall, 99.9, 'auto-bmi', 'ideal'],
      [tall, 100, 'auto-bmi', 'adjusted'], // 25
      [seventy, 72.99, 'auto-ratio', 'actual'],
      [seventy, 73, 'auto-ratio', 'ideal'],
      [seventy, 91.25, 'auto-ratio', 'ideal'],
      [seventy, 91.26, 'auto-ratio', 'adjusted'],
    ]
    for (const [body, weight, weightPolicy, choice] of rows) {
      const { details } = await ask({ ...body, weight: kg(weight), weightPolicy })
      t.equal(details.weightChoice, choice, `${weightPolicy} at ${weight} kg`)
      t.equal(details[weightPolicy === 'auto-bmi' ? 'autoBmi' : 'autoRatio'].choice, choice)
    }
  })

  t.test('without height only actual weight is computed; bounds decide another policy where they can', async (t) => {
    const { height: _, ...noHeight } = obese
    const actual = await ask(noHeight)
    matches(t, actual.score.value, 79.526515151515, 'actual weight')
    t.match(actual.details, { ideal: null, adjusted: null, normalised: null, autoBmi: null, autoRatio: null })
    t.equal(actual.details.weightChoiceSensitive, null)
    for (const weightPolicy of ['ideal', 'adjusted', 'auto-bmi', 'auto-ratio']) {
      const open = await ask({ ...noHeight, weightPolicy })
      t.match(open, { status: 'not_computable', missing: ['height'], score: { value: null } })
      t.equal(stateOf(open, C60), 'undetermined')
      t.equal(open.criteria[0].reason, 'missing:height')
    }
    // No policy of these uses more than the actual weight, by which cg-06 is below 60.
    for (const weightPolicy of ['ideal', 'auto-bmi', 'auto-ratio']) {
      const decided = await ask({ ...onCutOff, weight: kg(53.96), weightPolicy })
      matches(t, decided.score.bounds.upper, 59.955555555556, 'upper bound')
      t.equal(stateOf(decided, C60), 'not_met')
    }
  })

  t.test(
    'a height without an ideal weight gives no figure that needs one, and bounds as a missing height',
    async (t) => {
      const small = { ...onCutOff, sex: 'female', height: cm(102), weight: kg(30) } // 45.5 + 2.3*(102/2.54 - 60) = -0.14
      const actual = await ask(small)
      t.equal(actual.status, 'computed')
      t.match(actual.details, { ideal: null, adjusted: null, idealWeight: null, autoBmi: null })
      t.same(codesOf(actual), ['outside_plausible_range', 'height_below_152_4_cm', 'ideal_weight_not_offered'])
      const ideal = await ask({ ...small, weightPolicy: 'adjusted', creatinine: mgDl(0.1) })
      t.match(ideal, { status: 'not_computable', missing: [], score: { value: null } })
      t.equal(ideal.criteria[0].reason, 'conflict:height')
      t.same(
        ideal.score.bounds,
        (await ask({ ...small, height: null, weightPolicy: 'adjusted', creatinine: mgDl(0.1) })).score.bounds,
      )
      const eitherSex = await ask({ ...small, sex: null, weightPolicy: 'ideal', creatinine: mgDl(0.1) })
      t.equal(eitherSex.criteria[0].reason, 'missing:sex, conflict:height')
      const never = await ask({ ...small, weightPolicy: 'ideal' }) // 30 kg at most, 28.3 mL/min
      t.equal(stateOf(never, C60), 'not_met')
      t.equal((await ask({ ...small, height: cm(103), weightPolicy: 'ideal' })).status, 'computed')
    },
  )

  t.test('actual weight needs no height: 95 cm is taken, and below 100 cm no ideal weight is offered', async (t) => {
    const body = { ...onCutOff, weight: kg(54), creatinine: mgDl(1) } // exactly 60
    for (const height of [cm(95), cm(60), cm(99.9), { value: 0.95, unit: 'm' }]) {
      const actual = await ask({ ...body, height })
      matches(t, actual.score.value, 60, 'by actual weight')
      t.equal(stateOf(actual, C60), 'met')
      t.match(actual.details, { ideal: null, adjusted: null, idealWeight: null, weightChoiceSensitive: null })
      t.ok(codesOf(actual).includes('ideal_weight_not_offered'))
      const ideal = await ask({ ...body, height, weightPolicy: 'ideal' })
      t.match(ideal, { status: 'not_computable', score: { value: null }, text: 'no ideal weight at this height' })
    }
    const offered = (await ask({ ...body, height: cm(100) })).details.idealWeight
    matches(t, offered, 50 + 2.3 * (100 / 2.54 - 60), 'a man of 100 cm has 2.55 kg by the formula')
    t.equal((await post(app, slug, { ...body, height: cm(59.9) })).json.errors[0].pointer, '/height/value')
  })

  t.test(
    'heights without an ideal weight among the possible ones keep everybody from being decided as met',
    async (t) => {
      for (const sex of ['female', 'male'])
        for (const weightPolicy of ['ideal', 'adjusted', 'auto-bmi', 'auto-ratio']) {
          const open = await ask({ age: 18, sex, weight: kg(400), creatinine: mgDl(0.5), weightPolicy })
          t.equal(open.score.bounds.lower, 0)
          t.equal(stateOf(open, C60), 'undetermined')
        }
    },
  )

  t.test('the height warning begins below 60 inches', async (t) => {
    const body = { ...onCutOff, creatinine: mgDl(0.5) } // every weight is far above 60
    for (const height of [cm(152.4), { value: 60, unit: '[in_i]' }, { value: 1.524, unit: 'm' }])
      t.same(codesOf(await ask({ ...body, height })), [])
    t.same(codesOf(await ask({ ...body, height: cm(152.3) })), ['height_below_152_4_cm'])
  })
})
