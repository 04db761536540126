import type { InjectOptions } from 'fastify'
import t from 'tap'
import { buildService } from '../src/http/service.js'
import { createLogger, describeError } from '../src/telemetry/logging.js'
import { testConfig } from '../src/testing/testing.js'
import { toy } from './toy.js'

const lines: string[] = []
const logger = createLogger('trace', { write: (line) => lines.push(line) })
const { app } = await buildService([toy], testConfig(), logger)
t.teardown(() => app.close())

/** A word and a number that occur nowhere but in what is submitted. */
const WORD = 'Zyxwvut'
const NUMBER = 17.8675309
const MARKERS = /zyxwvut|8675309/i

const headers = { 'content-type': 'application/json' }
const payload = JSON.stringify({ age: 50, tenderJointCount28: 4 })
const planted: readonly (readonly [name: string, request: InjectOptions, status: number])[] = [
  ['a plain request', { method: 'POST', url: '/v1/toy', headers, payload }, 200],
  ['in the query', { method: 'POST', url: `/v1/toy?patient=${WORD}&esr=${NUMBER}`, headers, payload }, 200],
  ['in a path', { url: `/v1/${WORD}/${NUMBER}` }, 404],
  ['in a slug', { method: 'POST', url: `/v1/${WORD}`, headers, payload }, 404],
  ['in a path with a large body', { method: 'POST', url: `/${WORD}`, headers, payload: WORD.repeat(3000) }, 404],
  ['in a URL that cannot be decoded', { url: `/v1/${WORD}%zz` }, 400],
  ['in a value', { method: 'POST', url: '/v1/toy', headers, payload: JSON.stringify({ age: 50, index: NUMBER }) }, 422],
  ['in an unknown field', { method: 'POST', url: '/v1/toy', headers, payload: `{"age":50,"${WORD}":"${WORD}"}` }, 422],
  [
    'in a unit',
    { method: 'POST', url: '/v1/toy', headers, payload: `{"age":50,"esr":{"value":1,"unit":"${WORD}"}}` },
    422,
  ],
  ['in broken JSON', { method: 'POST', url: '/v1/toy', headers, payload: `{"age": ${WORD}` }, 400],
  ['in a key sent twice', { method: 'POST', url: '/v1/toy', headers, payload: `{"${WORD}":1,"${WORD}":2}` }, 400],
  [
    'in a body of the wrong type',
    { method: 'POST', url: '/v1/toy', headers: { 'content-type': `text/${WORD}` }, payload: WORD },
    415,
  ],
  ['in a body too large', { method: 'POST', url: '/v1/toy', headers, payload: WORD.repeat(12_000) }, 413],
  ['with another method', { method: 'PUT', url: `/v1/toy?x=${WORD}`, headers, payload: WORD }, 405],
  [
    'in headers',
    {
      method: 'POST',
      url: '/v1/toy',
      headers: {
        ...headers,
        'x-request-id': `id ${WORD}`,
        cookie: WORD,
        'user-agent': WORD,
        prefer: WORD,
        accept: `${WORD}/*`,
        authorization: `Bearer ${WORD}`,
      },
      payload,
    },
    200,
  ],
  [
    'in the message of an error of an instrument',
    {
      method: 'POST',
      url: '/v1/toy',
      headers,
      payload: JSON.stringify({ age: 50, tenderJointCount28: 27, index: 1.8675309 }),
    },
    500,
  ],
  ['in the documentation', { url: `/docs?x=${WORD}` }, 200],
  ['in the catalogue', { url: `/v1/instruments/${WORD}` }, 404],
]

t.test('no log line holds anything that was submitted, and each request has one', async (t) => {
  for (const [name, request, status] of planted) {
    t.test(name, async (t) => {
      lines.length = 0
      const reply = await app.inject(request)
      t.equal(reply.statusCode, status)
      t.notMatch(lines.join(''), MARKERS)
      const entries = lines.map((line) => JSON.parse(line))
      const requests = entries.filter(({ level }) => level === 30)
      t.equal(requests.length, 1, 'one line a request')
      const [entry] = requests
      t.same(Object.keys(entry), ['level', 'time', 'requestId', 'method', 'route', 'status', 'ms', 'msg'])
      t.equal(entry.msg, 'request')
      t.equal(entry.status, status)
      t.equal(entry.method, request.method ?? 'GET')
      t.equal(entry.requestId, reply.headers['x-request-id'])
      t.match(entry.route, /^(unmatched|\/v1\/toy|\/docs)$/)
      t.equal(entries.length, status === 500 ? 2 : 1, 'and one more only for a failure')
    })
  }

  t.test('a failure is logged with its type and place under the id of the request', async (t) => {
    lines.length = 0
    const failing = JSON.stringify({ age: 50, tenderJointCount28: 27 })
    await app.inject({
      method: 'POST',
      url: '/v1/toy',
      headers: { ...headers, 'x-request-id': 'incident-0001' },
      payload: failing,
    })
    const entry = lines.map((line) => JSON.parse(line)).find(({ level }) => level === 50)
    t.equal(entry.requestId, 'incident-0001')
    t.equal(entry.msg, 'request failed')
    t.equal(entry.err.type, 'RangeError')
    t.match(entry.err.at, /^at Object\.compute .*toy\.[jt]s:\d+:\d+/)
  })

  t.test('a higher level silences the lines of requests', async (t) => {
    const quiet: string[] = []
    const service = await buildService(
      [toy],
      testConfig(),
      createLogger('error', { write: (line) => quiet.push(line) }),
    )
    t.teardown(() => service.app.close())
    await service.app.inject({ method: 'POST', url: '/v1/toy', headers, payload })
    t.same(quiet, [])
  })
})

t.test('errors are described without their message', async (t) => {
  const error = new TypeError(`${WORD} is not a number\n    at ${WORD} (${NUMBER})\n  of ${WORD}`)
  const described = describeError(error)
  t.notMatch(JSON.stringify(described), MARKERS)
  t.match(described, { type: 'TypeError', at: /logging\.test\.[jt]s:\d+/ })
  t.match(describeError(Object.assign(new Error(WORD), { code: 'ECONNREFUSED' })), {
    type: 'Error',
    code: 'ECONNREFUSED',
  })
  t.same(describeError(WORD), { type: 'string' })
  t.same(describeError(undefined), { type: 'undefined' })

  lines.length = 0
  logger.error({ err: error }, 'as the framework would write it')
  t.notMatch(lines.join(''), MARKERS)
  t.match(lines.join(''), '"type":"TypeError"')
})

t.test('metrics count by route pattern, method and status, and by nothing of the request', async (t) => {
  for (const [, request] of planted) await app.inject(request)
  const reply = await app.inject({ url: `/metrics?x=${WORD}` })
  t.match(reply.headers['content-type'], /^text\/plain/)
  t.notMatch(reply.payload, MARKERS)
  const label = (name: string) =>
    new Set(
      [...reply.payload.matchAll(new RegExp(`^http_request_duration_seconds\\w*\\{.*\\b${name}="([^"]*)"`, 'gm'))].map(
        (found) => found[1],
      ),
    )
  const known = ['unmatched', '/v1/toy', '/docs', '/metrics']
  for (const route of label('route')) t.ok(known.includes(String(route)), `route ${route}`)
  for (const status of ['200', '400', '404', '405', '413', '415', '422', '500'])
    t.ok(label('status').has(status), status)
  t.match(reply.payload, /http_request_duration_seconds_count\{route="\/v1\/toy",method="POST",status="200"\} \d+/)
  t.match(reply.payload, 'process_cpu_seconds_total', 'with the figures of the process itself')

  t.test('the histogram is cumulative and ends at the count', async (t) => {
    const series = [
      ...reply.payload.matchAll(/_bucket\{route="\/v1\/toy",method="POST",status="200",le="([^"]+)"\} (\d+)/g),
    ]
    const counts = series.map((found) => Number(found[2]))
    t.ok(counts.length > 5)
    t.same(
      counts,
      [...counts].sort((a, b) => a - b),
    )
    const count = /_count\{route="\/v1\/toy",method="POST",status="200"\} (\d+)/.exec(reply.payload)?.[1]
    t.equal(series.at(-1)?.[1], '+Inf')
    t.equal(counts.at(-1), Number(count))
    t.equal(counts.at(-2), Number(count), 'none of these requests took longer than the last limit')
  })
})
