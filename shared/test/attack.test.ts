/** Attacks over real sockets: which code each gets, and after what time. Nobody else is kept waiting. */
import { once } from 'node:events'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { ProblemSchema } from '../src/engine/problems.js'
import { buildService } from '../src/http/service.js'
import { silentLogger, testConfig } from '../src/testing/testing.js'
import { toy } from './toy.js'

/** Time that a loaded machine may take on top. */
const SLACK_MS = 3000
const BODY = '{"age":50,"tenderJointCount28":4}'

async function listening(t: Test, environment: Readonly<Record<string, string>> = {}): Promise<number> {
  const { app, prepare } = await buildService([toy], testConfig(environment), silentLogger())
  t.teardown(() => app.close())
  await prepare()
  await app.listen({ host: '127.0.0.1', port: 0 })
  return (app.server.address() as AddressInfo).port
}

interface Outcome {
  /** Status of the first answer; nothing where the connection ended without one. */
  readonly status: number | undefined
  readonly headers: string
  readonly body: string
  readonly ms: number
}

/** Sends a text, then a piece every 50 ms, and reads until the server ends the connection. */
async function attack(port: number, text: string, piece?: string): Promise<Outcome> {
  const started = performance.now()
  const socket = connect(port, '127.0.0.1').setEncoding('latin1')
  // What is still being sent when the server has said no is lost with the connection.
  socket.on('error', () => undefined)
  socket.write(text)
  const timer = setInterval(() => piece !== undefined && socket.writable && socket.write(piece), 50)
  let received = ''
  socket.on('data', (chunk) => {
    received += String(chunk)
  })
  await new Promise((resolve) => socket.once('close', resolve))
  clearInterval(timer)
  const [headers = '', body = ''] = received.split('\r\n\r\n')
  const status = /^HTTP\/1\.1 (\d{3})/.exec(headers)?.[1]
  return { status: status ? Number(status) : undefined, headers, body, ms: performance.now() - started }
}

const post = (headers: string, body = '', path = '/v1/toy'): string =>
  `POST ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n${headers}\r\n${body}`
const JSON_TYPE = 'content-type: application/json\r\n'
const sized = (body: string): string => `${JSON_TYPE}content-length: ${body.length}\r\n`
const chunked = `${JSON_TYPE}transfer-encoding: chunked\r\n`

function isProblem(t: Test, { status, headers, body }: Outcome, wanted: number, code: string): void {
  t.equal(status, wanted)
  t.match(headers, /content-type: application\/problem\+json/i)
  t.match(headers, /x-content-type-options: nosniff/i)
  const problem = JSON.parse(body)
  t.ok(ProblemSchema.safeParse(problem).success)
  t.equal(problem.code, code)
}

t.test('whoever is slow is given up in time', async (t) => {
  const port = await listening(t, {
    REQUEST_TIMEOUT_MS: '1000',
    HEADERS_TIMEOUT_MS: '1000',
    KEEP_ALIVE_TIMEOUT_MS: '500',
  })
  const slow: readonly (readonly [
    name: string,
    text: string,
    piece: string | undefined,
    status: number | undefined,
  ])[] = [
    ['a body, a byte at a time', post(`${JSON_TYPE}content-length: 1000\r\n`, '{'), ' ', 408],
    ['a body that never begins', post(`${JSON_TYPE}content-length: 1000\r\n`), undefined, 408],
    ['a body in chunks, a byte at a time', post(chunked), '1\r\n \r\n', 408],
    ['an array, a byte at a time', post(`${JSON_TYPE}content-length: 1000\r\n`, '[', '/v1/toy/batch'), ' ', 408],
    [
      'lines that stop',
      post(`content-type: application/x-ndjson\r\n${'transfer-encoding: chunked\r\n'}`, '', '/v1/toy/batch'),
      undefined,
      408,
    ],
    [
      'a table that stops',
      post('content-type: text/csv\r\ntransfer-encoding: chunked\r\n', '', '/v1/toy/batch'),
      undefined,
      408,
    ],
    ['headers, a line at a time', 'POST /v1/toy HTTP/1.1\r\nhost: x\r\n', 'x-a: 1\r\n', 408],
    ['headers, a byte at a time', 'POST /v1/toy HTTP/1.1\r\nhost: x\r\nx-a: ', 'a', 408],
    ['a connection that says nothing', '', undefined, 408],
    [
      'a body for a page that reads none',
      'POST /health/live HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\n',
      ' ',
      405,
    ],
    ['a connection that rests after its answer', 'GET /health/live HTTP/1.1\r\nhost: x\r\n\r\n', undefined, 200],
  ]
  await Promise.all(
    slow.map(async ([name, text, piece, status]) => {
      const outcome = await attack(port, text, piece)
      t.equal(outcome.status, status, `${name}: ${outcome.status} and closed after ${Math.round(outcome.ms)} ms`)
      t.ok(outcome.ms < 2500 + SLACK_MS, `${name}: in time`)
    }),
  )
})

t.test('2000 connections that do nothing: health answers and a score is computed', async (t) => {
  const port = await listening(t)
  const idle: Socket[] = []
  t.teardown(() => {
    for (const socket of idle) socket.destroy()
  })
  for (let i = 0; i < 20; i++) {
    const some = Array.from({ length: 100 }, () => connect(port, '127.0.0.1').on('error', () => undefined))
    idle.push(...some)
    await Promise.all(some.map((socket) => once(socket, 'connect')))
    // Every other one has begun a request.
    some.forEach((socket, k) => {
      if (k % 2 === 0) socket.write('POST /v1/toy HTTP/1.1\r\nhost: x\r\n')
    })
  }
  const times: number[] = []
  for (const text of [
    'GET /health/live HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n',
    'GET /health/ready HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n',
    post(sized(BODY), BODY),
  ]) {
    const { status, ms } = await attack(port, text)
    t.equal(status, 200)
    times.push(ms)
  }
  t.ok(Math.max(...times) < SLACK_MS, `${idle.length} idle, answers after ${times.map(Math.round).join(', ')} ms`)
})

t.test('one connection more than the most is closed at once, and one that goes makes room', async (t) => {
  const port = await listening(t, { MAX_CONNECTIONS: '3' })
  const open = Array.from({ length: 3 }, () => connect(port, '127.0.0.1'))
  t.teardown(() => {
    for (const socket of open) socket.destroy()
  })
  await Promise.all(open.map((socket) => once(socket, 'connect')))
  const refused = await attack(port, 'GET /health/live HTTP/1.1\r\nhost: x\r\n\r\n')
  t.equal(refused.status, undefined, `closed after ${Math.round(refused.ms)} ms`)
  open[0]?.destroy()
  await delay(100)
  t.equal((await attack(port, 'GET /health/live HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n')).status, 200)
})

t.test('what is too large', async (t) => {
  const port = await listening(t)
  const large: readonly (readonly [name: string, text: string, status: number, code: string])[] = [
    ['a body by its length', post(`${JSON_TYPE}content-length: 65537\r\n`), 413, 'body_too_large'],
    ['a body of petabytes', post(`${JSON_TYPE}content-length: 9007199254740991\r\n`), 413, 'body_too_large'],
    ['a length that overflows', post(`${JSON_TYPE}content-length: 99999999999999999999\r\n`), 400, 'bad_request'],
    ['a body by its chunks', post(chunked, `10001\r\n${' '.repeat(65_537)}\r\n`), 413, 'body_too_large'],
    ['an array', post(`${JSON_TYPE}content-length: 8388609\r\n`, '', '/v1/toy/batch'), 413, 'body_too_large'],
    ['one header', post(`x-long: ${'a'.repeat(9000)}\r\n`), 431, 'header_fields_too_large'],
    ['many headers', post('x-a: 12345\r\n'.repeat(1500)), 431, 'header_fields_too_large'],
    ['a URL', `GET /${'a'.repeat(9000)} HTTP/1.1\r\nhost: x\r\n\r\n`, 431, 'header_fields_too_large'],
    ['a query', `GET /v1/instruments?${'a'.repeat(9000)} HTTP/1.1\r\nhost: x\r\n\r\n`, 431, 'header_fields_too_large'],
    ['extensions of a chunk', post(chunked, `1;${'a'.repeat(20_000)}\r\n \r\n`), 413, 'body_too_large'],
  ]
  for (const [name, text, status, code] of large) {
    const outcome = await attack(port, text)
    t.comment(`${name}: ${outcome.status} after ${Math.round(outcome.ms)} ms`)
    isProblem(t, outcome, status, code)
    t.ok(outcome.ms < SLACK_MS)
  }
})

t.test('a line of 64 kB is read, a longer one is a fault of its row', async (t) => {
  const port = await listening(t)
  const row = (id: number, length: number) => `${JSON.stringify({ id, input: { age: 50 } }).padEnd(length)}\n`
  const body = row(1, 65_536) + row(2, 65_537) + row(3, 30)
  const type = `content-type: application/x-ndjson\r\ncontent-length: ${body.length}\r\n`
  const { status, body: text } = await attack(port, post(type, body, '/v1/toy/batch'))
  t.equal(status, 200)
  t.match(text, /\{"id":1,"status":200,/)
  t.match(text, 'line_too_long')
  t.match(text, /\{"id":3,"status":200,/)
})

t.test('what could be read in two ways is not read at all', async (t) => {
  const port = await listening(t)
  const length = `content-length: ${BODY.length}\r\n`
  const hidden = `GET /hidden HTTP/1.1\r\nhost: x\r\n\r\n`
  for (const [name, headers, body] of [
    ['length and chunks', `${chunked}${length}`, `0\r\n\r\n${hidden}`],
    ['chunks and length', `${JSON_TYPE}${length}transfer-encoding: chunked\r\n`, `0\r\n\r\n${hidden}`],
    ['two lengths', `${JSON_TYPE}${length}content-length: 5\r\n`, BODY],
    ['a length with a sign', `${JSON_TYPE}content-length: +${BODY.length}\r\n`, BODY],
    ['a length in hexadecimal', `${JSON_TYPE}content-length: 0x21\r\n`, BODY],
    ['chunks that are not last', `${JSON_TYPE}transfer-encoding: chunked, gzip\r\n`, hidden],
    ['a blank before the colon', `${JSON_TYPE}content-length : 5\r\n`, BODY],
    ['a folded header', `${JSON_TYPE}content-length:\r\n 5\r\n`, BODY],
    ['a chunk size with a sign', chunked, `-1\r\n${BODY}\r\n0\r\n\r\n`],
    ['a chunk size of 17 digits', chunked, `11111111111111111\r\n${BODY}`],
    ['a line feed alone after a header', `${JSON_TYPE.replace('\r\n', '\n')}${length}`, BODY],
    ['a zero byte in a header', `${JSON_TYPE}x-a: \0\r\n${length}`, BODY],
  ] as const) {
    const outcome = await attack(port, post(headers, body))
    t.equal(outcome.status, 400, name)
    t.match(outcome.body, 'bad_request', name)
    t.notMatch(outcome.body, 'not_found', `${name}: nothing behind it is answered`)
  }
})

t.test('a stream that breaks off in the middle of its answer ends, without another answer inside it', async (t) => {
  const port = await listening(t)
  const line = `${JSON.stringify({ id: 1, input: { age: 50 } })}\n`
  const head = post('content-type: application/x-ndjson\r\ntransfer-encoding: chunked\r\n', '', '/v1/toy/batch')
  const socket = connect(port, '127.0.0.1').setEncoding('latin1')
  socket.on('error', () => undefined)
  socket.write(`${head}${line.length.toString(16)}\r\n${line}\r\n`)
  let received = ''
  socket.on('data', (chunk) => {
    if (!received.includes('"id":1')) setTimeout(() => socket.write('zz\r\n'), 20)
    received += String(chunk)
  })
  await new Promise((resolve) => socket.once('close', resolve))
  t.match(received, /^HTTP\/1\.1 200 /)
  t.equal(received.split('HTTP/1.1').length - 1, 1)
  t.notOk(received.endsWith('0\r\n\r\n'), 'the answer is not said to be whole')
})

t.test('types and encodings that are not read are 415 with what is', async (t) => {
  const port = await listening(t)
  for (const [path, type, accept] of [
    ['/v1/toy', 'text/plain', 'application/json'],
    ['/v1/toy', 'application/json\r\ncontent-encoding: gzip', 'application/json'],
    ['/v1/toy', 'application/json; charset=utf-7', 'application/json'],
    ['/v1/toy', 'application/x-www-form-urlencoded', 'application/json'],
    ['/v1/toy/batch', 'application/xml', 'application/json, application/x-ndjson, text/csv'],
    ['/v1/toy/batch', 'text/csv; charset=latin1', 'application/json, application/x-ndjson, text/csv'],
    [
      '/v1/toy/batch',
      'application/x-ndjson\r\ncontent-encoding: br',
      'application/json, application/x-ndjson, text/csv',
    ],
  ] as const) {
    const outcome = await attack(port, post(`content-type: ${type}\r\ncontent-length: 2\r\n`, '{}', path))
    isProblem(t, outcome, 415, 'unsupported_media_type')
    t.match(outcome.headers, new RegExp(`^accept: ${accept}$`, 'im'), type)
    t.match(outcome.headers, /^accept-encoding: identity$/im)
  }
})

t.test('a thousand requests on one connection at once are all answered', async (t) => {
  const port = await listening(t)
  const one = post(sized(BODY), BODY).replace('connection: close\r\n', '')
  const started = performance.now()
  const socket = connect(port, '127.0.0.1').setEncoding('latin1')
  socket.write(one.repeat(999) + post(sized(BODY), BODY))
  let received = ''
  for await (const chunk of socket) received += String(chunk)
  t.equal(received.split('HTTP/1.1 200 OK').length - 1, 1000)
  t.ok(performance.now() - started < 10_000, `${Math.round(performance.now() - started)} ms`)
})
