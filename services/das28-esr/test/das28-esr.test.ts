import { decimal } from '@activity-scores/shared/arbitrary'
import { boundsContainCompletions, removalNeverMeets } from '@activity-scores/shared/properties'
import { commonExpectations, matches, post, serviceFor, stateOf, workedExamples } from '@activity-scores/shared/testing'
import fc from 'fast-check'
import t from 'tap'
import das28Esr from '../index.js'
import type { Request } from '../schema.js'

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
    t.same(
      floored.warnings.map((w: { code: string }) => w.code),
      ['esr_floored_to_1'],
    )
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
      const codes = (result: { warnings: { code: string }[] }) => result.warnings.map(({ code }) => code)
      t.same(codes(await ask({ esr: { value: 151, unit: 'mm/h' } })), ['outside_plausible_range'])
      t.same(codes(await ask({ esr: { value: 20, unit: 'mm/h' }, variant: '3-variable' })), ['input_not_used'])
      t.same(
        codes(
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

const complete: fc.Arbitrary<Request> = fc.record({
  tenderJointCount28: fc.integer({ min: 0, max: 28 }),
  swollenJointCount28: fc.integer({ min: 0, max: 28 }),
  esr: decimal(0, 300, 0).map((value) => ({ value, unit: 'mm/h' })),
  patientGlobal: decimal(0, 100, 0).map((value) => ({ value, unit: 'mm' })),
})
const removals = [['tenderJointCount28'], ['swollenJointCount28'], ['esr'], ['patientGlobal']]

t.test('properties', async (t) => {
  t.test('more disease never lowers the score', async (t) => {
    const more = fc.record({ tender: fc.boolean(), swollen: fc.boolean(), esr: fc.boolean(), global: fc.boolean() })
    const up = (value: number, by: boolean, limit: number) => (by ? Math.min(limit, value + 1) : value)
    const property = fc.property(complete, more, (body, worse) => {
      const later: Request = {
        tenderJointCount28: up(body.tenderJointCount28 ?? 0, worse.tender, 28),
        swollenJointCount28: up(body.swollenJointCount28 ?? 0, worse.swollen, 28),
        esr: { value: up(body.esr?.value ?? 0, worse.esr, 300), unit: 'mm/h' },
        patientGlobal: { value: up(body.patientGlobal?.value ?? 0, worse.global, 100), unit: 'mm' },
      }
      return Number(das28Esr.compute(later).score?.value) >= Number(das28Esr.compute(body).score?.value)
    })
    fc.assert(property)
    t.pass()
  })

  t.test('mm, cm and the 0 to 10 rating give the same score, category and criterion', async (t) => {
    const property = fc.property(complete, decimal(0, 10, 2), (body, value) => {
      const results = ['cm', '{score}', 'mm'].map((unit) =>
        das28Esr.compute({
          ...body,
          patientGlobal: { value: unit === 'mm' ? Number((value * 10).toFixed(1)) : value, unit },
        }),
      )
      const [first] = results
      return results.every(
        (result) =>
          Math.abs(Number(result.score?.value) - Number(first?.score?.value)) < 1e-9 &&
          result.category?.code === first?.category?.code &&
          result.criteria[0]?.state === first?.criteria[0]?.state,
      )
    })
    fc.assert(property)
    t.pass()
  })

  t.test('on decimal cut-offs the decision is that of exact arithmetic', async (t) => {
    // ESR 1 and square joint counts leave no irrational term: 1000 * score = 560*a + 280*b + 14*global, exactly.
    const property = fc.property(
      fc.integer({ min: 0, max: 5 }),
      fc.integer({ min: 0, max: 5 }),
      decimal(0, 100, 2),
      (a, b, global) => {
        const { category, criteria } = das28Esr.compute({
          tenderJointCount28: a * a,
          swollenJointCount28: b * b,
          esr: { value: 1, unit: 'mm/h' },
          patientGlobal: { value: global, unit: 'mm' },
        })
        const exact = 56_000n * BigInt(a) + 28_000n * BigInt(b) + 14n * BigInt(Math.round(global * 100)) // times 100 000
        const expected =
          exact < 260_000n ? 'remission' : exact <= 320_000n ? 'low' : exact <= 510_000n ? 'moderate' : 'high'
        return category?.code === expected && criteria[0]?.state === (exact > 320_000n ? 'met' : 'not_met')
      },
    )
    fc.assert(property, { numRuns: 2000 })
    t.pass()
  })

  t.test('removing an input never meets the criterion; bounds contain every completion', async (t) => {
    removalNeverMeets(das28Esr, complete, removals)
    boundsContainCompletions(das28Esr, complete, removals)
    t.pass()
  })

  t.test('the range is 0 to 9.352307 for an ESR up to 150', async (t) => {
    const property = fc.property(complete, (body) => {
      const value = Number(
        das28Esr.compute({ ...body, esr: { value: Math.min(150, body.esr?.value ?? 0), unit: 'mm/h' } }).score?.value,
      )
      return value >= 0 && value <= 9.352306908456 + 1e-9 // das28-31
    })
    fc.assert(property)
    t.pass()
  })
})
