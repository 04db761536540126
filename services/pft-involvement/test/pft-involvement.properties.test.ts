import { each, fc } from '@activity-scores/shared/testing/drawing'
import { removalNeverMeets } from '@activity-scores/shared/testing/properties'
import t from 'tap'
import instrument from '../index.js'
import type { Request } from '../schema.js'

import { anyOf, opposite, percent, type Three } from './requests.js'

const IDS = ['fvc-below-70', 'dlco-below-70', 'pft-involvement', 'hrct-ground-glass', 'ild-clause'] as const
const near70 = fc.oneof(fc.integer({ min: 6990, max: 7010 }), fc.integer({ min: 1, max: 20_000 }))
const flag = fc.option(fc.boolean())
/** Kleene tables written out, apart from the code under test. */
const is = (value: boolean | null): Three => (value === null ? 'undetermined' : value ? 'met' : 'not_met')
const both = (a: Three, b: Three): Three => opposite(anyOf(opposite(a), opposite(b)))

const states = (request: Request) => instrument.compute(request).criteria.map(({ state }) => state)

t.test('properties', async (t) => {
  t.test('decisions are those of exact whole numbers', async (t) => {
    const property = fc.property(fc.option(near70), fc.option(near70), flag, flag, (fvc, dlco, ild, glass) => {
      const below = (hundredths: number | null) => is(hundredths === null ? null : BigInt(hundredths) < 7000n)
      const involvement = anyOf(below(fvc), below(dlco))
      const expected = [
        below(fvc),
        below(dlco),
        involvement,
        is(glass),
        anyOf(opposite(is(ild)), both(is(glass), involvement)),
      ]
      const found = states({
        fvcPercentPredicted: fvc === null ? null : percent(fvc / 100),
        dlcoPercentPredicted: dlco === null ? null : percent(dlco / 100),
        ildPresent: ild,
        hrctGroundGlass: glass,
      })
      return found.join() === expected.join()
    })
    const values = [6999, 7000, 7001, null]
    const answers = [true, false, null]
    fc.assert(property, { numRuns: 1500, examples: each(values, values, answers, answers) })
    t.pass()
  })

  t.test('ratios in L and mL are decided as exact fractions', async (t) => {
    const pair = fc
      .tuple(fc.integer({ min: 500, max: 7000 }), fc.integer({ min: -2, max: 2 }))
      .map(([predicted, off]) => [Math.floor((predicted * 7) / 10) + off, predicted] as const)
    const property = fc.property(pair, ([measured, predicted]) => {
      const exact = 100n * BigInt(measured) < 70n * BigInt(predicted)
      const inUnit = (numerator: string, denominator: string) => {
        const of = (millilitres: number, unit: string) => ({
          value: unit === 'L' ? millilitres / 1000 : millilitres,
          unit,
        })
        return states({ fvc: of(measured, numerator), fvcPredicted: of(predicted, denominator) })[0]
      }
      const ways = [inUnit('L', 'L'), inUnit('mL', 'mL'), inUnit('L', 'mL'), inUnit('mL', 'L')]
      return ways.every((state) => state === is(exact))
    })
    const examples = each([500, 3210, 7000], [-1, 0, 1]).map(([predicted, off]): [[number, number]] => [
      [(predicted * 7) / 10 + off, predicted],
    ])
    fc.assert(property, { numRuns: 1500, examples })
    t.pass()
  })

  const value = fc.option(near70.map((hundredths) => percent(hundredths / 100)))
  const bodies: fc.Arbitrary<Request> = fc.record({
    ildPresent: flag,
    hrctGroundGlass: flag,
    fvcPercentPredicted: value,
    dlcoPercentPredicted: value,
    dlcoCorrectedPercentPredicted: value,
    fvc: fc.option(fc.integer({ min: 2050, max: 2150 }).map((ml) => ({ value: ml, unit: 'mL' }))),
    fvcPredicted: fc.option(fc.constant({ value: 3, unit: 'L' })),
  })

  t.test('removing a measurement or a finding never meets a criterion', async (t) => {
    // All ways of giving one measurement go together: without the percent, the ratio may answer otherwise.
    const removals = [
      ['ildPresent'],
      ['hrctGroundGlass'],
      ['fvcPercentPredicted', 'fvc', 'fvcPredicted'],
      ['dlcoPercentPredicted', 'dlcoCorrectedPercentPredicted'],
    ]
    removalNeverMeets(instrument, bodies, removals, 1000)
    t.pass()
  })

  t.test('a lower value never un-meets involvement', async (t) => {
    const property = fc.property(near70, near70, fc.integer({ min: 0, max: 50 }), (fvc, dlco, by) => {
      const at = (of: number, less: number) => percent(Math.max(1, of - less) / 100)
      const before = states({ fvcPercentPredicted: at(fvc, 0), dlcoPercentPredicted: at(dlco, 0) })
      const after = states({ fvcPercentPredicted: at(fvc, by), dlcoPercentPredicted: at(dlco, by) })
      return IDS.slice(0, 3).every((_, i) => before[i] !== 'met' || after[i] === 'met')
    })
    fc.assert(property, { numRuns: 500 })
    t.pass()
  })
})
