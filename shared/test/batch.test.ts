import t, { type Test } from 'tap'
import { LONGEST_LINE, MOST_ROWS } from '../src/engine/rows/limits.js'
import { wholeLines } from '../src/http/direct/batch/lines.js'
import type { Json } from '../src/testing/testing.js'
import { compute, hasFixedHeaders, isProblem, JSON_TYPE } from './toy-host.js'

const URL = '/v1/toy/batch'
const NDJSON = { 'content-type': 'application/x-ndjson' }
const INPUT = { age: 50, tenderJointCount28: 4 }
const RESULT = (await compute()).payload

const array = (rows: unknown, headers = {}) => compute(headers, JSON.stringify(rows), URL)
const lines = (text: string, headers = {}) => compute({ ...NDJSON, ...headers }, text, URL)
const answersOf = (text: string): readonly Json[] =>
  text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line))

t.test('an array is answered by an array, in order, each row beside its id', async (t) => {
  const ids = ['a', 7, -0.5, null, '', 'ä"\\\n\u2028', 'x'.repeat(128), 9007199254740991]
  const reply = await array([...ids.map((id) => ({ id, input: INPUT })), { input: INPUT }])
  t.equal(reply.statusCode, 200)
  t.equal(reply.headers['content-type'], 'application/json; charset=utf-8')
  t.equal(Number(reply.headers['content-length']), Buffer.byteLength(reply.payload))
  hasFixedHeaders(t, reply)
  t.same(
    reply.json().map((row: Json) => row.id),
    [...ids, null],
  )
  t.ok(
    reply.payload.startsWith(`[{"id":"a","status":200,"result":${RESULT}},{"id":7,`),
    'the bytes of the single route',
  )
  t.equal((await array([])).payload, '[]')
})

t.test('a row fails alone, with the problem of the single route', async (t) => {
  const bad = { age: 5, unknownField: 1 }
  const [first, second, third] = (
    await array([
      { id: 1, input: bad },
      { id: 2, input: INPUT },
      { id: 3, input: null },
    ])
  ).json()
  const single = (await compute({}, JSON.stringify(bad))).json()
  t.same(first, { id: 1, status: 422, problem: { ...single, instance: URL } })
  t.same(second, { id: 2, status: 200, result: JSON.parse(RESULT) })
  t.equal(third.problem.errors[0].pointer, '', 'null is refused by the instrument')
})

t.test('what is no row is a problem of that row', async (t) => {
  const rows: readonly (readonly [unknown, unknown, readonly string[]])[] = [
    [5, null, ['wrong_type']],
    [null, null, ['wrong_type']],
    [[], null, ['wrong_type']],
    [{ id: 'a' }, 'a', ['required']],
    [{ id: 'a', inputs: INPUT }, 'a', ['unknown_field', 'required']],
    [{ id: 'a', input: INPUT, age: 1 }, 'a', ['unknown_field']],
    [{ id: {}, input: INPUT }, null, ['not_allowed_value']],
    [{ id: true, input: INPUT }, null, ['not_allowed_value']],
    [{ id: 'x'.repeat(129), input: INPUT }, null, ['not_allowed_value']],
    [{ id: 9007199254740992, input: INPUT }, null, ['not_allowed_value']],
  ]
  const answers = (await array(rows.map(([row]) => row))).json()
  const streamed = answersOf((await lines(rows.map(([row]) => `${JSON.stringify(row)}\n`).join(''))).payload)
  t.same(streamed, answers, 'the same in a stream')
  rows.forEach(([row, id, codes], i) => {
    const { problem, ...rest } = answers[i]
    t.same(rest, { id, status: 400 }, JSON.stringify(row))
    t.equal(problem.code, 'invalid_row')
    t.same(
      problem.errors.map((fault: Json) => fault.code),
      codes,
    )
  })
})

t.test('a fault of ours in one row is told of that row, and of nothing else', async (t) => {
  const failing = { age: 50, tenderJointCount28: 27 }
  const [first, second] = (
    await array([
      { id: 1, input: failing },
      { id: 2, input: INPUT },
    ])
  ).json()
  t.equal(first.status, 500)
  t.equal(first.problem.code, 'internal_error')
  t.notMatch(JSON.stringify(first), 'cannot count')
  t.equal(second.status, 200)
})

t.test('an array at fault as a whole', async (t) => {
  isProblem(t, await array({ id: 1, input: INPUT }), 422, 'invalid_input', 'not an array')
  isProblem(t, await array(Array(MOST_ROWS + 1).fill(0)), 422, 'invalid_input', `more than ${MOST_ROWS}`)
  isProblem(t, await compute({}, '[{', URL), 400, 'invalid_json', 'ends too early')
  isProblem(t, await compute({}, '', URL), 400, 'invalid_json', 'empty')
  const twice = await compute({}, '[{"id":1,"id":2,"input":{}}]', URL)
  isProblem(t, twice, 400, 'duplicate_key', 'more than once')
  t.equal(twice.json().errors[0].pointer, '/0/id')
  isProblem(t, await compute({}, `[${' '.repeat(8_388_608)}]`, URL), 413, 'body_too_large', 'application/x-ndjson')
  for (const headers of [
    { 'content-type': 'text/plain' },
    { 'content-type': 'application/json; charset=utf-16' },
    { 'content-encoding': 'gzip' },
  ])
    isProblem(t, await compute(headers, '[]', URL), 415, 'unsupported_media_type', 'text/csv')
  t.equal((await array(Array(MOST_ROWS).fill({ input: INPUT }))).json().length, MOST_ROWS, 'the most rows there may be')
})

t.test('lines are answered by lines', async (t) => {
  const good = JSON.stringify({ id: 'a', input: INPUT })
  const text = [good, '', '   ', `${good}\r`, '{broken', '{"id":1,"id":2,"input":{}}', '{"id":1', '"input":{}}', good]
  const reply = await lines(text.join('\n'))
  t.equal(reply.statusCode, 200)
  t.equal(reply.headers['content-type'], 'application/x-ndjson; charset=utf-8')
  hasFixedHeaders(t, reply)
  const answer = `{"id":"a","status":200,"result":${RESULT}}`
  const written = reply.payload.split('\n')
  t.same([written[0], written[1], written[6], written[7]], [answer, answer, answer, ''], 'blank lines are skipped')
  t.same(
    answersOf(reply.payload).map(({ id, status, problem }) => [id, status, problem?.code]),
    [
      ['a', 200, undefined],
      ['a', 200, undefined],
      [null, 400, 'invalid_json'],
      [null, 400, 'duplicate_key'],
      [null, 400, 'invalid_json'],
      [null, 400, 'invalid_json'],
      ['a', 200, undefined],
    ],
    'two halves of a row on two lines are two broken lines',
  )
  t.equal((await lines('')).payload, '', 'no line, no answer')
  const long = await lines(`${good}\n${' '.repeat(LONGEST_LINE)}x\n${'é'.repeat(LONGEST_LINE / 2)}x\n${good}`)
  t.same(
    answersOf(long.payload).map(({ status, problem }) => problem?.errors[0].code ?? status),
    [200, 'line_too_long', 'line_too_long', 200],
  )
})

t.test('lines are the same however the stream is cut', async (t) => {
  const text = Buffer.from(`{"é":1}\n\n{"b":2}\r\n${'z'.repeat(LONGEST_LINE + 1)}\nlast`)
  async function* cut(bytes: Buffer, size: number) {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
  }
  const read = async (bytes: Buffer, size: number): Promise<readonly string[]> => {
    const found: string[] = []
    for await (const piece of wholeLines(cut(bytes, size)))
      found.push(...(piece === null ? ['too long'] : piece.toString().split('\n')).filter((line) => line !== ''))
    return found.map((line) => (line.length > LONGEST_LINE ? 'too long' : line))
  }
  const whole = await read(text, text.length)
  t.same(whole, ['{"é":1}', '{"b":2}\r', 'too long', 'last'])
  for (const size of [1, 2, 3, 7, 1000, LONGEST_LINE, LONGEST_LINE + 5])
    t.same(await read(text, size), whole, `cut at ${size}`)
})

t.test('forms: minimal and one line a row', async (t) => {
  const rows = [
    { id: 1, input: INPUT },
    { id: 2, input: { age: 1 } },
  ]
  const body = rows.map((row) => `${JSON.stringify(row)}\n`).join('')
  for (const reply of [
    await array(rows, { prefer: 'return=minimal' }),
    await lines(body, { prefer: 'return=minimal' }),
  ]) {
    t.equal(reply.headers['preference-applied'], 'return=minimal')
    const single = (await compute({ prefer: 'return=minimal' })).payload
    t.ok(reply.payload.includes(`{"id":1,"status":200,"result":${single}}`))
  }
  const asText = (await compute({ accept: 'text/plain' })).payload
  for (const reply of [await array(rows, { accept: 'text/plain' }), await lines(body, { accept: 'text/plain' })]) {
    t.equal(reply.headers['content-type'], 'text/plain; charset=utf-8')
    const [first, second, end] = reply.payload.split('\n')
    t.equal(`${first}\n`, asText)
    t.match(second, /^problem 422: age /)
    t.equal(end, '', 'one line a row')
  }
})

t.test('other methods and unknown slugs', async (t: Test) => {
  const { ask } = await import('./toy-host.js')
  const get = await ask({ method: 'GET', url: URL })
  isProblem(t, get, 405, 'method_not_allowed', 'POST')
  t.equal(get.headers.allow, 'POST')
  const unknown = await ask({ method: 'POST', url: '/v1/unknown/batch', headers: JSON_TYPE, payload: '[]' })
  isProblem(t, unknown, 404, 'unknown_instrument', 'The nearest: toy.')
})
