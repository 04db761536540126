import { decimal } from '@activity-scores/shared/testing/arbitrary'
import { each, fc } from '@activity-scores/shared/testing/drawing'
import { boundsContainCompletions, without } from '@activity-scores/shared/testing/properties'
import {
  codesOf,
  commonExpectations,
  type Json,
  matches,
  post,
  serviceFor,
  workedExamples,
} from '@activity-scores/shared/testing/testing'
import t from 'tap'
import sdai from '../index.js'
import type { Request } from '../schema.js'

const slug = 'sdai'

t.test('worked examples of the clinical specification', async (t) => {
  const put = (field: string, unit?: string) => (value: Json, request: Record<string, Json>) => {
    request[field] = unit === undefined ? value : { value, unit }
  }
  await workedExamples(t, await serviceFor(t, sdai), {
    slug,
    from: import.meta.url,
    file: 'sdai.json',
    rows: 13,
    inputs: {
      tjc28_count: put('tenderJointCount28'),
      sjc28_count: put('swollenJointCount28'),
      patient_global_0_10: put('patientGlobal', '{score}'),
      physician_global_0_10: put('physicianGlobal', '{score}'),
      crp_mg_per_dL: put('crp', 'mg/dL'),
      crp_mg_per_L: put('crp', 'mg/L'),
    },
    expected: {
      ...commonExpectations((name) => name),
      value: (t, reply, value) => t.equal(reply.json.score.value, value, 'the decimal itself'),
      reported: (t, reply, value) => t.equal(reply.json.score.reported, value),
      category: (t, reply, value) => {
        t.equal(reply.json.category.set, 'sdai')
        t.equal(reply.json.category.code, value)
      },
      alternative_instrument: (t, reply, value) => t.equal(reply.json.details.alternative.instrument, value),
      alternative_value: (t, reply, value) => t.equal(reply.json.details.alternative.value, value),
    },
  })
})

const score = (value: number) => ({ value, unit: '{score}' })
const mgL = (value: number, comparator?: '<' | '<=' | '>=' | '>') => ({ value, unit: 'mg/L', comparator })
/** CDAI 2.5. */
const quiet = { tenderJointCount28: 0, swollenJointCount28: 1, patientGlobal: score(1), physicianGlobal: score(0.5) }

t.test('edges', async (t) => {
  const app = await serviceFor(t, sdai)
  const ask = async (more: object) => (await post(app, slug, { ...quiet, ...more })).json

  t.test('a CRP limit gives bounds, and a category only where both ends agree', async (t) => {
    const low = await ask({ crp: mgL(8, '<') })
    t.equal(low.status, 'computed')
    matches(t, low.score, { value: 3.3, reported: '3.3', bounds: { lower: 2.5, upper: 3.3 } }, 'score')
    t.equal(low.category.code, 'remission')
    t.equal(low.text, 'SDAI 3.3 (CRP is an upper limit; possible 2.5 to 3.3), remission')
    const open = await ask({ crp: mgL(9, '<=') })
    t.equal(open.category.code, 'undetermined')
    t.same(open.details.boundCategories, ['remission', 'low'])
    t.match(open.text, 'category not determined')
    t.same(codesOf(open), ['crp_censored'])
    t.equal(open.details.alternative, null)
  })

  t.test('a CRP known only from below gives a lower bound, and CDAI is offered', async (t) => {
    const result = await ask({ crp: mgL(9, '>') })
    t.equal(result.status, 'not_computable')
    t.same(result.score, { value: null, reported: null, unit: '{score}', bounds: { lower: 3.4, upper: null } })
    t.same(result.missing, [])
    t.same(result.details, {
      boundCategories: ['low', 'high'],
      alternative: { instrument: 'cdai', value: 2.5, reported: '2.5' },
    })
    t.equal(result.text, 'SDAI not computable: CRP is known only from below; possible 3.4 or more')
    t.equal((await ask({ crp: mgL(250, '>=') })).category.code, 'high', '27.5 at least: already in the top class')
  })

  t.test('missing terms leave their ranges, and no CDAI where it lacks a term too', async (t) => {
    const noGlobal = await ask({ crp: mgL(10), physicianGlobal: null })
    t.same(noGlobal.score.bounds, { lower: 3, upper: 13 })
    t.same(noGlobal.details, { boundCategories: ['remission', 'moderate'], alternative: null })
    t.equal((await ask({ patientGlobal: null })).details.alternative, null)
    const nothing = (await post(app, slug, {})).json
    t.same(nothing.score.bounds, { lower: 0, upper: null }, 'a CRP may be reported as ">1000"')
    t.equal(nothing.missing.length, 5)
    t.same(nothing.terms, [])
  })

  t.test('a CRP above 10 mg/dL asks for its unit, 10 does not', async (t) => {
    t.same(codesOf(await ask({ crp: { value: 10, unit: 'mg/dL' } })), [])
    t.same(codesOf(await ask({ crp: mgL(100.1) })), ['crp_over_10_mg_per_dL_check_units'])
    t.same(codesOf(await ask({ crp: mgL(501) })), ['outside_plausible_range', 'crp_over_10_mg_per_dL_check_units'])
    t.same(codesOf(await ask({ crp: mgL(150, '<') })), ['crp_censored', 'crp_over_10_mg_per_dL_check_units'])
  })

  t.test('the reported value may stand on the other side of a cut-off; the unrounded one decides', async (t) => {
    const result = await ask({ crp: mgL(8.4) })
    t.equal(result.score.value, 3.34)
    t.equal(result.score.reported, '3.3')
    t.equal(result.category.code, 'low')
    t.same(codesOf(result), ['reported_value_crosses_cutoff'])
  })

  t.test('scales sent in mm that all read 10 or less are suspect', async (t) => {
    const mm = (value: number) => ({ value, unit: 'mm' })
    const crp = mgL(1)
    const suspect = await ask({ crp, patientGlobal: mm(6), physicianGlobal: mm(4) })
    t.same(codesOf(suspect), ['vas_scale_suspect', 'vas_scale_suspect'])
    t.equal(suspect.score.value, 2.1, 'computed as millimetres')
    t.same(codesOf(await ask({ crp, patientGlobal: mm(6), physicianGlobal: mm(40) })), [])
  })

  t.test('a CRP without unit, a global above its scale and a fraction of a joint are refused', async (t) => {
    for (const crp of [7, { value: 7 }, { value: 7, unit: 'nmol/L' }, mgL(1001)])
      t.equal((await ask({ crp })).status, 422)
    for (const patientGlobal of [score(10.1), { value: 101, unit: 'mm' }, 5])
      t.equal((await ask({ crp: mgL(1), patientGlobal })).status, 422)
    t.equal((await ask({ crp: mgL(1), tenderJointCount28: 1.5 })).errors[0].code, 'not_whole_number')
    t.equal((await ask({ crp: mgL(1), tenderJointCount28: 1.5, jointCountMethod: 'prorated' })).score.value, 4.1)
  })
})

const complete: fc.Arbitrary<Request> = fc.record({
  tenderJointCount28: fc.integer({ min: 0, max: 28 }),
  swollenJointCount28: fc.integer({ min: 0, max: 28 }),
  patientGlobal: decimal(0, 10, 2).map(score),
  physicianGlobal: decimal(0, 100, 1).map((value) => ({ value, unit: 'mm' })),
  crp: decimal(0, 200, 1).map((value) => ({ value, unit: 'mg/L' })),
})
const removals = [['tenderJointCount28'], ['swollenJointCount28'], ['patientGlobal'], ['physicianGlobal'], ['crp']]

/** Five terms that add up to a total near a cut-off, everything in hundredths. */
const nearCutOff = fc
  .record({
    total: fc.tuple(fc.constantFrom(330, 1100, 2600), fc.integer({ min: -3, max: 3 })).map(([cut, off]) => cut + off),
    patient: fc.integer({ min: 0, max: 1000 }),
    crp: fc.integer({ min: 0, max: 600 }),
    jointShare: fc.nat(),
    tenderShare: fc.nat(),
  })
  .filter(({ total, patient, crp }) => patient + crp <= total)
  .map(({ total, patient, crp, jointShare, tenderShare }) => {
    const rest = total - patient - crp
    const fewest = Math.max(0, Math.ceil((rest - 1000) / 100))
    const joints = fewest + (jointShare % (Math.floor(rest / 100) - fewest + 1))
    const tender = tenderShare % (joints + 1)
    return { tender, swollen: joints - tender, patient, crp, physician: rest - 100 * joints }
  })

t.test('properties', async (t) => {
  t.test('at the cut-offs the decision is that of exact arithmetic, whatever the units', async (t) => {
    const units = fc.record({ scale: fc.constantFrom('mm', 'cm', '{score}'), crp: fc.constantFrom('mg/L', 'mg/dL') })
    const property = fc.property(nearCutOff, units, ({ tender, swollen, patient, physician, crp }, unit) => {
      const result = sdai.compute({
        tenderJointCount28: tender,
        swollenJointCount28: swollen,
        patientGlobal: { value: patient / (unit.scale === 'mm' ? 10 : 100), unit: unit.scale },
        physicianGlobal: score(physician / 100),
        crp: { value: crp / (unit.crp === 'mg/L' ? 10 : 100), unit: unit.crp },
      })
      const exact = 100n * BigInt(tender + swollen) + BigInt(patient) + BigInt(physician) + BigInt(crp)
      const expected = exact <= 330n ? 'remission' : exact <= 1100n ? 'low' : exact <= 2600n ? 'moderate' : 'high'
      return result.category?.code === expected && result.score?.value === Number(exact) / 100
    })
    type Drawn = { tender: number; swollen: number; patient: number; physician: number; crp: number }
    const examples = each([330, 1100, 2600], [-1, 0, 1], ['mm', 'cm', '{score}'], ['mg/L', 'mg/dL']).map(
      ([cutOff, off, scale, crp]): [Drawn, { scale: string; crp: string }] => {
        const tender = Math.floor(cutOff / 200)
        const rest = cutOff + off - 100 * tender
        return [
          { tender, swollen: 0, patient: 40, crp: 60, physician: rest - 100 },
          { scale, crp },
        ]
      },
    )
    fc.assert(property, { numRuns: 2000, examples })
    t.pass()
  })

  t.test('more disease never lowers the score', async (t) => {
    const more = fc.tuple(fc.boolean(), fc.boolean(), fc.boolean(), fc.boolean(), fc.boolean())
    const property = fc.property(complete, more, (body, [tender, swollen, patient, physician, crp]) => {
      const up = (value: number | null | undefined, by: boolean, limit: number) =>
        Math.min(limit, (value ?? 0) + (by ? 1 : 0))
      const later: Request = {
        tenderJointCount28: up(body.tenderJointCount28, tender, 28),
        swollenJointCount28: up(body.swollenJointCount28, swollen, 28),
        patientGlobal: score(up(body.patientGlobal?.value, patient, 10)),
        physicianGlobal: { value: up(body.physicianGlobal?.value, physician, 100), unit: 'mm' },
        crp: { value: up(body.crp?.value, crp, 1000), unit: 'mg/L' },
      }
      return Number(sdai.compute(later).score?.value) >= Number(sdai.compute(body).score?.value)
    })
    fc.assert(property)
    t.pass()
  })

  t.test('the bounds contain every completion', async (t) => {
    boundsContainCompletions(sdai, complete, removals)
    t.pass()
  })

  t.test('whatever a CRP limit and missing inputs leave possible is within the bounds and decided alike', async (t) => {
    const limit = fc.record({
      comparator: fc.constantFrom('<' as const, '<=' as const, '>=' as const, '>' as const),
      distance: decimal(0.01, 60, 2),
    })
    const property = fc.property(complete, limit, fc.subarray(removals), (body, given, gone) => {
      const actual = body.crp?.value ?? 0
      const value = given.comparator.startsWith('<') ? actual + given.distance : actual - given.distance
      if (value < 0) return true
      const { score, category } = sdai.compute(gone.reduce(without, { ...body, crp: mgL(value, given.comparator) }))
      const whole = sdai.compute(body)
      const truth = Number(whole.score?.value)
      const { lower, upper } = score?.bounds ?? { lower: score?.value ?? null, upper: score?.value ?? null }
      return (
        lower !== null &&
        lower <= truth + 1e-9 &&
        (upper === null || truth <= upper + 1e-9) &&
        [whole.category?.code, 'undetermined'].includes(category?.code)
      )
    })
    fc.assert(property, { numRuns: 1000 })
    t.pass()
  })

  t.test('same input, same bytes', async (t) => {
    const property = fc.property(
      complete,
      (body) => JSON.stringify(sdai.compute(structuredClone(body))) === JSON.stringify(sdai.compute(body)),
    )
    fc.assert(property, { numRuns: 200 })
    t.pass()
  })
})
