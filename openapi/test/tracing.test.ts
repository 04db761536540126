/** Traces from real processes to a real collector: what spans say and how they hang together. */
import '@activity-scores/shared/testing/patience'
import type { IncomingHttpHeaders } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import t from 'tap'
import { type Owner, type Started, serviceOf, start } from '../programs/kit/processes.js'
import { upstreamVariable } from '../src/config.js'
import { CALLER, type Collected, type Collector, collector, PATH, post, SAMPLED, TRACE } from './collector.js'
import { smallGateway } from './programs.js'
import { BODY, genuine, give, httpStranger, OTHER, SLUG, silentPort } from './strangers.js'

const BATCH = `${PATH}/batch`
const LINES = `{"id":1,"input":${BODY}}\n{"id":2}\n{"id":3,"input":${BODY}}\n`
/** Log lines are written a tenth of a second later at most. */
const LINES_MS = 300
const NDJSON = 'application/x-ndjson'

const of = (kind: Collected['kind'], name: string) => (span: Collected) => span.kind === kind && span.name === name
const only = async (from: Collector, kind: Collected['kind'], name: string): Promise<Collected> =>
  (await from.has(of(kind, name)))[0] as Collected

/** A gateway in a process of its own, with one slug somewhere else. */
const gatewayTo = (owner: Owner, origin: string, environment: Readonly<Record<string, string>>): Promise<Started> =>
  start(owner, smallGateway(SLUG, OTHER), { [upstreamVariable(SLUG)]: origin, ...environment })

t.test('one span a request, with these attributes and no others', async (t) => {
  const to = await collector(t)
  const { origin, lines } = await start(t, smallGateway(SLUG, OTHER, 'crcl'), {
    ...to.environment,
    OTEL_SERVICE_NAME: 'door',
  })
  t.equal(await post(origin, `${PATH}?x=1`, BODY), 200)
  t.equal(await post(origin, `/v1/${OTHER}`, '{'), 400)
  t.equal(await post(origin, `/v1/panel`, `{"inputs":${BODY},"instruments":["${SLUG}","${OTHER}"]}`), 200)
  t.equal(await post(origin, `${BATCH}`, LINES, { 'content-type': NDJSON }), 200)
  t.equal(await post(origin, `${BATCH}`, `[{"input":${BODY}}]`), 200)
  t.equal(await post(origin, '/v1/crcl/batch', 'id,age\n1,60\n2,70\n', { 'content-type': 'text/csv' }), 200)
  t.equal((await fetch(`${origin}/health/live`)).status, 200)
  t.equal((await fetch(`${origin}/nowhere/at/all`)).status, 404)
  await to.has(() => true, 8)
  const common = { 'http.request.method': 'POST', 'url.scheme': 'http' }
  const answered = (route: string, status: number, rows?: number) => ({
    ...common,
    'http.route': route,
    'http.response.status_code': status,
    ...(rows === undefined ? {} : { 'activity_scores.rows': rows }),
  })
  const expected: readonly (readonly [string, object])[] = [
    [`POST ${PATH}`, answered(PATH, 200, 1)],
    [`POST /v1/${OTHER}`, answered(`/v1/${OTHER}`, 400)],
    ['POST /v1/panel', answered('/v1/panel', 200, 2)],
    [`POST ${BATCH}`, answered(BATCH, 200, 3)],
    [`POST ${BATCH}`, answered(BATCH, 200, 1)],
    ['POST /v1/crcl/batch', answered('/v1/crcl/batch', 200, 2)],
    ['GET /health/live', { ...answered('/health/live', 200), 'http.request.method': 'GET' }],
    ['GET', { 'http.request.method': 'GET', 'url.scheme': 'http', 'http.response.status_code': 404 }],
  ]
  const found = to.spans.map(({ name, attributes }) => [name, attributes] as const)
  const sorted = (pairs: readonly (readonly [string, object])[]) => pairs.map((pair) => JSON.stringify(pair)).sort()
  t.same(sorted(found.map(inOrder)), sorted(expected.map(inOrder)))
  for (const span of to.spans) {
    t.equal(span.service, 'door')
    t.equal(span.kind, 'server')
    t.equal(span.parentSpanId, '')
    t.notOk(span.isError)
  }
  t.equal(new Set(to.spans.map(({ traceId }) => traceId)).size, 8, 'each is a trace of its own')
  await delay(LINES_MS)
  const logged = lines.filter(({ msg }) => msg === 'request').map((line) => line['trace_id'])
  t.same([...logged].sort(), to.spans.map(({ traceId }) => traceId).sort(), 'each log line names its trace')
})

const inOrder = ([name, attributes]: readonly [string, object]) =>
  [name, Object.fromEntries(Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1)))] as const

t.test('rows that worker threads answered are counted too', async (t) => {
  const to = await collector(t)
  const { origin } = await start(t, serviceOf(SLUG), { ...to.environment, BATCH_THREADS: '1' })
  t.equal(await post(origin, BATCH, LINES, { 'content-type': NDJSON }), 200)
  const span = await only(to, 'server', `POST ${BATCH}`)
  t.equal(span.attributes['activity_scores.rows'], 3)
  t.equal(span.service, `activity-scores-${SLUG}`, 'the name of a lone service')
})

t.test('one trace from the caller through the gateway to the service: single, batch and panel', async (t) => {
  const to = await collector(t)
  const service = await start(t, serviceOf(SLUG), to.environment)
  const gateway = await gatewayTo(t, service.origin, to.environment)
  const calls: readonly (readonly [string, string, string, string])[] = [
    [PATH, BODY, 'application/json', PATH],
    [BATCH, LINES, NDJSON, BATCH],
    ['/v1/panel', `{"inputs":${BODY},"instruments":["${SLUG}","${OTHER}"]}`, 'application/json', PATH],
  ]
  for (const [path, body, type, asked] of calls) {
    const trace = TRACE.replace(/^.{4}/, String(1000 + calls.findIndex((call) => call[0] === path)))
    const headers = { 'content-type': type, traceparent: SAMPLED.replace(TRACE, trace) }
    t.equal(await post(gateway.origin, path, body, headers), 200, path)
    const spans = await to.has(({ traceId }) => traceId === trace, 3)
    t.equal(spans.length, 3, `${path}: gateway, its call, service`)
    const find = (kind: Collected['kind'], service: string) =>
      spans.find((span) => span.kind === kind && span.service === service)
    const [door, call, served] = [
      find('server', 'activity-scores'),
      find('client', 'activity-scores'),
      find('server', `activity-scores-${SLUG}`),
    ]
    t.equal(door?.parentSpanId, CALLER, `${path}: the caller's span is the parent`)
    t.equal(door?.name, `POST ${path}`)
    t.equal(call?.parentSpanId, door?.spanId)
    t.same(call?.attributes, {
      'http.request.method': 'POST',
      'url.template': asked,
      'http.response.status_code': 200,
    })
    t.equal(served?.parentSpanId, call?.spanId)
    t.equal(served?.attributes['http.route'], asked)
  }
  await delay(LINES_MS)
  t.equal(service.lines.filter((line) => line['trace_id'] !== undefined).length, 3)
})

t.test('a service gets traceparent and tracestate in their forms, and no baggage', async (t) => {
  const to = await collector(t)
  const answer = await genuine(t)
  let met: IncomingHttpHeaders = {}
  const stranger = await httpStranger(t, (request, response) => {
    met = request.headers
    request.resume()
    give(response, answer)
  })
  const { origin, lines } = await gatewayTo(t, stranger, to.environment)
  const ask = async (headers: Readonly<Record<string, string>>, path = PATH) => {
    met = {}
    await post(origin, path, path === BATCH ? `[{"input":${BODY}}]` : BODY, headers)
    return met
  }
  const OURS = /^00-([0-9a-f]{32})-([0-9a-f]{16})-0([01])$/
  for (const path of [PATH, BATCH]) {
    const tracestate = 'rojo=00f067aa0ba902b7,congo=t61rcWkgMzE'
    const passed = await ask({ traceparent: SAMPLED, tracestate, baggage: 'patient=7' }, path)
    t.match(passed['traceparent'], OURS)
    t.match(passed['traceparent'], TRACE)
    t.notMatch(passed['traceparent'], CALLER, 'the parent there is the call, not the caller')
    t.equal(passed['tracestate'], tracestate)
    t.equal(passed['baggage'], undefined)
  }
  await delay(300)
  t.notMatch(to.raw(), /rojo|congo|patient/, 'what they say is not told to the collector')

  const before = to.spans.length
  const silent = await ask({ traceparent: `00-${TRACE}-${CALLER}-00` })
  t.match(silent['traceparent'], new RegExp(`^00-${TRACE}-[0-9a-f]{16}-00$`), 'not sampled stays not sampled')
  await delay(300)
  t.equal(to.spans.length, before, 'and is not sent')
  t.equal(lines.filter(({ msg }) => msg === 'request').at(-1)?.['trace_id'], TRACE, 'but named in the log')

  for (const traceparent of [
    'nonsense',
    `00-${'0'.repeat(32)}-${CALLER}-01`,
    `00-${TRACE}-${'0'.repeat(16)}-01`,
    `ff-${TRACE}-${CALLER}-01`,
    `00-${TRACE.toUpperCase()}-${CALLER}-01`,
    `00-${TRACE}-${CALLER}-01-more`,
    `${SAMPLED}, ${SAMPLED}`,
  ]) {
    const passed = await ask({ traceparent, tracestate: 'rojo=1' })
    t.match(passed['traceparent'], OURS, traceparent)
    t.notMatch(passed['traceparent'], TRACE, `${traceparent}: a trace of its own`)
    t.equal(passed['tracestate'], undefined, 'a state without a parent says nothing')
  }
  const garbled = await ask({ traceparent: SAMPLED, tracestate: 'a=1,===,UPPER=2' })
  t.equal(garbled['tracestate'], 'a=1', 'only what has the form of the standard')
})

t.test('failures: 5xx is an error with a fixed word, 4xx is none', async (t) => {
  const to = await collector(t)
  const { origin } = await gatewayTo(t, `http://127.0.0.1:${await silentPort()}`, {
    ...to.environment,
    UPSTREAM_TIMEOUT_MS: '200',
    UPSTREAM_BREAKER_FAILURES: '2',
    UPSTREAM_BREAKER_PAUSE_MS: '60000',
  })
  t.equal(await post(origin, `/v1/${OTHER}`, '{"unknown":1}'), 422)
  t.notOk((await only(to, 'server', `POST /v1/${OTHER}`)).isError)
  t.equal(await post(origin, PATH, BODY), 502)
  t.equal(await post(origin, BATCH, LINES, { 'content-type': NDJSON }), 502)
  t.equal(await post(origin, PATH, BODY), 503)
  const [unreachable, paused] = await to.has(of('client', `POST ${PATH}`), 2)
  for (const [span, word] of [
    [unreachable, 'upstream_unavailable'],
    [paused, 'upstream_paused'],
    [await only(to, 'client', `POST ${BATCH}`), 'upstream_unavailable'],
  ] as const) {
    t.ok(span?.isError, word)
    t.equal(span?.attributes['error.type'], word)
    t.equal(span?.attributes['http.response.status_code'], undefined, 'no service gave one')
  }
  const [first] = await to.has(of('server', `POST ${PATH}`), 2)
  t.ok(first?.isError)
  t.equal(first?.attributes['error.type'], '502')
})
