import {
  commonExpectations,
  type Json,
  matches,
  post,
  serviceFor,
  stateOf,
  workedExamples,
} from '@activity-scores/shared/testing'
import t from 'tap'
import prednisoneEquivalent from '../index.js'

const slug = 'prednisone-equivalent'
const BELOW = 'below-7.5'
const UNABLE = 'unable-to-taper-below-7.5'
const codes = (result: Json): readonly string[] => result.warnings.map(({ code }: { readonly code: string }) => code)

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
      t.same(codes(asNeeded), ['as_needed_without_quantity'])
      t.equal(asNeeded.status, 'not_computable')
      const taken = await ask({ courses: [course({ asNeeded: true, dosesPerPeriod: 3, periodDays: 30 })] })
      matches(t, taken.score.value, 1, 'three doses of 10 mg in 30 days')
    },
  )

  t.test('depots are averaged, pulses are not, local routes are ignored', async (t) => {
    const depot = course({
      drug: 'methylprednisolone',
      route: 'intramuscular',
      dose: { value: 80, unit: 'mg' },
      periodDays: 28,
    })
    const averaged = await ask({ courses: [depot] })
    matches(t, averaged.score.value, 100 / 28, '80 mg is 100 mg of prednisone in 28 days')
    t.same(codes(averaged), ['depot_averaged'])
    t.same(codes(await ask({ courses: [course({ route: 'intramuscular' })] })), [])
    const infusion = (mg: number, more: object = {}) =>
      ask({
        courses: [
          course({ drug: 'methylprednisolone', route: 'intravenous', dose: { value: mg, unit: 'mg' }, ...more }),
        ],
      })
    const pulse = await infusion(80) // 100 mg of prednisone, exactly
    t.match(pulse, { score: { value: 0 }, details: { courses: [{ countedAs: 'pulse-excluded', perDay: null }] } })
    t.same(codes(pulse), ['pulse_excluded'])
    matches(t, (await infusion(79.9)).score.value, 99.875, 'below a pulse')
    t.same(codes(await infusion(500, { dosesPerPeriod: 3, periodDays: 28 })), ['pulse_excluded'])
    t.same(codes(await infusion(40, { dosesPerPeriod: 2 })), ['pulse_excluded'], 'twice 50 on a day')
    for (const route of ['inhaled', 'topical', 'intra-articular', 'rectal', 'ocular'])
      t.same(codes(await ask({ courses: [course({ route })] })), ['non_systemic_route_ignored:prednisone'])
    const oral = await ask({ courses: [course({ drug: 'budesonide' })] })
    t.match(oral, { status: 'computed', score: { value: 0 } })
    t.equal((await ask({ courses: [course({ drug: 'budesonide', route: 'intravenous' })] })).status, 'not_computable')
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
    t.same(codes(await ask(dexa)), ['equivalence_choice_sensitive'])
    const beta = { courses: [course({ drug: 'betamethasone', dose: { value: 0.6, unit: 'mg' } })] }
    matches(t, (await ask({ ...beta, betamethasoneEquivalence: '0.6-mg' })).score.value, 5, '5')
    t.same(codes(await ask(beta)), [])
  })

  t.test('a dose shown as 7.50 but below it says so', async (t) => {
    const result = await ask({ courses: [course({ dose: { value: 7.499, unit: 'mg' } })] })
    t.same(codes(result), ['reported_value_crosses_cutoff'])
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
