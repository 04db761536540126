/** Ids of rows come back as they were sent: results are joined to patients by them. */
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import t from 'tap'
import { fc } from '../src/testing/drawing.js'
import type { Json } from '../src/testing/testing.js'
import { compute } from './toy-host.js'

const URL = '/v1/toy/batch'
const NDJSON = { 'content-type': 'application/x-ndjson' }
const CSV = { 'content-type': 'text/csv' }
const INPUT = '"input":{"age":50}'

/** Numerals that would come back as others: corrections of the clinical specification, K20, and what is like them. */
const ROUNDED = [
  '9007199254740991.4',
  '1.00000000000000000001',
  '0.1234567890123456789',
  '9007199254740993',
  '123456789012345678901',
  '1e400',
  '-1e400',
  '1e-400',
]
const REWRITTEN = ['-0', '-0.0', '0.0', '1.0', '1.50', '100.0', '1e2', '1E2', '1e+2', '10e-1', '0e0', '1E400', '0.10']
const KEPT = ['0', '1', '-1', '17', '-7', '0.5', '-0.5', '1.25', '1e-7', '123456789012345', '9007199254740991']

/** The same row in every way in which it can be written. */
const rows = (id: string): readonly string[] => [
  `{"id":${id},${INPUT}}`,
  `{"id": ${id} , ${INPUT}}`,
  `{${INPUT},"id":${id}}`,
  ` { ${INPUT} ,\t"id"\t:\t${id}\t}`,
  `{"\\u0069d":${id},${INPUT}}`,
  `{"i\\u0064":${id},${INPUT}}`,
]

async function answersTo(list: readonly string[]): Promise<readonly (readonly [string, Json])[]> {
  const array = (await compute({}, `[${list.join(',')}]`, URL)).json() as readonly Json[]
  const lines = (await compute(NDJSON, list.join('\n'), URL)).payload.trimEnd().split('\n')
  return [
    ...array.map((answer) => ['array', answer] as const),
    ...lines.map((line) => ['lines', JSON.parse(line)] as const),
  ]
}

t.test('a number that would come back as another is refused, and why is said', async (t) => {
  for (const id of [...ROUNDED, ...REWRITTEN])
    for (const [way, { id: back, status, problem }] of await answersTo(rows(id))) {
      const { code, errors } = problem ?? {}
      t.same([back, status, code, errors?.[0].pointer], [null, 400, 'invalid_row', '/id'], `${id} in ${way}`)
      t.match(errors?.[0].message, 'Send any other as text, in double quotes')
    }
})

t.test('a number that comes back as it is written is taken', async (t) => {
  for (const id of KEPT)
    for (const [way, answer] of await answersTo(rows(id)))
      t.same([answer.id, answer.status], [Number(id), 200], `${id} in ${way}`)
  for (const id of KEPT) {
    const written = (await compute(NDJSON, `{"id":${id},${INPUT}}`, URL)).payload
    t.ok(written.startsWith(`{"id":${id},`), `${id} as it was written`)
  }
})

t.test('one such id among others is found, and the others are answered', async (t) => {
  const hidden = [
    '{"id":1,"input":{"id":2.0}}',
    `{"id":"\\"id\\":3.0",${INPUT}}`,
    `{${INPUT},"id":4.0}`,
    `{"id":5,${INPUT}}`,
  ]
  const statuses = (await answersTo(hidden)).map(([, { id, status }]) => [id, status])
  const wanted = [
    [1, 422],
    ['"id":3.0', 200],
    [null, 400],
    [5, 200],
  ]
  t.same(statuses, [...wanted, ...wanted], 'numerals elsewhere are none of the id')
})

t.test('every double comes back in its bytes or is refused', async (t) => {
  const numeral = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => JSON.stringify(value)),
    fc.integer().map(String),
    fc
      .tuple(fc.integer({ min: -1000, max: 1000 }), fc.stringMatching(/^(\.\d{1,3})?([eE][+-]?\d{1,2})?$/))
      .map(([whole, rest]) => `${whole}${rest}`),
  )
  const property = fc.asyncProperty(numeral, async (id) => {
    const { payload } = await compute(NDJSON, `{"id":${id},${INPUT}}`, URL)
    const isSame = payload.startsWith(`{"id":${id},"status":200,`)
    const isTaken = JSON.stringify(Number(id)) === id && Math.abs(Number(id)) <= Number.MAX_SAFE_INTEGER
    return isSame === isTaken && (isTaken || payload.startsWith('{"id":null,"status":400,'))
  })
  await fc.assert(property, { numRuns: 300 })
  t.pass('each of 300')
})

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({
    unit: fc.constantFrom('"', ',', '\n', '\r', '\\', ' ', '=', "'", '\u2028', 'é', '|', '\t'),
    maxLength: 12,
  }),
)

t.test('texts come back as they are', async (t) => {
  const half = '\ud800'
  for (const [way, answer] of await answersTo([`{"id":"\\ud800",${INPUT}}`, `{"id":"a\\uDC00b",${INPUT}}`]))
    t.ok([half, 'a\udc00b'].includes(answer.id), `half of a pair in ${way}`)
  const anyText = fc.oneof(text, fc.string({ unit: fc.constantFrom('\ud800', '\udfff', 'a', '\uFFFD'), maxLength: 8 }))
  const property = fc.asyncProperty(fc.array(anyText, { minLength: 1, maxLength: 5 }), async (ids) => {
    const answers = await answersTo(ids.map((id) => JSON.stringify({ id, input: { age: 50 } })))
    return JSON.stringify(answers.map(([, { id }]) => id)) === JSON.stringify([...ids, ...ids])
  })
  await fc.assert(property, { numRuns: 200 })
  t.pass('each of 200')
})

t.test('ids of a table come back as they are, with quotes, commas and line ends', async (t) => {
  const whole = text.filter((id) => Buffer.from(id).toString() === id)
  const property = fc.asyncProperty(fc.array(whole, { minLength: 1, maxLength: 5 }), async (ids) => {
    const body = stringify([['id', 'age'], ...ids.map((id) => [id, '50'])], { quoted: true })
    const { payload } = await compute(CSV, body, URL)
    const back = (parse(payload, { columns: true }) as readonly Json[]).map(({ id }) => id)
    if (JSON.stringify(back) !== JSON.stringify(ids)) throw new Error(`${JSON.stringify(back)}: ${payload}`)
  })
  await fc.assert(property, { numRuns: 200 })
  t.pass('each of 200')
})
