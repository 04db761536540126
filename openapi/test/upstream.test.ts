/** The way to a service over real sockets: limits, repeats, the breaker, and that nothing of it reaches another slug. */
import '@activity-scores/shared/testing/patience'
import { request as httpRequest, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import t from 'tap'
import {
  ask,
  BODY,
  before,
  genuine,
  give,
  httpStranger,
  isNamed,
  OTHER,
  SLUG,
  silentPort,
  socketStranger,
  whole,
} from './strangers.js'

t.test('a call whose connection breaks before any answer is sent again', async (t) => {
  const answer = await genuine(t)
  let met = 0
  const origin = await httpStranger(t, (request, response) => {
    met++
    if (met === 1) request.socket.destroy()
    else give(response, answer)
  })
  const reply = await ask(await before(t, origin))
  t.equal(reply.status, 200)
  t.equal(reply.text, answer)
  t.equal(met, 2)
})

t.test('once a byte of an answer came, nothing is sent again', async (t) => {
  for (const start of [
    'HTTP/1.1 200 OK\r\n',
    'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{',
  ]) {
    let met = 0
    const origin = await socketStranger(t, (socket) => {
      socket.once('data', () => {
        met++
        socket.end(start)
      })
    })
    const reply = await ask(await before(t, origin))
    t.equal(reply.status, 502)
    t.equal(reply.code, 'upstream_unavailable')
    t.equal(met, 1)
  }
})

t.test('repeats are limited: by a share of the calls, and for one body', async (t) => {
  let met = 0
  const origin = await httpStranger(t, (request) => {
    met++
    request.socket.destroy()
  })
  const never = await before(t, origin, { UPSTREAM_RETRY_PERCENT: '0' })
  t.equal((await ask(never)).status, 502)
  t.equal(met, 1, 'none with a share of 0')
  met = 0
  const often = await before(t, origin, { UPSTREAM_RETRY_PERCENT: '100' })
  t.equal((await ask(often)).status, 502)
  t.equal(met, 3, 'a body that ends its service is sent three times at most')
  met = 0
  const few = await before(t, origin, {
    UPSTREAM_RETRY_PERCENT: '1',
    UPSTREAM_CONNECTIONS: '4',
    UPSTREAM_BREAKER_FAILURES: '1000',
  })
  for (let call = 0; call < 30; call++) t.equal((await ask(few)).status, 502)
  t.ok(met <= 30 + 4, `4 in reserve and one in a hundred: ${met}`)
})

t.test('a call waits for a service that restarts', async (t) => {
  const answer = await genuine(t)
  const port = await silentPort()
  const door = await before(t, `http://127.0.0.1:${port}`, { UPSTREAM_TIMEOUT_MS: '5000' })
  const replies = Promise.all(Array.from({ length: 20 }, () => ask(door)))
  await delay(300)
  let met = 0
  await httpStranger(
    t,
    (_request, response) => {
      met++
      give(response, answer)
    },
    port,
  )
  for (const reply of await replies) t.equal(reply.status, 200)
  t.equal(met, 20)
})

t.test('the breaker: opens after failures in a row, then one call tries while others wait, and decides', async (t) => {
  const answer = await genuine(t)
  let met = 0
  let lies = true
  const origin = await httpStranger(t, (request, response) => {
    if (request.url === '/health/ready') {
      response.end()
      return
    }
    met++
    if (lies) give(response, '<p>hello', 'text/html')
    else give(response, answer)
  })
  const pause = 700
  const door = await before(t, origin, {
    UPSTREAM_BREAKER_FAILURES: '3',
    UPSTREAM_BREAKER_PAUSE_MS: String(pause),
  })
  for (let call = 0; call < 3; call++) t.equal((await ask(door)).code, 'upstream_unavailable')
  const began = performance.now()
  const refused = await ask(door)
  t.equal(refused.status, 503)
  t.equal(refused.code, 'upstream_paused')
  t.equal(refused.retryAfter, '1')
  isNamed(t, refused)
  const batch = await ask(door, `/v1/${SLUG}/batch`, '[]')
  t.equal(batch.code, 'upstream_paused', 'batches are not sent either')
  t.equal(batch.retryAfter, '1')
  t.equal(met, 3, 'the service is left alone')
  t.equal((await ask(door, `/v1/${OTHER}`, '{}')).status, 200, 'another slug answers')
  const metrics = async (): Promise<string> => (await fetch(`${door}/metrics`)).text()
  t.match(await metrics(), `upstream_breaker_open{slug="${SLUG}"} 1\n`)

  await delay(pause - (performance.now() - began) + 150)
  const trial = await Promise.all([ask(door), ask(door), ask(door)])
  t.same(trial.map(({ status }) => status).sort(), [502, 503, 503], 'one tries')
  t.equal(met, 4)
  lies = false
  await delay(pause + 150)
  for (const reply of await Promise.all([ask(door), ask(door), ask(door)])) t.equal(reply.status, 200)
  t.equal((await ask(door)).status, 200)
  t.match(await metrics(), `upstream_breaker_open{slug="${SLUG}"} 0\n`)
})

t.test('an answer in between makes the count start anew', async (t) => {
  const answer = await genuine(t)
  let met = 0
  const origin = await httpStranger(t, (_request, response) => {
    met++
    if (met % 3 === 0) give(response, answer)
    else response.writeHead(404).end()
  })
  const door = await before(t, origin, { UPSTREAM_BREAKER_FAILURES: '3' })
  const found: number[] = []
  for (let call = 0; call < 9; call++) found.push((await ask(door)).status)
  t.same(found, [502, 502, 200, 502, 502, 200, 502, 502, 200])
})

t.test('a batch finds a service again that its breaker was open for', async (t) => {
  let well = false
  const origin = await httpStranger(t, async (request, response) => {
    await whole(request)
    if (!well) response.writeHead(404).end()
    else if (request.url === '/health/ready') response.end()
    else give(response, '[]')
  })
  const door = await before(t, origin, { UPSTREAM_BREAKER_FAILURES: '1', UPSTREAM_BREAKER_PAUSE_MS: '50' })
  t.equal((await ask(door)).status, 502)
  await delay(100)
  t.equal((await ask(door, `/v1/${SLUG}/batch`, '[]')).code, 'upstream_paused')
  well = true
  await delay(300)
  t.equal((await ask(door, `/v1/${SLUG}/batch`, '[]')).text, '[]')
})

t.test('so many connections and no more; who comes on top waits, and then is refused', async (t) => {
  const answer = await genuine(t)
  const sockets = new Set<Socket>()
  const held: ServerResponse[] = []
  const origin = await httpStranger(t, (request, response) => {
    sockets.add(request.socket)
    held.push(response)
  })
  const door = await before(t, origin, {
    UPSTREAM_CONNECTIONS: '2',
    UPSTREAM_QUEUE: '3',
    UPSTREAM_TIMEOUT_MS: '20000',
  })
  const replies = Array.from({ length: 6 }, () => ask(door))
  const refused = await Promise.race(replies)
  t.equal(refused.status, 503)
  t.equal(refused.code, 'overloaded')
  t.equal(refused.retryAfter, '1')
  isNamed(t, refused)
  t.equal((await ask(door, `/v1/${OTHER}`, '{}')).status, 200, 'another slug answers')
  for (let done = 0; done < 5; ) {
    for (const response of held.splice(0)) {
      give(response, answer)
      done++
    }
    await delay(5)
  }
  const statuses = (await Promise.all(replies)).map(({ status }) => status)
  t.same(statuses.sort(), [200, 200, 200, 200, 200, 503])
  t.equal(sockets.size, 2)
})

t.test('so many batches at a time', async (t) => {
  const held: ServerResponse[] = []
  const origin = await httpStranger(t, async (request, response) => {
    await whole(request)
    held.push(response)
  })
  const door = await before(t, origin, { UPSTREAM_BATCHES: '1' })
  const first = ask(door, `/v1/${SLUG}/batch`, '[]')
  while (held.length === 0) await delay(5)
  const refused = await ask(door, `/v1/${SLUG}/batch`, '[]')
  t.equal(refused.status, 503)
  t.equal(refused.retryAfter, '1')
  isNamed(t, refused)
  give(held[0] as ServerResponse, '[]')
  t.equal((await first).status, 200)
})

t.test('one caller has a share of the batches of a service', async (t) => {
  const held: ServerResponse[] = []
  const origin = await httpStranger(t, async (request, response) => {
    await whole(request)
    held.push(response)
  })
  const door = await before(t, origin, { UPSTREAM_BATCHES: '4', RATE_LIMIT_HEADER: 'x-caller' })
  const batch = (caller: string) => ask(door, `/v1/${SLUG}/batch`, '[]', { 'x-caller': caller })
  const until = async (count: number): Promise<void> => {
    while (held.length < count) await delay(5)
  }
  const greedy = [batch('a'), batch('a')]
  await until(2)
  const refused = await batch('a')
  t.equal(refused.status, 503)
  t.equal(refused.code, 'overloaded')
  t.equal(refused.retryAfter, '1')
  const other = batch('b')
  await until(3)
  for (const response of held) give(response, '[]')
  t.same(
    (await Promise.all([...greedy, other])).map(({ status }) => status),
    [200, 200, 200],
  )
  const again = [batch('a'), batch('a')]
  await until(5)
  t.equal((await batch('a')).status, 503, 'what it gave back it may have again, and no more')
  for (const response of held.slice(3)) give(response, '[]')
  t.same(
    (await Promise.all(again)).map(({ status }) => status),
    [200, 200],
  )
})

t.test('a service that is cut off is found again, and readiness says so in time', async (t) => {
  const answer = await genuine(t)
  let deaf = true
  const origin = await httpStranger(t, (request, response) => {
    if (deaf) return
    if (request.url === '/health/ready') response.end()
    else give(response, answer)
  })
  const door = await before(t, origin, { UPSTREAM_TIMEOUT_MS: '300' })
  const replies = await Promise.all(Array.from({ length: 8 }, () => ask(door)))
  for (const reply of replies) t.equal(reply.code, 'upstream_timeout')
  t.equal((await ask(door)).code, 'upstream_paused', 'five failures in a row')
  const state = async () => {
    const ready = (await (await fetch(`${door}/health/ready`)).json()) as {
      readonly instruments: Readonly<Record<string, string>>
    }
    return ready.instruments[SLUG]
  }
  const began = performance.now()
  t.equal(await state(), 'unreachable')
  t.ok(performance.now() - began < 1000, 'in less than a second')
  deaf = false
  await delay(1000)
  t.equal((await ask(door)).status, 200)
  t.equal(await state(), 'ready')
})

t.test('a caller who leaves takes no connection along', async (t) => {
  const answer = await genuine(t)
  const held: ServerResponse[] = []
  const origin = await httpStranger(t, (_request, response) => held.push(response))
  const door = await before(t, origin, { UPSTREAM_CONNECTIONS: '1', UPSTREAM_TIMEOUT_MS: '5000' })
  const leaving = httpRequest(`${door}/v1/${SLUG}`, { method: 'POST', headers: { 'content-type': 'application/json' } })
  leaving.on('error', () => undefined)
  leaving.end(BODY)
  while (held.length === 0) await delay(5)
  leaving.destroy()
  const next = ask(door)
  give(held[0] as ServerResponse, answer)
  while (held.length < 2) await delay(5)
  give(held[1] as ServerResponse, answer)
  t.equal((await next).status, 200)
})
