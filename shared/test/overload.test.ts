import { setTimeout as delay } from 'node:timers/promises'
import t from 'tap'
import { overloadGuard, type Reading } from '../src/overload.js'
import { ProblemSchema } from '../src/problems.js'
import { buildService } from '../src/service.js'
import { silentLogger, testConfig } from '../src/testing.js'
import { toy } from './toy.js'

const BODY = JSON.stringify({ age: 50, tenderJointCount28: 4 })
const CALM: Reading = { delayMs: 1, utilisation: 1, heap: 0.5 }
const LIMITS = { OVERLOAD_DELAY_MS: 500, OVERLOAD_UTILISATION_PERCENT: 100, OVERLOAD_HEAP_PERCENT: 95 }
/** Two samples and some. */
const SEEN_MS = 800

const cases: readonly (readonly [
  name: string,
  limits: Partial<typeof LIMITS>,
  reading: Partial<Reading>,
  over: boolean,
])[] = [
  ['a busy loop that keeps up', {}, {}, false],
  ['a loop that comes late', {}, { delayMs: 501 }, true],
  ['a delay on the limit', {}, { delayMs: 500 }, false],
  ['a delay without a limit', { OVERLOAD_DELAY_MS: 0 }, { delayMs: 60_000 }, false],
  ['no sample at all', {}, { delayMs: Number.NaN }, false],
  ['utilisation over a limit', { OVERLOAD_UTILISATION_PERCENT: 98 }, { utilisation: 0.99 }, true],
  ['a full heap', {}, { heap: 0.96 }, true],
  ['a full heap without a limit', { OVERLOAD_HEAP_PERCENT: 100 }, { heap: 0.999 }, false],
]

t.test('what is an overload', async (t) => {
  await Promise.all(
    cases.map(async ([name, limits, reading, over]) => {
      let closed = false
      const reader = {
        read: () => ({ ...CALM, ...reading }),
        close: () => {
          closed = true
        },
      }
      const guard = overloadGuard({ ...LIMITS, ...limits }, reader)
      t.notOk(guard.overloaded, `${name}: not at first`)
      await delay(SEEN_MS)
      t.equal(guard.overloaded, over, name)
      guard.close()
      t.ok(closed)
    }),
  )
})

t.test('one long pause is none', async (t) => {
  const readings = [900, 1, 900, 1, 900]
  const guard = overloadGuard(LIMITS, {
    read: () => ({ ...CALM, delayMs: readings.shift() ?? 1 }),
    close: () => undefined,
  })
  t.teardown(() => guard.close())
  for (let i = 0; i < 8; i++) {
    await delay(200)
    t.notOk(guard.overloaded)
  }
})

t.test(
  'an event loop that is kept from its work: 503 with Retry-After, health answers, and then it goes on',
  async (t) => {
    const { app } = await buildService([toy], testConfig({ OVERLOAD_DELAY_MS: '60' }), silentLogger())
    t.teardown(() => app.close())
    const headers = { 'content-type': 'application/json' }
    const ask = () => app.inject({ method: 'POST', url: '/v1/toy', headers, payload: BODY })
    t.equal((await ask()).statusCode, 200)
    let refused = await ask()
    const started = performance.now()
    while (refused.statusCode === 200 && performance.now() - started < 10_000) {
      const until = performance.now() + 150
      while (performance.now() < until);
      await delay(1)
      refused = await ask()
    }
    t.comment(`refused after ${Math.round(performance.now() - started)} ms of blocking`)
    t.equal(refused.statusCode, 503)
    t.equal(refused.headers['retry-after'], '2')
    t.equal(refused.headers['content-type'], 'application/problem+json; charset=utf-8')
    const body = refused.json()
    t.ok(ProblemSchema.safeParse(body).success)
    t.equal(body.code, 'overloaded')
    t.match(body.detail, 'Wait for the seconds in the header Retry-After')
    const batch = await app.inject({ method: 'POST', url: '/v1/toy/batch', headers, payload: '[]' })
    t.equal(batch.statusCode, 503)
    t.equal(batch.headers['retry-after'], '2')
    for (const url of ['/health/live', '/health/ready', '/metrics'])
      t.equal((await app.inject({ url })).statusCode, 200, url)
    await delay(1500)
    t.equal((await ask()).statusCode, 200, 'as soon as the loop is free')
  },
)
