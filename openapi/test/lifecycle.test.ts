/** How processes end and hand over: readiness first, work in flight finished, a second signal obeyed at once. */
import '@activity-scores/shared/testing/patience'
import { Agent, get, type IncomingMessage, request } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { closed, runToEnd, type Started, serviceOf, start } from '../programs/kit/processes.js'
import { upstreamVariable } from '../src/config.js'
import { smallGateway } from './programs.js'

const SLUG = 'das28-esr'
const BODY = JSON.stringify({
  tenderJointCount28: 4,
  swollenJointCount28: 5,
  esr: { value: 7, unit: 'mm/h' },
  patientGlobal: { value: 50, unit: 'mm' },
})
const JSON_HEADERS = { 'content-type': 'application/json' }

const post = (origin: string) => fetch(`${origin}/v1/${SLUG}`, { method: 'POST', body: BODY, headers: JSON_HEADERS })

const text = async (stream: IncomingMessage): Promise<string> => {
  let read = ''
  for await (const chunk of stream) read += String(chunk)
  return read
}

/** A batch whose sender takes their time: so many lines are sent, the rest on `finish`. */
function slowBatch(origin: string, rows: number) {
  const line = (id: number): string => `{"id":${id},"input":${BODY}}\n`
  const lines = Array.from({ length: rows }, (_, id) => line(id))
  const half = Math.floor(rows / 2)
  const sent = request(`${origin}/v1/${SLUG}/batch`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson' },
  })
  const answer = new Promise<IncomingMessage>((resolve, reject) => {
    sent.once('response', resolve)
    sent.once('error', reject)
  })
  sent.write(lines.slice(0, half).join(''))
  return {
    answer,
    finish: () => void sent.end(lines.slice(half).join('')),
  }
}

/** A request whose body never ends; what becomes of it is of no interest. */
function endless(origin: string): void {
  const sent = request(`${origin}/v1/${SLUG}`, {
    method: 'POST',
    headers: { ...JSON_HEADERS, 'content-length': '500' },
  })
  sent.on('error', () => undefined)
  sent.write('{')
}

const said = ({ lines }: Started, message: string): boolean => lines.some((line) => line['msg'] === message)

const ROWS = 4000
/** Requests are taken for so long after the signal. */
const STOP_DELAY_MS = 700

/** That a batch was in flight when the signal came: all of it is answered, and only then the process ends. */
async function endsWith(t: Test, running: Started, batch: ReturnType<typeof slowBatch>, read: Promise<string>) {
  t.equal(running.child.exitCode, null, 'still there for the batch')
  const ended = closed(running.child)
  batch.finish()
  const lines = (await read).trimEnd().split('\n')
  t.equal(lines.length, ROWS)
  t.ok(lines.every((line) => line.includes('"status":200,"result"')))
  t.match(lines.at(-1), `"id":${ROWS - 1},`)
  t.equal(await ended, 0)
  t.ok(said(running, 'stopped'))
}

t.test(
  'an embedding gateway: readiness is false at once, requests are taken until the delay is over, a batch in flight is ended',
  async (t) => {
    const running = await start(t, smallGateway(SLUG), { STOP_DELAY_MS: String(STOP_DELAY_MS) })
    const agent = new Agent({ keepAlive: true })
    t.teardown(() => agent.destroy())
    t.equal((await post(running.origin)).status, 200)
    const batch = slowBatch(running.origin, ROWS)
    const read = text(await batch.answer)
    const began = performance.now()
    running.child.kill('SIGTERM')
    await delay(100)
    const ready = await fetch(`${running.origin}/health/ready`)
    t.equal(ready.status, 503)
    t.equal(((await ready.json()) as { readonly status: string }).status, 'stopping')
    t.equal((await fetch(`${running.origin}/health/live`)).status, 200, 'alive all the same')
    t.equal((await post(running.origin)).status, 200, 'a request of that time is answered')
    // A connection that is kept without a request must not hold the process.
    get(`${running.origin}/health/live`, { agent }, (answer) => answer.resume())
    await delay(STOP_DELAY_MS)
    await endsWith(t, running, batch, read)
    t.ok(performance.now() - began < 10_000)
    await t.rejects(post(running.origin), 'nobody listens any more')
  },
)

const PROGRAMS = ['a lone service', 'a proxying gateway'] as const

for (const name of PROGRAMS)
  t.test(`${name} ends a batch in flight, and then itself with 0`, async (t) => {
    const service = await start(t, serviceOf(SLUG))
    const running =
      name === 'a lone service'
        ? service
        : await start(t, smallGateway(SLUG), { [upstreamVariable(SLUG)]: service.origin })
    const batch = slowBatch(running.origin, ROWS)
    const read = text(await batch.answer)
    running.child.kill('SIGTERM')
    await delay(300)
    await endsWith(t, running, batch, read)
  })

t.test('a second signal ends at once', async (t) => {
  const running = await start(t, serviceOf(SLUG))
  endless(running.origin)
  await delay(100)
  running.child.kill('SIGTERM')
  await delay(200)
  t.equal(running.child.exitCode, null, 'the first one waits')
  const ended = closed(running.child)
  const began = performance.now()
  running.child.kill('SIGTERM')
  t.equal(await ended, 1)
  t.ok(performance.now() - began < 2000)
  t.ok(said(running, 'ended at once by a second signal'))
})

t.test('work that never ends is cut off in the end, and the code says so', async (t) => {
  const running = await start(t, serviceOf(SLUG), { STOP_TIMEOUT_MS: '400' })
  endless(running.origin)
  await delay(100)
  const ended = closed(running.child)
  running.child.kill('SIGTERM')
  t.equal(await ended, 1)
  t.ok(said(running, 'ended with work in flight: STOP_TIMEOUT_MS is over'))
})

t.test('a successor waits for the port and takes it over', async (t) => {
  const first = await start(t, serviceOf(SLUG))
  const { port } = new URL(first.origin)
  const coming = start(t, serviceOf(SLUG), { PORT: port, PORT_WAIT_MS: '20000' })
  await delay(1000)
  t.equal((await post(first.origin)).status, 200, 'the first one serves meanwhile')
  const ended = closed(first.child)
  first.child.kill('SIGTERM')
  const second = await coming
  t.equal(second.origin, first.origin)
  t.equal((await post(second.origin)).status, 200)
  t.equal(await ended, 0)
})

t.test('a port that is taken ends the start with a plain sentence and the code 1', async (t) => {
  const { origin } = await start(t, serviceOf(SLUG))
  const { code, errors } = await runToEnd(t, serviceOf(SLUG), { PORT: new URL(origin).port })
  t.equal(code, 1)
  t.match(errors, /^PORT: \d+ at 127\.0\.0\.1 is taken/)
  t.notMatch(errors, /\n\s+at /, 'no stack')
})
