import { decimal } from '@activity-scores/shared/testing/arbitrary'
import { fc } from '@activity-scores/shared/testing/drawing'
import { boundsContainCompletions, removalNeverMeets, without } from '@activity-scores/shared/testing/properties'
import t from 'tap'
import das28Esr from '../index.js'
import type { Request } from '../schema.js'

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

  t.test(
    'whatever an ESR limit and missing inputs leave possible is within the bounds and decided alike',
    async (t) => {
      const variant = fc.constantFrom('4-variable' as const, '3-variable' as const)
      const limit = fc.record({
        comparator: fc.constantFrom('<' as const, '<=' as const, '>=' as const, '>' as const),
        distance: decimal(0.01, 60, 2),
      })
      const property = fc.property(complete, limit, variant, fc.subarray(removals), (body, given, variant, gone) => {
        const actual = body.esr?.value ?? 0
        const below = given.comparator.startsWith('<')
        const value = below ? actual + given.distance : actual - given.distance
        if (value < 0 || value > 300) return true
        const esr = { value, unit: 'mm/h', comparator: given.comparator }
        const { score, category, criteria } = das28Esr.compute(gone.reduce(without, { ...body, variant, esr }))
        const whole = das28Esr.compute({ ...body, variant })
        const { lower, upper } = score?.bounds ?? { lower: score?.value ?? null, upper: score?.value ?? null }
        const truth = Number(whole.score?.value)
        return (
          lower !== null &&
          lower <= truth + 1e-9 &&
          (upper === null || truth <= upper + 1e-9) &&
          [whole.category?.code, 'undetermined'].includes(category?.code) &&
          [whole.criteria[0]?.state, 'undetermined'].includes(criteria[0]?.state)
        )
      })
      fc.assert(property, { numRuns: 1000 })
      t.pass()
    },
  )

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
