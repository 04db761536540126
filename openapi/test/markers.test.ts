/**
 * Nothing that a caller sends leaves a process but in its answer: markers are planted in every part of requests that meet
 * every kind of error, at real processes, and are then looked for in all that these wrote, count and send to a collector.
 *
 * Two things of a caller are kept on purpose, in a form that cannot hold anything else: a request id of 8 to 64 letters, digits,
 * dots, dashes and low lines, and the trace id of a `traceparent` in the standard's form.
 */
import '@activity-scores/shared/testing/patience'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import t, { type Test } from 'tap'
import { closed, GATEWAY, type Started, start } from '../programs/kit/processes.js'
import { collector } from './collector.js'
import {
  FAIR,
  hitsIn,
  ofAnyHost,
  ofConnection,
  ofGateway,
  ofInstrument,
  raw,
  type Sent,
  send,
  WORD,
} from './planted.js'
import { give, httpStranger, silentPort, socketStranger, whole } from './strangers.js'

const FAILING = fileURLToPath(new URL('failing.js', import.meta.url))
const PATH = '/v1/crcl'
/** Said on purpose by one process, to see that the search finds what is there. */
const CONTROL = 'Controlmark-4711'
const CONTROL_ID = 'Controlid.0815'
const CONTROL_TRACE = 'c0117401c0117401c0117401c0117401'
const ROWS = 40

const file = t
const to = await collector(t)
const environment = {
  ...to.environment,
  LOG_LEVEL: 'trace',
  REQUEST_TIMEOUT_MS: '1000',
  RATE_LIMIT_HEADER: 'x-api-key',
  RATE_LIMIT_ROWS: '60',
  RATE_LIMIT_WINDOW_S: '60',
  // Rows that are too many for one caller are asked for on purpose; all others come from many.
  OVERLOAD_DELAY_MS: '0',
}

/** Whoever asks, asks once: nobody but one caller runs out of rows. */
let callers = 0
const ask = (origin: string, sent: Sent): Promise<number> =>
  send(origin, { ...sent, headers: { 'x-api-key': `${WORD}-${callers++}`, ...sent.headers } })

async function answered(
  t: Test,
  origin: string,
  ...sets: readonly Readonly<Record<string, readonly [Sent, number]>>[]
): Promise<void> {
  for (const [what, [sent, status]] of sets.flatMap((set) => Object.entries(set)))
    t.equal(await ask(origin, sent), status, what)
}

async function broken(t: Test, origin: string): Promise<void> {
  const all = Object.entries(ofConnection).map(async ([what, [bytes, begins, leaveAfterMs]]) => {
    const heard = await raw(origin, bytes, leaveAfterMs)
    t.ok(heard.startsWith(begins), `${what}: ${heard.slice(0, 20)}`)
  })
  await Promise.all(all)
}

async function limited(t: Test, origin: string): Promise<void> {
  const headers = { 'x-api-key': `${WORD}-${callers++}` }
  const body = JSON.stringify(Array.from({ length: ROWS }, () => ({ id: WORD, input: FAIR })))
  const statuses = []
  for (let call = 0; call < 2; call++) statuses.push(await send(origin, { path: `${PATH}/batch`, headers, body }))
  t.same(statuses, [200, 429], 'a caller whose rows are used up')
}

const service = await start(t, [FAILING, 'service', CONTROL], environment)
const embedded = await start(t, [FAILING, 'gateway'], environment)

t.test('a lone service', async (t) => {
  await answered(t, service.origin, ofInstrument, ofAnyHost)
  await broken(t, service.origin)
  await limited(t, service.origin)
})

t.test('a gateway that computes itself', async (t) => {
  await answered(t, embedded.origin, ofInstrument, ofAnyHost, ofGateway)
  await broken(t, embedded.origin)
  await limited(t, embedded.origin)
})

/** Services that fail in another way each, all of them saying what they were sent. */
async function strangers(t: Test): Promise<Readonly<Record<string, string>>> {
  return {
    UPSTREAM_CRCL: service.origin,
    UPSTREAM_CDAI: `http://127.0.0.1:${await silentPort()}`,
    UPSTREAM_SDAI: await socketStranger(t, () => undefined),
    UPSTREAM_ESSPRI: await httpStranger(t, async (request, response) => give(response, await whole(request))),
    UPSTREAM_RAPID3: await socketStranger(t, (socket) =>
      socket.on('data', (data) => socket.write(`HTTP/1.1 200 ${WORD}\r\n${WORD}: ${data}`)),
    ),
  }
}

let proxying: Started

t.test('a gateway that asks services', async (t) => {
  proxying = await start(file, GATEWAY, {
    ...environment,
    ...(await strangers(t)),
    UPSTREAM_TIMEOUT_MS: '400',
    UPSTREAM_CONNECTIONS: '1',
    UPSTREAM_QUEUE: '0',
    UPSTREAM_BREAKER_FAILURES: '2',
    UPSTREAM_BREAKER_PAUSE_MS: '60000',
  })
  const { origin } = proxying
  await answered(t, origin, ofInstrument, ofAnyHost, ofGateway)
  await broken(t, origin)
  await limited(t, origin)
  const body = JSON.stringify(FAIR)
  const statusOf = (slug: string, batch = ''): Promise<number> => ask(origin, { path: `/v1/${slug}${batch}`, body })
  t.equal(await statusOf('cdai'), 502, 'nobody listens')
  t.equal(await statusOf('cdai', '/batch'), 502, 'nobody listens to a batch')
  t.equal(await statusOf('cdai'), 503, 'is not asked for now')
  t.equal(await statusOf('cdai', '/batch'), 503, 'a batch neither')
  t.same(
    (await Promise.all([statusOf('sdai'), statusOf('sdai')])).sort(),
    [503, 504],
    'one waits for a service that is silent, for the other there is no room',
  )
  t.equal(await statusOf('esspri'), 502, 'says what it was sent')
  t.equal(await statusOf('esspri', '/batch'), 200, 'a batch is handed on as it comes')
  t.equal(await statusOf('rapid3'), 502, 'says it in a head that is no head')
  t.equal(await ask(origin, { path: '/v1/panel', body: `{"instruments":["cdai","crcl"],"inputs":${body}}` }), 200)
})

t.test('nothing of it is in logs, metrics and traces', async (t) => {
  const known = {
    'x-request-id': CONTROL_ID,
    traceparent: `00-${CONTROL_TRACE}-b7ad6b7169203331-01`,
  }
  const processes = { service, embedded, proxying }
  const texts: Record<string, string> = {}
  for (const [name, { origin }] of Object.entries(processes)) {
    t.equal(await ask(origin, { headers: known, body: JSON.stringify(FAIR) }), 200, name)
    texts[`metrics of the ${name}`] = await (await fetch(`${origin}/metrics`)).text()
  }
  await delay(200)
  for (const [name, { child }] of Object.entries(processes)) {
    const ended = closed(child)
    child.kill('SIGTERM')
    t.equal(await ended, 0, `${name} ends well after all of it`)
  }
  for (const [name, { heard }] of Object.entries(processes)) texts[`output of the ${name}`] = heard()
  texts['what the collector got'] = to.raw()

  for (const [where, text] of Object.entries(texts)) {
    t.ok(text.length > 1000, `${where}: ${text.length} characters were looked at`)
    t.same(hitsIn(text), [], where)
  }

  t.test('and the search would have found it', async (t) => {
    const found = (where: string, marker: string): number => hitsIn(texts[where] ?? '', new RegExp(marker, 'gi')).length
    t.equal(found('output of the service', CONTROL), 2, 'what was said on purpose, to both outputs')
    for (const name of Object.keys(processes)) {
      const times = name === 'service' ? 2 : 1 // once more for the gateway
      t.equal(found(`output of the ${name}`, CONTROL_ID), times, `${name}: a request id that is well formed`)
      t.equal(found(`output of the ${name}`, CONTROL_TRACE), times, `${name}: a trace id`)
      for (const route of [`"${PATH}"`, `"${PATH}/batch"`]) {
        t.ok(found(`output of the ${name}`, route) > 5, `${name} logs ${route}`)
        t.ok(found(`metrics of the ${name}`, route) > 5, `${name} counts ${route}`)
      }
      const faults = found(`output of the ${name}`, '"msg":"request failed"')
      t.equal(faults > 2, name !== 'proxying', `${name}: ${faults} faults of its own are told`)
    }
    t.equal(found('what the collector got', CONTROL_TRACE), 5, 'three requests, one of them through a gateway')
    t.ok(found('what the collector got', '"activity_scores.rows"') > 20)
  })

  t.test('every kind of answer was among them', async (t) => {
    const statuses = new Set(
      Object.values(processes).flatMap(({ lines }) =>
        lines.filter(({ msg }) => msg === 'request').map((line) => Number(line['status'])),
      ),
    )
    // 431 and what is no HTTP are answered on the bare socket, where no request is known.
    const expected = [200, 400, 404, 405, 408, 413, 415, 422, 429, 499, 500, 502, 503, 504]
    t.same(
      expected.filter((status) => !statuses.has(status)),
      [],
    )
  })
})
