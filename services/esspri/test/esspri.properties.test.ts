import { fc } from '@activity-scores/shared/testing/drawing'
import { removalNeverMeets } from '@activity-scores/shared/testing/properties'
import t from 'tap'
import esspri from '../index.js'
import type { Request } from '../schema.js'

t.test('properties', async (t) => {
  const rating = fc.integer({ min: 0, max: 10 })
  const items = { dryness: rating, fatigue: rating, limbPain: rating }
  const complete: fc.Arbitrary<Request> = fc.record({ ...items, baseline: fc.record(items) })

  t.test('removing an input never meets a criterion', async (t) => {
    const removals = ['dryness', 'fatigue', 'limbPain', 'baseline.dryness', 'baseline'].map((path) => [path])
    removalNeverMeets(esspri, complete, removals)
    t.pass()
  })

  t.test('a worse rating never lowers the score nor meets a criterion; items are interchangeable', async (t) => {
    const property = fc.property(complete, fc.constantFrom('dryness', 'fatigue', 'limbPain'), (body, item) => {
      const before = esspri.compute(body)
      const after = esspri.compute({ ...body, [item]: Math.min(10, (body[item as 'dryness'] ?? 0) + 1) })
      const turned = esspri.compute({ ...body, dryness: body.fatigue, fatigue: body.limbPain, limbPain: body.dryness })
      return (
        Number(after.score?.value) >= Number(before.score?.value) &&
        after.criteria.every(({ state }, i) => state !== 'met' || before.criteria[i]?.state === 'met') &&
        JSON.stringify(turned.criteria) === JSON.stringify(before.criteria) &&
        turned.score?.value === before.score?.value
      )
    })
    fc.assert(property, { numRuns: 1000 })
    t.pass()
  })
})
