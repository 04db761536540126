import { each, fc } from '@activity-scores/shared/testing/drawing'
import { removalNeverMeets } from '@activity-scores/shared/testing/properties'
import t from 'tap'
import instrument from '../index.js'
import type { Request } from '../schema.js'

const fvc = (value: number) => ({ fvcPercentPredicted: { value, unit: '%' } })

type Pair = readonly [baseline: number, followUp: number]

/** In hundredths of a percent predicted; baselines divisible by 20, so that 5 % and 10 % are hit exactly. */
const pair: fc.Arbitrary<Pair> = fc.oneof(
  fc
    .tuple(fc.integer({ min: 100, max: 700 }), fc.constantFrom(5, 10), fc.integer({ min: -1, max: 1 }))
    .map(([twenties, cut, off]): Pair => [twenties * 20, twenties * 20 - (twenties * 20 * cut) / 100 + off]),
  fc.tuple(fc.integer({ min: 1000, max: 14_000 }), fc.integer({ min: 1000, max: 14_000 })),
)
const flag = fc.option(fc.boolean())
const bodyOf = ([b, f]: Pair, worsenedSymptoms: boolean | null, increasedHrctFibrosis: boolean | null): Request => ({
  baseline: fvc(b / 100),
  followUp: fvc(f / 100),
  intervalDays: 300,
  worsenedSymptoms,
  increasedHrctFibrosis,
})
const statesOf = (request: Request) => instrument.compute(request).criteria.map(({ state }) => state)

/** Whole numbers and booleans alone. */
function exactStates([b, f]: Pair, symptoms: boolean, hrct: boolean): readonly string[] {
  const hundredfold = 100n * (BigInt(b) - BigInt(f))
  const alone = hundredfold >= 10n * BigInt(b)
  const between = hundredfold >= 5n * BigInt(b) && !alone
  const limbs = [alone, between && symptoms, between && hrct, symptoms && hrct]
  return [...limbs, limbs.includes(true)].map((met) => (met ? 'met' : 'not_met'))
}

t.test('properties', async (t) => {
  t.test(
    'decisions are those of exact fractions; an unknown finding is decided where both answers agree',
    async (t) => {
      const property = fc.property(pair, flag, flag, (fvcPair, symptoms, hrct) => {
        const either = (value: boolean | null) => (value === null ? [true, false] : [value])
        const all = either(symptoms).flatMap((s) => either(hrct).map((h) => exactStates(fvcPair, s, h)))
        const expected = all[0]?.map((state, i) =>
          all.every((states) => states[i] === state) ? state : 'undetermined',
        )
        return statesOf(bodyOf(fvcPair, symptoms, hrct)).join() === expected?.join()
      })
      const onCutOffs = each([5, 10], [-1, 0, 1]).map(([cut, off]): Pair => [8000, 8000 - 80 * cut + off])
      const answers = [true, false, null]
      fc.assert(property, { numRuns: 2000, examples: each(onCutOffs, answers, answers) })
      t.pass()
    },
  )

  t.test('removing a measurement or finding never meets a criterion', async (t) => {
    const bodies = fc
      .tuple(pair, flag, flag, fc.constantFrom(365, 731, 732))
      .map(([fvcPair, s, h, intervalDays]) => ({ ...bodyOf(fvcPair, s, h), intervalDays }))
    const removals = [
      ['baseline.fvcPercentPredicted'],
      ['followUp.fvcPercentPredicted'],
      ['worsenedSymptoms'],
      ['increasedHrctFibrosis'],
      ['intervalDays'],
    ]
    removalNeverMeets(instrument, bodies, removals, 1000)
    t.pass()
  })

  t.test('a lower follow-up or one more finding never un-meets progression', async (t) => {
    const property = fc.property(
      pair,
      flag,
      flag,
      fc.integer({ min: 0, max: 300 }),
      fc.boolean(),
      ([b, f], s, h, by, more) => {
        const before = statesOf(bodyOf([b, f], s, h)).at(-1)
        const after = statesOf(bodyOf([b, Math.max(1, f - by)], more || s, h)).at(-1)
        return before !== 'met' || after === 'met'
      },
    )
    fc.assert(property, { numRuns: 1000 })
    t.pass()
  })
})
