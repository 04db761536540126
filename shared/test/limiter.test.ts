import { connect } from 'node:net'
import t, { type Test } from 'tap'
import { ProblemSchema } from '../src/engine/problems.js'
import { type Account, Limiter } from '../src/http/direct/limiter.js'
import { buildService } from '../src/http/service.js'
import { networkOf } from '../src/identity/address.js'
import { silentLogger, testConfig } from '../src/testing/testing.js'
import { toy } from './toy.js'

const BODY = JSON.stringify({ age: 50, tenderJointCount28: 4 })
const JSON_TYPE = { 'content-type': 'application/json' }

/** A service on a socket of its own. */
async function listening(t: Test, environment: Readonly<Record<string, string>>): Promise<string> {
  const { app } = await buildService([toy], testConfig(environment), silentLogger())
  t.teardown(() => app.close())
  return app.listen({ host: '127.0.0.1', port: 0 })
}

const single = (origin: string, headers: Readonly<Record<string, string>> = {}) =>
  fetch(`${origin}/v1/toy`, { method: 'POST', body: BODY, headers: { ...JSON_TYPE, ...headers } })
const batch = (origin: string, body: string, type = 'application/json') =>
  fetch(`${origin}/v1/toy/batch`, { method: 'POST', body, headers: { 'content-type': type } })
const rows = (count: number): readonly object[] =>
  Array.from({ length: count }, (_, id) => ({ id, input: { age: 50, tenderJointCount28: id % 20 } }))
const lines = (count: number): string =>
  rows(count)
    .map((row) => `${JSON.stringify(row)}\n`)
    .join('')
const left = ({ headers }: Response): string | undefined => /r=(\d+)/.exec(headers.get('ratelimit') ?? '')?.[1]

const limiter = (t: Test, options: Partial<ConstructorParameters<typeof Limiter>[0]> = {}): Limiter => {
  const made = new Limiter({ rows: 10, window: 60, callers: 3, header: undefined, ...options })
  t.teardown(() => made.close())
  return made
}

const fieldsOf = (account: Account): readonly string[] => {
  const head: string[] = []
  account.addTo(head)
  return head
}

t.test('rows are taken while there are so many, and a refusal takes none', async (t) => {
  const account = limiter(t).of('a')
  t.same(fieldsOf(account), ['ratelimit-policy', '"rows";q=10;w=60', 'ratelimit', '"rows";r=10;t=60'])
  t.ok(account.tryTake(9))
  t.notOk(account.tryTake(2))
  t.ok(account.tryTake(1))
  t.notOk(account.tryTake(1))
  t.same(fieldsOf(account).at(-1), '"rows";r=0;t=60')
  t.equal(account.charge(3), 3, 'what cannot be paid is owed')
  t.same(fieldsOf(account).at(-1), '"rows";r=0;t=60', 'never below zero')
})

t.test('callers beyond the most that are told apart share one account, so that memory is bounded', async (t) => {
  const all = limiter(t)
  for (const caller of ['a', 'b', 'c']) t.equal(all.of(caller), all.of(caller), caller)
  t.not(all.of('a'), all.of('b'))
  t.equal(all.of('d'), all.of('e'))
  t.ok(all.of('d').tryTake(10))
  t.notOk(all.of('f').tryTake(1), 'a new name does not help')
  t.ok(all.of('a').tryTake(1), 'those who came before are not touched')
})

t.test('an IPv6 caller is its /64 network', async (t) => {
  for (const [address, network] of [
    ['127.0.0.1', '127.0.0.1'],
    ['::ffff:10.1.2.3', '::ffff:10.1.2.3'],
    ['::1', '0:0:0:0::/64'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::6', '2001:db8:1:2::/64'],
    ['2001:db8::6', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['unknown', 'unknown'],
  ] as const)
    t.equal(networkOf(address), network, address)
})

t.test('a stream owes what it had computed and goes on when that is paid', async (t) => {
  const server = setInterval(() => undefined, 1000) // the limiter itself keeps no process alive
  t.teardown(() => clearInterval(server))
  const all = limiter(t, { rows: 10, window: 1 })
  const account = all.of('a')
  t.equal(account.chargeOrWait(10), undefined)
  const started = performance.now()
  await account.chargeOrWait(25)
  const took = performance.now() - started
  t.ok(took > 1500 && took < 6000, `25 rows owed at 10 a second: ${Math.round(took)} ms`)
  t.equal(fieldsOf(all.of('a')).at(-1), '"rows";r=5;t=1', 'and the rest is there')
  const waiting = all.of('a').chargeOrWait(1000)
  all.close()
  const closed = performance.now()
  await waiting
  // A thousand rows at 10 a second would wait for a hundred seconds.
  t.ok(performance.now() - closed < 30_000, 'a process that stops keeps nobody waiting')
})

t.test('a caller whose rows are used up is 429 with Retry-After', async (t) => {
  const origin = await listening(t, { RATE_LIMIT_ROWS: '3', RATE_LIMIT_WINDOW_S: '600' })
  const replies = [await single(origin), await single(origin), await single(origin), await single(origin)]
  t.same(
    replies.map(({ status }) => status),
    [200, 200, 200, 429],
  )
  t.same(replies.map(left), ['2', '1', '0', '0'])
  const refused = replies[3] as Response
  t.equal(refused.headers.get('content-type'), 'application/problem+json; charset=utf-8')
  t.equal(refused.headers.get('ratelimit-policy'), '"rows";q=3;w=600')
  const body = (await refused.json()) as { readonly code: string; readonly detail: string }
  t.ok(ProblemSchema.safeParse(body).success)
  t.equal(body.code, 'rate_limited')
  t.match(body.detail, 'Wait for the seconds in the header Retry-After')
  const wait = Number(refused.headers.get('retry-after'))
  t.ok(wait >= 1 && wait <= 600, `wait ${wait} s`)
  for (const path of [
    '/health/live',
    '/health/ready',
    '/metrics',
    '/openapi.json',
    '/v1/instruments',
    '/v1/instruments/toy',
  ]) {
    const page = await fetch(origin + path)
    // It was not prepared, which is nobody's limit.
    t.equal(page.status, path === '/health/ready' ? 503 : 200, `${path} is not limited`)
    t.equal(page.headers.get('ratelimit'), null)
    await page.arrayBuffer()
  }
  t.equal((await batch(origin, '[]')).status, 429)
  t.equal((await batch(origin, lines(1), 'application/x-ndjson')).status, 429)
})

t.test('the refusal ends with the window, as Retry-After says', async (t) => {
  const origin = await listening(t, { RATE_LIMIT_ROWS: '1', RATE_LIMIT_WINDOW_S: '2' })
  let refused = await single(origin)
  // On a busy machine a window may end between two calls.
  while (refused.status !== 429) refused = await single(origin)
  const wait = Number(refused.headers.get('retry-after'))
  t.ok(wait >= 1 && wait <= 2, `wait ${wait} s`)
  await new Promise((resolve) => setTimeout(resolve, wait * 1000 + 200))
  t.equal((await single(origin)).status, 200)
})

t.test('a refused caller keeps the connection, and the body that was sent anyway is passed over', async (t) => {
  const origin = await listening(t, { RATE_LIMIT_ROWS: '1', RATE_LIMIT_WINDOW_S: '60' })
  const { port } = new URL(origin)
  const request = `POST /v1/toy HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${BODY.length}\r\n\r\n${BODY}`
  const socket = connect(Number(port), '127.0.0.1')
  socket.write(request.repeat(3) + request.replace('host: x', 'host: x\r\nconnection: close'))
  let received = ''
  for await (const chunk of socket) received += String(chunk)
  t.same(
    [...received.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => status),
    ['200', '429', '429', '429'],
  )
})

t.test('a refused body that never comes ends its connection', async (t) => {
  const origin = await listening(t, { RATE_LIMIT_ROWS: '1', RATE_LIMIT_WINDOW_S: '60', REQUEST_TIMEOUT_MS: '300' })
  await single(origin)
  const socket = connect(Number(new URL(origin).port), '127.0.0.1')
  socket.write('POST /v1/toy HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{')
  const started = performance.now()
  socket.resume().on('error', () => undefined)
  await new Promise((resolve) => socket.once('close', resolve))
  const took = performance.now() - started
  t.ok(took < 3000, `closed after ${Math.round(took)} ms`)
})

t.test('an array costs its rows', async (t) => {
  const origin = await listening(t, { RATE_LIMIT_ROWS: '100', RATE_LIMIT_WINDOW_S: '60' })
  const first = await batch(origin, JSON.stringify(rows(60)))
  t.equal(first.status, 200)
  t.equal(left(first), '40')
  const second = await batch(origin, JSON.stringify(rows(60)))
  t.equal(second.status, 429, 'more than is left is not begun')
  t.ok(Number(second.headers.get('retry-after')) > 0)
  t.equal(((await second.json()) as { readonly code: string }).code, 'rate_limited')
  t.equal((await batch(origin, JSON.stringify(rows(30)))).status, 200, 'less than is left is answered')
  const never = await batch(origin, JSON.stringify(rows(101)))
  t.equal(never.status, 422, 'what fits no window is told so')
  const { errors } = (await never.json()) as {
    readonly errors: readonly { readonly code: string; readonly message: string }[]
  }
  t.equal(errors[0]?.code, 'too_many_rows')
  t.match(errors[0]?.message, 'more than 100')
})

for (const [type, body] of [
  ['application/x-ndjson', lines(1500)],
  ['text/csv', `id,age,tenderJointCount28\n${'p,50,4\n'.repeat(1500)}`],
] as const) {
  t.test(`a stream of ${type} is slowed down and not cut`, async (t) => {
    const origin = await listening(t, { RATE_LIMIT_ROWS: '600', RATE_LIMIT_WINDOW_S: '1', REQUEST_TIMEOUT_MS: '300' })
    const started = performance.now()
    const reply = await batch(origin, body, type)
    const answers = (await reply.text()).trim().split('\n').length
    const took = performance.now() - started
    t.equal(reply.status, 200)
    t.equal(answers, type === 'text/csv' ? 1501 : 1500)
    t.ok(
      took > 900 && took < 10_000,
      `1500 rows at 600 a second: ${Math.round(took)} ms, beyond the limit of a silent sender`,
    )
  })
}

t.test('callers are told apart by the header that names them, where one is configured', async (t) => {
  const origin = await listening(t, { RATE_LIMIT_ROWS: '1', RATE_LIMIT_WINDOW_S: '60', RATE_LIMIT_HEADER: 'X-Api-Key' })
  const status = async (key?: string) => (await single(origin, key === undefined ? {} : { 'x-api-key': key })).status
  t.equal(await status('one'), 200)
  t.equal(await status('two'), 200)
  t.equal(await status('one'), 429)
  t.equal(await status(), 200, 'the address')
  t.equal(await status('x'.repeat(129)), 429, 'a name that is too long is none')
  const other = await listening(t, { RATE_LIMIT_ROWS: '1', RATE_LIMIT_WINDOW_S: '60' })
  t.equal((await single(other, { 'x-api-key': 'one' })).status, 200)
  t.equal((await single(other, { 'x-api-key': 'two' })).status, 429, "without configuration a header is nobody's word")
})

t.test('0 rows is no limit', async (t) => {
  const origin = await listening(t, { RATE_LIMIT_ROWS: '0' })
  const reply = await single(origin)
  t.equal(reply.status, 200)
  t.equal(reply.headers.get('ratelimit'), null)
  const stream = await batch(origin, lines(2000), 'application/x-ndjson')
  t.equal((await stream.text()).trim().split('\n').length, 2000)
})

t.test('one call costs nanoseconds', async (t) => {
  const all = limiter(t, { rows: 1_000_000_000 })
  const before = process.cpuUsage()
  for (let i = 0; i < 1_000_000; i++) all.of('127.0.0.1').tryTake(1)
  const { user, system } = process.cpuUsage(before)
  const nanoseconds = (user + system) / 1000
  t.comment(`${nanoseconds.toFixed(0)} ns`)
  t.ok(nanoseconds < 2000, 'also on a slow machine')
})
