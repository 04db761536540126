/** The client against gateways that compute themselves and that ask services: the same answers as plain requests get. */

import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Client, createClient, type Input, ProblemError, type Slug } from '@activity-scores/client'
import { instruments } from '@activity-scores/services/registry'
import { newKey } from '@activity-scores/shared/identity/keys'
import type { Json } from '@activity-scores/shared/testing/testing'
import t, { type Test } from 'tap'
import { root } from '../../programs/kit/processes.js'
import { gateway, services } from '../helpers.js'

const listening = async (t: Test, environment: Readonly<Record<string, string>> = {}): Promise<string> =>
  (await gateway(t, environment)).listen({ port: 0, host: '127.0.0.1' })

/** A published patient: DAS28-ESR 3.81, moderate; CDAI 20. */
const PATIENT = {
  tenderJointCount28: 4,
  swollenJointCount28: 5,
  esr: { value: 7, unit: 'mm/h' },
  patientGlobal: { value: 50, unit: 'mm' },
} as const

const examples = instruments.flatMap(({ slug, examples }) =>
  examples.map(({ name, request }) => ({ slug: slug as Slug, name, request: request as Input<Slug> })),
)

async function plain(origin: string, path: string, body: unknown): Promise<unknown> {
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(origin + path, { method: 'POST', headers, body: JSON.stringify(body) })
  return answer.json()
}

async function answersAsPlain(t: Test, origin: string, chosen: typeof examples = examples): Promise<void> {
  const scores = createClient(`${origin}/`)
  t.ok(chosen.length > 10, `${chosen.length} examples`)
  for (const { slug, name, request } of chosen)
    t.same(await scores.compute(slug, request), await plain(origin, `/v1/${slug}`, request), `${slug} ${name}`)
  const inputs = { ...PATIENT, physicianGlobal: { value: 6, unit: 'cm' } } as const
  const panel = await scores.panel(['cdai', 'das28-esr'], inputs)
  t.same(panel, await plain(origin, '/v1/panel', { instruments: ['cdai', 'das28-esr'], inputs }))
  t.equal(panel.results['das28-esr'].result?.score?.reported, '3.81')
  const joints = { 'L-MCP2': { tender: 'present', swollen: 'present' } } as const
  const visit = { joints, allOtherJoints: 'absent', esr: PATIENT.esr, patientGlobal: PATIENT.patientGlobal } as const
  const derived = await scores.panel(['joint-counts', 'das28-esr'], visit, { derive: true })
  t.match(derived.derived, [{ pointer: '/inputs/tenderJointCount28', value: 1, from: 'joint-counts' }])
  t.equal(derived.results['das28-esr'].result?.status, 'computed')
  t.same(await scores.panel(null, inputs), await plain(origin, '/v1/panel', { inputs }))
  const request = JSON.parse(readFileSync(join(root, 'openapi/examples/myositis-undetermined.json'), 'utf8'))
  const screening = await scores.screen('nct06464679', request)
  t.same(screening, await plain(origin, '/v1/screen/nct06464679', request))
  t.match(await scores.text('das28-esr', PATIENT), /^DAS28-ESR 3\.81/)
  t.same(
    (await scores.instruments()).map(({ slug }) => slug),
    instruments.map(({ slug }) => slug),
  )
  t.equal((await scores.instrument('crcl')).title, instruments.find(({ slug }) => slug === 'crcl')?.title)
  t.equal((await scores.protocol('nct06464679')).id, 'nct06464679')
  const visits = [
    { date: '2026-01-12', input: PATIENT },
    { date: '2026-04-13', input: PATIENT },
  ] as const
  const series = await scores.series('das28-esr', visits)
  t.same(series, await plain(origin, '/v1/das28-esr/series', { visits }), 'series')
  t.equal(series.visits[1]?.result?.score?.reported, '3.81')
  t.equal(series.changes[0]?.score?.value, 0)
  const response = series.changes[0]?.measures['eular-response']
  t.equal(response?.status === 200 && response.result?.category?.code, 'none', 'nothing improved')
  const pools = visits.map(({ date, input }) => ({ date, inputs: input }))
  t.same(
    await scores.panelSeries(['das28-esr', 'cdai'], pools, { derive: true }),
    await plain(origin, '/v1/panel/series', { instruments: ['das28-esr', 'cdai'], derive: true, visits: pools }),
    'series of a panel',
  )
  for (const streaming of [true, false]) {
    const panels = []
    const row = { id: 'p1', input: { instruments: ['cdai' as const], inputs: PATIENT } }
    for await (const each of createClient(origin, { streaming }).panelBatch([row, row])) panels.push(each)
    t.same(panels, await plain(origin, '/v1/panel/batch', [row, row]), 'batch of panels')
    t.equal(panels[0]?.result?.results.cdai?.result?.status, 'not_computable')
  }
  for (const streaming of [true, false]) {
    const batch = createClient(origin, { streaming }).batch('das28-esr', [{ id: 'p1', input: PATIENT }, WRONG])
    t.equal(batch.layout, streaming ? 'stream' : 'arrays')
    const rows = []
    for await (const row of batch) rows.push(row)
    t.same(
      rows,
      await plain(origin, '/v1/das28-esr/batch', [{ id: 'p1', input: PATIENT }, WRONG]),
      `${batch.layout}: as an array`,
    )
    t.equal(rows[0]?.result?.score?.reported, '3.81')
    t.equal(rows[1]?.problem?.errors[0]?.pointer, '/tenderJointCount28')
  }
}

const WRONG = { id: 'p2', input: { tenderJointCount28: 44 } }

t.test('embedded: each example, panel, screening, catalogue and batch as plain requests', async (t) =>
  answersAsPlain(t, await listening(t)),
)

/** Asked for from services; each costs a process its time to start. */
const PROXIED = ['das28-esr', 'cdai', 'mrss-change']

t.test('proxied: the same', async (t) => {
  const origin = await listening(t, await services(t, PROXIED))
  await answersAsPlain(
    t,
    origin,
    examples.filter(({ slug }) => PROXIED.includes(slug)),
  )
})

t.test('what is refused is thrown with each fault; too little to compute is an answer', async (t) => {
  const scores = createClient(await listening(t))
  const wrong = { patientGlobal: { value: 5, unit: '%' }, swollenJointCount: 5 } as unknown as Input<'cdai'>
  const error = await scores.compute('cdai', wrong).catch((error: unknown) => error)
  if (!(error instanceof ProblemError)) throw error
  t.equal(error.status, 422)
  t.equal(error.problem?.code, 'invalid_input')
  t.same(error.errors.map(({ pointer }) => pointer).sort(), ['/patientGlobal/unit', '/swollenJointCount'])
  t.ok(error.requestId)
  t.match(error.message, /2 faults/)
  const open = await scores.compute('cdai', {})
  t.equal(open.status, 'not_computable')
  t.ok(open.missing.includes('patientGlobal'))
})

t.test('a key, a token and a function that gives one are shown; without one the fault says so', async (t) => {
  const [key, entry] = newKey('caller', ['compute'])
  const file = join(mkdtempSync(join(tmpdir(), 'client-')), 'keys.json')
  writeFileSync(file, JSON.stringify({ keys: [entry] }))
  const origin = await listening(t, { AUTH: 'api-key', AUTH_KEYS_FILE: file })
  const shown: readonly Parameters<typeof createClient>[1][] = [
    { apiKey: key },
    { token: key },
    { token: async () => key },
    { headers: { 'x-api-key': key } },
  ]
  for (const options of shown)
    t.equal((await createClient(origin, options).compute('das28-esr', PATIENT)).status, 'computed')
  await t.rejects(createClient(origin).compute('das28-esr', PATIENT), { message: /^unauthenticated: / })
  const stream = createClient(origin, { streaming: true }).batch('das28-esr', [{ input: PATIENT }])
  await t.rejects(collected(stream), { message: /^unauthenticated: / }, 'a stream is refused the same way')
})

async function collected<T>(rows: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = []
  for await (const row of rows) all.push(row)
  return all
}

type Handler = (request: IncomingMessage, response: ServerResponse, count: number) => void

/** A server that answers as it is told, and counts. */
async function standIn(t: Test, handler: Handler): Promise<{ readonly origin: string; count(): number }> {
  let count = 0
  const server = createServer((request, response) => handler(request, response, ++count))
  t.teardown(() => server.closeAllConnections())
  t.teardown(() => server.close())
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, count: () => count }
}

const RESULT = JSON.stringify({ instrument: 'cdai', version: '1.0.0', status: 'computed' })
const answer = (
  response: ServerResponse,
  status: number,
  headers: Record<string, string> = {},
  body = RESULT,
): void => {
  response.writeHead(status, headers).end(body)
}

t.test('429 and 503 are sent again after Retry-After, other faults are not', async (t) => {
  for (const status of [429, 503]) {
    const { origin, count } = await standIn(t, (_request, response, count) =>
      count < 3 ? answer(response, status, { 'retry-after': '0' }) : answer(response, 200),
    )
    t.equal((await createClient(origin).compute('cdai', {})).status, 'computed', `${status} twice`)
    t.equal(count(), 3)
  }
  const cases = [
    { status: 429, headers: { 'retry-after': '0' }, sent: 3, because: 'two retries and no more' },
    { status: 429, headers: { 'retry-after': '31' }, sent: 1, because: 'too long to wait for' },
    { status: 422, headers: { 'retry-after': '0' }, sent: 1, because: 'the same is wrong again' },
    { status: 500, headers: { 'retry-after': '0' }, sent: 1, because: 'it failed' },
  ]
  for (const { status, headers, sent, because } of cases) {
    const { origin, count } = await standIn(t, (_request, response) => answer(response, status, headers))
    const error = await createClient(origin)
      .compute('cdai', {})
      .catch((error: unknown) => error)
    t.match(error, { name: 'ProblemError', status, problem: null, retryAfter: Number(headers['retry-after']) })
    t.equal(count(), sent, because)
  }
  for (const [date, sent] of [
    ['Thu, 01 Jan 2026 00:00:00 GMT', 3],
    ['Thu, 01 Jan 2099 00:00:00 GMT', 1],
  ] as const) {
    const { origin, count } = await standIn(t, (_request, response) => answer(response, 503, { 'retry-after': date }))
    const error = await createClient(origin)
      .compute('cdai', {})
      .catch((error: unknown) => error as { retryAfter: number })
    t.equal((error as { retryAfter: number }).retryAfter > 30, sent === 1, `${date} as seconds from now`)
    t.equal(count(), sent, 'a date is heeded as seconds are')
  }
  const stream = await standIn(t, (_request, response) => answer(response, 429, { 'retry-after': '0' }))
  await t.rejects(collected(createClient(stream.origin, { streaming: true }).batch('cdai', [{ input: {} }])))
  t.equal(stream.count(), 1, 'a stream is sent once')
})

t.test('a wait for Retry-After and a slow answer end with the signal, and with the time', async (t) => {
  const waiting = await standIn(t, (_request, response) => answer(response, 503, { 'retry-after': '20' }))
  const controller = new AbortController()
  const call = createClient(waiting.origin).compute('cdai', {}, { signal: controller.signal })
  setTimeout(() => controller.abort(new Error('left')), 50)
  await t.rejects(call, { message: 'left' })
  const silent = await standIn(t, () => undefined)
  await t.rejects(createClient(silent.origin, { timeoutMs: 50 }).compute('cdai', {}), { name: 'TimeoutError' })
  await t.rejects(createClient(silent.origin).compute('cdai', {}, { signal: AbortSignal.abort(new Error('no')) }), {
    message: 'no',
  })
  const cut = await standIn(t, (_request, response) => {
    response.writeHead(200).write('{')
  })
  await t.rejects(
    createClient(cut.origin, { timeoutMs: 50 }).compute('cdai', {}),
    { name: 'TimeoutError' },
    'in the body',
  )
})

t.test('what is known of a patient does not follow a redirect', async (t) => {
  const other = await standIn(t, (_request, response) => answer(response, 200))
  const { origin } = await standIn(t, (_request, response) => answer(response, 307, { location: other.origin }))
  await t.rejects(createClient(origin, { apiKey: 'k' }).compute('cdai', {}))
  t.equal(other.count(), 0)
})

t.test('another major version is told once of each instrument', async (t) => {
  const { origin } = await standIn(t, (_request, response) =>
    answer(response, 200, {}, RESULT.replace('1.0.0', '9.1.0')),
  )
  const told: Json[] = []
  const scores = createClient(origin, { onVersionMismatch: (mismatch) => told.push(mismatch) })
  for (const _ of [1, 2]) await scores.compute('cdai', {})
  t.match(told, [{ instrument: 'cdai', version: '9.1.0' }])
  t.equal(told.length, 1)
  await toldOfEach(t)
  t.same(
    instruments.map(({ slug, version }) => [slug, version.split('.')[0]]),
    Object.entries((await versions()) as Record<string, string>).map(([slug, version]) => [
      slug,
      version.split('.')[0],
    ]),
  )
})

/** Wherever results stand: a series, one of panels, and rows of panels. */
async function toldOfEach(t: Test): Promise<void> {
  const result = JSON.parse(RESULT.replace('1.0.0', '9.1.0')) as Json
  const part = { status: 200, result }
  const panel = { status: 200, result: { results: { cdai: part }, unused: [] } }
  const answers: Readonly<Record<string, Json>> = {
    '/v1/cdai/series': { instrument: 'cdai', visits: [{ date: '2026-03-01', ...part }], changes: [] },
    '/v1/sdai/series': { instrument: 'sdai', visits: [], changes: [{ measures: { cdai: part } }] },
    '/v1/panel/series': { visits: [{ date: '2026-03-01', ...panel }], changes: [] },
    '/v1/panel/batch': [{ id: 1, ...panel }],
  }
  const { origin } = await standIn(t, (request, response) =>
    answer(response, 200, {}, JSON.stringify(answers[request.url ?? ''])),
  )
  const calls: readonly ((scores: Client) => Promise<unknown>)[] = [
    (scores) => scores.series('cdai', []),
    (scores) => scores.series('sdai', []),
    (scores) => scores.panelSeries(['cdai'], []),
    async (scores) => {
      for await (const row of scores.panelBatch([{ input: { inputs: {} } }])) t.ok(row)
    },
  ]
  for (const call of calls) {
    const told: string[] = []
    const onVersionMismatch = ({ instrument }: { instrument: string }) => told.push(instrument)
    await call(createClient(origin, { streaming: false, onVersionMismatch }))
    t.same(told, ['cdai'])
  }
}

async function versions(): Promise<unknown> {
  const { VERSIONS } = await import(new URL('../../../client/dist/types.js', import.meta.url).href)
  return VERSIONS
}
