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
import das28Esr from '../index.js'

const slug = 'das28-esr'

/** The names of the clinical file, and the request fields that they are. */
const FIELD: Readonly<Record<string, string>> = {
  tjc28_count: 'tenderJointCount28',
  sjc28_count: 'swollenJointCount28',
  patient_global_mm: 'patientGlobal',
}

const CRP_ROW = 'a DAS28-CRP row: the instrument das28-crp'
const crpRows = [
  '04-pub',
  '05-pub',
  '06-pub',
  '13-crp4-exactly-3.2',
  '14-crp4-exactly-4.6-float',
  '15-crp4-just-below-2.4',
]
  .concat(['16-crp4-just-above-2.4', '17-crp4-just-below-2.9', '18-crp4-just-above-2.9', '19-crp4-just-below-5.1'])
  .concat([
    '20-crp4-just-above-5.1',
    '24-crp3',
    '25-crp3-just-below-3.2',
    '26-crp3-just-above-5.1',
    '30-crp-zero-minimum',
  ])
  .concat(['32-maximum-crp-100', '39-crp-censored-category-open', '38-crp-in-mg-per-dL'])

t.test('worked examples of the clinical specification', async (t) => {
  await workedExamples(t, await serviceFor(t, das28Esr), {
    slug,
    from: import.meta.url,
    file: 'das28.json',
    rows: 40,
    elsewhere: Object.fromEntries(crpRows.map((id) => [`das28-${id}`, CRP_ROW])),
    inputs: {
      variant: (value, request) => {
        request['variant'] = value === 'DAS28-ESR-3' ? '3-variable' : '4-variable'
      },
      tjc28_count: (value, request) => {
        request['tenderJointCount28'] = value
      },
      sjc28_count: (value, request) => {
        request['swollenJointCount28'] = value
      },
      esr_mm_per_h: (value, request) => {
        request['esr'] = { ...request['esr'], value, unit: 'mm/h' }
      },
      esr_comparator: (comparator, request) => {
        request['esr'] = { ...request['esr'], comparator }
      },
      patient_global_mm: (value, request) => {
        request['patientGlobal'] = { value, unit: 'mm' }
      },
      patient_global_0_10: (value, request) => {
        request['patientGlobal'] = { value, unit: '{score}' }
      },
    },
    expected: {
      ...commonExpectations((name) => FIELD[name] ?? name),
      value: (t, reply, value) => matches(t, reply.json.score.value, value, 'score.value'),
      reported: (t, reply, value) => t.equal(reply.json.score.reported, value),
      bounds: (t, reply, value) => matches(t, reply.json.score.bounds, value, 'score.bounds'),
      category_eular: (t, reply, value) => {
        t.equal(reply.json.category.code, value)
        t.equal(reply.json.details.categories.eular, value)
      },
      category_acr2012: (t, reply, value) => t.equal(reply.json.details.categories.acr2012, value),
      bound_categories_eular: (t, reply, value) => t.same(reply.json.details.boundCategories, value),
      alternative_variant: (t, reply) => t.equal(reply.json.details.alternative.variant, '3-variable'),
      alternative_value: (t, reply, value) => matches(t, reply.json.details.alternative.value, value, 'alternative'),
    },
  })
})

const active = { tenderJointCount28: 6, swollenJointCount28: 4, patientGlobal: { value: 50, unit: 'mm' } }

t.test('edges', async (t) => {
  const app = await serviceFor(t, das28Esr)
  const ask = async (more: object) => (await post(app, slug, { ...active, ...more })).json

  t.test('an ESR below 1 is floored with a warning, or refused where that is asked for', async (t) => {
    const floored = await ask({ esr: { value: 0.4, unit: 'mm/h' } })
    matches(t, floored.score.value, 2.631714255959, 'score at the floor') // das28-28 and das28-29
    t.same(codesOf(floored), ['esr_floored_to_1'])
    for (const esr of [
      { value: 0, unit: 'mm/h' },
      { value: 1, unit: 'mm/h', comparator: '<' },
    ]) {
      const refused = await ask({ esr, esrBelowOne: 'reject' })
      t.equal(refused.status, 422)
      t.equal(refused.errors[0].pointer, '/esr/value')
    }
    t.equal((await ask({ esr: { value: 1, unit: 'mm/h' }, esrBelowOne: 'reject' })).status, 'computed')
  })

  t.test('an ESR known only from below gives no value and no upper bound', async (t) => {
    const result = await ask({ esr: { value: 120, unit: 'mm/h', comparator: '>' } })
    t.equal(result.status, 'not_computable')
    t.equal(result.score.value, null)
    t.equal(result.score.bounds.upper, null)
    t.equal(result.category.code, 'high', '5.98 at least: already in the top class')
    t.equal(stateOf(result, 'above-3.2'), 'met')
  })

  t.test('a limit is called floored only where the ESR is below 1 for certain', async (t) => {
    const rows: readonly (readonly [string, number, readonly string[]])[] = [
      ['<', 1, ['esr_floored_to_1', 'esr_censored']],
      ['<=', 0.5, ['esr_floored_to_1', 'esr_censored']],
      ['<=', 1, ['esr_censored']],
      ['>', 0.5, ['esr_censored']],
      ['>=', 0, ['esr_censored']],
    ]
    for (const [comparator, value, expected] of rows) {
      const result = await ask({ esr: { value, unit: 'mm/h', comparator } })
      t.same(codesOf(result), expected, `${comparator}${value}`)
      const bounds = comparator.startsWith('>') ? { lower: 2.631714255959, upper: null } : null // das28-29
      matches(t, result.score.bounds, bounds, 'bounds')
      const message = result.warnings.at(-1).message
      t.equal(message.includes('bounds show'), false, 'no bounds are promised where there are none')
    }
  })

  t.test(
    'a score at the limit of a censored ESR says so in its line, and when it is reported across a cut-off',
    async (t) => {
      const below = await ask({ esr: { value: 2, unit: 'mm/h', comparator: '<' } }) // das28-40
      t.equal(below.text, 'DAS28-ESR 3.12 (ESR is an upper limit; possible 2.63 to 3.12), low disease activity')
      // das28-07 with its ESR as a limit: 2.5998 at most, remission for certain, reported 2.60
      const remission = await ask({
        esr: { value: 31, unit: 'mm/h', comparator: '<' },
        tenderJointCount28: 0,
        swollenJointCount28: 0,
        patientGlobal: { value: 14, unit: 'mm' },
      })
      t.equal(remission.category.code, 'remission')
      t.same(codesOf(remission), ['esr_censored', 'reported_value_crosses_cutoff'])
      const above = await ask({ esr: { value: 120, unit: 'mm/h', comparator: '>' } })
      t.equal(
        above.text,
        'DAS28-ESR not computable: ESR is known only from below; possible 5.98 or more, high disease activity',
      )
    },
  )

  t.test('the 3-variable score that is offered has bounds where ESR is an upper limit', async (t) => {
    const esr = { value: 7, unit: 'mm/h' }
    const offered = async (more: object) =>
      (await ask({ tenderJointCount28: 4, swollenJointCount28: 5, patientGlobal: null, esr: { ...esr, ...more } }))
        .details.alternative
    t.equal((await offered({})).bounds, null)
    // das28-21 at the limit; at 1 mm/h it lacks 1.08*0.70*ln(7) = 1.471118... , by hand
    const { value, bounds, category } = await offered({ comparator: '<' })
    matches(t, value, 3.516895029082, 'value at the limit')
    matches(t, bounds, { lower: 3.516895029082 - 1.08 * 0.7 * 1.945910149055, upper: 3.516895029082 }, 'bounds')
    t.equal(category, 'undetermined', 'remission to moderate')
    t.equal(await offered({ comparator: '>' }), null)
  })

  t.test('bounds decide the criterion although a joint count is missing', async (t) => {
    const { json } = await post(app, slug, {
      swollenJointCount28: 4,
      esr: { value: 60, unit: 'mm/h' },
      patientGlobal: { value: 50, unit: 'mm' },
    })
    // Least possible: 0.28*2 + 0.70*ln(60) + 0.014*50 = 0.56 + 2.866041... + 0.7, by hand
    matches(t, json.score.bounds.lower, 0.56 + 2.86604119351 + 0.7, 'lower bound')
    t.equal(stateOf(json, 'above-3.2'), 'met')
    t.same(json.missing, ['tenderJointCount28'])
  })

  t.test('a fraction of a joint needs prorating to be declared', async (t) => {
    const esr = { value: 20, unit: 'mm/h' }
    const refused = await ask({ esr, tenderJointCount28: 4.5 })
    t.equal(refused.errors[0].code, 'not_whole_number')
    t.equal((await ask({ esr, tenderJointCount28: 4.5, jointCountMethod: 'prorated' })).status, 'computed')
  })

  t.test(
    'an ESR above 150 is computed with a warning; the 3-variable form says that it leaves the global out',
    async (t) => {
      t.same(codesOf(await ask({ esr: { value: 151, unit: 'mm/h' } })), ['outside_plausible_range'])
      t.same(codesOf(await ask({ esr: { value: 20, unit: 'mm/h' }, variant: '3-variable' })), ['input_not_used'])
      t.same(
        codesOf(
          await ask({
            esr: { value: 31, unit: 'mm/h' },
            tenderJointCount28: 0,
            swollenJointCount28: 0,
            patientGlobal: { value: 14, unit: 'mm' },
          }),
        ),
        ['reported_value_crosses_cutoff'],
      )
    },
  )
})
