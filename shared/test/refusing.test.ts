/** Refusing by the head, who rests after it, and how much is let in meanwhile. */
import { EventEmitter } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { type AddressInfo, connect, Socket } from 'node:net'
import { setTimeout as delay, setImmediate } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import t, { type Test } from 'tap'
import { Allowance, Expected } from '../src/http/direct/allowance.js'
import { Resting } from '../src/http/direct/resting.js'
import { buildService } from '../src/http/service.js'
import { silentLogger, testConfig } from '../src/testing/testing.js'
import { until } from './listening.js'
import { toy } from './toy.js'

const SHARE = 5

t.test('a turn lets in what its share is enough for, and its first whatever it takes', async (t) => {
  const allowance = new Allowance(SHARE)
  const letIn = (now: number, costs: readonly number[]) => costs.filter((cost) => allowance.takes(now, cost)).length
  t.equal(letIn(1000, [2, 2, 2, 1, 1]), 3, '2 + 2, then 1; neither the third 2 nor the second 1')
  t.equal(letIn(1004, [1]), 0, 'the same turn')
  await setImmediate()
  t.equal(letIn(1004, [50, 1]), 1, 'the first of the next turn, and nothing beside it')
  await setImmediate()
  t.equal(letIn(1006, [1, 1, 1]), 2, 'two milliseconds later there are two')
  await setImmediate()
  t.equal(letIn(2000, [1, 1, 1, 1, 1, 1]), 5, 'never more than the share')
  t.equal(letIn(2000 + SHARE, [1, 1, 1, 1, 1, 1]), 5, 'a turn that does not end is over after its share')
})

t.test('one more caller is let in for each turn that had time left', async (t) => {
  const allowance = new Allowance(SHARE)
  const turn = async (now: number, calls: number): Promise<number> => {
    for (let i = 0; i < calls; i++) allowance.takes(now, 1)
    const told = [1, 2, 3].filter(() => allowance.takesCaller(now)).length
    await setImmediate()
    return told
  }
  await turn(1000, 5)
  t.equal(await turn(1010, 2), 0, 'after one that was full none')
  t.equal(await turn(1020, 5), 1, 'after one with time left one')
  t.equal(await turn(1030, 0), 0)
})

t.test('what a call takes is learned, and one slow call is not believed', async (t) => {
  const expected = new Expected()
  for (let i = 0; i < 100; i++) expected.took(2)
  t.ok(expected.cost > 1.9 && expected.cost < 2.2, `${expected.cost} after a hundred of 2 ms`)
  expected.took(60_000)
  t.ok(expected.cost < 5, `${expected.cost} after one of a minute`)
})

/** A connection whose request has been answered. */
function refusedOn(resting: Resting, socket: Socket): void {
  const response = new EventEmitter()
  resting.after({ socket, complete: true } as IncomingMessage, response as ServerResponse)
  response.emit('finish')
}

t.test('a refused connection is not read for a while; what comes first then is late', async (t) => {
  const resting = new Resting()
  const socket = new Socket()
  refusedOn(resting, socket)
  t.ok(socket.isPaused())
  t.notOk(resting.isLate(socket))
  // The request that is there when the connection is read again asks in the same turn of the loop.
  let asked: readonly boolean[] = []
  socket.resume = () => {
    queueMicrotask(() => {
      asked = [resting.isLate(socket), resting.isLate(socket)]
    })
    return Socket.prototype.resume.call(socket)
  }
  await until(() => asked.length > 0)
  t.notOk(socket.isPaused())
  t.same(asked, [true, false], 'that one and no other')
  refusedOn(resting, socket)
  socket.resume = Socket.prototype.resume
  await until(() => !socket.isPaused())
  refusedOn(resting, new Socket())
  await delay(20)
  t.notOk(resting.isLate(socket), 'nor who comes later')
})

t.test('thousands rest no longer than three quarters of Retry-After, and nobody when the process stops', async (t) => {
  const resting = new Resting()
  const crowd = Array.from({ length: 6000 }, () => new Socket())
  const began = performance.now()
  for (const socket of crowd) refusedOn(resting, socket)
  const paused = () => crowd.filter((socket) => socket.isPaused()).length
  t.equal(paused(), crowd.length)
  await until(() => paused() === 0)
  const took = performance.now() - began
  t.ok(took > 1000 && took < 4500, `${took.toFixed(0)} ms where one a millisecond would be 6000`)
  for (const socket of crowd) refusedOn(resting, socket)
  t.equal(paused(), crowd.length)
  resting.end()
  t.equal(paused(), 0)
  for (const socket of crowd) refusedOn(resting, socket)
  t.equal(paused(), 0)
})

/** What a connection received, as text. */
function line(port: number): { readonly socket: Socket; readonly received: () => string } {
  let received = ''
  const socket = connect(port, '127.0.0.1').setNoDelay(true)
  socket.setEncoding('utf8').on('data', (piece) => {
    received += String(piece)
  })
  return { socket, received: () => received }
}

const BODY = '{"age":50,"tenderJointCount28":4}'
const headOf = (path: string, type = 'application/json'): string =>
  `POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-type: ${type}\r\ncontent-length: ${BODY.length}\r\n\r\n`
const answersIn = (text: string): number => text.split('HTTP/1.1 503 ').length - 1

/** Always a little busy, which is too much for these processes; resolves once they have seen it. */
async function busyHost(t: Test, plugin?: (app: FastifyInstance) => void): Promise<number> {
  const { app, prepare } = await buildService([toy], testConfig({ OVERLOAD_UTILISATION_PERCENT: '1' }), silentLogger())
  plugin?.(app)
  t.teardown(() => app.close())
  await prepare()
  await app.listen({ host: '127.0.0.1', port: 0 })
  const work = setInterval(() => {
    const enough = performance.now() + 1
    while (performance.now() < enough);
  }, 10)
  t.teardown(() => clearInterval(work))
  await delay(800)
  return (app.server.address() as AddressInfo).port
}

t.test('a head that a plugin has spoilt costs the refusal what the plugin set, and nobody else anything', async (t) => {
  const port = await busyHost(t, (app) =>
    app.addHook('onRequest', (request, reply, done) => {
      if (request.headers['x-spoil']) reply.header('x-site', 'two\nlines')
      else reply.header('x-site', 'one line')
      done()
    }),
  )
  const lines = [true, false].map((isSpoilt) => {
    const { socket, received } = line(port)
    t.teardown(() => socket.destroy())
    socket.write(
      (isSpoilt ? headOf('/v1/toy').replace('host: x', 'host: x\r\nx-spoil: yes') : headOf('/v1/toy')) + BODY,
    )
    return received
  })
  await until(() => lines.every((received) => received().includes('"code":"overloaded"')))
  const [spoilt = '', whole = ''] = lines.map((received) => received())
  t.match(spoilt, /^HTTP\/1\.1 503 /)
  t.notMatch(spoilt, 'x-site')
  t.match(whole, 'x-site: one line')
})

t.test('a process without time refuses by the head, and whoever asks again at once has to wait', async (t) => {
  const port = await busyHost(t)
  for (const path of ['/v1/toy', '/v1/toy/batch']) {
    const { socket, received } = line(port)
    t.teardown(() => socket.destroy())
    socket.write(headOf(path))
    await until(() => received().includes('"code":"overloaded"'))
    t.match(received(), /^HTTP\/1\.1 503 [\s\S]*\r\nretry-after: 2\r\n/, `${path}: before the body has come`)
    t.notMatch(received(), /connection: close/, 'the connection stays')
    socket.write(BODY)
    await delay(20)
    const began = performance.now()
    const before = answersIn(received())
    let asked = before
    while (performance.now() - began < 500) {
      if (answersIn(received()) === asked) {
        asked++
        socket.write(headOf(path) + BODY)
      }
      await setImmediate()
    }
    const answered = answersIn(received()) - before
    const most = (performance.now() - began) / 5 + 2
    t.ok(answered >= 2 && answered <= most, `${path}: ${answered} refusals, at most ${most.toFixed(0)}`)
    socket.write('GET /health/live HTTP/1.1\r\nhost: x\r\n\r\n')
    await until(() => received().includes('HTTP/1.1 200 '))
    t.match(received(), 'HTTP/1.1 200 ', 'health answers on the same connection')
  }

  const slow = line(port)
  t.teardown(() => slow.socket.destroy())
  const began = performance.now()
  let asked = 0
  while (performance.now() - began < 500) {
    if (answersIn(slow.received()) === asked) {
      asked++
      slow.socket.write(headOf('/v1/toy'))
      // The answer comes by the head; the body follows it.
      while (answersIn(slow.received()) < asked) await setImmediate()
      slow.socket.write(BODY)
    }
    await setImmediate()
  }
  const most = (performance.now() - began) / 5 + 2
  t.ok(asked >= 2 && asked <= most, `${asked} refusals where bodies follow later, at most ${most.toFixed(0)}`)

  const { socket, received } = line(port)
  socket.write(headOf('/v1/toy').replace(String(BODY.length), '1000000'))
  await until(() => received() !== '' && socket.readableEnded)
  t.match(received(), /^HTTP\/1\.1 503 [\s\S]*\r\nconnection: close\r\n/, 'a body that is too large is not waited for')
})
