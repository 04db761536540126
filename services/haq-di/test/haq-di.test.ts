import { atLeast } from '@activity-scores/shared/language/compare'
import { haqItems } from '@activity-scores/shared/measures/health-assessment'
import {
  codesOf,
  commonExpectations,
  matches,
  post,
  readWorkedExamples,
  serviceFor,
  workedExamples,
} from '@activity-scores/shared/testing/testing'
import t from 'tap'
import { improvement, MCID, MCII } from '../formula.js'
import haqDi from '../index.js'
import { TABLE } from './oracle.js'

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
    kit: {
      value_standard: 'score.value',
      reported_standard: 'score.reported',
      value_alternative: 'details.alternative',
      band_standard: 'category.code',
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

const all = (value: number) => Object.fromEntries(haqItems.map((item) => [item, value]))

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
    t.same(codesOf(result), ['categories_missing'])
    t.match(result.warnings[0].message, 'walking is ignored')
  })

  t.test(
    'lists of ticks that were not sent are said to be so; the alternative score does not depend on them',
    async (t) => {
      const unsaid = await ask({ items: all(1), help: null })
      t.same(codesOf(unsaid), ['aids_not_stated', 'help_not_stated'])
      t.equal(unsaid.score.value, 1)
      t.equal(unsaid.details.alternative, 1)
      t.same([unsaid.inputs.aids, unsaid.inputs.help], [null, null])
      t.same(codesOf(await ask({ items: all(1), ...none })), [])
    },
  )

  t.test('a list that was not sent is missing, not empty: bounds, and no band that ticks could change', async (t) => {
    const unsaid = await ask({ items: all(1) })
    t.same(unsaid.score, { value: 1, reported: '1.000', unit: '{score}', bounds: { lower: 1, upper: 2 } })
    t.same(unsaid.missing, ['aids', 'help'])
    t.equal(unsaid.category.code, 'undetermined')
    t.same(unsaid.details.boundCategories, ['mild_to_moderate', 'moderate_to_severe'])
    t.equal(unsaid.details.alternativeCategory, 'mild_to_moderate')
    t.equal(
      unsaid.text,
      'HAQ-DI 1.000 (aids or help not stated; possible 1.000 to 2.000), category not determined',
      'the line alone says so too',
    )
    // No aid counts for activities, help does: (7*2 + 1)/8 and (8*2)/8, of 0 in one category.
    t.same((await ask({ items: all(1), help: [] })).score.bounds, { lower: 1, upper: 15 / 8 })
    t.same((await ask({ items: all(1), aids: [] })).score.bounds, { lower: 1, upper: 2 })
    t.same((await ask({ items: all(1), help: ['walking'] })).score.bounds, { lower: 9 / 8, upper: 15 / 8 })
    const few = Object.fromEntries(haqItems.filter((item) => item < 'HAQ13').map((item) => [item, 0]))
    const open = await ask({ items: few, help: [] })
    t.same(open.score.bounds, { lower: 0, upper: (5 * 2 + 3 * 3) / 8 }, 'below 6 categories as well')
    t.same(open.missing.slice(-1), ['aids'])
  })

  t.test('ticks that can change nothing leave the score exact; flags follow the bounds', async (t) => {
    const settled = await ask({ items: all(2) })
    t.equal(settled.score.bounds, null)
    t.same(settled.missing, [])
    t.equal(settled.category.code, 'moderate_to_severe')
    const flags = async (items: object) => {
      const { details } = await ask({ items, aids: [] })
      return [details.normalFunctionBelow05, details.normalFunctionAtMost05]
    }
    t.same(await flags(all(0)), [null, null], '0 to 2')
    t.same(await flags({ ...all(0), HAQ01: 3, HAQ03: 1 }), [false, null], '0.5 at least')
    t.same(await flags({ ...all(0), HAQ01: 3, HAQ03: 2 }), [false, false], '0.625 at least')
  })

  t.test('unanswered items of an answered category are named, and the bounds are what they could be', async (t) => {
    const { HAQ02, HAQ06, ...items }: Readonly<Record<string, number>> = { ...all(0), HAQ01: 1, HAQ05: 3 }
    const result = await ask({ items, ...none })
    t.same(codesOf(result), ['items_missing'])
    t.match(result.warnings[0].message, 'HAQ02, HAQ06 are not answered')
    t.same(result.score, { value: 0.5, reported: '0.500', unit: '{score}', bounds: { lower: 0.5, upper: 6 / 8 } })
    t.same(result.missing, ['items.HAQ02'], 'eating is 3 already')
    t.equal(result.category.code, 'mild_to_moderate')
    t.equal(result.text, 'HAQ-DI 0.500 (items not answered; possible 0.500 to 0.750), mild to moderate difficulty')
    const high = await ask({ items: { ...items, HAQ03: 3, HAQ08: 1 }, ...none })
    t.same(high.score.bounds, { lower: 1, upper: 10 / 8 })
    t.equal(high.category.code, 'mild_to_moderate', 'the band is that of the value, as the scoring rule gives it')
    t.same(high.details.boundCategories, ['mild_to_moderate', 'moderate_to_severe'])
    const helped = await ask({ items, aids: [], help: ['dressing'] })
    t.same(helped.score.bounds, { lower: 5 / 8, upper: 6 / 8 }, 'a tick raises what the answer gives, not 3')
    t.same(helped.details.alternativeBounds, { lower: 0.5, upper: 6 / 8 })
  })

  t.test('a category without any answer leaves bounds too', async (t) => {
    const { HAQ18, HAQ19, HAQ20, ...items } = all(1) as Readonly<Record<string, number>>
    const result = await ask({ items, ...none })
    t.same(result.score, { value: 1, reported: '1.000', unit: '{score}', bounds: { lower: 7 / 8, upper: 10 / 8 } })
    t.same(result.missing, ['items.HAQ18', 'items.HAQ19', 'items.HAQ20'])
    t.same(codesOf(result), ['categories_missing'])
  })

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
