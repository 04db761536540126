/** Hundreds of answers that nobody reads, in processes with the memory that `docker/` gives them: they stay, and serve others. */
import { once } from 'node:events'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { request } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { instruments } from '@activity-scores/services/registry'
import { draws } from '@activity-scores/shared/testing/drawing'
import t, { type Test } from 'tap'
import { GATEWAY, type Started, serviceOf, start } from '../programs/kit/processes.js'

const SLUG = 'das28-esr'
const compose = readFileSync(new URL('../../../docker/compose.yaml', import.meta.url), 'utf8')
const MEBIBYTE = 1024 * 1024

/** Limit of memory in bytes and options of Node for one kind of container. */
function container(kind: string): { readonly limit: number; readonly options: string } {
  const part = compose.slice(compose.indexOf(kind))
  const [, limit] = /mem_limit: (\d+)m/.exec(part) ?? []
  const [, options = ''] = /NODE_OPTIONS: (\S+)/.exec(part) ?? []
  return { limit: Number(limit) * MEBIBYTE, options }
}

const input = JSON.stringify(instruments.find(({ slug }) => slug === SLUG)?.examples[0]?.request)
const head = (path: string, length: number): string =>
  `POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n`
const get = (path: string): Buffer => Buffer.from(`GET ${path} HTTP/1.1\r\nhost: x\r\n\r\n`)

const rows = `[${Array.from({ length: 10_000 }, (_, id) => `{"id":${id},"input":${input}}`).join(',')}]`
const array = Buffer.from(head(`/v1/${SLUG}/batch`, rows.length) + rows)

/**
 * Sends to the process from many connections at once, and reads nothing. In a thread of its own: what it has to write would
 * hold back whoever measures beside it.
 */
async function leaveUnread(t: Test, port: number, texts: readonly Buffer[]): Promise<void> {
  const source = `
    const { connect } = require('node:net')
    const { parentPort, workerData: { port, texts } } = require('node:worker_threads')
    for (const text of texts) {
      const socket = connect({ port, host: '127.0.0.1' }).on('error', () => undefined)
      socket.pause()
      socket.write(text)
    }
    parentPort.postMessage('sent')`
  const worker = new Worker(source, { eval: true, workerData: { port, texts } })
  t.teardown(() => worker.terminate())
  await once(worker, 'message')
}

/** Another caller: an address of its own, a connection for each request. Gives status and time. */
function asks(
  port: number,
  path: string,
  body = '',
): Promise<{ readonly status: number | undefined; readonly ms: number }> {
  const began = performance.now()
  return new Promise((resolve) => {
    const method = body === '' ? 'GET' : 'POST'
    const headers = body === '' ? {} : { 'content-type': 'application/json', 'content-length': body.length }
    const sent = request({ port, host: '127.0.0.1', localAddress: '127.0.0.2', path, method, headers, agent: false })
    const end = (status: number | undefined): void => resolve({ status, ms: performance.now() - began })
    sent.on('response', (answer) => answer.resume().on('end', () => end(answer.statusCode)))
    sent.on('error', () => end(undefined))
    sent.end(body)
  })
}

/** The most memory that a process has had, in bytes. */
const peak = (pid: number): number =>
  Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024

/** Sockets that a process has, its listening one among them. */
const sockets = (pid: number): number =>
  readdirSync(`/proc/${pid}/fd`).filter((fd) => {
    try {
      return readlinkSync(`/proc/${pid}/fd/${fd}`).startsWith('socket:')
    } catch {
      return false
    }
  }).length

const REQUEST_TIMEOUT_MS = 1000
/** Others are answered for so long meanwhile. */
const LOOKED_MS = draws(2000, 5000)
const SLACK_MS = 60_000

async function endures(t: Test, { child, origin }: Started, limit: number, texts: readonly Buffer[]): Promise<void> {
  const port = Number(new URL(origin).port)
  const pid = child.pid ?? 0
  const before = sockets(pid)
  await leaveUnread(t, port, texts)
  const times: number[] = []
  const statuses = new Set<number | undefined>()
  const until = performance.now() + LOOKED_MS
  do {
    const [health, score] = [await asks(port, '/health/live'), await asks(port, `/v1/${SLUG}`, input)]
    times.push(health.ms)
    statuses.add(health.status).add(score.status)
    await delay(20)
  } while (performance.now() < until)
  const worst = Math.round(Math.max(...times))
  t.same([...statuses], [200], `health and scores of another caller are answered; health after ${worst} ms at most`)
  t.equal(child.exitCode, null)
  t.ok(peak(pid) < limit, `${Math.round(peak(pid) / MEBIBYTE)} of ${limit / MEBIBYTE} MiB`)
  const last = performance.now() + SLACK_MS
  while (sockets(pid) > before && performance.now() < last) await delay(200)
  t.equal(sockets(pid), before, 'after a while their connections are gone')
}

const skip = process.platform === 'linux' ? false : 'memory of a process is read from /proc'
// Idle connections end soon, so that those that stay open are the unread ones.
const environment = {
  REQUEST_TIMEOUT_MS: String(REQUEST_TIMEOUT_MS),
  KEEP_ALIVE_TIMEOUT_MS: '1000',
  OVERLOAD_DELAY_MS: '0',
}

t.test('gateway: 200 unread arrays of 10,000 rows, and 200 unread documents', { skip }, async (t) => {
  const { limit, options } = container('  gateway:')
  const started = await start(t, GATEWAY, { ...environment, NODE_OPTIONS: options })
  const documents = ['/openapi.yaml', '/openapi.json', '/docs/static/swagger-ui-bundle.js', '/docs/yaml'].map(get)
  await endures(t, started, limit, [
    ...Array.from({ length: 200 }, () => array),
    ...Array.from({ length: 50 }, () => documents).flat(),
  ])
})

t.test('a service: 100 unread arrays, and one that is empty objects alone', { skip }, async (t) => {
  const { limit, options } = container('x-service:')
  const started = await start(t, serviceOf(SLUG), { ...environment, NODE_OPTIONS: options })
  const braces = `[{"id":1,"input":[${'{},'.repeat(2_700_000)}{}]}]`
  const hostile = Buffer.from(head(`/v1/${SLUG}/batch`, braces.length) + braces)
  await endures(t, started, limit, [hostile, ...Array.from({ length: 100 }, () => array)])
})
