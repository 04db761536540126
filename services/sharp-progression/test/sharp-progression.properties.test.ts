import { decimal } from '@activity-scores/shared/testing/arbitrary'
import { each, fc } from '@activity-scores/shared/testing/drawing'
import { boundsContainCompletions, removalNeverMeets } from '@activity-scores/shared/testing/properties'
import { stateOf } from '@activity-scores/shared/testing/testing'
import t from 'tap'
import sharpProgression from '../index.js'
import type { Request } from '../schema.js'

const RAPID = 'rapid-radiographic-progression'
t.test('properties', async (t) => {
  const complete: fc.Arbitrary<Request> = fc.record({
    baseline: fc.record({ svhTotal: decimal(0, 448, 1) }),
    followUp: fc.record({ svhTotal: decimal(0, 448, 1) }),
    intervalDays: fc.integer({ min: 1, max: 2000 }),
  })

  t.test('the decision is that of exact arithmetic', async (t) => {
    const edges = [304, 305, 427, 428, 548, 731, 913]
    const days = fc.oneof(fc.constantFrom(...edges), fc.integer({ min: 1, max: 2000 }))
    const drawn = fc.record({
      days,
      baseline: fc.integer({ min: 0, max: 30_000 }),
      off: fc.integer({ min: -2, max: 2 }),
    })
    const property = fc.property(drawn, ({ days, baseline, off }) => {
      // Hundredths of a year, half up: floor(400 * days / 1461 + 1/2).
      const hundredths = (800n * BigInt(days) + 1461n) / 2922n
      const longer = days > 427
      // The rise in 0.01 points, aimed at 5 points, or at 5 points a year.
      const rise = (longer ? 5n * hundredths : 500n) + BigInt(off)
      const reached = longer ? rise >= 5n * hundredths : rise >= 500n
      const expected = reached ? 'met' : days < 305 ? 'undetermined' : 'not_met'
      const followUp = { svhTotal: (baseline + Number(rise)) / 100 }
      const outcome = sharpProgression.compute({ baseline: { svhTotal: baseline / 100 }, followUp, intervalDays: days })
      return stateOf(outcome, RAPID) === expected
    })
    const examples = each(edges, [0, 2000], [-1, 0, 1]).map(
      ([days, baseline, off]): [{ days: number; baseline: number; off: number }] => [{ days, baseline, off }],
    )
    fc.assert(property, { numRuns: 2000, examples })
    t.pass()
  })

  t.test('more damage at follow-up never lowers the change or takes rapid progression away', async (t) => {
    const property = fc.property(complete, decimal(0.1, 100, 1), (body, more) => {
      const svhTotal = Math.min(448, (body.followUp?.svhTotal ?? 0) + more)
      const [before, after] = [body, { ...body, followUp: { svhTotal } }].map((one) => sharpProgression.compute(one))
      const worse = Number(after?.score?.value) >= Number(before?.score?.value)
      return worse && (before?.criteria[0]?.state !== 'met' || after?.criteria[0]?.state === 'met')
    })
    fc.assert(property, { numRuns: 500 })
    t.pass()
  })

  t.test('removing an input never meets the criterion; bounds contain every completion', async (t) => {
    const removals = [['baseline.svhTotal'], ['followUp.svhTotal'], ['intervalDays']]
    removalNeverMeets(sharpProgression, complete, removals, 1000)
    boundsContainCompletions(sharpProgression, complete, removals, 1000)
    t.pass()
  })
})
