/** The rule that nothing missing decides, held against an instrument that keeps it and against planted faults. */
import '../src/testing/patience.js'
import t from 'tap'
import * as z from 'zod'
import type { Absences } from '../src/contract/absence.js'
import { defineInstrument, type Instrument } from '../src/contract/instrument.js'
import type { Outcome } from '../src/language/outcome.js'
import { matching, pathsOf, withoutPath } from '../src/testing/deletions.js'
import { tightened } from '../src/testing/loosening.js'
import { decidedInWords } from '../src/testing/missing.js'
import { toy } from './toy.js'

const outcome = (parts: Partial<Outcome> = {}): Outcome => ({
  status: 'computed',
  score: null,
  category: null,
  criteria: [],
  terms: [],
  details: {},
  inputs: {},
  missing: [],
  warnings: [],
  text: '',
  ...parts,
})

const scored = (value: number | null, lower?: number | null, upper?: number | null) =>
  outcome({
    status: value === null ? 'not_computable' : 'computed',
    score: {
      value,
      reported: null,
      unit: '1',
      bounds: lower === undefined ? null : { lower, upper: upper ?? null },
    },
  })
const criteria = (state: 'met' | 'not_met' | 'undetermined' | null) =>
  outcome({ criteria: state === null ? [] : [{ id: 'c', state, rule: '', source: '', reason: null }] })
const band = (code: string) => outcome({ category: { set: 's', code, label: '' } })
const detailed = (details: object) => outcome({ details })
const warn = (code: string) => ({ code, pointer: '', message: '' })

t.test('what says less: opened decisions, wider bounds, emptied values', async (t) => {
  const pairs: readonly (readonly [before: Outcome, after: Outcome])[] = [
    [criteria('met'), criteria('undetermined')],
    [criteria('not_met'), criteria(null)],
    [band('low'), band('undetermined')],
    [band('low'), outcome()],
    [scored(3), scored(null, 1, 4)],
    [scored(null, 1, 4), scored(null, 1, null)],
    [scored(3, 2, 4), scored(3, 1, 4)],
    [scored(3), scored(null)],
    [detailed({ a: { state: 'met' }, n: 3 }), detailed({ a: { state: 'undetermined' }, n: null })],
    [detailed({ b: { lower: 1, upper: 2 } }), detailed({ b: { lower: null, upper: 2 } })],
    [detailed({ known: 4 }), detailed({ known: 3 })],
  ]
  for (const [before, after] of pairs) t.same(tightened(before, after, new Set(['known'])), [])
})

t.test('what says more, or something else', async (t) => {
  const pairs: readonly (readonly [before: Outcome, after: Outcome, kind: string])[] = [
    [criteria('undetermined'), criteria('met'), 'criterion'],
    [criteria('undetermined'), criteria('not_met'), 'criterion'],
    [criteria('met'), criteria('not_met'), 'criterion'],
    [criteria('not_met'), criteria('met'), 'criterion'],
    [criteria(null), criteria('not_met'), 'criterion'],
    [band('undetermined'), band('low'), 'category'],
    [band('high'), band('low'), 'category'],
    [outcome(), band('low'), 'category'],
    [scored(null, 1, 4), scored(null, 1, 3), 'bounds'],
    [scored(null, null, 4), scored(null, 1, 4), 'bounds'],
    [scored(null), scored(null, 1, 4), 'bounds'],
    [scored(5), scored(null, 1, 4), 'bounds'],
    [scored(5, 4, 6), scored(5), 'bounds'],
    [scored(5), scored(6, 4, 6), 'value'],
    [outcome({ status: 'not_computable' }), outcome(), 'status'],
    [detailed({ a: { state: 'undetermined' } }), detailed({ a: { state: 'met' } }), 'criterion'],
    [detailed({ other: 3 }), detailed({ other: 4 }), 'value'],
    [detailed({ b: { lower: 1, upper: 2 } }), detailed({ b: { lower: 1, upper: 1 } }), 'bounds'],
  ]
  for (const [before, after, kind] of pairs)
    t.same(
      tightened(before, after, new Set(['known'])).map((one) => one.kind),
      [kind],
    )
})

t.test('every value of a request is taken out, but not what qualifies a value', async (t) => {
  const body = { a: { value: 1, unit: 'mm', comparator: '<' }, list: ['x', 'y'], none: null }
  t.same(
    [...pathsOf(body)].map((path) => path.join('.')),
    ['a', 'a.value', 'a.unit', 'list', 'list.0', 'list.1'],
  )
  t.same(withoutPath(body, ['list', '0']).list, ['y'])
  t.same(matching({ v: { fvc: 1 }, w: { fvc: 2 }, fvc: 3 }, '*.fvc'), [
    ['v', 'fvc'],
    ['w', 'fvc'],
  ])
})

const Request = z.strictObject({
  percent: z.number().min(0).max(200).nullish(),
  litres: z.number().min(0).max(200).nullish(),
  way: z.enum(['plain', 'double']).nullish(),
  others: z.enum(['none', 'unknown']).nullish(),
  drugs: z.array(z.string().max(9)).max(4).nullish(),
  item: z.number().min(0).max(3).nullish(),
})
type Request = z.infer<typeof Request>

const made = (compute: (input: Request) => Outcome, absences: Absences = {}): Instrument =>
  defineInstrument<Request>({
    ...toy,
    ...absences,
    request: Request,
    rules: [],
    compute,
    details: z.looseObject({}),
    examples: [],
  }) as Instrument

const precedence = { uses: 'percent', insteadOf: ['litres'], warning: 'percent_used', reason: '' }

t.test('a precedence excuses what falls back, where the answer has said what was used', async (t) => {
  const answer = ({ percent, litres }: Request, warned: boolean) => ({
    ...scored(percent ?? litres ?? null),
    warnings: warned && percent != null && litres != null ? [warn('percent_used')] : [],
  })
  const both = { percent: 90, litres: 3 }
  t.same(
    decidedInWords(
      made((input) => answer(input, true), { precedences: [precedence] }),
      both,
    ),
    [],
  )
  t.same(
    decidedInWords(
      made((input) => answer(input, true)),
      both,
    ),
    ['without percent: value: 90 became 3; bounds: 90 to 90 became 3 to 3'],
    'not without its name in the manifest',
  )
  t.equal(
    decidedInWords(
      made((input) => answer(input, false), { precedences: [precedence] }),
      both,
    ).length,
    1,
    'nor without its warning',
  )
  const zero = ({ percent }: Request) => ({ ...scored(percent ?? 0), warnings: [warn('percent_used')] })
  t.equal(
    decidedInWords(made(zero, { precedences: [precedence] }), { percent: 90 }).length,
    1,
    'nor where nothing is left to fall back on',
  )
})

t.test('an absent option is its default', async (t) => {
  const answer = ({ way }: Request) => criteria(way === 'double' ? 'met' : 'not_met')
  const options = [{ field: 'way', default: 'plain', absent: 'plain' }]
  t.same(decidedInWords(made(answer, { options }), { way: 'double' }), [])
  t.same(decidedInWords(made(answer), { way: 'double' }), ['without way: c: met became not_met'])
  const wrong = [{ field: 'way', default: 'double', absent: 'double' }]
  t.same(decidedInWords(made(answer, { options: wrong }), { way: 'double' }), [
    'without way: absent is not the default double',
  ])
  const asked = [{ field: 'way', default: null, where: { field: 'others', is: 'none' }, absent: 'as asked' }]
  t.same(decidedInWords(made(answer, { options: asked }), { way: 'double', others: 'none' }), [])
  t.equal(
    decidedInWords(made(answer, { options: asked }), { way: 'double', others: 'unknown' }).length,
    1,
    'only where the request says so',
  )
})

t.test('the items of a complete list are no missing values; the list itself is', async (t) => {
  const answer = ({ drugs }: Request) => criteria((drugs ?? []).length > 0 ? 'met' : 'not_met')
  const list = { list: 'drugs', reason: '' }
  const found = (absences: Absences, body: object) =>
    decidedInWords(
      made((input) => answer(input), absences),
      body,
    ).map((line) => line.split(':')[0])
  const body = { drugs: ['x'], others: 'none' }
  t.same(found({}, body), ['without drugs', 'without drugs.0'])
  t.same(found({ completeLists: [list] }, body), ['without drugs'])
  const said = [{ ...list, where: { field: 'others', is: 'none' } }]
  t.same(found({ completeLists: said }, body), ['without drugs'])
  t.same(found({ completeLists: said }, { ...body, others: 'unknown' }), ['without drugs', 'without drugs.0'])
  t.same(found({ completeLists: [{ ...list, warning: 'none_listed' }] }, body), ['without drugs', 'without drugs.0'])
})

t.test('a member of a complete list that is null is in it, and not known', async (t) => {
  const Joints = z.strictObject({ joints: z.partialRecord(z.enum(['a', 'b']), z.boolean().nullable()).nullish() })
  const compute = ({ joints }: z.infer<typeof Joints>): Outcome => {
    if (!joints) return criteria('undetermined')
    if (Object.values(joints).includes(true)) return criteria('met')
    return criteria(Object.values(joints).includes(null) ? 'undetermined' : 'not_met')
  }
  const instrument = (absences: Absences) =>
    defineInstrument({
      ...toy,
      ...absences,
      request: Joints,
      rules: [],
      compute,
      details: z.looseObject({}),
      examples: [],
    }) as Instrument
  const body = { joints: { a: true, b: false } }
  t.same(decidedInWords(instrument({ completeLists: [{ list: 'joints', reason: '' }] }), body), [])
  t.same(decidedInWords(instrument({}), body), [
    'without joints.a: null is not the same as absent; c: met became not_met',
  ])
})

t.test('an imputed value may change, with its warning; bounds and criteria may not', async (t) => {
  const answer = ({ item }: Request, parts: Partial<Outcome> = {}): Outcome => ({
    ...scored(item ?? 2, item == null ? 0 : item, item ?? 3),
    category: { set: 's', code: (item ?? 2) > 1 ? 'high' : 'low', label: '' },
    warnings: item == null ? [warn('items_imputed')] : [],
    ...parts,
  })
  const imputation = { fields: ['item'], warning: 'items_imputed', reason: '' } as const
  const found = (category: 'by-value' | 'by-bounds', parts?: (input: Request) => Partial<Outcome>) =>
    decidedInWords(
      made((input) => answer(input, parts?.(input)), { imputations: [{ ...imputation, category }] }),
      { item: 1 },
    )
  t.same(found('by-value'), [])
  t.same(found('by-bounds'), ['without item: category: low became high'])
  t.equal(found('by-value', () => ({ warnings: [] })).length, 1)
  t.same(
    found('by-value', ({ item }) => ({ criteria: criteria(item == null ? 'met' : 'not_met').criteria })),
    ['without item: c: not_met became met'],
  )
  t.same(
    found('by-value', ({ item }) => ({ score: scored(item ?? 2, item == null ? 2 : item, item ?? 3).score })),
    ['without item: bounds: 1 to 1 became 2 to 3'],
  )
})

t.test('null is read as absent', async (t) => {
  const answer = (input: Request) => criteria(input.item === null ? 'not_met' : 'undetermined')
  t.same(decidedInWords(made(answer), { item: 1 }), ['without item: null is not the same as absent'])
})
