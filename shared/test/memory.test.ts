/** What callers keep in the memory of a process: it is counted, it is bounded, and it ends. */
import '../src/testing/patience.js'
import { EventEmitter, once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { LONGEST_ID } from '../src/engine/rows/row-id.js'
import { Memory } from '../src/http/direct/memory.js'
import { bodyClocks } from '../src/http/direct/receive.js'
import { sharedBytes } from '../src/http/direct/shared-bytes.js'
import { answersOf } from '../src/http/direct/unread.js'
import { answerTo, lines, listening, open, textOf, until } from './listening.js'

/** A request of a caller, with a connection of its own. */
function from(remoteAddress: string): IncomingMessage {
  const socket = Object.assign(new EventEmitter(), { remoteAddress })
  return { socket, headers: {} } as unknown as IncomingMessage
}

t.test('a caller has a share, the process a budget, and whoever holds nothing may have one larger thing', async (t) => {
  const memory = new Memory(1000, 0.5)
  const first = memory.hold(from('192.0.2.1'), 'batch')
  t.ok(first.tryTake(700), 'the first thing of a caller may be larger than its share')
  t.notOk(memory.hold(from('192.0.2.1'), 'batch').tryTake(1), 'the second may not')
  t.notOk(memory.admits(from('192.0.2.1'), 'batch'))
  t.ok(memory.admits(from('192.0.2.1')), 'its calls have half as much again')
  t.ok(memory.hold(from('192.0.2.2'), 'batch').tryTake(50), 'another caller has its own share')
  t.notOk(memory.hold(from('192.0.2.2'), 'batch').tryTake(1), 'batches leave a quarter to calls')
  t.ok(memory.hold(from('192.0.2.2')).tryTake(200))
  t.notOk(memory.hold(from('192.0.2.3')).tryTake(51), 'and beyond the budget there is nothing')
  t.equal(memory.held, 950)
  first.end()
  first.end()
  t.equal(memory.held, 250, 'what is over is given back, once')
  t.ok(memory.admits(from('192.0.2.1'), 'batch'))
  t.ok(memory.couldHold(750))
  t.notOk(memory.couldHold(751))
  t.equal(memory.callers, 1, 'who holds nothing is forgotten')
})

t.test('what is held ends with its connection', async (t) => {
  const memory = new Memory(1000, 0.5)
  const request = from('192.0.2.1')
  t.ok(memory.hold(request).tryTake(100))
  memory.hold(request).add(50)
  t.equal(memory.held, 150)
  request.socket.emit('close')
  t.equal(memory.held, 0)
})

const rowsOf = (count: number): string => `[${lines(0, count).trim().replaceAll('\n', ',')}]`

t.test(
  'an array is answered with its length where it is small, as it is computed where it is large: the same bytes',
  async (t) => {
    const { port } = await listening(t)
    const ask = async (rows: number) => {
      const sent = open(port, 'application/json')
      sent.end(rowsOf(rows))
      const answer = await answerTo(sent)
      return { headers: answer.headers, text: await textOf(answer) }
    }
    const small = await ask(10)
    t.equal(Number(small.headers['content-length']), Buffer.byteLength(small.text))
    const large = await ask(5000)
    t.equal(large.headers['content-length'], undefined)
    t.equal(large.headers['transfer-encoding'], 'chunked')
    t.ok(large.text.startsWith(small.text.slice(0, -1)), 'the first rows are those of the small one')
    t.equal(JSON.parse(large.text).length, 5000)
  },
)

t.test('nothing is computed for a reader who does not read, all of it once it is read', async (t) => {
  const { port, computed, held } = await listening(t)
  const sent = open(port, 'application/json')
  // With long ids the answer is more than the buffers of two sockets grow to.
  sent.end(rowsOf(10_000).replace(/"id":(\d+)/g, (_, id: string) => `"id":"${id.padStart(LONGEST_ID, '0')}"`))
  const answer = await answerTo(sent)
  let standing = -1
  while (standing !== computed()) {
    standing = computed()
    await delay(500)
  }
  t.ok(standing < 10_000, `${standing} rows are computed`)
  t.ok(held() < 2 * 1024 * 1024, `${held()} bytes are held`)
  const text = await textOf(answer)
  t.ok(text.length > 5e6, `${text.length} characters`)
  const rows = JSON.parse(text)
  t.equal(rows.length, 10_000)
  t.ok(rows.every((row: { readonly id: string }, i: number) => Number(row.id) === i))
})

/** A peer that sends and never reads. */
function deaf(t: Test, port: number, text: string, localAddress = '127.0.0.1'): Socket {
  const socket = connect({ port, host: '127.0.0.1', localAddress }).on('error', () => undefined)
  socket.pause()
  socket.write(text)
  t.teardown(() => socket.destroy())
  return socket
}

const head = (path: string, type: string, length: number): string =>
  `POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-type: ${type}\r\ncontent-length: ${length}\r\n\r\n`

t.test('an answer that nobody reads is given up with its connection, whatever it is', async (t) => {
  const { port, open: connections } = await listening(t, { REQUEST_TIMEOUT_MS: '200' })
  const array = rowsOf(10_000)
  deaf(t, port, head('/v1/toy/batch', 'application/json', array.length) + array)
  deaf(t, port, 'GET /openapi.json HTTP/1.1\r\nhost: x\r\n\r\n'.repeat(1000))
  const single = '{"age":50,"tenderJointCount28":4}'
  deaf(t, port, (head('/v1/toy', 'application/json', single.length) + single).repeat(30_000))
  await until(() => connections() === 3)
  await until(() => connections() === 0)
  t.equal(connections(), 0)
})

t.test('bodies that do not come to an end are counted: who sends too many is refused, others are served', async (t) => {
  const { port } = await listening(t, { BUFFER_LIMIT: '1048576', REQUEST_TIMEOUT_MS: '20000' })
  const part = head('/v1/toy', 'application/json', 60_000) + ' '.repeat(50_000)
  const senders = Array.from({ length: 40 }, () => deaf(t, port, part))
  const refused = await Promise.race(senders.map(async (socket) => String((await once(socket.resume(), 'data'))[0])))
  t.match(refused, /^HTTP\/1\.1 503 /)
  t.match(refused, /retry-after: \d/i)
  t.match(refused, '"code":"overloaded"')
  const body = '{"age":50,"tenderJointCount28":4}'
  const other = deaf(t, port, head('/v1/toy', 'application/json', body.length) + body, '127.0.0.2')
  t.match(String((await once(other.resume(), 'data'))[0]), /^HTTP\/1\.1 200 /, 'another caller')
})

t.test('an array that would take more memory than there is for all is refused before it is read', async (t) => {
  // Without its brackets it would have room.
  const { port } = await listening(t, { BUFFER_LIMIT: '4000000' })
  const sent = open(port, 'application/json')
  sent.end(`[{"id":1,"input":[${'{},'.repeat(200_000)}{}]}]`)
  const answer = await answerTo(sent)
  t.equal(answer.statusCode, 413)
  t.match(JSON.parse(await textOf(answer)).detail, 'application/x-ndjson')
})

const GET = (path: string): string => `GET ${path} HTTP/1.1\r\nhost: x\r\n\r\n`
const SINGLE = '{"age":50,"tenderJointCount28":4}'
const call = head('/v1/toy', 'application/json', SINGLE.length) + SINGLE

/** What a caller at an address is answered, once all connections before it stand still. */
async function statusOf(t: Test, port: number, address: string): Promise<string> {
  await delay(2000)
  const socket = deaf(t, port, call, address).resume()
  return String((await once(socket, 'data'))[0]).slice(0, 12)
}

// More than the kernel takes for whoever does not read.
const MANY = 24

t.test('documents that nobody reads are one copy: they leave room to others', async (t) => {
  const { port } = await listening(t, { BUFFER_LIMIT: '8388608', REQUEST_TIMEOUT_MS: '60000' })
  for (let i = 0; i < 12; i++) deaf(t, port, GET('/docs/static/swagger-ui-bundle.js').repeat(MANY))
  t.equal(await statusOf(t, port, '127.0.0.2'), 'HTTP/1.1 200')
})

t.test('an answer is counted while it waits for its reader; what all share is not, but for its objects', async (t) => {
  const memory = new Memory(1e9, 0.5)
  const clocks = bodyClocks(60_000)
  const bytes = Buffer.alloc(32 * 1024 * 1024, ' ')
  const common = sharedBytes(bytes)
  const server = createServer({ ServerResponse: answersOf(memory, clocks) }, ({ url }, response) => {
    response.end(url === '/common' ? common : bytes)
  })
  t.teardown(() => {
    clocks.close()
    server.close()
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  for (const [path, least, most] of [
    ['/own', bytes.length / 2, 2 * bytes.length],
    ['/common', 1, 65_536],
  ] as const) {
    const socket = deaf(t, port, GET(path))
    await until(() => memory.held > 0)
    t.ok(memory.held >= least && memory.held <= most, `${path}: ${memory.held} bytes`)
    socket.destroy()
    await until(() => memory.held === 0)
    t.equal(memory.held, 0)
  }
})

t.test('requests that wait on their connection are counted: it is closed where there are too many', async (t) => {
  const { port } = await listening(t, { BUFFER_LIMIT: '400000', REQUEST_TIMEOUT_MS: '60000' })
  const socket = connect({ port, host: '127.0.0.1' }).on('error', () => undefined)
  t.teardown(() => socket.destroy())
  let text = ''
  socket.setEncoding('latin1').on('data', (piece) => {
    text += piece
  })
  socket.write(GET('/health/live').repeat(1000))
  await once(socket, 'close')
  t.ok(text.split('HTTP/1.1 200').length < 200)
})
