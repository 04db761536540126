import { decimal } from '@activity-scores/shared/testing/arbitrary'
import { each, fc } from '@activity-scores/shared/testing/drawing'
import { removalNeverMeets, without } from '@activity-scores/shared/testing/properties'
import type { Json } from '@activity-scores/shared/testing/testing'
import t from 'tap'
import ildProgression from '../index.js'
import type { Request } from '../schema.js'

const fvcPercent = (value: number) => ({ fvcPercentPredicted: { value, unit: '%' } })
const dlcoPercent = (value: number) => ({ dlcoPercentPredicted: { value, unit: '%' } })
const fvc = (value: number, unit = 'L') => ({ fvc: { value, unit } })
const dlco = (value: number, unit = 'mL/min/mm[Hg]') => ({ dlco: { value, unit } })

/** Decisions in exact whole numbers: a decline of at least `cut` % is 100 * (baseline - follow-up) >= cut * baseline. */
function exactStates(fvcPair: Pair, dlcoPair: Pair | null): readonly string[] {
  const fell = ([b, f]: Pair, cut: bigint) => 100n * (BigInt(b) - BigInt(f)) >= cut * BigInt(b)
  const limbA = fell(fvcPair, 10n)
  const within = fell(fvcPair, 5n) && !limbA
  const state = (met: boolean) => (met ? 'met' : 'not_met')
  const limbB = within && dlcoPair === null ? 'undetermined' : state(within && dlcoPair !== null && fell(dlcoPair, 15n))
  const progression = limbA ? 'met' : limbB
  return [state(limbA), limbB, progression]
}

/** Baseline and follow-up in whole steps of the last decimal. */
type Pair = readonly [number, number]

/** Pairs on, just above and just below a cut-off, and anywhere. Multiples of 20 can hit every cut-off exactly. */
const pair = (min: number, max: number): fc.Arbitrary<Pair> => {
  const baseline = fc.oneof(
    fc.integer({ min: Math.ceil(min / 20), max: Math.floor(max / 20) }).map((n) => 20 * n),
    fc.integer({ min, max }),
  )
  const aimed = fc
    .tuple(baseline, fc.constantFrom(5, 10, 15), fc.integer({ min: -1, max: 1 }))
    .map(([b, cut, off]): Pair => [b, Math.round((b * (100 - cut)) / 100) + off])
  return fc.oneof({ weight: 4, arbitrary: aimed }, fc.tuple(baseline, fc.integer({ min, max })))
}

const SCALE = { litres: 1000, percent: 100, raw: 100 } as const
const percentPair = pair(10_00, 140_00)

const request = (fvcPair: Pair, dlcoPair: Pair | null, basis: 'litres' | 'percent'): Request => {
  const at = (i: 0 | 1) =>
    basis === 'litres'
      ? { ...fvc(fvcPair[i] / SCALE.litres), ...(dlcoPair ? dlco(dlcoPair[i] / SCALE.raw) : {}) }
      : { ...fvcPercent(fvcPair[i] / SCALE.percent), ...(dlcoPair ? dlcoPercent(dlcoPair[i] / SCALE.percent) : {}) }
  return { baseline: at(0), followUp: at(1) }
}

const statesOf = (body: Request): readonly string[] => ildProgression.compute(body).criteria.map(({ state }) => state)

const someFvc = fc.option(decimal(0.5, 7, 3), { freq: 4 })
const somePercent = fc.option(decimal(20, 140, 1), { freq: 4 })
const someDlco = fc.option(decimal(2, 45, 1), { freq: 4 })

/** A follow-up near the baseline, so that declines about the cut-offs are usual; any representation may be absent. */
const bodies: fc.Arbitrary<Request> = fc
  .tuple(
    fc.record({ fvc: someFvc, fvcPercent: somePercent, dlco: someDlco, dlcoPercent: somePercent }),
    fc.array(fc.oneof(fc.constantFrom(1, 0.95, 0.9, 0.85), decimal(0.8, 1.1, 3), fc.constant(null)), {
      minLength: 4,
      maxLength: 4,
    }),
  )
  .map(([first, factors]) => {
    const after = (value: number | null, i: number) => {
      const factor = factors[i]
      return value === null || factor == null ? null : Number((value * factor).toFixed(3))
    }
    const visit = (f: number | null, fp: number | null, d: number | null, dp: number | null) => ({
      ...(f === null ? {} : fvc(f)),
      ...(fp === null ? {} : fvcPercent(fp)),
      ...(d === null ? {} : dlco(d)),
      ...(dp === null ? {} : dlcoPercent(dp)),
    })
    return {
      baseline: visit(first.fvc, first.fvcPercent, first.dlco, first.dlcoPercent),
      followUp: visit(
        after(first.fvc, 0),
        after(first.fvcPercent, 1),
        after(first.dlco, 2),
        after(first.dlcoPercent, 3),
      ),
    }
  })

t.test('properties', async (t) => {
  t.test('cut-offs are decided as in exact arithmetic', async (t) => {
    const cases = fc.oneof(
      fc.record({
        fvc: pair(500, 7000),
        dlco: fc.option(pair(2_00, 45_00), { freq: 6 }),
        basis: fc.constant('litres' as const),
      }),
      fc.record({
        fvc: percentPair,
        dlco: fc.option(percentPair, { freq: 6 }),
        basis: fc.constant('percent' as const),
      }),
    )
    const property = fc.property(cases, ({ fvc, dlco, basis }) => {
      return statesOf(request(fvc, dlco, basis)).join() === exactStates(fvc, dlco).join()
    })
    const fallen = (baseline: number, percent: number, off: number): Pair => [
      baseline,
      baseline - (baseline * percent) / 100 + off,
    ]
    const beside = [-1, 0, 1]
    type Drawn = { fvc: Pair; dlco: Pair; basis: 'litres' | 'percent' }
    const examples = each([5, 10], beside, beside, ['litres', 'percent'] as const).map(
      ([cut, off, dlcoOff, basis]): [Drawn] => [
        { fvc: fallen(4000, cut, off), dlco: fallen(2000, 15, dlcoOff), basis },
      ],
    )
    fc.assert(property, { numRuns: 2000, examples })
    t.pass()
  })

  t.test('more decline never un-meets the FVC limb or progression', async (t) => {
    // The second limb itself ends at 10 %, where the first one takes over.
    const less = fc.integer({ min: 0, max: 300 })
    const property = fc.property(pair(500, 7000), pair(2_00, 45_00), less, less, (f, d, fvcLess, dlcoLess) => {
      const worse = (of: Pair, by: number): Pair => [of[0], Math.max(1, of[1] - by)]
      const [limb, , progression] = statesOf(request(f, d, 'litres'))
      const [limbAfter, , progressionAfter] = statesOf(request(worse(f, fvcLess), worse(d, dlcoLess), 'litres'))
      return (limb !== 'met' || limbAfter === 'met') && (progression !== 'met' || progressionAfter === 'met')
    })
    fc.assert(property, { numRuns: 1000 })
    t.pass()
  })

  t.test('litres and millilitres agree', async (t) => {
    const property = fc.property(pair(500, 7000), pair(2_00, 45_00), ([b, f], d) => {
      const inLitres = request([b, f], d, 'litres')
      const inMillilitres = {
        baseline: { ...inLitres.baseline, ...fvc(b, 'mL') },
        followUp: { ...inLitres.followUp, ...fvc(f, 'mL') },
      }
      return JSON.stringify(ildProgression.compute(inLitres)) === JSON.stringify(ildProgression.compute(inMillilitres))
    })
    fc.assert(property, { numRuns: 1000 })
    t.pass()
  })

  t.test('removing a measurement never meets a criterion', async (t) => {
    // All ways of giving one measurement at one visit go together: without percent predicted alone, litres may answer otherwise.
    const removals = ['baseline', 'followUp'].flatMap((visit) => [
      [`${visit}.fvc`, `${visit}.fvcPercentPredicted`],
      [`${visit}.dlco`, `${visit}.dlcoPercentPredicted`],
    ])
    removalNeverMeets(ildProgression, bodies, removals, 1000)
    t.pass()
  })

  t.test('percent predicted goes first, and basesDisagree is what leaving it out would show', async (t) => {
    const property = fc.property(bodies, (body) => {
      const { basesDisagree, fvcBasis, dlcoBasis, declines } = ildProgression.compute(body).details as Json
      const unused = [
        ...(declines.fvc.percentPredicted && declines.fvc.litres ? ['fvcPercentPredicted'] : []),
        ...(declines.dlco.percentPredicted && declines.dlco.raw ? ['dlcoPercentPredicted'] : []),
      ]
      const leaveOut = (fields: readonly string[]) =>
        statesOf(
          without(
            body,
            fields.flatMap((field) => [`baseline.${field}`, `followUp.${field}`]),
          ),
        ).join()
      const usual = leaveOut([])
      const others = [unused, ...unused.map((field) => [field])].map(leaveOut)
      const expected = unused.length === 0 ? null : others.some((states) => states !== usual)
      return (
        basesDisagree === expected &&
        (fvcBasis === 'percent_predicted') === (declines.fvc.percentPredicted !== null) &&
        (dlcoBasis === 'percent_predicted') === (declines.dlco.percentPredicted !== null)
      )
    })
    const visits = (litres: number, percent: number): Request => ({
      baseline: { ...fvc(4), ...fvcPercent(80) },
      followUp: { ...fvc(litres), ...fvcPercent(percent) },
    })
    const examples = [visits(3.6, 72), visits(3.6, 79), { baseline: fvc(4), followUp: fvc(3.6) }]
    const found = examples.map((body) => (ildProgression.compute(body).details as Json).basesDisagree)
    t.same(found, [false, true, null], 'agreement, disagreement and no other basis')
    fc.assert(property, { numRuns: 2000, examples: examples.map((example) => [example]) })
  })
})
