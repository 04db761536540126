/**
 * The Fastify application around one or many instruments. A lone service and the gateway are the same host with other
 * executors: same paths, same headers, same answers. It does not listen; `run.ts` does.
 */

import { setImmediate, setTimeout } from 'node:timers/promises'
import fastify, { type FastifyInstance, type FastifyReply } from 'fastify'
import { ConfigError } from '../config/error.js'
import { catalogueEntry, catalogueSummary } from '../document/catalogue.js'
import type { ExtraOperation } from '../document/document.js'
import { type Executor, pathOf } from '../engine/executor.js'
import { type Lineup, withAll } from '../engine/lineup.js'
import { batchPathOf } from '../engine/rows/limits.js'
import { METRICS } from '../identity/scopes.js'
import { droppedLines, type Logger } from '../telemetry/logging.js'
import { createMetrics } from '../telemetry/metrics.js'
import { createObserver } from '../telemetry/observe.js'
import { UNMATCHED } from '../telemetry/tracing.js'
import { startTracing } from '../telemetry/tracing-start.js'
import type { Admission } from './direct/admission.js'
import type { Relay } from './direct/batch/relay.js'
import { mountBatch } from './direct/batch/route.js'
import { startThreads } from './direct/batch/threads.js'
import { mountDirect } from './direct/call.js'
import { fixedHeaders, requestIdOf } from './direct/fields.js'
import { limiterOf } from './direct/limiter.js'
import { memoryOf } from './direct/memory.js'
import { overloadGuard } from './direct/overload.js'
import { bodyClocks } from './direct/receive.js'
import { Resting } from './direct/resting.js'
import { sharedBytes } from './direct/shared-bytes.js'
import { mountDocs } from './plugins/docs.js'
import {
  type AllowedMethods,
  connectionFault,
  errorHandler,
  frameworkErrorHandler,
  headFaultHandler,
  logFailure,
  notFoundHandler,
} from './plugins/errors.js'
import { startIdentities } from './plugins/identity-start.js'
import { mountPage } from './plugins/pages.js'
import { serverFactory } from './server.js'
import type { HostConfig } from './variables.js'

export interface HostOptions {
  readonly title: string
  readonly config: HostConfig
  readonly logger: Logger
  readonly lineup: Lineup
  /** One executor for each instrument, embedded or remote. */
  readonly executors: readonly Executor[]
  /** Of those that answer elsewhere, what hands their batches on; by slug. */
  readonly relays?: ReadonlyMap<string, Relay>
  /** URL of the module whose default export is an instrument; with it, worker threads can compute batches. */
  readonly moduleOf?: (slug: string) => string
  /** State of each instrument by slug, for readiness. */
  readonly health?: () => Promise<Readonly<Record<string, string>>>
  /** The OpenAPI document as text, where it need not be made. */
  readonly writtenDocument?: () => Promise<string>
  /** Operations over several instruments, such as the panel. */
  readonly operations?: readonly ExtraOperation[]
}

export interface Host {
  readonly app: FastifyInstance
  /** Compiles every instrument and loads the rest, a little at a time between requests; then readiness turns true. */
  prepare(): Promise<void>
  /** Readiness turns false at once; requests in flight go on. */
  stopping(): void
}

/** Longest time that the last spans have to be delivered, and what is kept of the time for stopping after it. */
const LAST_SPANS_MS = 2000
const END_MS = 100

/** Time that first calls have before the rest is loaded and compiled. */
const FIRST_CALLS_MS = 100

export async function buildHost(options: HostOptions): Promise<Host> {
  const { config, lineup, logger } = options
  const metrics = createMetrics()
  metrics.total('log_lines_dropped_total', 'Log lines that nobody took in time', () => droppedLines(logger))
  const tracing = await startTracing(config, serviceName(lineup), logger)
  const observer = createObserver(logger, metrics, tracing)
  const unmatched = observer.route(UNMATCHED)
  const clocks = bodyClocks(config.REQUEST_TIMEOUT_MS)
  const limiter = limiterOf(config)
  const memory = memoryOf(config, limiter)
  const app = fastify({
    // The log is ours: Fastify's own would add listeners to every request and quote error messages.
    logger: false,
    serverFactory: serverFactory(config, headFaultHandler(observer), memory, clocks),
    genReqId: requestIdOf,
    requestIdHeader: false,
    frameworkErrors: frameworkErrorHandler(unmatched),
    clientErrorHandler: connectionFault,
    return503OnClosing: false,
  })
  const admission: Admission = { guard: overloadGuard(config), limiter, memory, resting: new Resting() }
  app.addHook('preClose', async () => admission.limiter?.close())
  app.addHook('onClose', async () => {
    clocks.close()
    admission.guard.close()
    admission.resting.end()
  })
  const threads = options.moduleOf && (await startThreads(config.BATCH_THREADS, options.moduleOf))
  if (threads) app.addHook('onClose', () => threads.close())
  let state: 'starting' | 'ready' | 'stopping' = 'starting'
  let stopBy = Number.POSITIVE_INFINITY
  if (tracing) app.addHook('onClose', () => tracing.close(Math.min(LAST_SPANS_MS, stopBy - performance.now() - END_MS)))

  // No route reads a body through Fastify; whatever comes with a body elsewhere is refused.
  app.removeAllContentTypeParsers()
  const allowedMethods = new Map<string, AllowedMethods>()
  app.decorate('refuseOtherMethods', (url: string, allow: string): void => {
    allowedMethods.set(url, { allow, observe: observer.route(url) })
  })
  const notFound = notFoundHandler(lineup.slugs, allowedMethods, unmatched)
  app.setErrorHandler(errorHandler(logger, notFound))
  app.setNotFoundHandler(notFound)
  app.addHook('onRoute', (route) => {
    if (route.config?.direct) return
    const observe = observer.route(route.url)
    route.onRequest = [fixedHeaders, ...[route.onRequest ?? []].flat()]
    route.onResponse = (request, reply, done) => {
      observe(request, reply)
      done()
    }
  })

  const identities = await startIdentities(config, logger)
  if (identities) {
    const { mountGate } = await import('./plugins/identity.js')
    mountGate(app, identities, observer)
    app.addHook('onClose', async () => identities.close())
  }

  const failed = (error: unknown, requestId: string): void => logFailure(logger, error, requestId)
  const operations = options.operations ?? []
  const executors = [...options.executors, ...operations.map((operation) => operation.executor)]
  for (const executor of executors) {
    const url = pathOf(executor.slug)
    const record = observer.recorder('POST', url)
    const begin = observer.spans('POST', url)
    mountDirect(app, { url, executor, bodyLimit: config.BODY_LIMIT, admission, clocks, record, begin, failed })
  }
  for (const executor of options.executors) {
    const { slug } = executor
    const url = batchPathOf(slug)
    const record = observer.recorder('POST', url)
    const begin = observer.spans('POST', url)
    const bodyLimit = config.BATCH_BODY_LIMIT
    const instrument = () => lineup.load(slug)
    const relay = options.relays?.get(slug)
    mountBatch(app, { instrument, executor, relay, bodyLimit, admission, clocks, record, begin, failed, threads })
  }
  mountCatalogue(app, lineup)
  for (const { pages = {} } of operations) for (const [url, page] of Object.entries(pages)) mountJson(app, url, page)
  mountPage(app, '/health/live', (_request, reply) => reply.send({ status: 'live' }))
  mountPage(app, '/health/ready', async (_request, reply) => {
    const states = await (options.health?.() ?? Object.fromEntries(lineup.slugs.map((slug) => [slug, 'embedded'])))
    return reply.code(state === 'ready' ? 200 : 503).send({ status: state, instruments: states })
  })
  const metricsPage = async (_request: unknown, reply: FastifyReply) =>
    reply.type(metrics.contentType).send(await metrics.text())
  mountPage(app, '/metrics', metricsPage, METRICS)
  mountDocs(app, { title: options.title, lineup, operations, written: options.writtenDocument })
  const prepareAll = async (): Promise<void> => {
    // Those who waited for the port come first; what they need is loaded for them.
    await setTimeout(FIRST_CALLS_MS)
    for (const slug of lineup.slugs) await prepared(slug, async () => lineup.load(slug))
    for (const executor of executors) await prepared(executor.slug, async () => executor.prepare?.())
    await metrics.prepare()
    admission.guard.prepared()
    if (state === 'starting') state = 'ready'
  }
  let preparing: Promise<void> | undefined
  return {
    app,
    prepare() {
      preparing ??= prepareAll()
      return preparing
    },
    stopping() {
      state = 'stopping'
      admission.resting.end()
      stopBy = performance.now() + config.STOP_TIMEOUT_MS
    },
  }
}

/** Prepares a part in a turn of its own. A process without it is not started: it would answer with failures for as long as it runs. */
async function prepared(slug: string, prepare: () => Promise<unknown>): Promise<void> {
  await setImmediate()
  try {
    await prepare()
  } catch (error) {
    if (error instanceof ConfigError) throw error
    throw new Error(`${slug} cannot be prepared`, { cause: error })
  }
}

/** In traces; the environment may say another. */
const serviceName = ({ slugs }: Lineup): string =>
  slugs.length === 1 ? `activity-scores-${slugs[0]}` : 'activity-scores'

function mountCatalogue(app: FastifyInstance, lineup: Lineup): void {
  mountJson(app, '/v1/instruments', () =>
    withAll(lineup, (instruments) => ({ instruments: instruments.map(catalogueSummary) })),
  )
  for (const slug of lineup.slugs)
    mountJson(app, `/v1/instruments/${slug}`, async () => catalogueEntry(await lineup.load(slug)))
}

/** A page of JSON that never changes, made when it is first asked for. */
function mountJson(app: FastifyInstance, url: string, page: () => object | Promise<object>): void {
  let bytes: Buffer | undefined
  mountPage(app, url, async (_request, reply) => {
    bytes ??= sharedBytes(JSON.stringify(await page()))
    return reply.type('application/json; charset=utf-8').send(bytes)
  })
}
