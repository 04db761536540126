/** An overloaded process as its callers meet it. */
import type { IncomingMessage } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import t from 'tap'
import { ProblemSchema } from '../src/engine/problems.js'
import { dismissal, OVERLOADED } from '../src/http/direct/admission.js'
import { Memory } from '../src/http/direct/memory.js'
import { overloadGuard } from '../src/http/direct/overload.js'
import { Resting } from '../src/http/direct/resting.js'
import { buildService } from '../src/http/service.js'
import { silentLogger, testConfig } from '../src/testing/testing.js'
import { busy } from './busy.js'
import { toy } from './toy.js'

const BODY = JSON.stringify({ age: 50, tenderJointCount28: 4 })
const JSON_TYPE = { 'content-type': 'application/json' }

t.test('who was let in by the head is not asked again; everybody else is, when the body is there', async (t) => {
  const asked = (admits: boolean, isAdmitted: boolean) => {
    const guard = { ...overloadGuard(testConfig()), admits: () => admits }
    t.teardown(() => guard.close())
    const admission = { guard, limiter: undefined, memory: new Memory(1e6, 1), resting: new Resting() }
    return dismissal(admission, {} as IncomingMessage, undefined, isAdmitted)
  }
  t.equal(asked(false, false), OVERLOADED, 'an overload that began with this turn')
  t.equal(asked(true, false), undefined)
  t.equal(asked(false, true), undefined)
})

t.test('more than can be done: 503 with Retry-After, health answers, and then it goes on', async (t) => {
  let work = 0
  const slow = {
    ...toy,
    compute: (input: Parameters<typeof toy.compute>[0]) => {
      busy(work)
      return toy.compute(input)
    },
  }
  const { app, prepare } = await buildService([slow], testConfig({ OVERLOAD_DELAY_MS: '40' }), silentLogger())
  t.teardown(() => app.close())
  await prepare()
  const origin = await app.listen({ host: '127.0.0.1', port: 0 })
  const ask = (path = '/v1/toy', body = BODY) => fetch(origin + path, { method: 'POST', headers: JSON_TYPE, body })
  // A server takes one connection in a turn, and long turns would let them in slowly.
  for (let i = 0; i < 3; i++) await Promise.all(Array.from({ length: 40 }, async () => (await ask()).arrayBuffer()))
  work = 5
  let isOver = false
  const statuses: number[] = []
  const refusals: Response[] = []
  const callers = Array.from({ length: 40 }, async () => {
    while (!isOver) {
      const answer = await ask()
      statuses.push(answer.status)
      if (answer.status === 503 && refusals.length === 0) refusals.push(answer)
      else await answer.arrayBuffer()
    }
  })
  const deadline = performance.now() + 15_000
  while (refusals.length === 0 && performance.now() < deadline) await delay(20)
  const batch = await ask('/v1/toy/batch', '[]')
  for (const path of ['/health/live', '/health/ready', '/metrics'])
    t.equal((await fetch(origin + path)).status, 200, path)
  isOver = true
  await Promise.all(callers)
  const [refused] = refusals
  t.ok(statuses.includes(200))
  t.equal(refused?.status, 503)
  t.equal(refused?.headers.get('retry-after'), '2')
  t.equal(refused?.headers.get('content-type'), 'application/problem+json; charset=utf-8')
  const body = ProblemSchema.parse(await refused?.json())
  t.equal(body.code, 'overloaded')
  t.match(body.detail, 'Wait for the seconds in the header Retry-After')
  t.equal(batch.status, 503, 'no batch is begun meanwhile')
  await delay(1500)
  t.equal((await ask()).status, 200, 'as soon as the loop is free')
})

t.test('a process that admits nobody: no batch either, and every page', async (t) => {
  const { app, prepare } = await buildService([toy], testConfig({ OVERLOAD_UTILISATION_PERCENT: '20' }), silentLogger())
  t.teardown(() => app.close())
  const keepBusy = async (): Promise<void> => {
    for (let i = 0; i < 30; i++) {
      busy(30)
      await delay(1)
    }
  }
  await keepBusy()
  t.equal(
    (await app.inject({ method: 'POST', url: '/v1/toy', headers: JSON_TYPE, payload: BODY })).statusCode,
    200,
    'until all is compiled nobody is refused for it',
  )
  await prepare()
  await keepBusy()
  for (const [url, payload] of [
    ['/v1/toy', BODY],
    ['/v1/toy/batch', '[]'],
  ] as const) {
    const refused = await app.inject({ method: 'POST', url, headers: JSON_TYPE, payload })
    t.equal(refused.statusCode, 503, url)
    t.equal(refused.headers['retry-after'], '2')
  }
  for (const url of ['/health/live', '/health/ready', '/metrics', '/v1/instruments'])
    t.equal((await app.inject({ url })).statusCode, 200, url)
})
