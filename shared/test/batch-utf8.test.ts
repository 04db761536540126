/** Rows that are not UTF-8: each is refused alone where rows are lines, and named where the rest cannot be read. */
import t from 'tap'
import type { Json } from '../src/testing/testing.js'
import { answerTo, listening, open, textOf } from './listening.js'
import { compute, isProblem } from './toy-host.js'

const URL = '/v1/toy/batch'
const CSV = 'text/csv'
const NDJSON = 'application/x-ndjson'
const bytes = (text: string): Buffer => Buffer.from(text, 'latin1')
const send = (type: string, body: Buffer | string) => compute({ 'content-type': type }, body, URL)
const row = (id: string): string => `{"id":"${id}","input":{"age":50,"tenderJointCount28":4}}`
const answersOf = (text: string): readonly Json[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
const told = (text: string) =>
  answersOf(text).map(({ id, status, problem }) => [id, status, problem?.detail?.slice(0, 21)])

/** Two patients whose names become one where what cannot be read is replaced. */
const PATIENTS = [row('a'), '', row('M\xfcller'), row('M\xe4ller'), row('b')].join('\n')
const TOLD = [
  ['a', 200, undefined],
  [null, 400, 'Line 3 is not UTF-8. '],
  [null, 400, 'Line 4 is not UTF-8. '],
  ['b', 200, undefined],
]

t.test('a line that is not UTF-8 fails alone, and names itself', async (t) => {
  const { payload, statusCode } = await send(NDJSON, bytes(PATIENTS))
  t.equal(statusCode, 200)
  t.same(told(payload), TOLD)
  t.equal(answersOf(payload)[1].problem.code, 'not_utf8')
  t.match(answersOf(payload)[1].problem.detail, 'Save it as UTF-8')
  t.match((await send(NDJSON, PATIENTS)).payload, '"id":"Müller"')
})

t.test('however a stream is cut, and in worker threads, lines keep their numbers', async (t) => {
  const body = bytes(`\xef\xbb\xbf${PATIENTS}\n\n${'x'.repeat(70_000)}\n\n\n${row('\xff')}\n`)
  for (const environment of [{}, { BATCH_THREADS: '1' }] as const) {
    const { port } = await listening(t, environment)
    for (const size of [1, 7, 100_000]) {
      const sent = open(port)
      const answered = answerTo(sent).then(textOf)
      // What is long need not come byte by byte.
      for (let at = 0; at < body.length; at += at > 500 && at < 70_000 ? 10_000 : size) {
        const end = at > 500 && at < 70_000 ? at + 10_000 : at + size
        sent.write(body.subarray(at, end))
        if (size < 100 && at < 500) await new Promise(setImmediate)
      }
      sent.end()
      const answers = told(await answered)
      t.same(answers.slice(0, 4), TOLD, `${JSON.stringify(environment)} cut at ${size}`)
      t.same(answers.at(-1), [null, 400, 'Line 10 is not UTF-8.'], `${JSON.stringify(environment)} cut at ${size}`)
    }
  }
})

t.test('a byte order mark is taken off the start of a stream, and no other is read', async (t) => {
  t.match((await send(NDJSON, `\uFEFF${row('a')}\n`)).payload, /^\{"id":"a","status":200/)
  t.match(
    (await send(NDJSON, `${row('a')}\n\uFEFF${row('b')}\n`)).payload,
    /\n\{"id":null,"status":400,.*byte order mark/,
  )
  for (const [type, text] of [
    [NDJSON, `${row('a')}\n${row('b')}\n`],
    [CSV, 'id,age\na,50\n'],
    ['application/json', `[${row('a')}]`],
  ] as const) {
    const utf16 = Buffer.from(`\uFEFF${text}`, 'utf16le')
    isProblem(t, await send(type, utf16), 400, 'not_utf8', 'The body is UTF-16 LE')
    isProblem(t, await send(type, Buffer.from(utf16).swap16()), 400, 'not_utf8', 'The body is UTF-16 BE')
    t.equal((await send(type, `\uFEFF${text}`)).statusCode, 200)
  }
})

t.test('an array that is not UTF-8 is refused as a whole: it cannot be told what else is wrong in it', async (t) => {
  isProblem(
    t,
    await send('application/json', bytes(`[\n${row('a')},\n${row('M\xfcller')}]`)),
    400,
    'not_utf8',
    'Line 3 ',
  )
})

t.test('a table is read up to the line that is not UTF-8', async (t) => {
  const table = 'id,age,tenderJointCount28\np1,50,4\n\nM\xfcller,50,4\np3,50,4\n'
  const rows = (await send(CSV, bytes(table))).payload.split('\n')
  t.equal(rows.length, 4)
  t.match(rows[1], /^p1,200,toy,computed/)
  t.match(rows[2], /^,400,toy,.*"?Line 4 is not UTF-8\. Save it as UTF-8, .*Nothing from that line on was read/)
  const quoted = (await send(CSV, bytes('id,age\n"p\n1",50\n"p\n\xfc",50\np3,50\n'))).payload
  t.match(quoted, /"p\n1",200,toy/, 'a record of two lines before it')
  t.match(quoted, 'Line 5 is not UTF-8')
  t.notMatch(quoted, 'p3')
  isProblem(t, await send(CSV, bytes('\xfcd,age\np1,50\n')), 400, 'not_utf8', 'Line 1 ')
  t.match((await send(CSV, bytes('id,age\n"a\n\xff'))).payload, 'Line 3 is not UTF-8', 'the last line has no end')
  const first = (await send(CSV, bytes('id,age\np1,50\np"2,50\n\xff,50\n'))).payload
  t.match(first, 'not CSV from line 3 on', 'of two faults the first is told')
})

t.test('a record of a table has at most the bytes of a line, however it is made up', async (t) => {
  const commas = ','.repeat(65_537)
  for (const [what, body] of [
    ['cells without end', `id,age\np1,50\n${commas}\np3,50\n`],
    ['cells without end or line', `id,age\np1,50\n${commas}`],
    ['lines within quotes', `id,age\np1,50\n"${'\n'.repeat(65_536)}",50\np3,50\n`],
    ['cells over lines within quotes', `id,age\np1,50\n${`${','.repeat(30_000)}"\n"`.repeat(3)}\np3,50\n`],
  ] as const) {
    const rows = (await send(CSV, body)).payload.split('\n')
    t.match(rows[1], /^p1,200,/, what)
    t.match(rows[2], 'not CSV from line 3 on', what)
    t.equal(rows.length, 4, what)
  }
  t.match((await send(CSV, `id,age\n"${'x\n'.repeat(32_000)}",50\np2,50\n`)).payload, 'p2,200,', 'one less is read')
})
