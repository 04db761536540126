import {
  codesOf,
  commonExpectations,
  matches,
  post,
  serviceFor,
  workedExamples,
} from '@activity-scores/shared/testing/testing'
import t from 'tap'
import rapid3 from '../index.js'
import { ITEM_IDS } from '../schema.js'

const slug = 'rapid3'
const rating = (value: number) => ({ value, unit: '{score}' })
const itemsOf = (answers: readonly (number | null)[]) =>
  Object.fromEntries(ITEM_IDS.map((id, i) => [id, answers[i] ?? null]))
/** The names of the clinical file, and the request fields that they are. */
const FIELD: Readonly<Record<string, string>> = { pain_0_10: 'pain', patient_global_0_10: 'patientGlobal' }

t.test('worked examples of the clinical specification', async (t) => {
  const common = commonExpectations((name) => FIELD[name] ?? name)
  await workedExamples(t, await serviceFor(t, rapid3), {
    slug,
    from: import.meta.url,
    file: 'rapid3.json',
    rows: 12,
    inputs: {
      mdhaq_items_0_3: (answers, request) => {
        request['mdhaqItems'] = itemsOf(answers)
      },
      pain_0_10: (value, request) => {
        request['pain'] = rating(value)
      },
      patient_global_0_10: (value, request) => {
        request['patientGlobal'] = rating(value)
      },
    },
    expected: {
      ...common,
      // The file names the items as a whole; the answer names those that are missing.
      missing: (t, reply, value, row) => {
        if (value[0] !== 'mdhaq_items') return common['missing']?.(t, reply, value, row)
        t.same(reply.json.missing, ['mdhaqItems.MDHAQ08', 'mdhaqItems.MDHAQ09', 'mdhaqItems.MDHAQ10'])
      },
      value: (t, { json }, value) => matches(t, json.score.value, value, 'score.value'),
      reported: (t, { json }, value) => t.equal(json.score.reported, value),
      category: (t, { json }, value) => t.equal(json.category.code, value),
      fn_0_10: (t, { json }, value) => matches(t, json.details.fn, value, 'fn'),
      value_div3: (t, { json }, value) => matches(t, json.details.valueDiv3, value, 'valueDiv3'),
      template_fn: (t, { json }, value) => matches(t, json.details.templateFn, value, 'templateFn'),
      template_value: (t, { json }, value) => matches(t, json.details.templateValue, value, 'templateValue'),
      template_category: (t, { json }, value) => t.equal(json.details.templateCategory, value),
    },
  })
})

t.test('edges', async (t) => {
  const app = await serviceFor(t, rapid3)
  const ask = async (body: object) => (await post(app, slug, body)).json
  const items = (answers: string) => itemsOf([...answers].map((answer) => (answer === '.' ? null : Number(answer))))
  const scales = { pain: rating(2), patientGlobal: rating(2) }

  t.test('two items missing are imputed, three are not', async (t) => {
    const two = await ask({ mdhaqItems: items('33333333..'), ...scales })
    t.match(two, { status: 'computed', details: { itemsAnswered: 8, fn: 10 }, score: { value: 14 } })
    matches(t, two.score.bounds, { lower: 12, upper: 14 }, '24/3 and 30/3 plus 4')
    t.equal(two.category.code, 'undetermined', '12 is moderate, 14 is high')
    t.equal(two.details.templateCategory, 'undetermined')
    t.same(two.missing, ['mdhaqItems.MDHAQ09', 'mdhaqItems.MDHAQ10'])
    t.same(codesOf(two), ['items_imputed'])
    t.equal(
      two.text,
      'RAPID3 14.0 of 30 (2 of 10 items imputed; possible 12.0 to 14.0), category not determined',
      'the line alone says so too',
    )
    const agreed = await ask({ mdhaqItems: items('33333333..'), pain: rating(2.1), patientGlobal: rating(2) })
    t.equal(agreed.category.code, 'high', '12.1 at least')
    t.equal(agreed.details.templateCategory, 'high')
    const three = await ask({ mdhaqItems: items('3333333...'), ...scales })
    matches(t, three.score.bounds, { lower: 11, upper: 14 }, '21/3 and 30/3 plus 4')
    t.equal(three.category.code, 'undetermined')
    const decided = await ask({ mdhaqItems: items('3333333...'), pain: rating(5), patientGlobal: rating(2) })
    t.equal(decided.category.code, 'high', '14 at least')
    t.equal(decided.text.endsWith('possible 14.0 to 17.0 of 30, high severity'), true)
  })

  t.test('function comes from a HAQ-DI where the items do not give it', async (t) => {
    const alone = await ask({ haqDi: 0.6, ...scales })
    t.same(codesOf(alone), ['fn_source:haq_di'])
    matches(t, alone.score.value, 6, '0.6 * 10/3 + 4')
    t.equal(alone.category.code, 'low')
    const beside = await ask({ haqDi: 0.6, mdhaqItems: items('1111111...'), ...scales })
    t.same(codesOf(beside), ['fn_source:haq_di', 'input_not_used'])
    const unused = await ask({ haqDi: 3, mdhaqItems: items('0000000000'), ...scales })
    t.match(unused, { score: { value: 4 }, warnings: [{ code: 'input_not_used', pointer: '/haqDi' }] })
  })

  t.test('nothing sent: bounds over everything', async (t) => {
    t.match(await ask({}), {
      status: 'not_computable',
      score: { bounds: { lower: 0, upper: 30 } },
      missing: ['mdhaqItems', 'pain', 'patientGlobal'],
      text: 'RAPID3 not computable: missing mdhaqItems, pain, patientGlobal; possible 0.0 to 30.0 of 30',
    })
  })

  t.test('scales of one visit that all read 10 mm or less are suspect', async (t) => {
    const mm = (value: number) => ({ value, unit: 'mm' })
    const suspect = await ask({ haqDi: 0, pain: mm(5), patientGlobal: mm(10) })
    t.same(codesOf(suspect), ['fn_source:haq_di', 'vas_scale_suspect', 'vas_scale_suspect'])
    matches(t, suspect.score.value, 1.5, 'computed as mm')
    t.same(codesOf(await ask({ haqDi: 0, pain: mm(5), patientGlobal: mm(11) })), ['fn_source:haq_di'])
  })

  t.test('what is no answer is refused', async (t) => {
    for (const [body, pointer] of [
      [{ mdhaqItems: { MDHAQ01: 4 } }, '/mdhaqItems/MDHAQ01'],
      [{ mdhaqItems: { MDHAQ01: 1.5 } }, '/mdhaqItems/MDHAQ01'],
      [{ mdhaqItems: { MDHAQ11: 1 } }, '/mdhaqItems/MDHAQ11'],
      [{ pain: 5 }, '/pain'],
      [{ pain: { value: 11, unit: 'cm' } }, '/pain/value'],
      [{ haqDi: 3.1 }, '/haqDi'],
    ] as const)
      t.equal((await ask(body)).errors[0].pointer, pointer)
  })
})
