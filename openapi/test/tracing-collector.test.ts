/** How traces come and go: nothing of them while they are off, the last ones at the end, and collectors that are lost. */
import '@activity-scores/shared/testing/patience'
import { once } from 'node:events'
import type { IncomingHttpHeaders } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { closed, serviceOf, start } from '../programs/kit/processes.js'
import { upstreamVariable } from '../src/config.js'
import { collector, PATH, post, SAMPLED, tracingTo } from './collector.js'
import { smallGateway } from './programs.js'
import { BODY, genuine, give, httpStranger, SLUG, silentPort, socketStranger } from './strangers.js'

t.test('off: nothing of the library is loaded, nothing is passed on, no line names a trace', async (t) => {
  const hook =
    "import { writeSync } from 'node:fs'; export const load = (url, context, next) => { if (url.includes('opentelemetry')) writeSync(2, 'LOADED ' + url.split('/').pop() + '\\n'); return next(url, context) }"
  const register = `import { register } from 'node:module'; register('data:text/javascript,${encodeURIComponent(hook).replaceAll("'", '%27')}')`
  const watched = ['--import', `data:text/javascript,${encodeURIComponent(register)}`]
  let met: IncomingHttpHeaders = {}
  const answer = await genuine(t)
  const stranger = await httpStranger(t, (request, response) => {
    met = request.headers
    give(response, answer)
  })
  const off = await start(t, [...watched, ...smallGateway(SLUG)], { [upstreamVariable(SLUG)]: stranger })
  t.equal(await post(off.origin, PATH, BODY, { traceparent: SAMPLED, tracestate: 'a=1' }), 200)
  t.equal(met['traceparent'], undefined)
  t.equal(met['tracestate'], undefined)
  await delay(200)
  t.notMatch(off.heard(), /LOADED|trace_id/)
  t.match(off.heard(), '"msg":"request"')

  const { port } = new URL(stranger)
  const on = await start(t, [...watched, ...serviceOf(SLUG)], tracingTo(Number(port)))
  t.match(on.heard(), 'LOADED', 'with it on the same look finds it')
})

t.test('what was recorded last is sent on SIGTERM', async (t) => {
  const to = await collector(t)
  const { child, origin } = await start(t, serviceOf(SLUG), { ...to.environment, OTEL_BSP_SCHEDULE_DELAY: '60000' })
  t.equal(await post(origin, PATH, BODY), 200)
  await delay(300)
  t.equal(to.spans.length, 0, 'not yet')
  const ended = closed(child)
  child.kill('SIGTERM')
  t.equal(await ended, 0)
  t.same(
    to.spans.map(({ name }) => name),
    [`POST ${PATH}`],
  )
})

/** What the library keeps for a collector that takes none, 2,048 if not said, and more spans than that. */
const KEPT = 256
const MANY = 400
const AT_ONCE = 20
const [INFO, WARN] = [30, 40]

async function harmless(t: Test, port: number): Promise<void> {
  const stopMs = 1500
  const { child, origin, heard } = await start(t, serviceOf(SLUG), {
    ...tracingTo(port),
    STOP_TIMEOUT_MS: String(stopMs),
    OTEL_EXPORTER_OTLP_TIMEOUT: '400',
    OTEL_BSP_MAX_QUEUE_SIZE: String(KEPT),
    OTEL_BSP_MAX_EXPORT_BATCH_SIZE: String(KEPT / 4),
  })
  const statuses = new Map<number, number>()
  const caller = async (): Promise<void> => {
    for (let call = 0; call < MANY / AT_ONCE; call++) {
      const status = await post(origin, PATH, BODY)
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, caller))
  t.same([...statuses], [[200, MANY]], 'everybody is answered')
  for (let wait = 0; wait < 50 && !heard().includes('traces cannot be delivered'); wait++) await delay(100)
  t.equal(heard().split('traces cannot be delivered').length - 1, 1, 'said once')
  t.equal(await post(origin, PATH, BODY), 200)
  const began = performance.now()
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  t.equal((await ended)[0], 0, 'ends well')
  t.ok(performance.now() - began < stopMs, 'within its time')
  const levels = new Set(
    heard()
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { readonly level: number }).level),
  )
  t.same([...levels].sort(), [INFO, WARN], 'no error, and nothing but log lines')
}

t.test('a collector that is not there harms nobody', async (t) => harmless(t, await silentPort()))

t.test('a collector that never answers harms nobody', async (t) => {
  const silent = await socketStranger(t, () => undefined)
  await harmless(t, Number(new URL(silent).port))
})

t.test('a faulty address stops the start and names the variable', async (t) => {
  const child = start(t, serviceOf(SLUG), { TRACING: 'otlp', OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318' })
  await t.rejects(child, /ended with 1/)
})
