/**
 * What a service may send, and what becomes of it: taken if it is the answer of this instrument's service, else refused
 * in time.
 */
import '@activity-scores/shared/testing/patience'
import t from 'tap'
import {
  ask,
  before,
  genuine,
  give,
  httpStranger,
  isNamed,
  JSON_TYPE,
  OTHER,
  SLUG,
  socketStranger,
} from './strangers.js'

t.test('whatever a service does, the answer comes in time, names its slug, and others are not touched', async (t) => {
  const answer = await genuine(t)
  const head = `HTTP/1.1 200 OK\r\ncontent-type: ${JSON_TYPE}\r\n`
  const raw = (bytes: string) => socketStranger(t, (socket) => socket.once('data', () => socket.write(bytes)))
  const drip = (start: string) =>
    socketStranger(t, (socket) => {
      // Not before it was asked: what comes before a request is no answer to it.
      socket.once('data', () => {
        socket.write(start)
        const timer = setInterval(() => socket.write(' '), 50)
        socket.once('close', () => clearInterval(timer))
      })
    })
  const [late, wrong] = [
    { status: 504, code: 'upstream_timeout' },
    { status: 502, code: 'upstream_unavailable' },
  ]
  const cases = {
    'never accepts': [await socketStranger(t, () => undefined), late],
    'drips its head': [await drip('HTTP/1.1 200 OK\r\nx-a: '), late],
    'drips its body': [await drip(`${head}content-length: 90000\r\n\r\n{`), late],
    'stops in its body': [await raw(`${head}content-length: 90000\r\n\r\n{`), late],
    'announces too much': [await raw(`${head}content-length: 99999999999\r\n\r\n{`), wrong],
    'never ends': [
      await httpStranger(t, (_request, response) => {
        response.writeHead(200, { 'content-type': JSON_TYPE })
        const more = (): void => {
          while (!response.destroyed && response.write('x'.repeat(65_536)));
          if (!response.destroyed) response.once('drain', more)
        }
        more()
      }),
      wrong,
    ],
    'has a huge head': [await raw(`${head}x-a: ${'a'.repeat(100_000)}\r\n\r\n`), wrong],
    'speaks another protocol': [await raw('SSH-2.0-OpenSSH_9.2\r\n'), wrong],
    'answers nothing': [await raw(`${head}content-length: 0\r\n\r\n`), wrong],
    'answers HTML': [await httpStranger(t, (_q, response) => give(response, '<p>hello', 'text/html')), wrong],
    'answers JSON under another name': [
      await httpStranger(t, (_q, response) => give(response, answer, 'text/plain')),
      wrong,
    ],
    'answers a result as another kind of JSON': [
      await httpStranger(t, (_q, response) => give(response, answer, 'application/jsonlines')),
      wrong,
    ],
    'answers for another instrument': [
      await httpStranger(t, (_q, response) => give(response, answer.replace(SLUG, 'das28-crp'))),
      wrong,
    ],
    'answers half a result': [await httpStranger(t, (_q, response) => give(response, answer.slice(0, 200))), wrong],
    compresses: [
      await httpStranger(t, (_q, response) => {
        response.setHeader('content-encoding', 'gzip')
        give(response, answer)
      }),
      wrong,
    ],
    redirects: [await raw('HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1/\r\ncontent-length: 0\r\n\r\n'), wrong],
    'changes the protocol': [
      await raw('HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n'),
      wrong,
    ],
    'has problems of its own': [
      await raw('HTTP/1.1 422 X\r\ncontent-type: application/problem+json\r\ncontent-length: 2\r\n\r\n{}'),
      wrong,
    ],
  } as const
  for (const [name, [origin, expected]] of Object.entries(cases)) {
    const door = await before(t, origin, { UPSTREAM_TIMEOUT_MS: '1000', UPSTREAM_BREAKER_FAILURES: '100' })
    const [reply, other] = await Promise.all([ask(door), ask(door, `/v1/${OTHER}`, '{}')])
    t.equal(reply.status, expected.status, name)
    t.equal(reply.code, expected.code, name)
    t.ok(reply.milliseconds < 10_000, `${name}: ${reply.milliseconds}`) // without a limit these would last for minutes
    isNamed(t, reply, name)
    t.equal(other.status, 200, `${name}: another slug answers`)
  }
})

t.test('hints before the answer are passed over', async (t) => {
  const answer = await genuine(t)
  const origin = await socketStranger(t, (socket) =>
    socket.once('data', () =>
      socket.write(
        `HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\nHTTP/1.1 200 OK\r\ncontent-type: ${JSON_TYPE}\r\ncontent-length: ${Buffer.byteLength(answer)}\r\n\r\n${answer}`,
      ),
    ),
  )
  t.equal((await ask(await before(t, origin))).text, answer)
})
