/** Batches of the client: order, back-pressure, and a request that ends when nobody reads. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { createClient, type Row } from '@activity-scores/client'
import '@activity-scores/shared/testing/patience'
import t, { type Test } from 'tap'
import { gateway } from '../helpers.js'

/** Client and gateway share a process here: while one writes to its socket the other does not read its head. */
const UNHURRIED = { HEADERS_TIMEOUT_MS: '60000', REQUEST_TIMEOUT_MS: '60000' }

/** What is still open when a test ends is ended with it: Node may keep the connection of a request that was given up while it was full. */
async function listening(t: Test): Promise<string> {
  const app = await gateway(t, { ...UNHURRIED })
  t.teardown(() => app.server.closeAllConnections())
  return app.listen({ port: 0, host: '127.0.0.1' })
}

/** Whole CDAI: two counts and two scales add up to it. */
const rowOf = (i: number): Row<'cdai'> => ({
  id: i,
  input: {
    tenderJointCount28: i % 29,
    swollenJointCount28: (i >> 5) % 29,
    patientGlobal: { value: i % 11, unit: 'cm' },
    physicianGlobal: { value: (i >> 3) % 11, unit: 'cm' },
  },
})
const sumOf = (i: number): number => (i % 29) + ((i >> 5) % 29) + (i % 11) + ((i >> 3) % 11)

/** Rows from the n-th on; says how many were taken. */
async function* drawn(count: number, taken: { count: number }): AsyncGenerator<Row<'cdai'>> {
  for (let i = 0; i < count; i++) {
    taken.count++
    yield rowOf(i)
  }
}

t.test('many rows: each answered beside its id, in order', async (t) => {
  const origin = await listening(t)
  for (const [streaming, ROWS] of [
    [true, 20_000],
    [false, 2_000],
  ] as const) {
    const taken = { count: 0 }
    const answers = createClient(origin, { streaming }).batch('cdai', drawn(ROWS, taken))
    let next = 0
    let wrong = 0
    let ahead = 0
    for await (const row of answers) {
      if (row.id !== next || row.result?.score?.value !== sumOf(next)) wrong++
      next++
      ahead = Math.max(ahead, taken.count - next)
    }
    t.same({ next, wrong }, { next: ROWS, wrong: 0 }, answers.layout)
    if (!streaming) t.ok(ahead < 500, `an array has ${ahead + 1} rows`)
  }
})

t.test('rows wait for their answers to be read', async (t) => {
  const origin = await listening(t)
  const taken = { count: 0 }
  const ROWS = 1_000_000
  const answers = createClient(origin, { streaming: true }).batch('cdai', drawn(ROWS, taken))[Symbol.asyncIterator]()
  await answers.next()
  let before = -1
  while (before !== taken.count) {
    before = taken.count
    await sleep(250)
  }
  // What the sockets of both sides hold, and no more.
  t.ok(taken.count < ROWS / 10, `${taken.count} rows taken while one answer is read`)
  await answers.return?.()
})

t.test('who stops reading, and whose rows fail, ends the request', async (t) => {
  let ended = 0
  const server = createServer((request, response) => {
    request.on('data', () => response.write('{"id":1,"status":200,"result":{"instrument":"cdai","version":"1.0.0"}}\n'))
    request.on('error', () => undefined)
    response.on('close', () => ended++)
  })
  t.teardown(() => server.close())
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const scores = createClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, { streaming: true })
  let returned = 0
  async function* endless(fails: boolean): AsyncGenerator<Row<'cdai'>> {
    try {
      for (let i = 0; ; i++) {
        if (fails && i === 3) throw new Error('of the caller')
        yield rowOf(i)
        await sleep(1)
      }
    } finally {
      returned++
    }
  }
  const until = async (isDone: () => boolean): Promise<void> => {
    for (let i = 0; i < 500 && !isDone(); i++) await sleep(10)
  }
  for await (const row of scores.batch('cdai', endless(false))) if (row.id === 1) break
  await until(() => ended === 1 && returned === 1)
  t.same([ended, returned], [1, 1], 'left by the reader')
  await t.rejects(
    (async () => {
      for await (const row of scores.batch('cdai', endless(true))) t.ok(row)
    })(),
    { message: 'of the caller' },
  )
  await until(() => ended === 2)
  t.same([ended, returned], [2, 2], 'rows that failed')
  const controller = new AbortController()
  const read = (async () => {
    for await (const row of scores.batch('cdai', endless(false), { signal: controller.signal }))
      if (row) controller.abort(new Error('enough'))
  })()
  await t.rejects(read, { message: 'enough' })
  await until(() => ended === 3 && returned === 3)
  t.same([ended, returned], [3, 3], 'the signal')
})

t.test('an answer that ends before its rows is a fault', async (t) => {
  const server = createServer((request, response) => {
    request
      .resume()
      .on('end', () =>
        response.end('{"id":0,"status":200,"result":{"instrument":"cdai","version":"1.0.0"}}\n{"id":1,"sta'),
      )
  })
  t.teardown(() => server.close())
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const read = (async () => {
    let count = 0
    for await (const row of createClient(origin, { streaming: true }).batch('cdai', [rowOf(0), rowOf(1)]))
      count += row.id === 0 ? 1 : 0
    return count
  })()
  await t.rejects(read, { message: 'The answer ended after 1 of 2 rows.' })
  const early = createServer((request, response) => {
    request.once('data', () => response.end('{"id":0,"status":200,"result":{"instrument":"cdai","version":"1.0.0"}}\n'))
    request.on('error', () => undefined)
  })
  t.teardown(() => early.close())
  await new Promise<void>((done) => early.listen(0, '127.0.0.1', done))
  async function* oneByOne(): AsyncGenerator<Row<'cdai'>> {
    yield rowOf(0)
    await sleep(1_000_000, undefined, { signal: left.signal }).catch(() => undefined)
    yield rowOf(1)
  }
  const left = new AbortController()
  t.teardown(() => left.abort())
  const scores = createClient(`http://127.0.0.1:${(early.address() as AddressInfo).port}`, { streaming: true })
  const all = async (): Promise<void> => {
    for await (const row of scores.batch('cdai', oneByOne())) t.equal(row.id, 0)
  }
  await t.rejects(
    all(),
    { message: 'The answer ended after 1 of 1 and more rows.' },
    'all were answered that were taken',
  )
  const arrays = createServer((request, response) => {
    request.resume().on('end', () => response.end('[{"id":0,"status":200,"result":{}}]'))
  })
  t.teardown(() => arrays.close())
  await new Promise<void>((done) => arrays.listen(0, '127.0.0.1', done))
  const asArrays = createClient(`http://127.0.0.1:${(arrays.address() as AddressInfo).port}`, { streaming: false })
  await t.rejects(
    (async () => {
      for await (const row of asArrays.batch('cdai', [rowOf(0), rowOf(1)])) t.ok(row)
    })(),
    { message: 'The answer ended after 1 of 2 rows.' },
  )
})
