/** Thousands of requests sent at once on a connection: they wait their turn, and others do not wait for them. */
import '../src/testing/patience.js'
import { once } from 'node:events'
import { type AddressInfo, connect, type Socket } from 'node:net'
import t from 'tap'
import { buildService } from '../src/http/service.js'
import { silentLogger, testConfig } from '../src/testing/testing.js'
import { until } from './listening.js'
import { toy } from './toy.js'

const REQUEST = 'GET /health/live HTTP/1.1\r\nhost: x\r\n\r\n'
/** What Node reads at a time. */
const PACKET = 65_536
const OF_PACKET = Math.ceil(PACKET / REQUEST.length)
const CONNECTIONS = 5
const PACKETS = 3
const EACH = OF_PACKET * PACKETS

// However busy the machine is: what waits for its turn is none that comes late.
const UNHURRIED = { OVERLOAD_DELAY_MS: '0', REQUEST_TIMEOUT_MS: '600000', HEADERS_TIMEOUT_MS: '600000' }

t.test('of each connection a packet waits at most, and in a turn one of them is read', async (t) => {
  const { app } = await buildService([toy], testConfig(UNHURRIED), silentLogger())
  await app.listen({ host: '127.0.0.1', port: 0 })
  t.teardown(() => app.close())
  const waiting = new Map<unknown, number>()
  let most = 0
  // What came in each turn of the event loop, and of how many connections.
  const turns: { requests: number; readonly sockets: Set<unknown> }[] = []
  let turn = { requests: 0, sockets: new Set<unknown>() }
  app.server.on('request', ({ socket }, response) => {
    if (turn.requests++ === 0) {
      turns.push(turn)
      setImmediate(() => {
        turn = { requests: 0, sockets: new Set() }
      })
    }
    turn.sockets.add(socket)
    const now = (waiting.get(socket) ?? 0) + 1
    waiting.set(socket, now)
    most = Math.max(most, now)
    response.once('finish', () => waiting.set(socket, (waiting.get(socket) ?? 0) - 1))
  })
  let answers = 0
  const sockets: Socket[] = []
  for (let i = 0; i < CONNECTIONS; i++) {
    const socket = connect({ port: (app.server.address() as AddressInfo).port, host: '127.0.0.1' })
    t.teardown(() => socket.destroy())
    let rest = ''
    socket.setEncoding('latin1').on('data', (piece) => {
      const parts = `${rest}${piece}`.split('HTTP/1.1 200 ')
      answers += parts.length - 1
      rest = parts.at(-1)?.slice(-20) ?? ''
    })
    await once(socket, 'connect')
    sockets.push(socket)
  }
  // At once, so that their answers end at once, too.
  for (const socket of sockets) socket.write(REQUEST.repeat(EACH))
  await until(() => answers >= CONNECTIONS * EACH)
  t.equal(answers, CONNECTIONS * EACH, 'each is answered')
  t.ok(most <= OF_PACKET + 2, `${most} of one connection waited at most, of ${EACH}`)
  const counts = turns.map(({ requests }) => requests)
  t.equal(
    counts.reduce((sum, count) => sum + count, 0),
    CONNECTIONS * EACH,
  )
  // Each connection is read once before it is known for what it is.
  const crowded = turns.filter(({ sockets, requests }) => sockets.size > 1 && requests > OF_PACKET + CONNECTIONS)
  t.ok(crowded.length <= 1, `${crowded.length} of ${turns.length} turns read more than a packet`)
})

t.test('connections that close in the midst of it leave traces of errors as they were', async (t) => {
  const { app } = await buildService([toy], testConfig(), silentLogger())
  await app.listen({ host: '127.0.0.1', port: 0 })
  t.teardown(() => app.close())
  const before = Error.stackTraceLimit
  const stacks: (string | undefined)[] = []
  let open = 0
  app.server.on('connection', (socket) => {
    open++
    socket.once('close', () => open--)
  })
  app.server.on('request', (request) => {
    request.once('error', ({ stack }: Error) => stacks.push(stack))
  })
  for (let i = 0; i < 3; i++) {
    const socket = connect({ port: (app.server.address() as AddressInfo).port, host: '127.0.0.1' })
    await once(socket, 'connect')
    socket.write(REQUEST.repeat(EACH))
    await once(socket, 'data')
    socket.destroy()
    await once(socket, 'close')
  }
  await until(() => open === 0)
  t.equal(open, 0)
  t.ok(stacks.length > 100, `${stacks.length} requests lost their connection`)
  t.same(
    stacks.filter((stack) => stack?.includes('\n')),
    [],
    'nobody would read where their errors were made',
  )
  t.equal(Error.stackTraceLimit, before)
})
