import { type AddressInfo, connect } from 'node:net'
import t from 'tap'
import { ProblemSchema } from '../src/engine/problems.js'
import { buildService } from '../src/http/service.js'
import { createLogger } from '../src/telemetry/logging.js'
import { testConfig } from '../src/testing/testing.js'
import { toy } from './toy.js'

const lines: string[] = []
const { app } = await buildService(
  [toy],
  testConfig({ REQUEST_TIMEOUT_MS: '300' }),
  createLogger('info', { write: (line) => lines.push(line) }),
)
await app.listen({ host: '127.0.0.1', port: 0 })
t.teardown(() => app.close())
const { port } = app.server.address() as AddressInfo

interface Raw {
  readonly status: number
  readonly headers: string
  readonly body: string
}

/** Sends bytes as they are and reads until the server closes; what is sent slowly follows at once a piece each 50 ms. */
function send(text: string, slowly: readonly string[] = []): Promise<Raw> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1' }, () => socket.write(text))
    let received = ''
    const pieces = [...slowly]
    const timer = setInterval(() => {
      const piece = pieces.shift()
      if (piece !== undefined && socket.writable) socket.write(piece)
    }, 50)
    socket.setEncoding('utf8').on('data', (piece) => {
      received += String(piece)
    })
    socket.on('error', reject)
    socket.on('close', () => {
      clearInterval(timer)
      const [headers = '', body = ''] = received.split('\r\n\r\n')
      resolve({ status: Number(/^HTTP\/1\.1 (\d{3}) \w/.exec(headers)?.[1]), headers, body })
    })
  })
}

const POST = 'POST /v1/toy HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/json\r\n'
const BODY = '{"age":50,"tenderJointCount28":4}'

const refused: readonly (readonly [name: string, text: string, status: number, code: string, remedy: string])[] = [
  ['what is not HTTP', 'patient 4711\r\n\r\n', 400, 'bad_request', 'cannot be read as HTTP'],
  ['an unknown version', 'GET / HTTP/9.9\r\nhost: x\r\n\r\n', 400, 'bad_request', 'cannot be read as HTTP'],
  [
    'two framings at once',
    `${POST}content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`,
    400,
    'bad_request',
    'Content-Length',
  ],
  ['a length that is no number', `${POST}content-length: five\r\n\r\n`, 400, 'bad_request', 'Content-Length'],
  [
    'a line of its own in a header',
    'GET / HTTP/1.1\r\nhost: x\r\nx-a: 1\r\n : 2\r\n\r\n',
    400,
    'bad_request',
    'cannot be read',
  ],
  ['a broken chunk', `${POST}transfer-encoding: chunked\r\n\r\nzz\r\n`, 400, 'bad_request', 'cannot be read'],
  [
    '9 kB of headers',
    `GET /health/live HTTP/1.1\r\nhost: x\r\nx-long: ${'a'.repeat(9000)}\r\n\r\n`,
    431,
    'header_fields_too_large',
    'larger than 8 kB',
  ],
]

t.test('what cannot be read as a request is refused as a problem on the bare connection', async (t) => {
  for (const [name, text, status, code, remedy] of refused) {
    t.test(name, async (t) => {
      const reply = await send(text)
      t.equal(reply.status, status)
      t.match(reply.headers, /content-type: application\/problem\+json/i)
      t.match(reply.headers, /x-content-type-options: nosniff/i)
      t.match(reply.headers, /cache-control: no-store/i)
      const body = JSON.parse(reply.body)
      t.ok(ProblemSchema.safeParse(body).success)
      t.equal(body.code, code)
      t.match(body.detail, remedy)
      t.notMatch(reply.body, '4711')
    })
  }
})

t.test('a request that does not arrive in time is 408', async (t) => {
  const drip = Array.from({ length: 100 }, (_, i) => `x-${i}: 1\r\n`)
  const slow: readonly (readonly [string, string, readonly string[]])[] = [
    ['slow headers', 'GET /health/live HTTP/1.1\r\nhost: x\r\n', drip],
    ['a slow body', `${POST}content-length: 200\r\n\r\n{"age":`, drip.map(() => ' ')],
    ['a body that stops', `${POST}content-length: 200\r\n\r\n{"age":`, []],
  ]
  const replies = await Promise.all(slow.map(([, text, pieces]) => send(text, pieces)))
  replies.forEach((reply, i) => {
    t.equal(reply.status, 408, slow[i]?.[0] ?? '')
    const body = JSON.parse(reply.body)
    t.ok(ProblemSchema.safeParse(body).success)
    t.equal(body.code, 'request_timeout')
    t.match(body.detail, 'Send it whole, without pauses.')
  })
})

t.test('whole requests are answered on a connection', async (t) => {
  lines.length = 0
  const plain = await send(`${POST}content-length: ${BODY.length}\r\n\r\n${BODY}`)
  t.equal(plain.status, 200)
  t.equal(JSON.parse(plain.body).score.value, 4)
  t.match(plain.headers, /vary: accept, prefer/i)

  const chunked = await send(
    `${POST}transfer-encoding: chunked\r\n\r\n${BODY.length.toString(16)}\r\n${BODY}\r\n0\r\n\r\n`,
  )
  t.equal(chunked.status, 200)

  const tooLarge = await send(`${POST}content-length: 66000\r\n\r\n`)
  t.equal(tooLarge.status, 413, 'refused by its announced length, before it is sent')
  t.equal(JSON.parse(tooLarge.body).code, 'body_too_large')

  const chunks = `${(4096).toString(16)}\r\n${' '.repeat(4096)}\r\n`.repeat(17)
  const growing = await send(`${POST}transfer-encoding: chunked\r\n\r\n${chunks}0\r\n\r\n`)
  t.equal(growing.status, 413, 'refused by its real length')

  const noHost = await send('GET /health/live HTTP/1.1\r\nconnection: close\r\n\r\n')
  t.equal(noHost.status, 400)
  t.match(JSON.parse(noHost.body), { code: 'bad_request', detail: /no Host header/ })
  t.match(noHost.headers, /x-request-id: .*connection: close/is)
  const old = await send('GET /health/live HTTP/1.0\r\n\r\n')
  t.equal(old.status, 200, 'HTTP/1.0 asks for no Host')
  const expecting = await send('GET /health/live HTTP/1.1\r\nhost: x\r\nexpect: a-miracle\r\nconnection: close\r\n\r\n')
  t.equal(expecting.status, 200, 'an unknown expectation is passed over')
  const tunnel = await send('CONNECT example.org:443 HTTP/1.1\r\nhost: example.org:443\r\n\r\nhello')
  t.equal(tunnel.status, 400)
  t.match(JSON.parse(tunnel.body), { code: 'bad_request', detail: /no proxy/ })
  t.match(tunnel.headers, /connection: close/i)

  const head = await send('HEAD /health/live HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n')
  t.equal(head.status, 200)
  t.equal(head.body, '')
  t.equal(lines.filter((line) => JSON.parse(line).msg === 'request').length, 8, 'one line for each')
})

t.test('two requests on one connection are answered in order', async (t) => {
  const first = POST.replace('connection: close\r\n', '')
  const socket = await send(
    `${first}content-length: ${BODY.length}\r\n\r\n${BODY}${POST}prefer: return=minimal\r\ncontent-length: ${BODY.length}\r\n\r\n${BODY}`,
  )
  t.equal(socket.status, 200)
  t.notMatch(socket.headers, /preference-applied/i, 'the first answer is the whole one')
})
