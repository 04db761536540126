import { type HaqAid, haqCategories, haqItems } from '@activity-scores/shared/measures/health-assessment'
import { fc } from '@activity-scores/shared/testing/drawing'
import { boundsContainCompletions } from '@activity-scores/shared/testing/properties'
import type { Json } from '@activity-scores/shared/testing/testing'
import t from 'tap'
import { nearestEighth } from '../formula.js'
import haqDi from '../index.js'
import type { Request } from '../schema.js'
import { categoriesOf, extremes, TABLE, total } from './oracle.js'

const categoryIds = haqCategories.map(({ id }) => id)

const items = (absent: number): fc.Arbitrary<Request['items']> =>
  fc.record(
    Object.fromEntries(
      haqItems.map((item) => [
        item,
        fc.oneof({ weight: absent, arbitrary: fc.constant(null) }, { weight: 4, arbitrary: fc.nat(3) }),
      ]),
    ),
  )
const aid = fc.constantFrom(
  ...(Object.entries(TABLE).flatMap(([id, [, , own]]) => (own.length > 0 ? [id, ...own] : [])) as HaqAid[]),
)
const form = (absent: number): fc.Arbitrary<Request> =>
  fc.record({
    items: items(absent),
    aids: fc.array(aid, { maxLength: 4 }),
    help: fc.array(fc.constantFrom(...categoryIds), { maxLength: 3 }),
  })
const computable = form(1).filter((body) => haqDi.compute(body).status === 'computed')

t.test('properties', async (t) => {
  t.test('score, band, flags and eighths are those of exact arithmetic', async (t) => {
    const property = fc.property(computable, (body) => {
      for (const withTicks of [true, false]) {
        const scores = categoriesOf(body, withTicks).flatMap(({ score }) => score ?? [])
        const sum = BigInt(total(scores))
        const n = BigInt(scores.length)
        const { score, category, details } = haqDi.compute(body)
        const found = details as Json
        const band = sum <= n ? 'mild_to_moderate' : sum <= 2n * n ? 'moderate_to_severe' : 'severe_to_very_severe'
        const value = Number(sum) / Number(n)
        if (!withTicks) {
          if (found.alternative !== value || found.alternativeCategory !== band) return false
          continue
        }
        const eighth = Number((16n * sum + n) / (2n * n)) / 8
        if (score?.value !== value || found.standard !== value || category?.code !== band) return false
        if (found.normalFunctionBelow05 !== 2n * sum < n || found.normalFunctionAtMost05 !== 2n * sum <= n) return false
        if (found.nearestEighth !== eighth || found.categoriesAnswered !== Number(n)) return false
      }
      return true
    })
    // Every category alike is a score of exactly 0, 1, 2 and 3.
    const alike = [0, 1, 2, 3].map((answer): [Request] => [
      { items: Object.fromEntries(haqItems.map((item) => [item, answer])), aids: [], help: [] },
    ])
    fc.assert(property, { numRuns: 2000, examples: alike })
    t.pass()
  })

  t.test(
    'every score that exists is banded exactly, and its reported value and nearest eighth agree with it',
    async (t) => {
      const cuts: readonly (readonly [bigint, bigint])[] = [
        [1n, 1n],
        [2n, 1n],
        [1n, 2n],
      ]
      for (let n = 6; n <= 8; n += 1) {
        for (let sum = 0; sum <= 3 * n; sum += 1) {
          const scores = Array.from({ length: n }, (_, i) => Math.floor(sum / n) + (i < sum % n ? 1 : 0))
          const answers = haqCategories.slice(0, n).flatMap(({ items: own }, i) => own.map((item) => [item, scores[i]]))
          const { score, category, details } = haqDi.compute({ items: Object.fromEntries(answers), aids: [], help: [] })
          t.equal(score?.value, sum / n)
          const band = sum <= n ? 'mild_to_moderate' : sum <= 2 * n ? 'moderate_to_severe' : 'severe_to_very_severe'
          t.equal(category?.code, band, `${sum}/${n}`)
          for (const [over, under] of cuts) {
            const cut = Number(over) / Number(under)
            const above = BigInt(sum) * under > over * BigInt(n)
            t.equal(Number(score?.reported) > cut, above, `${sum}/${n} reported, against ${cut}`)
            t.equal((details as Json).nearestEighth > cut, above, `${sum}/${n} in eighths, against ${cut}`)
          }
        }
      }
      t.equal(nearestEighth(0.0625), 0.125, 'half up')
    },
  )

  t.test(
    'a worse answer, an aid or help never lowers the score; the alternative is never above the standard',
    async (t) => {
      const property = fc.property(
        computable,
        fc.constantFrom(...haqItems),
        aid,
        fc.constantFrom(...categoryIds),
        (body, item, a, h) => {
          const answer = body.items?.[item]
          const answers = answer == null ? body.items : { ...body.items, [item]: Math.min(3, answer + 1) }
          const before = haqDi.compute(body).details as Json
          const worse = haqDi.compute({ ...body, items: answers }).details as Json
          const ticked = haqDi.compute({ ...body, aids: [...(body.aids ?? []), a], help: [...(body.help ?? []), h] })
            .details as Json
          return (
            worse.standard >= before.standard &&
            worse.alternative >= before.alternative &&
            ticked.standard >= before.standard &&
            ticked.alternative === before.alternative &&
            before.alternative <= before.standard
          )
        },
      )
      fc.assert(property)
      t.pass()
    },
  )

  t.test('bounds contain every completion, forms with up to two categories open included', async (t) => {
    const removals = haqItems.map((item) => [`items.${item}`])
    boundsContainCompletions(haqDi, computable, removals, 1000)
    // Whole categories, so that too few of them remain more often than not.
    boundsContainCompletions(
      haqDi,
      computable,
      haqCategories.map(({ items: own }) => own.map((item) => `items.${item}`)),
      1000,
    )
    t.pass()
  })

  t.test('bounds are exactly the least and the greatest score of all completions', async (t) => {
    const property = fc.property(fc.oneof(form(40), form(1), form(0)), (body) => {
      const { score, details } = haqDi.compute(body)
      const expected = [true, false].map((withTicks) => {
        const found = extremes(categoriesOf(body, withTicks))
        return found.lower === found.upper ? null : found
      })
      return JSON.stringify([score?.bounds, (details as Json).alternativeBounds]) === JSON.stringify(expected)
    })
    fc.assert(property, { numRuns: 600 })
    t.pass()
  })

  t.test('a list of ticks that is not sent leaves the score within the bounds, which are reached', async (t) => {
    const lists = fc.subarray(['aids' as const, 'help' as const], { minLength: 1 })
    const every = { aids: categoryIds.filter((id) => id !== 'activities') as HaqAid[], help: categoryIds }
    const property = fc.property(form(2), lists, (body, gone) => {
      const whole = haqDi.compute(body)
      const { score, category } = haqDi.compute({ ...body, ...Object.fromEntries(gone.map((list) => [list, null])) })
      const most = haqDi.compute({ ...body, ...Object.fromEntries(gone.map((list) => [list, every[list]])) }).score
      const { lower, upper } = score?.bounds ?? { lower: score?.value, upper: score?.value }
      const least = whole.score?.bounds?.lower ?? whole.score?.value
      return (
        Number(lower) <= Number(least) &&
        Number(whole.score?.bounds?.upper ?? whole.score?.value) <= Number(upper) &&
        upper === (most?.bounds?.upper ?? most?.value) &&
        [whole.category?.code, 'undetermined'].includes(category?.code)
      )
    })
    fc.assert(property, { numRuns: 1000 })
    t.pass()
  })

  t.test('order and repetition of ticks do not matter; same input, same answer', async (t) => {
    const property = fc.property(form(2), (body) => {
      const other = {
        ...body,
        aids: [...(body.aids ?? [])].reverse().concat(body.aids ?? []),
        help: [...(body.help ?? [])].reverse(),
      }
      return JSON.stringify(haqDi.compute(other)) === JSON.stringify(haqDi.compute(body))
    })
    fc.assert(property)
    t.pass()
  })
})
