/** Panels in rows: each as on its own route, in order also where its instruments are asked for elsewhere, and refused alone. */

import { instruments } from '@activity-scores/services/registry'
import { instrumentSetOf } from '@activity-scores/shared/engine/instrument-set'
import { Rows } from '@activity-scores/shared/engine/rows/row'
import t from 'tap'
import { panelOf } from '../src/panel/executor.js'
import { gateway, services, usualGateway } from './helpers.js'

const JSON_TYPE = 'application/json'
const LINES_TYPE = 'application/x-ndjson'

const joints = {
  'L-MCP2': { tender: 'present', swollen: 'present' },
  'R-WRI': { tender: 'absent', swollen: 'present' },
}
const visit = {
  joints,
  allOtherJoints: 'absent',
  esr: { value: 7, unit: 'mm/h' },
  patientGlobal: { value: 50, unit: 'mm' },
  physicianGlobal: { value: 60, unit: 'mm' },
}
const scores = ['joint-counts', 'das28-esr', 'cdai', 'eular-response']

/** Answered in full, in part, and not at all. */
const panels: readonly object[] = [
  { derive: true, instruments: scores, inputs: { ...visit, baseline: { das28Esr: 5.6 } } },
  { derive: true, inputs: visit },
  { inputs: visit },
  { instruments: ['das28-esr', 'crcl'], inputs: { tenderJointCount28: 4, creatinine: { value: 1, unit: 'mg/L' } } },
  { inputs: {} },
  { inputs: { tenderJointCount28: 3, cdai: 70 } },
  { instruments: ['cdai'], inputs: { cdaj: 1 }, derive: 'yes' },
  { instruments: ['cdaj'], inputs: {} },
  { inputs: Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [`nobody-knows-${i}`, 1])) },
]
const rows = panels.map((input, id) => JSON.stringify({ id, input }))

type App = Awaited<ReturnType<typeof gateway>>

const send = (app: App, path: string, type: string, payload: string | Buffer, headers = {}) =>
  app.inject({ method: 'POST', url: path, headers: { 'content-type': type, ...headers }, payload })

async function alone(app: App, input: object, headers = {}) {
  const { statusCode: status, payload } = await send(app, '/v1/panel', JSON_TYPE, JSON.stringify(input), headers)
  return { status, payload }
}

/** What each row has to be, by the route of a single panel; a refusal names the path that refused. */
const expectedOf = (app: App, headers = {}) =>
  Promise.all(
    panels.map(async (input, id) => {
      const { status, payload } = await alone(app, input, headers)
      const answer =
        status === 200 ? payload : payload.replace('"instance":"/v1/panel"', '"instance":"/v1/panel/batch"')
      return `{"id":${id},"status":${status},"${status === 200 ? 'result' : 'problem'}":${answer}}`
    }),
  )

t.test('array and lines have the bytes of the single route, embedded and proxied', async (t) => {
  const embedded = await usualGateway()
  const proxied = await gateway(t, await services(t, ['joint-counts', 'das28-esr', 'cdai', 'eular-response', 'crcl']))
  for (const headers of [{}, { prefer: 'return=minimal' }]) {
    const expected = await expectedOf(embedded, headers)
    t.equal(expected.filter((row) => row.includes('"status":422')).length > 3, true, 'some are refused')
    for (const [name, app] of Object.entries({ embedded, proxied })) {
      const array = await send(app, '/v1/panel/batch', JSON_TYPE, `[${rows.join(',')}]`, headers)
      t.equal(array.payload, `[${expected.join(',')}]`, `${name}: array`)
      const lines = await send(app, '/v1/panel/batch', LINES_TYPE, rows.join('\n'), headers)
      t.equal(lines.payload, expected.map((row) => `${row}\n`).join(''), `${name}: lines`)
      t.equal(lines.headers['preference-applied'], array.headers['preference-applied'])
    }
  }
})

t.test('as text a row is one line', async (t) => {
  const app = await usualGateway()
  const { payload } = await send(app, '/v1/panel/batch', LINES_TYPE, rows.join('\n'), { accept: 'text/plain' })
  const lines = payload.trimEnd().split('\n')
  t.equal(lines.length, rows.length)
  const single = await alone(app, panels[0] as object, { accept: 'text/plain' })
  t.equal(lines[0], single.payload.trimEnd().replaceAll('\n', ' | '))
  t.match(lines[7], /^problem 422: /)
})

t.test('a hostile row is refused alone, and a table as a whole', async (t) => {
  const app = await usualGateway()
  const good = rows[2] as string
  const bad: readonly (readonly [string, string])[] = [
    [`{"id":"deep","input":{"inputs":{"a":${'['.repeat(70)}${']'.repeat(70)}}}}`, 'too_deep'],
    ['{"id":"twice","input":{"inputs":{"age":50,"age":51}}}', 'duplicate_key'],
    ['{"id":"cut","input":', 'invalid_json'],
    [`{"id":"long","input":{"inputs":{"a":"${'x'.repeat(66_000)}"}}}`, 'invalid_row'],
    ['{"id":"bare","inputs":{"age":50}}', 'invalid_row'],
    ['{"id":"umlaut","input":{"inputs":{"a":"\xe4"}}}', 'not_utf8'],
  ]
  const body = Buffer.from(bad.flatMap(([row]) => [row, good]).join('\n'), 'latin1')
  const { payload } = await send(app, '/v1/panel/batch', LINES_TYPE, body)
  const answers = payload
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  t.same(
    answers.map(({ problem }) => problem?.code ?? 200),
    bad.flatMap(([, code]) => [code, 200]),
  )
  const table = await send(app, '/v1/panel/batch', 'text/csv', 'id,age\n1,50\n')
  t.equal(table.statusCode, 415)
  t.equal(table.headers.accept, `${JSON_TYPE}, ${LINES_TYPE}`)
  t.notMatch(table.payload, 'text/csv')
})

t.test('a row costs the instruments that were computed for it', async (t) => {
  const app = await gateway(t, { RATE_LIMIT_ROWS: '20', RATE_LIMIT_WINDOW_S: '600' })
  const row = JSON.stringify({ input: { instruments: ['das28-esr', 'cdai', 'crcl'], inputs: {} } })
  const left = async () =>
    (await send(app, '/v1/panel/batch', JSON_TYPE, `[${row},${row},${row}]`)).headers['ratelimit']
  t.match(await left(), '"rows";r=11;')
  t.match(await left(), '"rows";r=2;')
  const refused = await send(app, '/v1/panel/batch', JSON_TYPE, `[${row},${row},${row},${row}]`)
  t.equal(refused.statusCode, 429, 'and more rows than are left are not begun')
})

t.test('a service that is down costs its own part of each row', async (t) => {
  const app = await gateway(t, { UPSTREAM_CRCL: 'http://127.0.0.1:9' })
  await app.listen({ port: 0, host: '127.0.0.1' })
  const input = { instruments: ['cdai', 'crcl'], inputs: { tenderJointCount28: 4 } }
  const { payload } = await send(
    app,
    '/v1/panel/batch',
    JSON_TYPE,
    JSON.stringify([
      { id: 1, input },
      { id: 2, input },
    ]),
  )
  for (const [i, { id, result }] of (JSON.parse(payload) as { id: number; result: never }[]).entries()) {
    const { cdai, crcl } = (result as { readonly results: Readonly<Record<string, { readonly status: number }>> })
      .results
    t.same([id, cdai?.status], [i + 1, 200])
    t.ok([502, 503].includes(crcl?.status ?? 0), 'asked in vain, or not any more')
  }
})

t.test('what an instrument throws is a fault of its row alone', async (t) => {
  const cdai = instruments.filter(({ slug }) => slug === 'cdai')
  const broken = {
    slug: 'cdai',
    fromValue: async () => Promise.reject(new Error('planted')),
    fromBytes: () => {
      throw new Error('unused')
    },
  }
  const faults: unknown[] = []
  const executor = panelOf(instrumentSetOf(cdai), [broken])
  const row = new Rows({
    executor,
    form: 'full',
    requestId: '',
    path: '/v1/panel/batch',
    failed: (error) => faults.push(error),
  })
  const answer = JSON.parse(await row.ofValue({ id: 1, input: { instruments: ['cdai'], inputs: {} } }))
  t.same([answer.id, answer.status, answer.problem.code, faults.length], [1, 500, 'internal_error', 1])
  t.equal(row.total, 1)
})
