import { fc } from '@activity-scores/shared/testing/drawing'
import { boundsContainCompletions, removalNeverMeets, without } from '@activity-scores/shared/testing/properties'
import t from 'tap'
import instrument from '../index.js'
import type { Request } from '../schema.js'

/** Values in whole steps of a decimal, aimed at a cut-off. */
const near = (cut: number, least: number, most: number) =>
  fc.oneof(fc.integer({ min: Math.max(least, cut - 2), max: cut + 2 }), fc.integer({ min: least, max: most }))

interface Drawn {
  readonly focus: number
  readonly ssa: boolean
  readonly oss: number | null
  readonly vB: number | null
  readonly schirmer: number
  readonly saliva: number
  readonly included: boolean
  readonly excluded: boolean
}

/** focus in 1/100, Schirmer in 1/10 mm, saliva in 1/1000 mL/min. */
const drawn: fc.Arbitrary<Drawn> = fc
  .record({
    focus: near(100, 0, 2000),
    ssa: fc.boolean(),
    oss: fc.option(near(5, 0, 12)),
    vB: fc.option(near(4, 0, 9)),
    schirmer: near(50, 0, 350),
    saliva: near(100, 0, 5000),
    included: fc.boolean(),
    excluded: fc.boolean(),
  })
  .filter(({ oss, vB }) => oss !== null || vB !== null)

const requestOf = (d: Drawn): Request => ({
  pss2016InclusionMet: d.included,
  pss2016AnyExclusion: d.excluded,
  focusScore: d.focus / 100,
  antiSsaRoPositive: d.ssa,
  ocularStainingScore: d.oss,
  vanBijsterveld: d.vB,
  schirmer: { value: d.schirmer / 10, unit: 'mm' },
  unstimulatedSaliva: { value: d.saliva / 1000, unit: 'mL/min' },
})
const complete = drawn.map(requestOf)

/** The points in whole numbers alone. */
const exact = (d: Drawn): bigint =>
  (BigInt(d.focus) >= 100n ? 3n : 0n) +
  (d.ssa ? 3n : 0n) +
  (BigInt(d.oss ?? 0) >= 5n || BigInt(d.vB ?? 0) >= 4n ? 1n : 0n) +
  (BigInt(d.schirmer) <= 50n ? 1n : 0n) +
  (BigInt(d.saliva) <= 100n ? 1n : 0n)

const removals = [
  ['focusScore'],
  ['antiSsaRoPositive'],
  ['ocularStainingScore', 'vanBijsterveld'],
  ['schirmer'],
  ['unstimulatedSaliva'],
  ['pss2016InclusionMet'],
  ['pss2016AnyExclusion'],
]

t.test('properties', async (t) => {
  t.test('points and classification are those of exact whole numbers', async (t) => {
    const property = fc.property(drawn, (d) => {
      const { score, criteria } = instrument.compute(requestOf(d))
      const points = exact(d)
      const state = (met: boolean) => (met ? 'met' : 'not_met')
      return (
        score?.value === Number(points) &&
        criteria.at(-2)?.state === state(points >= 4n) &&
        criteria.at(-1)?.state === state(d.included && !d.excluded && points >= 4n)
      )
    })
    fc.assert(property, { numRuns: 2000 })
    t.pass()
  })

  t.test('1.5 mL in 15 minutes and 0.1 mL/min are decided alike', async (t) => {
    const property = fc.property(near(100, 0, 5000), (saliva) => {
      const flow = (value: number, unit: string) =>
        instrument.compute({ unstimulatedSaliva: { value, unit } }).criteria[4]?.state
      const in15 = Number(`${saliva * 15}e-3`)
      const expected = saliva <= 100 ? 'met' : 'not_met'
      return flow(in15, 'mL/(15.min)') === expected && flow(saliva / 1000, 'mL/min') === expected
    })
    fc.assert(property, { numRuns: 1000 })
    t.pass()
  })

  t.test('removing an input never meets a criterion; bounds contain every completion', async (t) => {
    removalNeverMeets(instrument, complete, removals)
    boundsContainCompletions(instrument, complete, removals)
    t.pass()
  })

  t.test('an open classification can still go either way', async (t) => {
    const property = fc.property(complete, fc.subarray(removals, { minLength: 1 }), (body, gone) => {
      const open = gone.reduce(without, body)
      const fill = (positive: boolean): Request => ({
        pss2016InclusionMet: positive,
        pss2016AnyExclusion: !positive,
        focusScore: positive ? 1 : 0,
        antiSsaRoPositive: positive,
        ...(open.ocularStainingScore == null && open.vanBijsterveld == null
          ? { ocularStainingScore: positive ? 5 : 0 }
          : {}),
        schirmer: { value: positive ? 5 : 6, unit: 'mm' },
        unstimulatedSaliva: { value: positive ? 0.1 : 0.2, unit: 'mL/min' },
        ...open,
      })
      const state = instrument.compute(open).criteria.at(-1)?.state
      const ends = [true, false].map((positive) => instrument.compute(fill(positive)).criteria.at(-1)?.state)
      return state === 'undetermined' ? ends[0] === 'met' && ends[1] === 'not_met' : ends.every((end) => end === state)
    })
    fc.assert(property, { numRuns: 1000 })
    t.pass()
  })

  t.test('a more positive test never lowers the score, and the eyes in either order agree', async (t) => {
    const worse = fc.property(drawn, fc.integer({ min: 1, max: 60 }), (d, by) => {
      const more: Drawn = {
        ...d,
        focus: Math.min(2000, d.focus + by),
        ssa: true,
        oss: d.oss === null ? null : Math.min(12, d.oss + 1),
        vB: d.vB === null ? null : Math.min(9, d.vB + 1),
        schirmer: Math.max(0, d.schirmer - by),
        saliva: Math.max(0, d.saliva - by),
      }
      return (
        Number(instrument.compute(requestOf(more)).score?.value) >=
        Number(instrument.compute(requestOf(d)).score?.value)
      )
    })
    fc.assert(worse, { numRuns: 500 })
    const eyes = fc.property(near(50, 0, 350), near(50, 0, 350), (a, b) => {
      const eye = (tenths: number) => ({ schirmer: { value: tenths / 10, unit: 'mm' } })
      const state = (right: number, left: number) =>
        instrument.compute({ eyes: { right: eye(right), left: eye(left) } }).criteria[3]?.state
      const expected = Math.min(a, b) <= 50 ? 'met' : 'not_met'
      return state(a, b) === expected && state(b, a) === expected
    })
    fc.assert(eyes, { numRuns: 500 })
    t.pass()
  })
})
