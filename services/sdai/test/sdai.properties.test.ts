import { decimal } from '@activity-scores/shared/testing/arbitrary'
import { each, fc } from '@activity-scores/shared/testing/drawing'
import { boundsContainCompletions, without } from '@activity-scores/shared/testing/properties'
import t from 'tap'
import sdai from '../index.js'
import type { Request } from '../schema.js'

const score = (value: number) => ({ value, unit: '{score}' })
const mgL = (value: number, comparator?: '<' | '<=' | '>=' | '>') => ({ value, unit: 'mg/L', comparator })
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
