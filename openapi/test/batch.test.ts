/** Batches of every instrument: the answers of the single route, whichever way the rows come, embedded and proxied. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { instruments } from '@activity-scores/services/registry'
import { columnsOf, writeCells } from '@activity-scores/shared/engine/rows/columns'
import { validBodies } from '@activity-scores/shared/testing/arbitrary'
import { draws, fc, SEED, someOf } from '@activity-scores/shared/testing/drawing'
import type { Json } from '@activity-scores/shared/testing/testing'
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import t, { type Test } from 'tap'
import { gateway, services, usualGateway } from './helpers.js'

const listening = async (t: Test, environment?: Readonly<Record<string, string>>) =>
  (await gateway(t, environment)).listen({ port: 0, host: '127.0.0.1' })

async function send(
  origin: string,
  path: string,
  type: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Readonly<Record<string, string>> = {},
) {
  const sent = { 'content-type': type, 'x-request-id': 'batch-0001', ...headers }
  const answer = await fetch(`${origin}${path}`, { method: 'POST', headers: sent, body })
  const { status } = answer
  const [contentType, applied] = ['content-type', 'preference-applied'].map((name) => answer.headers.get(name))
  return { status, type: contentType, applied, id: answer.headers.get('x-request-id'), body: await answer.text() }
}

/** The documented examples, bodies drawn from the schema, and a body that is refused. */
const bodiesOf = (instrument: (typeof instruments)[number]): readonly unknown[] => [
  ...instrument.examples.map(({ request }) => request),
  ...fc.sample(validBodies(instrument), { numRuns: draws(4, 60) }),
  { unknownField: 1 },
]

/** Without what cells cannot say: nulls, which are left out, and objects without members. */
function sayable(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const kept = Object.entries(value)
    .map(([key, member]) => [key, sayable(member)] as const)
    .filter(([, member]) => member !== null && JSON.stringify(member) !== '{}')
  return Object.fromEntries(kept)
}

t.test('array and lines: the bytes of the single route in each row', async (t) => {
  const app = await usualGateway()
  const post = (url: string, type: string, payload: string) =>
    app.inject({ method: 'POST', url, headers: { 'content-type': type }, payload })
  for (const instrument of instruments) {
    const url = `/v1/${instrument.slug}`
    const bodies = bodiesOf(instrument)
    const rows = bodies.map((input, id) => JSON.stringify({ id, input }))
    const array = (await post(`${url}/batch`, 'application/json', `[${rows.join(',')}]`)).payload
    const lines = (await post(`${url}/batch`, 'application/x-ndjson', rows.join('\n'))).payload
    const expected = await Promise.all(
      bodies.map(async (body, id) => {
        const { statusCode, payload } = await post(url, 'application/json', JSON.stringify(body))
        const answer = payload.replace(`"instance":"${url}"`, `"instance":"${url}/batch"`)
        return `{"id":${id},"status":${statusCode},"${statusCode === 200 ? 'result' : 'problem'}":${answer}}`
      }),
    )
    t.equal(lines, expected.map((answer) => `${answer}\n`).join(''), `${instrument.slug}: lines`)
    t.equal(array, `[${expected.join(',')}]`, `${instrument.slug}: array`)
  }
})

t.test('CSV says what JSON says', async (t) => {
  const app = await usualGateway()
  for (const instrument of instruments) {
    const url = `/v1/${instrument.slug}/batch`
    const columns = columnsOf(instrument)
    const bodies = bodiesOf(instrument).slice(0, -1).map(sayable)
    const table = [
      ['id', ...columns.map(({ name }) => name)],
      ...bodies.map((body, id) => [id, ...writeCells(columns, body)]),
    ]
    const csv = await app.inject({
      method: 'POST',
      url,
      headers: { 'content-type': 'text/csv' },
      payload: stringify(table),
    })
    t.equal(csv.statusCode, 200)
    const json = (
      await app.inject({ method: 'POST', url, payload: bodies.map((input, id) => ({ id, input })) as never })
    ).json()
    const rows = parse(csv.payload, { columns: true }) as readonly Record<string, string>[]
    t.equal(rows.length, bodies.length)
    rows.forEach((row, i) => {
      const { id, result, status } = json[i] as Json
      // A rule between fields refused what was drawn; a cell has no type that could be wrong.
      if (status !== 200) return
      const text = (value: unknown): string => (value === null || value === undefined ? '' : String(value))
      const wanted = {
        // A criterion that a row does not have is an empty cell.
        ...Object.fromEntries(instrument.criteria.map((criterion) => [criterion.id, ''])),
        id: String(id),
        status: '200',
        instrument: instrument.slug,
        computed: result.status,
        score: text(result.score?.value),
        reported: text(result.score?.reported),
        unit: text(result.score?.unit),
        lower: text(result.score?.bounds?.lower),
        upper: text(result.score?.bounds?.upper),
        category: text(result.category?.code),
        ...Object.fromEntries(result.criteria.map((criterion: Json) => [criterion.id, criterion.state])),
        missing: result.missing.join('|'),
        warnings: result.warnings.map((warning: Json) => warning.code).join('|'),
        text: result.text,
        problem: '',
      }
      t.same(row, wanted, `${instrument.slug} row ${i}: ${JSON.stringify(bodies[i])}`)
    })
  }
})

type Call = readonly [
  name: string,
  type: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers?: Record<string, string>,
]

const latin1 = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text, 'latin1'))
const inSpreadsheet = { prefer: 'return=minimal, csv=spreadsheet' }
/** What is decided before an instrument is asked, and how many parts rows come in: one instrument of so many stands for the others. */
const EVERY = 12
/** Whose batches are also answered by services of their own. */
const PROXIED = someOf(instruments, 12)
/** So many times the rows: some megabytes, which come and go in many parts; and so that there is more than one turn's work. */
const MANY_TIMES = draws(40, 100)
const SOME_TIMES = draws(4, 40)
const UNLIKE_INSTRUMENTS: readonly Call[] = [
  ['no lines', 'application/x-ndjson', ''],
  ['unknown column', 'text/csv', 'foo\n1\n'],
  ['ids that would be computed', 'text/csv', 'id\n=1+1\n'],
  ['ids as text for a spreadsheet', 'text/csv', 'id\n=1+1\n', inSpreadsheet],
  ['a table that is not UTF-8', 'text/csv', latin1('id\na\n\xfc\n')],
  ['lines that are not UTF-8', 'application/x-ndjson', latin1('{"id":"\xfc","input":{}}\n{"id":1,"input":{}}')],
  ['UTF-16', 'application/x-ndjson', latin1('\xff\xfe{\0}\0\n\0')],
  ['an array that is not UTF-8', 'application/json', latin1('[{"id":"\xfc","input":{}}]')],
  ['nested too deep', 'application/json', '['.repeat(65)],
  ['ids that would come back as others', 'application/json', '[{"id":1.0,"input":{}},{"id":1,"input":{}}]'],
  ['not JSON', 'application/json', '[{'],
  ['no array', 'application/json', '{}'],
  ['empty', 'application/json', ''],
  ['too large', 'application/json', ' '.repeat(8_388_609)],
  ['another type', 'text/plain', '[]'],
]

t.test('embedded and proxied batches answer alike, byte for byte', async (t) => {
  const embedded = await listening(t)
  const proxied = await listening(
    t,
    await services(
      t,
      PROXIED.map(({ slug }) => slug),
    ),
  )
  for (const [i, instrument] of PROXIED.entries()) {
    const path = `/v1/${instrument.slug}/batch`
    const rows = bodiesOf(instrument).map((input, id) => JSON.stringify({ id, input }))
    const array = `[${rows.join(',')}]`
    const times = (i + SEED) % EVERY === 0 ? MANY_TIMES : SOME_TIMES
    const many = `${Array(times).fill(rows.join('\n')).join('\n')}\n{broken\n`
    const columns = columnsOf(instrument)
    const cells = instrument.examples.map(({ request }) => writeCells(columns, request))
    const csv = stringify([columns.map(({ name }) => name), ...cells])
    const calls: readonly Call[] = [
      ['array', 'application/json', array],
      ['minimal', 'application/json', array, { prefer: 'return=minimal' }],
      ['text', 'application/json', array, { accept: 'text/plain' }],
      ['lines', 'application/x-ndjson; charset=utf-8', many],
      ['lines in short', 'application/x-ndjson', many, { prefer: 'return=minimal' }],
      ['lines as text', 'application/x-ndjson', many, { accept: 'text/plain' }],
      ['table', 'text/csv', csv],
      ...(i % EVERY === 0 ? UNLIKE_INSTRUMENTS : []),
    ]
    for (const [name, type, body, headers] of calls) {
      const [a, b] = await Promise.all([embedded, proxied].map((origin) => send(origin, path, type, body, headers)))
      t.same(b, a, `${path} ${name}`)
      if (headers === inSpreadsheet) t.same([b?.applied, b?.body.includes("\n'=1+1,")], [inSpreadsheet.prefer, true])
    }
  }
})

t.test('a service that is down, hangs or lies to a batch harms only its own slug', async (t) => {
  const stranger = async (answer: Parameters<typeof createServer>[1]): Promise<string> => {
    const server = createServer(answer as never).listen(0, '127.0.0.1')
    await once(server, 'listening')
    t.teardown(() => {
      server.closeAllConnections()
      server.close()
    })
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }
  const cases: readonly (readonly [string, string, number, string])[] = [
    ['down', 'http://127.0.0.1:1', 502, 'upstream_unavailable'],
    ['hanging', await stranger(() => undefined), 504, 'upstream_timeout'],
    [
      'html',
      await stranger((_q, r) => r.setHeader('content-type', 'text/html').end('hello')),
      502,
      'upstream_unavailable',
    ],
  ]
  for (const [name, upstream, status, code] of cases) {
    const origin = await listening(t, {
      UPSTREAM_CDAI: upstream,
      UPSTREAM_TIMEOUT_MS: '200',
      REQUEST_TIMEOUT_MS: '200',
    })
    const reply = await send(origin, '/v1/cdai/batch', 'application/x-ndjson', '{"input":{}}\n')
    t.equal(reply.status, status, name)
    const problem = JSON.parse(reply.body)
    t.equal(problem.code, code, name)
    t.match(problem.detail, 'cdai')
    t.notMatch(reply.body, '127.0.0.1')
    t.equal((await send(origin, '/v1/crcl/batch', 'application/json', '[]')).body, '[]', `${name}: others answer`)
  }
})
