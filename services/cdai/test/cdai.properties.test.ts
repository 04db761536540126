import { decimal } from '@activity-scores/shared/testing/arbitrary'
import { each, fc } from '@activity-scores/shared/testing/drawing'
import { boundsContainCompletions, removalNeverMeets } from '@activity-scores/shared/testing/properties'
import t from 'tap'
import cdai from '../index.js'
import type { Request } from '../schema.js'

const score = (value: number) => ({ value, unit: '{score}' })

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
