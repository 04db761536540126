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
import prednisoneEquivalent from '../index.js'

const slug = 'prednisone-equivalent'
const BELOW = 'below-7.5'
const UNABLE = 'unable-to-taper-below-7.5'

t.test('worked examples of the clinical specification', async (t) => {
  await workedExamples(t, await serviceFor(t, prednisoneEquivalent), {
    slug,
    from: import.meta.url,
    file: 'glucocorticoid-equivalents.json',
    rows: 16,
    inputs: {
      courses: (courses, request) => {
        request['courses'] = courses.map(({ drug, route, dose_mg, doses_per_period, period_days }: Json) => ({
          drug,
          route,
          dose: { value: dose_mg, unit: 'mg' },
          dosesPerPeriod: doses_per_period,
          periodDays: period_days,
        }))
      },
    },
    expected: {
      ...commonExpectations((name) => name),
      prednisone_equivalent_mg_per_d: (t, { json }, value) => matches(t, json.score.value, value, 'score.value'),
      reported: (t, { json }, value) => t.equal(json.score.reported, value),
      below_7_5: (t, { json }, value) => {
        t.equal(json.details.below75, value)
        t.equal(stateOf(json, BELOW), value ? 'met' : 'not_met')
      },
    },
  })
})

t.test('edges', async (t) => {
  const app = await serviceFor(t, prednisoneEquivalent)
  const ask = async (body: object) => (await post(app, slug, body)).json
  const course = (more: object = {}) => ({
    drug: 'prednisone',
    route: 'oral',
    dose: { value: 10, unit: 'mg' },
    dosesPerPeriod: 1,
    periodDays: 1,
    ...more,
  })
  const reasonOf = (result: Json, id: string) => result.criteria.find((criterion: Json) => criterion.id === id).reason

  t.test('no list is not an empty list', async (t) => {
    const unknown = await ask({})
    t.match(unknown, { status: 'not_computable', missing: ['courses'], score: { bounds: { lower: 0, upper: null } } })
    t.equal(reasonOf(unknown, BELOW), 'missing:courses')
    const none = await ask({ courses: [] })
    t.match(none, { status: 'computed', score: { value: 0, reported: '0.00' } })
    t.equal(stateOf(none, BELOW), 'met')
    t.equal(stateOf(none, UNABLE), 'not_met')
  })

  t.test('unable to taper: the table of the specification', async (t) => {
    const rows: readonly (readonly [number, boolean | null, boolean | null, string])[] = [
      [7.4, true, true, 'not_met'],
      [7.4, null, null, 'not_met'],
      [7.5, true, null, 'met'],
      [7.5, null, true, 'met'],
      [7.5, true, false, 'met'],
      [7.5, null, null, 'undetermined'],
      [7.5, false, null, 'undetermined'],
      [7.5, false, false, 'undetermined'],
    ]
    for (const [mg, taperFailed, taperStatedImpossible, state] of rows) {
      const result = await ask({
        courses: [course({ dose: { value: mg, unit: 'mg' } })],
        taperFailed,
        taperStatedImpossible,
      })
      t.equal(stateOf(result, UNABLE), state, `${mg} ${taperFailed} ${taperStatedImpossible}`)
      t.equal(reasonOf(result, UNABLE), state === 'undetermined' ? 'missing:taper_history' : null)
    }
    t.equal(stateOf(await ask({ taperFailed: true }), UNABLE), 'undetermined', 'the dose is not known')
  })

  t.test(
    'a dose, a frequency or an equivalence that is not known leaves a lower bound, which may decide',
    async (t) => {
      for (const [more, missing] of [
        [{ dose: null }, 'courses.1.dose'],
        [{ dosesPerPeriod: null }, 'courses.1.dosesPerPeriod'],
        [{ periodDays: null }, 'courses.1.periodDays'],
        [{ drug: 'other' }, 'equivalence:other'],
      ] as const) {
        const result = await ask({ courses: [course(), course(more)] })
        t.match(result, { status: 'not_computable', missing: [missing], score: { value: null, bounds: { lower: 10 } } })
        t.equal(stateOf(result, BELOW), 'not_met')
        const open = await ask({ courses: [course({ dose: { value: 7, unit: 'mg' } }), course(more)] })
        t.equal(reasonOf(open, BELOW), `missing:${missing}`)
      }
      const asNeeded = await ask({ courses: [course({ asNeeded: true, dosesPerPeriod: null, periodDays: null })] })
      t.same(codesOf(asNeeded), ['as_needed_without_quantity'])
      t.equal(asNeeded.status, 'not_computable')
      const taken = await ask({ courses: [course({ asNeeded: true, dosesPerPeriod: 3, periodDays: 30 })] })
      matches(t, taken.score.value, 1, 'three doses of 10 mg in 30 days')
    },
  )

  t.test('depots are averaged, local routes are ignored', async (t) => {
    const depot = course({
      drug: 'methylprednisolone',
      route: 'intramuscular',
      dose: { value: 80, unit: 'mg' },
      periodDays: 28,
    })
    const averaged = await ask({ courses: [depot] })
    matches(t, averaged.score.value, 100 / 28, '80 mg is 100 mg of prednisone in 28 days')
    t.same(codesOf(averaged), ['depot_averaged'])
    t.same(codesOf(await ask({ courses: [course({ route: 'intramuscular' })] })), [])
    for (const route of ['inhaled', 'topical', 'intra-articular', 'rectal', 'ocular'])
      t.same(codesOf(await ask({ courses: [course({ route })] })), ['non_systemic_route_ignored:prednisone'])
    const oral = await ask({ courses: [course({ drug: 'budesonide' })] })
    t.match(oral, { status: 'computed', score: { value: 0 } })
    t.equal((await ask({ courses: [course({ drug: 'budesonide', route: 'intravenous' })] })).status, 'not_computable')
  })

  t.test('a pulse is what is stated to be one; from 250 mg on a day it must be said', async (t) => {
    const infusion = (mg: number, more: object = {}) =>
      ask({
        courses: [
          course({ drug: 'methylprednisolone', route: 'intravenous', dose: { value: mg, unit: 'mg' }, ...more }),
        ],
        taperFailed: true,
      })
    const below = await infusion(199.9) // 249.875 mg of prednisone
    matches(t, below.score.value, 249.875, 'below 250 mg it is averaged')
    t.same([below.score.bounds, stateOf(below, BELOW), stateOf(below, UNABLE)], [null, 'not_met', 'met'])
    t.same(codesOf(below), ['pulse_not_stated'])

    const open = await infusion(200) // 250 mg, exactly
    t.match(open, { status: 'not_computable', score: { value: null, bounds: { lower: 0, upper: 250 } } })
    t.match(open, { missing: ['courses.0.pulse'], details: { courses: [{ countedAs: 'pulse-unknown', perDay: 250 }] } })
    t.same([reasonOf(open, BELOW), reasonOf(open, UNABLE)], ['missing:courses.0.pulse', 'missing:courses.0.pulse'])
    t.same(codesOf(open), ['pulse_not_stated'])
    t.same(codesOf(await infusion(500, { dosesPerPeriod: 3, periodDays: 28 })), ['pulse_not_stated'])
    t.equal((await infusion(100, { dosesPerPeriod: 2 })).status, 'not_computable', 'twice 125 on a day')

    const stated = await infusion(500, { pulse: true })
    t.match(stated, { score: { value: 0, bounds: null }, details: { courses: [{ countedAs: 'pulse-excluded' }] } })
    t.same([codesOf(stated), stateOf(stated, BELOW)], [['pulse_excluded'], 'met'])
    t.same(codesOf(await infusion(40, { pulse: true })), ['pulse_excluded', 'pulse_below_250_mg'])
    const denied = await infusion(500, { pulse: false })
    matches(t, denied.score.value, 625, 'not a pulse, as stated')
    t.same([codesOf(denied), stateOf(denied, BELOW)], [[], 'not_met'])

    const seldom = await infusion(200, { periodDays: 40 })
    t.same([seldom.score.bounds, stateOf(seldom, BELOW)], [{ lower: 0, upper: 6.25 }, 'met'], 'with and without it')
    const tablet = await ask({ courses: [course({ dose: { value: 300, unit: 'mg' }, pulse: true })] })
    t.same([tablet.score.value, codesOf(tablet)], [300, ['input_not_used']])
    t.same(
      codesOf(await ask({ courses: [course({ dose: { value: 300, unit: 'mg' } })] })),
      [],
      'an oral course is none',
    )
  })

  t.test('betamethasone without a chosen amount decides what both amounts decide', async (t) => {
    const beta = (mg: number, more: object = {}) =>
      ask({ courses: [course({ drug: 'betamethasone', dose: { value: mg, unit: 'mg' } })], ...more })
    for (const [mg, state] of [
      [0.89, 'met'], // 5.93 and 7.42
      [0.9, 'undetermined'], // 6.00 and 7.50
      [1.12, 'undetermined'], // 7.47 and 9.33
      [1.125, 'not_met'], // 7.50 and 9.38
    ] as const) {
      const result = await beta(mg, { taperFailed: true })
      t.equal(stateOf(result, BELOW), state, `${mg}`)
      matches(t, result.score.value, mg / 0.15, 'the value is by 0.75 mg')
      matches(t, result.score.bounds, { lower: mg / 0.15, upper: mg / 0.12 }, 'bounds')
      t.same(result.missing, ['betamethasoneEquivalence'])
      t.same(codesOf(result), state === 'undetermined' ? ['equivalence_choice_sensitive'] : [])
    }
    t.equal(
      (await beta(1)).text,
      'Prednisone equivalent 6.67 mg/d (missing:betamethasoneEquivalence: possible 6.67 to 8.33); unable to taper below 7.5 undetermined',
    )
    const chosen = await beta(1, { betamethasoneEquivalence: '0.75-mg' })
    t.same([stateOf(chosen, BELOW), chosen.score.bounds, chosen.missing], ['met', null, []])
    t.same(codesOf(chosen), ['equivalence_choice_sensitive'])
    t.equal(stateOf(await beta(1, { betamethasoneEquivalence: '0.6-mg' }), BELOW), 'not_met')
    const infused = await ask({
      courses: [course({ drug: 'betamethasone', route: 'intravenous', dose: { value: 30, unit: 'mg' } })],
    })
    t.same(infused.score.bounds, { lower: 0, upper: 250 }, '200 mg by one amount, by the other perhaps a pulse')
    t.same(infused.missing, ['courses.0.pulse', 'betamethasoneEquivalence'])
  })

  t.test('only courses that are active on the reference date count', async (t) => {
    const on = (dates: object, referenceDate: string | null = '2026-03-15') =>
      ask({ courses: [course(dates)], referenceDate })
    for (const [dates, value] of [
      [{ startDate: '2026-03-15' }, 10],
      [{ startDate: '2026-03-16' }, 0],
      [{ endDate: '2026-03-15' }, 10],
      [{ endDate: '2026-03-14' }, 0],
      [{ startDate: '2025', endDate: '2026-04' }, 10],
      [{ startDate: '2026-04' }, 0],
      [{ startDate: '2026-02', endDate: '2026-02' }, 0],
    ] as const)
      t.equal((await on(dates)).score.value, value, JSON.stringify(dates))
    const open = await on({ startDate: '2026-03' })
    t.match(open, { status: 'not_computable', score: { bounds: { lower: 0, upper: 10 } }, missing: [] })
    t.equal(reasonOf(open, BELOW), 'precision:courses.0.startDate')
    t.equal(reasonOf(await on({ endDate: '2026' }), BELOW), 'precision:courses.0.endDate')
    t.same(
      [
        ...(await on({ startDate: '2026-03-15' })).warnings,
        ...(await on({ endDate: '2026-03-15' })).warnings,
        ...(await on({})).warnings,
      ].map(({ code, message }: Json) => [code, message]),
      [
        ['course_dates_not_stated', 'The course has no endDate and was taken as going on.'],
        ['course_dates_not_stated', 'The course has no startDate and was taken as begun.'],
        ['course_dates_not_stated', 'The course has no startDate and no endDate and was taken as begun and going on.'],
      ],
    )
    t.same(codesOf(await on({}, null)), [], 'no day is asked for')
    const undated = await on({ startDate: '2026-03-01' }, null)
    t.match(undated, { status: 'not_computable', missing: ['referenceDate'] })
    t.match(await on({ startDate: '2026-03-02', endDate: '2026-03-01' }), {
      status: 422,
      errors: [{ pointer: '/courses/0/endDate', code: 'date_order' }],
    })
  })

  t.test('the choice among equivalences is said and can be made', async (t) => {
    const dexa = { courses: [course({ drug: 'dexamethasone', dose: { value: 1, unit: 'mg' } })] }
    matches(t, (await ask({ ...dexa, dexamethasoneEquivalence: '0.6-mg' })).score.value, 5 / 0.6, '8.33')
    t.same(codesOf(await ask(dexa)), ['equivalence_choice_sensitive'])
    const beta = { courses: [course({ drug: 'betamethasone', dose: { value: 0.6, unit: 'mg' } })] }
    matches(t, (await ask({ ...beta, betamethasoneEquivalence: '0.6-mg' })).score.value, 5, '5')
    t.same(codesOf(await ask(beta)), [])
  })

  t.test('a dose shown as 7.50 but below it says so', async (t) => {
    const result = await ask({ courses: [course({ dose: { value: 7.499, unit: 'mg' } })] })
    t.same(codesOf(result), ['reported_value_crosses_cutoff'])
    t.equal(stateOf(result, BELOW), 'met')
    t.equal(result.text, 'Prednisone equivalent 7.50 mg/d, below 7.5; unable to taper below 7.5 not met')
  })

  t.test('what is not known by name or unit is refused', async (t) => {
    for (const [more, pointer] of [
      [{ drug: 'aspirin' }, '/courses/0/drug'],
      [{ route: 'subcutaneous' }, '/courses/0/route'],
      [{ dose: { value: 1, unit: 'g' } }, '/courses/0/dose/unit'],
      [{ dose: { value: 0, unit: 'mg' } }, '/courses/0/dose/value'],
      [{ periodDays: 0 }, '/courses/0/periodDays'],
    ] as const)
      t.equal((await ask({ courses: [course(more)] })).errors[0].pointer, pointer)
  })
})
