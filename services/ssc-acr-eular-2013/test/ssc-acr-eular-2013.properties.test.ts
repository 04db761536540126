import { fc } from '@activity-scores/shared/testing/drawing'
import { boundsContainCompletions, removalNeverMeets } from '@activity-scores/shared/testing/properties'
import t from 'tap'
import instrument from '../index.js'
import type { Request } from '../schema.js'

import { APPLIES, exact, ITEMS } from './requests.js'

const complete: fc.Arbitrary<Request> = fc.record(
  Object.fromEntries([...ITEMS, APPLIES].map((field) => [field, fc.boolean()])),
)
const removals = [...ITEMS, APPLIES].map((field) => [field])

t.test('properties', async (t) => {
  t.test('removing an input never meets a criterion; bounds contain every completion', async (t) => {
    removalNeverMeets(instrument, complete, removals)
    boundsContainCompletions(instrument, complete, removals)
    t.pass()
  })

  t.test('bounds are reached and an open class can go either way', async (t) => {
    const gaps = fc.record(
      Object.fromEntries(
        [...ITEMS, APPLIES].map((field) => [
          field,
          fc.oneof({ weight: 2, arbitrary: fc.boolean() }, fc.constant(null)),
        ]),
      ),
    ) as fc.Arbitrary<Request>
    const property = fc.property(gaps, (open) => {
      const fill = (present: boolean): Request => ({
        ...Object.fromEntries(ITEMS.map((item) => [item, open[item] ?? present])),
        [APPLIES]: open[APPLIES] ?? !present,
      })
      const { score, criteria } = instrument.compute(open)
      const [most, least] = [fill(true), fill(false)]
      const lower = score?.bounds?.lower ?? score?.value
      const upper = score?.bounds?.upper ?? score?.value
      const ends = [least, most].map((filled) => instrument.compute(filled).criteria.at(-1)?.state)
      const state = criteria.at(-1)?.state
      return (
        lower === exact(least) &&
        upper === exact(most) &&
        (state === 'undetermined' ? ends.join() === 'not_met,met' : ends.every((end) => end === state))
      )
    })
    fc.assert(property, { numRuns: 1000 })
    t.pass()
  })

  t.test('one more finding never lowers the score', async (t) => {
    const property = fc.property(
      complete,
      fc.constantFrom(...ITEMS),
      (body, item) =>
        Number(instrument.compute({ ...body, [item]: true }).score?.value) >=
        Number(instrument.compute(body).score?.value),
    )
    fc.assert(property, { numRuns: 500 })
    t.pass()
  })
})
