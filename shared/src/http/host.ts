/**
 * The Fastify application around one or many instruments. A lone service and the gateway are the same host with other
 * executors: same paths, same headers, same answers. It does not listen; `run.ts` does.
 */
import fastify, { type FastifyInstance } from 'fastify'
import type { ExtraOperation } from '../document/document.js'
import type { Executor } from '../engine/executor.js'
import { embedFrom, type InstrumentSet } from '../engine/instrument-set.js'
import type { Companions } from '../engine/series/executor.js'
import { droppedLines, type Logger } from '../telemetry/logging.js'
import { createMetrics, type Gauge, type Metrics } from '../telemetry/metrics.js'
import { createObserver, type Observer } from '../telemetry/observe.js'
import { UNMATCHED } from '../telemetry/tracing.js'
import { startTracing } from '../telemetry/tracing-start.js'
import { type Admission, endWith } from './direct/admission.js'
import type { Relay } from './direct/batch/relay.js'
import { type DirectRoute, mountDirect } from './direct/call.js'
import { requestIdOf } from './direct/fields.js'
import { limiterOf } from './direct/limiter.js'
import { type Memory, memoryOf } from './direct/memory.js'
import { mountCompute } from './direct/mount.js'
import { overloadGuard } from './direct/overload.js'
import { bodyClocks, type Clocks } from './direct/receive.js'
import { Resting } from './direct/resting.js'
import { type Face, mountFaces, respelling } from './face.js'
import { mountCatalogue, type Translation } from './plugins/catalogue.js'
import { mountCors } from './plugins/cors.js'
import { type Docs, mountDocs } from './plugins/docs.js'
import { connectionFault, frameworkErrorHandler, headFaultHandler, logFailure } from './plugins/errors.js'
import { type HostState, mountHealth, mountMetrics } from './plugins/health.js'
import { mountIdentity } from './plugins/identity-start.js'
import { mountJson, type Handler as PageHandler } from './plugins/pages.js'
import { mountProblems } from './plugins/problems.js'
import { prepareAll } from './preparing.js'
import { serverFactory } from './server.js'
import type { HostConfig } from './variables.js'

export interface HostOptions {
  readonly title: string
  readonly config: HostConfig
  readonly logger: Logger
  readonly instrumentSet: InstrumentSet
  /** One executor for each instrument, embedded or remote. */
  readonly executors: readonly Executor[]
  /** Of those that answer elsewhere, what hands their batches on; by slug. */
  readonly relays?: ReadonlyMap<string, Relay>
  /** All instruments that there are, where the process serves some of them: a series may need another one. */
  readonly companions?: InstrumentSet
  /** URL of the module whose default export is an instrument; with it, worker threads can compute batches. */
  readonly moduleOf?: (slug: string) => string
  /** State of each instrument by slug, for readiness. */
  readonly health?: () => Promise<Readonly<Record<string, string>>>
  /** Shown at `/metrics` beside what every process shows. */
  readonly gauges?: readonly Gauge[]
  /** The OpenAPI document as text, where it need not be made. */
  readonly writtenDocument?: () => Promise<string>
  /** Operations over several instruments, such as the panel. */
  readonly operations?: readonly ExtraOperation[]
  /** Further ways to call, such as FHIR. */
  readonly faces?: readonly Face[]
  /** Pages for people, where there are any. */
  readonly pages?: Pages | undefined
}

/** Pages beside the API. */
export interface Pages {
  /** At `/` for browsers; programs get JSON there. */
  readonly front: PageHandler
  /** Labels of the catalogue in other languages. */
  readonly translation: Translation
  mount(host: PageHost): void
}

export interface PageHost {
  readonly app: FastifyInstance
  /** A form that is sent without script: let in, limited and recorded like a call. */
  mountForm(url: string, form: FormRoute): void
}

export interface FormRoute extends Pick<DirectRoute, 'executor' | 'media' | 'fixed'> {
  /** Path under which it is recorded. */
  readonly pattern: string
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
  await mountCors(app, config.CORS_ORIGINS)
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

type Common = Pick<DirectRoute, 'admission' | 'clocks' | 'failed' | 'bodyLimit'>

const formMounter =
  (app: FastifyInstance, observer: Observer, common: Common): PageHost['mountForm'] =>
  (url, { pattern, ...form }) => {
    const observed = { record: observer.recorder('POST', pattern), begin: observer.spans('POST', pattern) }
    mountDirect(app, { url, ...form, ...common, ...observed })
  }

function applicationOf(
  { config, faces = [] }: HostOptions,
  observer: Observer,
  memory: Memory,
  clocks: Clocks,
): FastifyInstance {
  return fastify({
    // The log is ours: Fastify's own would add listeners to every request and quote error messages.
    logger: false,
    serverFactory: serverFactory(config, headFaultHandler(observer), memory, clocks),
    genReqId: requestIdOf,
    requestIdHeader: false,
    frameworkErrors: frameworkErrorHandler(observer.route(UNMATCHED)),
    clientErrorHandler: connectionFault,
    return503OnClosing: false,
    ...respelling(faces),
  })
}

/** What is served answers for itself, the rest of what there is in this process. */
function companionsOf({ instrumentSet, companions = instrumentSet, executors }: HostOptions): Companions {
  const bySlug = new Map(executors.map((executor) => [executor.slug, executor]))
  return {
    instrumentSet: companions,
    executorOf(slug) {
      const executor = bySlug.get(slug) ?? embedFrom(companions, slug)
      bySlug.set(slug, executor)
      return executor
    },
  }
}

/** In traces; the environment may say another. */
const serviceName = ({ slugs }: InstrumentSet): string =>
  slugs.length === 1 ? `activity-scores-${slugs[0]}` : 'activity-scores'
