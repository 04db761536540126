/**
 * The Fastify application around one or many instruments. A lone service and the gateway are the same host with other
 * executors: same paths, same headers, same answers. It does not listen; `run.ts` does.
 */
import type { FastifyInstance } from 'fastify'
import type { InstrumentSet } from '../engine/instrument-set.js'
import { droppedLines } from '../telemetry/logging.js'
import { createMetrics, type Metrics } from '../telemetry/metrics.js'
import { createObserver } from '../telemetry/observe.js'
import { UNMATCHED } from '../telemetry/tracing.js'
import { startTracing } from '../telemetry/tracing-start.js'
import { applicationOf, companionsOf, formMounter } from './application.js'
import { type Admission, endWith } from './direct/admission.js'
import { limiterOf } from './direct/limiter.js'
import { memoryOf } from './direct/memory.js'
import { mountCompute } from './direct/mount.js'
import { overloadGuard } from './direct/overload.js'
import { bodyClocks } from './direct/receive.js'
import { Resting } from './direct/resting.js'
import { mountFaces } from './face.js'
import type { HostOptions } from './host-options.js'
import { mountCatalogue } from './plugins/catalogue.js'
import { mountCors } from './plugins/cors.js'
import { type Docs, mountDocs } from './plugins/docs.js'
import { logFailure } from './plugins/errors.js'
import { type HostState, mountHealth, mountMetrics } from './plugins/health.js'
import { mountIdentity } from './plugins/identity-start.js'
import { mountJson } from './plugins/pages.js'
import { mountProblems } from './plugins/problems.js'
import { prepareAll } from './preparing.js'

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

export async function buildHost(options: HostOptions): Promise<Host> {
  const { config, instrumentSet, logger, executors, operations = [], faces = [], moduleOf, relays } = options
  const metrics = createMetrics(options.gauges)
  metrics.total('log_lines_dropped_total', 'Log lines that nobody took in time', () => droppedLines(logger))
  const tracing = await startTracing(config, serviceName(instrumentSet), logger)
  const observer = createObserver(logger, metrics, tracing)
  const unmatched = observer.route(UNMATCHED)
  const clocks = bodyClocks(config.REQUEST_TIMEOUT_MS)
  const limiter = limiterOf(config)
  const memory = memoryOf(config, limiter)
  const admission: Admission = { guard: overloadGuard(config), limiter, memory, resting: new Resting() }
  const app = applicationOf(options, observer, memory, clocks)
  let state: HostState = 'starting'
  let stopBy = Number.POSITIVE_INFINITY
  app.addHook('onClose', async () => clocks.close())
  if (tracing) app.addHook('onClose', () => tracing.close(Math.min(LAST_SPANS_MS, stopBy - performance.now() - END_MS)))

  endWith(app, admission)
  mountProblems(app, { slugs: instrumentSet.slugs, faces, logger, observer, unmatched })
  await mountCors(
    app,
    config.CORS_ORIGINS,
    faces.flatMap(({ headers = [] }) => headers),
  )
  await mountIdentity(app, config, logger, observer)
  const failed = (error: unknown, requestId: string): void => logFailure(logger, error, requestId)
  const several = operations.map((operation) => operation.executor)
  const served = { instrumentSet, executors, operations, relays, companions: companionsOf(options) }
  const common = { admission, clocks, failed }
  await mountCompute(app, { ...served, moduleOf, limits: config, ...common, observer })
  await mountFaces(app, faces, { limits: config, ...common, observer, metrics })
  const docs = mountReading(app, options, metrics, () => state)
  options.pages?.mount({ app, mountForm: formMounter(app, observer, { ...common, bodyLimit: config.BODY_LIMIT }) })

  const prepare = async (): Promise<void> => {
    await prepareAll(instrumentSet, [...executors, ...several])
    await Promise.all([
      metrics.prepare(),
      ...faces.map((face) => face.prepare()),
      options.writtenDocument && docs.prepare(),
    ])
    admission.guard.prepared()
    if (state === 'starting') state = 'ready'
  }
  let preparing: Promise<void> | undefined
  return {
    app,
    prepare() {
      preparing ??= prepare()
      return preparing
    },
    stopping() {
      state = 'stopping'
      admission.resting.end()
      stopBy = performance.now() + config.STOP_TIMEOUT_MS
    },
  }
}

/** What is read: catalogue, pages of operations, health, metrics, documents. */
function mountReading(app: FastifyInstance, options: HostOptions, metrics: Metrics, state: () => HostState): Docs {
  const { title, instrumentSet, operations = [], writtenDocument: written } = options
  mountCatalogue(app, instrumentSet, options.pages?.translation)
  for (const { pages = {} } of operations) for (const [url, page] of Object.entries(pages)) mountJson(app, url, page)
  const embedded = async () => Object.fromEntries(instrumentSet.slugs.map((slug) => [slug, 'embedded']))
  mountHealth(app, { state, instruments: options.health ?? embedded })
  mountMetrics(app, metrics)
  return mountDocs(app, { title, instrumentSet, operations, written }, options.pages?.front)
}

/** In traces; the environment may say another. */
const serviceName = ({ slugs }: InstrumentSet): string =>
  slugs.length === 1 ? `activity-scores-${slugs[0]}` : 'activity-scores'
