import { each, fc } from '@activity-scores/shared/testing/drawing'
import { boundsContainCompletions, removalNeverMeets } from '@activity-scores/shared/testing/properties'
import t from 'tap'
import indexResponse from '../index.js'
import type { Request } from '../schema.js'

/** Baseline and follow-up in hundredths. */
type Pair = readonly [number, number]
type Index = 'cdai' | 'sdai'

const MOST = 7600

/** On, just above and just below each percent and each difference, and anywhere. Multiples of 20 hit every percent. */
const pairs: fc.Arbitrary<Pair> = fc
  .tuple(
    fc.oneof(
      fc.integer({ min: 1, max: MOST / 20 }).map((n) => 20 * n),
      fc.constantFrom(1000, 1001, 2200, 2201),
      fc.integer({ min: 1, max: MOST }),
    ),
    fc.integer({ min: -1, max: 1 }),
    fc.oneof(
      fc.constantFrom(50, 70, 85).map((percent) => ({ percent })),
      fc.constantFrom(100, 600, 1200, 1300, -200).map((gained) => ({ gained })),
      fc.integer({ min: 0, max: MOST }).map((followUp) => ({ followUp })),
    ),
  )
  .map(([baseline, off, aim]): Pair => {
    if ('percent' in aim) return [baseline, Math.round((baseline * (100 - aim.percent)) / 100) + off]
    return [baseline, 'gained' in aim ? baseline - aim.gained + off : aim.followUp]
  })
  .filter(([, followUp]) => followUp >= 0 && followUp <= MOST)

const request = ([baseline, followUp]: Pair, index: Index): Request => ({
  baseline: { [index]: baseline / 100 },
  followUp: { [index]: followUp / 100 },
})

/** Response and criteria in exact whole numbers. */
function exact(pair: Pair, index: Index) {
  const [baseline, followUp] = [BigInt(pair[0]), BigInt(pair[1])]
  const gained = baseline - followUp
  const reached = [50n, 70n, 85n].map((percent) => 100n * gained >= percent * baseline)
  const needed = baseline > 2200n ? 1200n : baseline > 1000n ? 600n : 100n
  const state = (met: boolean) => (met ? 'met' : 'not_met')
  return {
    code: ['none', 'minor', 'moderate', 'major'][reached.filter(Boolean).length],
    states: [
      ...reached,
      ...(index === 'cdai' ? [gained >= needed, baseline <= 1000n && -gained >= 200n] : []),
      gained >= (index === 'cdai' ? 1200n : 1300n),
    ].map(state),
  }
}

const answer = (body: Request) => {
  const { category, criteria } = indexResponse.compute(body)
  return { code: category?.code, states: criteria.map(({ state }) => state) }
}

const indices = fc.constantFrom<Index>('cdai', 'sdai')

t.test('properties', async (t) => {
  t.test('response and differences are those of exact arithmetic', async (t) => {
    const property = fc.property(
      pairs,
      indices,
      (pair, index) => JSON.stringify(answer(request(pair, index))) === JSON.stringify(exact(pair, index)),
    )
    // Each change give or take a step, from each level of the baseline that has a difference of its own.
    const changes = [0.5, 0.7, 0.85].map((share) => (baseline: number) => share * baseline)
    const differences = [100, 600, 1200, 1300, -200].map((gained) => () => gained)
    const examples = each([1000, 1001, 2000, 2200, 2201], [...changes, ...differences], [-1, 0, 1], [
      'cdai',
      'sdai',
    ] as const)
      .map(([baseline, change, off, index]): [Pair, Index] => [
        [baseline, baseline - Math.round(change(baseline)) + off],
        index,
      ])
      .filter(([[, followUp]]) => followUp >= 0)
    fc.assert(property, { numRuns: 2000, examples })
    t.pass()
  })

  t.test('a higher follow-up never improves the response, nor un-meets worsening', async (t) => {
    const order = ['none', 'minor', 'moderate', 'major']
    const property = fc.property(pairs, fc.nat(4000), ([baseline, followUp], more) => {
      const [now, worse] = [
        answer(request([baseline, followUp], 'cdai')),
        answer(request([baseline, Math.min(MOST, followUp + more)], 'cdai')),
      ]
      return (
        order.indexOf(worse.code ?? '') <= order.indexOf(now.code ?? '') &&
        worse.states.every((state, i) =>
          i === 4 ? state === 'met' || now.states[i] !== 'met' : state !== 'met' || now.states[i] === 'met',
        )
      )
    })
    fc.assert(property, { numRuns: 1000 })
    t.pass()
  })

  t.test('removing a visit never meets a criterion; bounds contain every completion', async (t) => {
    const bodies = fc.tuple(pairs, indices).map(([pair, index]) => request(pair, index))
    const removals = ['baseline', 'followUp'].map((visit) => [`${visit}.cdai`, `${visit}.sdai`])
    removalNeverMeets(indexResponse, bodies, removals, 1000)
    boundsContainCompletions(indexResponse, bodies, removals, 1000)
    t.pass()
  })

  t.test('what one visit rules out is ruled out in every completion', async (t) => {
    const property = fc.property(pairs, fc.boolean(), (pair, first) => {
      const whole = request(pair, 'cdai')
      const part = answer(first ? { baseline: whole.baseline ?? null } : { followUp: whole.followUp ?? null })
      const { states } = exact(pair, 'cdai')
      return part.states.every((state, i) => state === 'undetermined' || state === states[i])
    })
    fc.assert(property, { numRuns: 1000 })
    t.pass()
  })

  t.test('mm, cm and the 0 to 10 rating give the same MCII, at its cut-off too', async (t) => {
    const values = fc.tuple(
      fc.integer({ min: 0, max: 1000 }),
      fc.oneof(fc.constantFrom(180, 200, 179, 199), fc.nat(1000)),
    )
    const property = fc.property(
      values.filter(([from, gained]) => gained <= from),
      ([from, gained]) => {
        const expected = [gained >= 180, gained >= 200].map((met) => (met ? 'met' : 'not_met')).join()
        return ['mm', 'cm', '{score}'].every((unit) => {
          const visit = (tenths: number) => {
            const scale = { value: tenths / (unit === 'mm' ? 10 : 100), unit }
            return { patientGlobal: scale, pain: scale }
          }
          const { details } = indexResponse.compute({ baseline: visit(from), followUp: visit(from - gained) })
          const { mcii } = details as { mcii: Record<'patientGlobal' | 'pain', { state: string }> }
          return [mcii.patientGlobal.state, mcii.pain.state].join() === expected
        })
      },
    )
    fc.assert(property, { numRuns: 1000 })
    t.pass()
  })
})
