/** Large bodies are read a chunk at a time, so that a turn of the event loop stays short however much has come. */
import '../src/testing/patience.js'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import t from 'tap'
import { Memory } from '../src/http/direct/memory.js'
import { bodyClocks, receive } from '../src/http/direct/receive.js'

const BYTES = 1_500_000
const LIMIT = 2_000_000

t.test('of a large body one chunk is read in a turn, however much is there', async (t) => {
  const clocks = bodyClocks(60_000)
  const memory = new Memory(1e9, 1)
  let turn = 0
  const chunks = new Map<number, number>()
  const received = new Promise<Buffer | string>((resolve) => {
    const server = createServer((request, response) => {
      const count = (): void => {
        turn++
        if (!request.complete) setImmediate(count)
      }
      count()
      receive(request, LIMIT, clocks, memory.hold(request), (body) => {
        response.end()
        resolve(body)
      })
      request.on('data', () => chunks.set(turn, (chunks.get(turn) ?? 0) + 1))
    })
    server.listen(0, '127.0.0.1', async () => {
      const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
      t.teardown(() => {
        socket.destroy()
        server.close()
        clocks.close()
      })
      await once(socket, 'connect')
      socket.write(`POST / HTTP/1.1\r\nhost: x\r\ncontent-length: ${BYTES}\r\n\r\n`)
      socket.write(Buffer.alloc(BYTES, 'a'))
    })
  })
  const body = await received
  t.equal(body.length, BYTES)
  t.ok(Buffer.isBuffer(body) && body.every((byte) => byte === 97))
  // What was read when the body was told to rest is given with the next chunk; libuv alone would give 23 in one turn.
  t.ok(Math.max(...chunks.values()) <= 3, `${[...chunks.values()].join(', ')} chunks in a turn`)
})
