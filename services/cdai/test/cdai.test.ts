import { decimal } from '@activity-scores/shared/testing/arbitrary'
import { each, fc } from '@activity-scores/shared/testing/drawing'
import { boundsContainCompletions, removalNeverMeets } from '@activity-scores/shared/testing/properties'
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
import cdai from '../index.js'
import type { Request } from '../schema.js'

const slug = 'cdai'

/** The names of the clinical file, and the request fields that they are. */
const FIELD: Readonly<Record<string, string>> = {
  tjc28_count: 'tenderJointCount28',
  sjc28_count: 'swollenJointCount28',
  patient_global_0_10: 'patientGlobal',
  physician_global_0_10: 'physicianGlobal',
}

t.test('worked examples of the clinical specification', async (t) => {
  await workedExamples(t, await serviceFor(t, cdai), {
    slug,
    from: import.meta.url,
    file: 'cdai.json',
    rows: 13,
    inputs: {
      tjc28_count: (value, request) => {
        request['tenderJointCount28'] = value
      },
      sjc28_count: (value, request) => {
        request['swollenJointCount28'] = value
      },
      patient_global_0_10: (value, request) => {
        request['patientGlobal'] = { value, unit: '{score}' }
      },
      physician_global_0_10: (value, request) => {
        request['physicianGlobal'] = { value, unit: '{score}' }
      },
      patient_global_mm: (value, request) => {
        request['patientGlobal'] = { value, unit: 'mm' }
      },
      physician_global_mm: (value, request) => {
        request['physicianGlobal'] = { value, unit: 'mm' }
      },
    },
    expected: {
      ...commonExpectations((name) => FIELD[name] ?? name),
      value: (t, reply, value) => {
        t.equal(reply.json.score.value, value, 'the decimal itself')
        t.equal(stateOf(reply.json, 'above-10'), value > 10 ? 'met' : 'not_met')
      },
      reported: (t, reply, value) => t.equal(reply.json.score.reported, value),
      category: (t, reply, value) => {
        t.equal(reply.json.category.set, 'cdai')
        t.equal(reply.json.category.code, value)
      },
      bounds: (t, reply, value) => {
        matches(t, reply.json.score.bounds, value, 'score.bounds')
        t.equal(stateOf(reply.json, 'above-10'), 'met', '14 at least')
      },
      bound_categories: (t, reply, value) => t.same(reply.json.details.boundCategories, value),
    },
  })
})

const score = (value: number) => ({ value, unit: '{score}' })

t.test('edges', async (t) => {
  const app = await serviceFor(t, cdai)
  const ask = async (body: object) => (await post(app, slug, body)).json

  t.test('a missing count leaves 0 to 28, every missing term leaves 0 to 76', async (t) => {
    const noTender = await ask({ swollenJointCount28: 3, patientGlobal: score(2), physicianGlobal: score(1.5) })
    t.equal(noTender.status, 'not_computable')
    t.same(noTender.score, { value: null, reported: null, unit: '{score}', bounds: { lower: 6.5, upper: 34.5 } })
    t.same(noTender.details.boundCategories, ['low', 'high'])
    t.equal(noTender.category.code, 'undetermined')
    t.equal(noTender.criteria[0].reason, 'missing:tenderJointCount28')
    const nothing = await ask({})
    t.same(nothing.score.bounds, { lower: 0, upper: 76 })
    t.equal(nothing.missing.length, 4)
    t.same(nothing.terms, [])
  })

  t.test('a missing global that cannot bring the score above 10 leaves the criterion not met', async (t) => {
    const body = { tenderJointCount28: 0, swollenJointCount28: 0, physicianGlobal: score(0) }
    t.equal(stateOf(await ask(body), 'above-10'), 'not_met', '10 at most is not above 10')
    const open = await ask({ ...body, physicianGlobal: score(0.1), patientGlobal: null })
    t.equal(stateOf(open, 'above-10'), 'undetermined', '10.1 is possible')
    t.equal(open.criteria[0].reason, 'missing:patientGlobal')
  })

  t.test('the reported value may stand on the other side of a cut-off; the unrounded one decides', async (t) => {
    const result = await ask({
      tenderJointCount28: 4,
      swollenJointCount28: 5,
      patientGlobal: { value: 5.4, unit: 'mm' },
      physicianGlobal: score(0.5),
    })
    t.equal(result.score.value, 10.04)
    t.equal(result.score.reported, '10.0')
    t.equal(result.category.code, 'moderate')
    t.equal(stateOf(result, 'above-10'), 'met')
    t.same(codesOf(result), ['vas_scale_suspect', 'reported_value_crosses_cutoff'])
  })

  t.test('scales sent in mm that all read 10 or less are suspect; all zero is not', async (t) => {
    const mm = (patient: number, physician: number) =>
      ask({
        tenderJointCount28: 1,
        swollenJointCount28: 1,
        patientGlobal: { value: patient, unit: 'mm' },
        physicianGlobal: { value: physician, unit: 'mm' },
      })
    const suspect = await mm(6, 4)
    t.same(codesOf(suspect), ['vas_scale_suspect', 'vas_scale_suspect'])
    t.equal(suspect.score.value, 3, 'computed as millimetres')
    t.same(codesOf(await mm(0, 0)), [])
    t.same(codesOf(await mm(6, 40)), [])
  })

  t.test('a global above its scale, a bare number and a fraction of a joint are refused', async (t) => {
    const body = { tenderJointCount28: 1, swollenJointCount28: 1, physicianGlobal: score(1) }
    for (const patientGlobal of [score(10.1), { value: 101, unit: 'mm' }, { value: 11, unit: 'cm' }, 5, { value: 5 }])
      t.equal((await post(app, slug, { ...body, patientGlobal })).status, 422)
    const fraction = { ...body, patientGlobal: score(1), tenderJointCount28: 1.5 }
    t.equal((await ask(fraction)).errors[0].code, 'not_whole_number')
    t.equal((await ask({ ...fraction, jointCountMethod: 'prorated' })).score.value, 4.5)
  })
})

const complete: fc.Arbitrary<Request> = fc.record({
  tenderJointCount28: fc.integer({ min: 0, max: 28 }),
  swollenJointCount28: fc.integer({ min: 0, max: 28 }),
  patientGlobal: decimal(0, 10, 2).map(score),
  physicianGlobal: decimal(0, 100, 1).map((value) => ({ value, unit: 'mm' })),
})
const removals = [['tenderJointCount28'], ['swollenJointCount28'], ['patientGlobal'], ['physicianGlobal']]

/** Four terms that add up to a total near a cut-off, everything in hundredths. */
const nearCutOff = fc
  .record({
    total: fc
      .tuple(fc.constantFrom(280, 1000, 2200), fc.integer({ min: -3, max: 3 }))
      .map(([cutOff, off]) => cutOff + off),
    patient: fc.integer({ min: 0, max: 1000 }),
    jointShare: fc.nat(),
    tenderShare: fc.nat(),
  })
  .filter(({ total, patient }) => patient <= total)
  .map(({ total, patient, jointShare, tenderShare }) => {
    const rest = total - patient
    const fewest = Math.max(0, Math.ceil((rest - 1000) / 100))
    const joints = fewest + (jointShare % (Math.floor(rest / 100) - fewest + 1))
    const tender = tenderShare % (joints + 1)
    return { tender, swollen: joints - tender, patient, physician: rest - 100 * joints }
  })

t.test('properties', async (t) => {
  t.test('at the cut-offs the decision is that of exact arithmetic, whatever the units', async (t) => {
    const property = fc.property(
      nearCutOff,
      fc.constantFrom('mm', 'cm', '{score}'),
      ({ tender, swollen, patient, physician }, unit) => {
        const result = cdai.compute({
          tenderJointCount28: tender,
          swollenJointCount28: swollen,
          patientGlobal: { value: patient / (unit === 'mm' ? 10 : 100), unit },
          physicianGlobal: score(physician / 100),
        })
        const exact = 100n * BigInt(tender + swollen) + BigInt(patient) + BigInt(physician)
        const expected = exact <= 280n ? 'remission' : exact <= 1000n ? 'low' : exact <= 2200n ? 'moderate' : 'high'
        return (
          result.category?.code === expected &&
          result.criteria[0]?.state === (exact > 1000n ? 'met' : 'not_met') &&
          result.score?.value === Number(exact) / 100
        )
      },
    )
    const examples = each([280, 1000, 2200], [-1, 0, 1], ['mm', 'cm', '{score}']).map(
      ([cutOff, off, unit]): [{ tender: number; swollen: number; patient: number; physician: number }, string] => {
        const joints = Math.floor(cutOff / 200)
        return [{ tender: joints, swollen: 0, patient: 40, physician: cutOff + off - 100 * joints - 40 }, unit]
      },
    )
    fc.assert(property, { numRuns: 2000, examples })
    t.pass()
  })

  t.test('one more joint or millimetre never lowers the score', async (t) => {
    const more = fc.tuple(fc.boolean(), fc.boolean(), fc.boolean(), fc.boolean())
    const property = fc.property(complete, more, (body, [tender, swollen, patient, physician]) => {
      const up = (value: number | null | undefined, by: boolean, limit: number) =>
        by ? Math.min(limit, (value ?? 0) + 1) : value
      const later: Request = {
        tenderJointCount28: up(body.tenderJointCount28, tender, 28),
        swollenJointCount28: up(body.swollenJointCount28, swollen, 28),
        patientGlobal: score(up(body.patientGlobal?.value, patient, 10) ?? 0),
        physicianGlobal: { value: up(body.physicianGlobal?.value, physician, 100) ?? 0, unit: 'mm' },
      }
      return Number(cdai.compute(later).score?.value) >= Number(cdai.compute(body).score?.value)
    })
    fc.assert(property)
    t.pass()
  })

  t.test('mm, cm and the 0 to 10 rating give the same score, category and criterion', async (t) => {
    const property = fc.property(complete, fc.integer({ min: 0, max: 1000 }), (body, tenths) => {
      const results = ['mm', 'cm', '{score}'].map((unit) =>
        cdai.compute({ ...body, patientGlobal: { value: tenths / (unit === 'mm' ? 10 : 100), unit } }),
      )
      return (
        new Set(results.map(({ score, category, criteria }) => JSON.stringify([score, category, criteria]))).size === 1
      )
    })
    fc.assert(property)
    t.pass()
  })

  t.test('removing an input never meets the criterion; bounds contain every completion', async (t) => {
    removalNeverMeets(cdai, complete, removals)
    boundsContainCompletions(cdai, complete, removals)
    t.pass()
  })

  t.test('the bounds are tight: both ends are scores of completions', async (t) => {
    const property = fc.property(complete, fc.subarray(removals.flat(), { minLength: 1 }), (body, gone) => {
      const end = (values: Readonly<Record<string, unknown>>) =>
        cdai.compute({ ...body, ...Object.fromEntries(gone.map((field) => [field, values[field]])) })
      const bounds = end({}).score?.bounds
      const least = {
        tenderJointCount28: 0,
        swollenJointCount28: 0,
        patientGlobal: score(0),
        physicianGlobal: score(0),
      }
      const most = {
        tenderJointCount28: 28,
        swollenJointCount28: 28,
        patientGlobal: score(10),
        physicianGlobal: score(10),
      }
      return end(least).score?.value === bounds?.lower && end(most).score?.value === bounds?.upper
    })
    fc.assert(property)
    t.pass()
  })

  t.test('same input, same answer', async (t) => {
    const property = fc.property(
      complete,
      (body) => JSON.stringify(cdai.compute(structuredClone(body))) === JSON.stringify(cdai.compute(body)),
    )
    fc.assert(property, { numRuns: 200 })
    t.pass()
  })
})
