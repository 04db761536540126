import { atLeast } from '@activity-scores/shared/compare'
import { type HaqAid, haqCategories, haqItems } from '@activity-scores/shared/measures/health-assessment'
import { boundsContainCompletions } from '@activity-scores/shared/properties'
import {
  commonExpectations,
  type Json,
  matches,
  post,
  readWorkedExamples,
  serviceFor,
  workedExamples,
} from '@activity-scores/shared/testing'
import fc from 'fast-check'
import t from 'tap'
import { improvement, MCID, MCII, nearestEighth } from '../formula.js'
import haqDi from '../index.js'
import type { Request } from '../schema.js'
import { categoriesOf, extremes, TABLE, total } from './oracle.js'

const slug = 'haq-di'
const PAIR = 'a pair of HAQ-DI values, not a questionnaire: asserted below on the functions of formula.ts'
const pairs = ['haq-21-mcid-0.25-meets-0.22', 'haq-22-mcid-0.125-does-not', 'haq-23-mcii-0.375']
const file = { slug, from: import.meta.url, file: 'haq-di.json' }

t.test('worked examples of the clinical specification', async (t) => {
  const common = commonExpectations((name) => name)
  await workedExamples(t, await serviceFor(t, haqDi), {
    ...file,
    rows: 23,
    elsewhere: Object.fromEntries(pairs.map((id) => [id, PAIR])),
    inputs: {
      items_0_3: (value, request) => {
        request['items'] = value
      },
      aid_categories: (value, request) => {
        request['aids'] = value
      },
      help_categories: (value, request) => {
        request['help'] = value
      },
    },
    expected: {
      ...common,
      // The file prints a rule, "categories<6"; the service names the unanswered items.
      missing: (t, reply, value, row) => {
        t.same(value, ['categories<6'])
        const unanswered = haqItems.filter((item) => row.inputs['items_0_3'][item] === undefined)
        t.same(
          reply.json.missing,
          unanswered.map((item) => `items.${item}`),
        )
      },
      categories_answered: (t, reply, value) => t.equal(reply.json.details.categoriesAnswered, value),
      category_scores_standard: (t, reply, value) => t.same(reply.json.details.categories, value),
      value_standard: (t, reply, value) => {
        matches(t, reply.json.score.value, value, 'score.value')
        matches(t, reply.json.details.standard, value, 'details.standard')
      },
      value_alternative: (t, reply, value) => matches(t, reply.json.details.alternative, value, 'alternative'),
      reported_standard: (t, reply, value) => t.equal(reply.json.score.reported, value),
      nearest_eighth_standard: (t, reply, value) => t.equal(reply.json.details.nearestEighth, value),
      band_standard: (t, reply, value) => t.equal(reply.json.category.code, value),
    },
  })
})

t.test('worked examples of change between two scores', async (t) => {
  const rows = readWorkedExamples(file).filter(({ id }) => pairs.includes(id))
  t.equal(rows.length, pairs.length)
  for (const { id, inputs, expected } of rows) {
    const gain = improvement(inputs['baseline'], inputs['endpoint'])
    const found = { improvement: gain, mcid_0_22: atLeast(gain, MCID), mcii_0_375: atLeast(gain, MCII) }
    t.same(found, expected, id)
  }
})

const categoryIds = haqCategories.map(({ id }) => id)

const all = (value: number) => Object.fromEntries(haqItems.map((item) => [item, value]))
const codes = (result: Json): readonly string[] => result.warnings.map((w: { readonly code: string }) => w.code)

t.test('edges', async (t) => {
  const app = await serviceFor(t, haqDi)
  const ask = async (body: object) => (await post(app, slug, body)).json
  const none = { aids: [], help: [] }

  t.test('every device raises the category that the table gives it, and no other', async (t) => {
    for (const [category, [, , devices]] of Object.entries(TABLE)) {
      for (const aid of devices.length > 0 ? [category, ...devices] : []) {
        const { details } = await ask({ items: all(0), aids: [aid, aid], help: [] })
        const raised = Object.entries(details.categories).filter(([, score]) => score === 2)
        t.same(raised, [[category, 2]], aid)
        t.equal(details.alternative, 0)
      }
    }
  })

  t.test('an aid for activities does not exist, help with it does', async (t) => {
    const refused = await post(app, slug, { items: all(0), aids: ['activities', 'other'], help: [] })
    t.equal(refused.status, 422)
    t.same(
      refused.json.errors.map((fault: { readonly pointer: string }) => fault.pointer),
      ['/aids/0', '/aids/1'],
    )
    const { details } = await ask({ items: all(0), aids: [], help: ['activities'] })
    t.equal(details.categories.activities, 2)
  })

  t.test('both flags of normal function, either side of 0.5 and on it', async (t) => {
    const flags = async (items: object) => {
      const { details } = await ask({ items, ...none })
      return [details.standard, details.normalFunctionBelow05, details.normalFunctionAtMost05]
    }
    t.same(await flags({ ...all(0), HAQ01: 3 }), [0.375, true, true])
    t.same(await flags({ ...all(0), HAQ01: 3, HAQ03: 1 }), [0.5, false, true])
    t.same(await flags({ ...all(0), HAQ01: 3, HAQ03: 2 }), [0.625, false, false])
    t.same(await flags({ HAQ01: 0 }), [null, null, null], 'null when not computable')
  })

  t.test('a tick on an unanswered category is ignored, and the warning names it', async (t) => {
    const { HAQ08, HAQ09, ...items } = all(0) as Readonly<Record<string, number>>
    const result = await ask({ items, aids: ['cane'], help: ['walking'] })
    t.equal(result.score.value, 0)
    t.equal(result.details.categories.walking, null)
    t.same(codes(result), ['categories_missing'])
    t.match(result.warnings[0].message, 'walking is ignored')
  })

  t.test(
    'lists of ticks that were not sent are said to be so; the alternative score does not depend on them',
    async (t) => {
      const unsaid = await ask({ items: all(1), help: null })
      t.same(codes(unsaid), ['aids_not_stated', 'help_not_stated'])
      t.equal(unsaid.score.value, 1)
      t.equal(unsaid.details.alternative, 1)
      t.same([unsaid.inputs.aids, unsaid.inputs.help], [null, null])
      t.same(codes(await ask({ items: all(1), ...none })), [])
    },
  )

  t.test('null, absent and no items at all are missing, never zero', async (t) => {
    for (const items of [null, {}, { HAQ01: null }, undefined]) {
      const result = await ask({ items, ...none })
      t.equal(result.status, 'not_computable')
      t.same(result.score.bounds, { lower: 0, upper: 3 })
      t.equal(result.missing.length, 20)
      t.equal(result.category.code, 'undetermined')
    }
  })

  t.test('bounds decide the band of an incomplete form', async (t) => {
    // Five categories at 3, all items answered: at least 15/8 with three at 0; help raises those three: (15 + 6) / 8.
    const items = Object.fromEntries(haqItems.slice(0, 14).map((item) => [item, 3])) // reach included: 6 categories
    const five = Object.fromEntries(Object.entries(items).filter(([item]) => item < 'HAQ13'))
    const open = await ask({ items: five, ...none })
    t.same(open.score.bounds, { lower: 15 / 8, upper: 3 })
    t.equal(open.category.code, 'undetermined')
    const helped = await ask({ items: five, aids: [], help: ['reach', 'grip', 'activities'] })
    t.same(helped.score.bounds, { lower: 21 / 8, upper: 3 })
    t.equal(helped.category.code, 'severe_to_very_severe')
    t.same(helped.details.alternativeBounds, { lower: 15 / 8, upper: 3 })
    t.equal((await ask({ items, ...none })).score.value, 3, 'six are enough')
  })

  t.test('an item that is not 0, 1, 2 or 3 is refused', async (t) => {
    for (const HAQ01 of [-1, 4, 0.5, '1', true])
      t.equal((await post(app, slug, { items: { ...all(0), HAQ01 }, ...none })).status, 422)
    t.equal((await post(app, slug, { items: { HAQ21: 1 }, ...none })).status, 422)
  })
})

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
    const seen = new Set<string>()
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
        if (sum % n === 0n) seen.add(`${sum / n}`)
        const eighth = Number((16n * sum + n) / (2n * n)) / 8
        if (score?.value !== value || found.standard !== value || category?.code !== band) return false
        if (found.normalFunctionBelow05 !== 2n * sum < n || found.normalFunctionAtMost05 !== 2n * sum <= n) return false
        if (found.nearestEighth !== eighth || found.categoriesAnswered !== Number(n)) return false
      }
      return true
    })
    fc.assert(property, { numRuns: 2000 })
    t.ok(seen.has('2'), 'exactly 2 occurred')
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
    const sparse = form(40).filter((body) => haqDi.compute(body).status === 'not_computable')
    const property = fc.property(sparse, (body) => {
      const { score, details } = haqDi.compute(body)
      const expected = [true, false].map((withTicks) => extremes(categoriesOf(body, withTicks)))
      return JSON.stringify([score?.bounds, (details as Json).alternativeBounds]) === JSON.stringify(expected)
    })
    fc.assert(property, { numRuns: 200 })
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
