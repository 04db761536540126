/** Places for connections: nobody keeps one without asking for something and reading what was answered. */
import { once } from 'node:events'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { buildService } from '../src/http/service.js'
import { silentLogger, testConfig } from '../src/testing/testing.js'
import { toy } from './toy.js'

/** Time that a loaded machine may take on top. */
const SLACK_MS = 8000
const PLACES = 50
const HEADERS_TIMEOUT_MS = 1000
const BODY = '{"age":50,"tenderJointCount28":4}'

interface Listening {
  readonly port: number
  /** Connections that the server has now. */
  readonly open: () => Promise<number>
}

async function listening(t: Test, environment: Readonly<Record<string, string>> = {}): Promise<Listening> {
  const { app } = await buildService(
    [toy],
    testConfig({
      MAX_CONNECTIONS: String(PLACES),
      HEADERS_TIMEOUT_MS: String(HEADERS_TIMEOUT_MS),
      REQUEST_TIMEOUT_MS: String(HEADERS_TIMEOUT_MS),
      ...environment,
    }),
    silentLogger(),
  )
  t.teardown(() => app.close())
  await app.listen({ host: '127.0.0.1', port: 0 })
  const open = (): Promise<number> =>
    new Promise((resolve) => {
      app.server.getConnections((_error, count) => resolve(count))
    })
  return { port: (app.server.address() as AddressInfo).port, open }
}

/** A peer that sends a text and then neither reads nor closes its side, whatever it is told. */
function lastingPeer(t: Test, port: number, text = ''): Socket {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true }).on('error', () => undefined)
  socket.pause()
  if (text !== '') socket.write(text)
  t.teardown(() => socket.destroy())
  return socket
}

async function isServed(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1').on('error', () => undefined)
  socket.write('GET /health/live HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n')
  let received = ''
  socket.setEncoding('latin1').on('data', (piece) => {
    received += String(piece)
  })
  await new Promise((resolve) => socket.once('close', resolve))
  return received.startsWith('HTTP/1.1 200 ')
}

const post = (head: string, body = ''): string => `POST /v1/toy HTTP/1.1\r\nhost: x\r\n${head}\r\n\r\n${body}`
const JSON_TYPE = 'content-type: application/json\r\n'

const lasting: readonly (readonly [name: string, text: string])[] = [
  ['silent', ''],
  ['a head that stops', 'GET / HTTP/1.1\r\nhost: x\r\n'],
  ['no HTTP', 'hello\r\n\r\n'],
  ['a head that is too large', `GET / HTTP/1.1\r\nhost: x\r\nx-long: ${'a'.repeat(9000)}\r\n\r\n`],
  ['no Host', 'GET / HTTP/1.1\r\n\r\n'],
  ['half a body', post(`${JSON_TYPE}content-length: 1000`, '{')],
  ['a body that is not read', post('content-type: text/plain\r\ncontent-length: 100000', 'x'.repeat(1000))],
  ['a body that is too large', post(`${JSON_TYPE}content-length: 1000000`, ' '.repeat(100_000))],
  ['a body where none belongs', `GET / HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\n`],
  ['chunks at fault', post(`${JSON_TYPE}transfer-encoding: chunked`, 'zz\r\n')],
]

t.test(`${PLACES} of ${PLACES} places are free a second after the time of whoever has them is over`, async (t) => {
  const free = async ([name, text]: (typeof lasting)[number]): Promise<void> => {
    const { port, open } = await listening(t)
    const began = performance.now()
    const peers = Array.from({ length: PLACES }, () => lastingPeer(t, port, text))
    await Promise.all(peers.map((peer) => once(peer, 'connect')))
    await delay(began + HEADERS_TIMEOUT_MS + 1000 - performance.now())
    for (const late = performance.now() + SLACK_MS; (await open()) > 0 && performance.now() < late; ) await delay(50)
    t.equal(await open(), 0, name)
    t.ok(await isServed(port), `${name}: the next caller is served`)
  }
  await Promise.all(lasting.map(free))
})

t.test('while each place is had, one more is not served', async (t) => {
  const { port } = await listening(t, { HEADERS_TIMEOUT_MS: '60000', REQUEST_TIMEOUT_MS: '60000' })
  const peers = Array.from({ length: PLACES }, () => lastingPeer(t, port))
  await Promise.all(peers.map((peer) => once(peer, 'connect')))
  t.notOk(await isServed(port))
})

t.test('a peer that closes its own side alone does not keep the other', async (t) => {
  const { port, open } = await listening(t)
  for (const text of ['', `${post(`${JSON_TYPE}content-length: ${BODY.length}`, BODY)}`, 'GET / HT']) {
    const peer = lastingPeer(t, port, text)
    peer.end()
    await once(peer, 'finish')
  }
  for (let i = 0; i < 40 && (await open()) > 0; i++) await delay(50)
  t.equal(await open(), 0)
})

t.test('connections that only rest make room for whoever comes', async (t) => {
  const { port, open } = await listening(t, { KEEP_ALIVE_TIMEOUT_MS: '60000' })
  const resting = Array.from({ length: PLACES }, () =>
    lastingPeer(t, port, 'GET /health/live HTTP/1.1\r\nhost: x\r\n\r\n'),
  )
  await Promise.all(resting.map((peer) => once(peer, 'readable')))
  t.equal(await open(), PLACES)
  await isServed(port)
  t.ok(await isServed(port), 'the second attempt is served, if not the first')
})

t.test('whoever is told why can read it', async (t) => {
  const { port } = await listening(t)
  const socket = connect(port, '127.0.0.1').setEncoding('latin1')
  const began = performance.now()
  const [received] = await once(socket, 'data')
  t.match(received, /^HTTP\/1\.1 408 /)
  t.match(received, 'request_timeout')
  t.ok(performance.now() - began < HEADERS_TIMEOUT_MS + 1000 + SLACK_MS)
  socket.destroy()
})
