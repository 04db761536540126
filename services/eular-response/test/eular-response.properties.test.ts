import { each, fc } from '@activity-scores/shared/testing/drawing'
import { boundsContainCompletions, removalNeverMeets } from '@activity-scores/shared/testing/properties'
import t from 'tap'
import eularResponse from '../index.js'
import type { Request } from '../schema.js'

/** Baseline and follow-up in thousandths of a DAS28 unit. */
type Pair = readonly [number, number]

/** On, just above and just below the cut-offs of follow-up and improvement, and anywhere. */
const pairs: fc.Arbitrary<Pair> = fc
  .tuple(
    fc.oneof(
      fc.tuple(fc.constantFrom(3200, 5100), fc.integer({ min: -1, max: 1 })),
      fc.tuple(fc.integer({ min: 960, max: 9300 }), fc.constant(0)),
    ),
    fc.oneof(
      fc.tuple(fc.constantFrom(600, 1200, 1000), fc.integer({ min: -1, max: 1 })),
      fc.tuple(fc.integer({ min: -8000, max: 8000 }), fc.constant(0)),
    ),
  )
  .map(([[followUp, off], [gained, by]]): Pair => [followUp + off + gained + by, followUp + off])
  .filter(([baseline]) => baseline >= 960 && baseline <= 9300)

const request = ([baseline, followUp]: Pair, field: 'das28Esr' | 'das28Crp' = 'das28Esr'): Request => ({
  baseline: { [field]: baseline / 1000 },
  followUp: { [field]: followUp / 1000 },
})

/** The rule in exact whole numbers. */
function exactResponse(pair: Pair): string {
  const [baseline, followUp] = [BigInt(pair[0]), BigInt(pair[1])]
  const gained = baseline - followUp
  if (gained > 1200n && followUp <= 3200n) return 'good'
  return gained <= 600n || (gained <= 1200n && followUp > 5100n) ? 'none' : 'moderate'
}

const RANK: Readonly<Record<string, number>> = { none: 0, moderate: 1, good: 2 }
const responseTo = (pair: Pair): string => eularResponse.compute(request(pair)).category?.code ?? ''

t.test('properties', async (t) => {
  t.test('responses and MCII are those of exact arithmetic', async (t) => {
    const property = fc.property(pairs, fc.constantFrom('das28Esr' as const, 'das28Crp' as const), (pair, field) => {
      const { category, criteria } = eularResponse.compute(request(pair, field))
      const mcii = BigInt(pair[0] - pair[1]) >= (field === 'das28Esr' ? 1200n : 1000n)
      return category?.code === exactResponse(pair) && criteria[2]?.state === (mcii ? 'met' : 'not_met')
    })
    const beside = [-1, 0, 1]
    const examples = each([3200, 5100], beside, [600, 1000, 1200], beside, ['das28Esr', 'das28Crp'] as const).map(
      ([cutOff, off, gained, by, field]): [Pair, typeof field] => [[cutOff + off + gained + by, cutOff + off], field],
    )
    fc.assert(property, { numRuns: 2000, examples })
    t.pass()
  })

  t.test('a higher follow-up never makes the response better, a higher baseline never worse', async (t) => {
    const property = fc.property(pairs, fc.nat(3000), fc.nat(3000), ([baseline, followUp], more, worse) => {
      const now = RANK[responseTo([baseline, followUp])] ?? Number.NaN
      return (
        (RANK[responseTo([Math.min(9300, baseline + more), followUp])] ?? -1) >= now &&
        (RANK[responseTo([baseline, Math.min(9300, followUp + worse)])] ?? 9) <= now
      )
    })
    fc.assert(property, { numRuns: 1000 })
    t.pass()
  })

  t.test('removing a visit never meets a criterion; bounds contain every completion', async (t) => {
    const both = fc.tuple(pairs, pairs).map(
      ([esr, crp]): Request => ({
        baseline: { das28Esr: esr[0] / 1000, das28Crp: crp[0] / 1000 },
        followUp: { das28Esr: esr[1] / 1000, das28Crp: crp[1] / 1000 },
      }),
    )
    // The two variants are two ways to give one measurement.
    const removals = ['baseline', 'followUp'].map((visit) => [`${visit}.das28Esr`, `${visit}.das28Crp`])
    removalNeverMeets(eularResponse, both, removals, 1000)
    boundsContainCompletions(eularResponse, both, removals, 1000)
    t.pass()
  })

  t.test('a response decided by one visit is that of every completion', async (t) => {
    const ends = fc.oneof(
      fc.integer({ min: 0, max: 1300 }),
      fc.integer({ min: 8600, max: 9840 }),
      fc.integer({ min: 0, max: 9840 }),
    )
    const property = fc.property(ends, fc.integer({ min: 0, max: 9840 }), fc.boolean(), (known, hidden, first) => {
      const pair: Pair = first ? [known, hidden] : [hidden, known]
      const whole = request(pair)
      const part: Request = first ? { baseline: whole.baseline ?? null } : { followUp: whole.followUp ?? null }
      const code = eularResponse.compute(part).category?.code
      return code === 'undetermined' || code === exactResponse(pair)
    })
    fc.assert(property, { numRuns: 1000 })
    t.pass()
  })

  t.test(
    'what is called insensitive to rounding is the response of every value that rounds to those sent',
    async (t) => {
      const near = fc.integer({ min: -5, max: 4 })
      const property = fc.property(pairs, near, near, ([b, f], byBaseline, byFollowUp) => {
        const sent: Pair = [Math.round(b / 10) * 10, Math.round(f / 10) * 10]
        const { details } = eularResponse.compute(request(sent)) as { details: { sensitiveToRounding?: boolean } }
        if (sent[0] < 960 || sent[1] < 960 || details.sensitiveToRounding !== false) return true
        return exactResponse([sent[0] + byBaseline, sent[1] + byFollowUp]) === exactResponse(sent)
      })
      fc.assert(property, { numRuns: 1000 })
      t.pass()
    },
  )
})
