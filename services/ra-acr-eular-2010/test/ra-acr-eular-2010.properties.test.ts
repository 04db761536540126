import { each, fc } from '@activity-scores/shared/testing/drawing'
import { boundsContainCompletions, removalNeverMeets } from '@activity-scores/shared/testing/properties'
import t from 'tap'
import raAcrEular2010 from '../index.js'
import type { Request } from '../schema.js'

/** Values in hundredths with their limit in whole units, aimed at 1 and 3 times the limit and one hundredth beside. */
const titre = fc
  .tuple(
    fc.integer({ min: 1, max: 60 }),
    fc.constantFrom(1, 3),
    fc.integer({ min: -1, max: 1 }),
    fc.nat(20_000),
    fc.boolean(),
  )
  .map(([limit, times, off, anywhere, aimed]) => ({ hundredths: aimed ? limit * 100 * times + off : anywhere, limit }))

const drawn = fc.record({
  large: fc.nat(10),
  small: fc.oneof(fc.nat(5), fc.nat(30)),
  other: fc.nat(18),
  rf: titre,
  acpa: titre,
  crp: fc.boolean(),
  esr: fc.boolean(),
  days: fc.oneof(fc.integer({ min: 41, max: 43 }), fc.nat(400)),
  synovitis: fc.boolean(),
  better: fc.boolean(),
  erosive: fc.boolean(),
})
type Drawn = typeof drawn extends fc.Arbitrary<infer D> ? D : never
type Titre = Drawn['rf']

const quantity = ({ hundredths, limit }: Titre) => ({ value: hundredths / 100, upperLimit: limit, unit: 'U/mL' })
const request = (d: Drawn): Request => ({
  definiteSynovitis: d.synovitis,
  betterExplainedByOtherDisease: d.better,
  largeJointsInvolved: d.large,
  smallJointsInvolved: d.small,
  otherCountableJointsInvolved: d.other,
  rf: quantity(d.rf),
  acpa: quantity(d.acpa),
  crpAbnormal: d.crp,
  esrAbnormal: d.esr,
  symptomDuration: { value: d.days, unit: 'd' },
  typicalErosiveDisease: d.erosive,
})

/** The table, in exact whole numbers. */
function exact(d: Drawn): number {
  const all = d.large + d.small + d.other
  const joints = all > 10 && d.small > 0 ? 5 : d.small > 3 ? 3 : d.small > 0 ? 2 : d.large > 1 ? 1 : 0
  const test = ({ hundredths, limit }: Titre) =>
    BigInt(hundredths) > 300n * BigInt(limit) ? 3 : BigInt(hundredths) > 100n * BigInt(limit) ? 2 : 0
  return joints + Math.max(test(d.rf), test(d.acpa)) + (d.crp || d.esr ? 1 : 0) + (d.days >= 42 ? 1 : 0)
}

const removals = [
  ['definiteSynovitis'],
  ['betterExplainedByOtherDisease'],
  ['largeJointsInvolved'],
  ['smallJointsInvolved'],
  ['otherCountableJointsInvolved'],
  ['rf'],
  ['acpa'],
  ['crpAbnormal'],
  ['esrAbnormal'],
  ['symptomDuration'],
]

t.test('properties', async (t) => {
  t.test('score and classification are those of exact arithmetic, on the limits and beside them', async (t) => {
    const property = fc.property(drawn, (d) => {
      const points = exact(d)
      const { score, criteria } = raAcrEular2010.compute(request(d))
      const met = (d.synovitis && !d.better && points >= 6) || d.erosive
      return score?.value === points && criteria[3]?.state === (met ? 'met' : 'not_met')
    })
    const beside = [-1, 0, 1]
    const absent = { hundredths: 0, limit: 20 }
    const examples = each([0, 2, 4], [1, 3], beside, beside, [true, false]).map(
      ([small, times, off, day, esr]): [Drawn] => [
        {
          large: 1,
          small,
          other: 0,
          rf: { hundredths: 2000 * times + off, limit: 20 },
          acpa: absent,
          crp: false,
          esr,
          days: 42 + day,
          synovitis: true,
          better: false,
          erosive: false,
        },
      ],
    )
    const scores = examples.map(([given]) => exact(given))
    for (const score of [5, 6, 7]) t.ok(scores.includes(score), `constructed with ${score} points`)
    fc.assert(property, { numRuns: 2000, examples })
  })

  t.test('the limits of titre, joints and duration, each on it and beside it', async (t) => {
    const low: Drawn = {
      ...{ large: 0, small: 4, other: 0, rf: { hundredths: 1, limit: 14 }, acpa: { hundredths: 1, limit: 7 } },
      ...{ crp: true, esr: false, days: 41, synovitis: true, better: false, erosive: false },
    }
    const rows: readonly (readonly [Partial<Drawn>, number])[] = [
      [{ rf: { hundredths: 1400, limit: 14 } }, 4],
      [{ rf: { hundredths: 1401, limit: 14 } }, 6],
      [{ rf: { hundredths: 4200, limit: 14 } }, 6],
      [{ rf: { hundredths: 4201, limit: 14 } }, 7],
      [{ days: 42 }, 5],
      [{ small: 1, large: 9 }, 3],
      [{ small: 1, large: 10 }, 6],
      [{ small: 1, large: 9, other: 1 }, 6],
      [{ small: 0, large: 2, other: 18 }, 2],
    ]
    for (const [more, points] of rows) {
      const d = { ...low, ...more }
      t.equal(raAcrEular2010.compute(request(d)).score?.value, points, JSON.stringify(more))
      t.equal(exact(d), points)
    }
  })

  t.test('one more joint, a higher titre or a longer history never lowers the score', async (t) => {
    const property = fc.property(drawn, fc.nat(5), (d, which) => {
      const worse: Drawn = [
        { ...d, large: Math.min(10, d.large + 1) },
        { ...d, small: Math.min(30, d.small + 1) },
        { ...d, other: Math.min(18, d.other + 1) },
        { ...d, rf: { ...d.rf, hundredths: d.rf.hundredths + 1 } },
        { ...d, esr: true },
        { ...d, days: d.days + 1 },
      ][which] as Drawn
      const score = (one: Drawn) => Number(raAcrEular2010.compute(request(one)).score?.value)
      return score(worse) >= score(d)
    })
    fc.assert(property, { numRuns: 1000 })
    t.pass()
  })

  t.test('removing an input never meets a criterion; bounds contain every completion', async (t) => {
    removalNeverMeets(raAcrEular2010, drawn.map(request), removals, 1000)
    boundsContainCompletions(raAcrEular2010, drawn.map(request), removals, 1000)
    t.pass()
  })

  t.test('days and weeks agree', async (t) => {
    const property = fc.property(drawn, fc.nat(60), (d, weeks) => {
      const inDays = raAcrEular2010.compute({ ...request(d), symptomDuration: { value: weeks * 7, unit: 'd' } })
      const inWeeks = raAcrEular2010.compute({ ...request(d), symptomDuration: { value: weeks, unit: 'wk' } })
      return JSON.stringify(inDays) === JSON.stringify(inWeeks)
    })
    fc.assert(property, { numRuns: 500 })
    t.pass()
  })

  t.test('whatever a comparator leaves possible is within the points', async (t) => {
    const comparator = fc.constantFrom('<' as const, '<=' as const, '>=' as const, '>' as const)
    const property = fc.property(drawn, comparator, fc.integer({ min: 1, max: 5000 }), (d, sign, distance) => {
      const below = sign.startsWith('<')
      const hundredths = below ? d.rf.hundredths + distance : d.rf.hundredths - distance
      if (hundredths < 0) return true
      const censored = { ...quantity({ ...d.rf, hundredths }), comparator: sign }
      const { score, criteria } = raAcrEular2010.compute({ ...request(d), rf: censored })
      const whole = raAcrEular2010.compute(request(d))
      const truth = exact(d)
      const { lower, upper } = score?.bounds ?? { lower: score?.value ?? 0, upper: score?.value ?? 0 }
      return (
        Number(lower) <= truth &&
        truth <= Number(upper) &&
        criteria.every(({ state }, i) => state === 'undetermined' || state === whole.criteria[i]?.state)
      )
    })
    fc.assert(property, { numRuns: 1000 })
    t.pass()
  })
})
