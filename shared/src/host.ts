/**
 * The Fastify application around one or many instruments. A lone service and the gateway are the same host with other
 * executors: same paths, same headers, same answers. It does not listen; `run.ts` does.
 */

import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import type { Logger } from 'pino'
import { catalogueEntry, catalogueSummary } from './catalogue.js'
import type { HostConfig } from './config.js'
import { mountDocs } from './docs.js'
import { buildDocument, type ExtraOperation } from './document.js'
import { connectionFault, errorHandler, frameworkError, notFoundHandler } from './errors.js'
import type { Executor } from './executor.js'
import { pathOf } from './executor.js'
import { acceptOnlyJson, fixedHeaders, isRequestId, newRequestId } from './http.js'
import type { Instrument } from './instrument.js'
import { createMetrics } from './metrics.js'
import { observer } from './observe.js'
import { mount, mountExecutor } from './routes.js'

export interface HostOptions {
  readonly title: string
  readonly config: HostConfig
  readonly logger: Logger
  readonly instruments: readonly Instrument[]
  /** One executor for each instrument, embedded or remote. */
  readonly executors: readonly Executor[]
  /** State of each instrument by slug, for readiness. */
  readonly health?: () => Promise<Readonly<Record<string, string>>>
  /** Operations over several instruments, such as the panel. */
  readonly operations?: readonly ExtraOperation[]
}

export interface Lifecycle {
  /** Readiness turns false at once; requests in flight go on. */
  stopping(): void
}

export interface Host extends Lifecycle {
  readonly app: FastifyInstance
}

export async function buildHost(options: HostOptions): Promise<Host> {
  const { config, instruments, logger } = options
  const app = fastify({
    loggerInstance: logger as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: config.BODY_LIMIT,
    requestTimeout: config.REQUEST_TIMEOUT_MS,
    http: {
      headersTimeout: Math.min(5000, config.REQUEST_TIMEOUT_MS),
      connectionsCheckingInterval: 1000,
      maxHeaderSize: 8192,
    },
    childLoggerFactory: (parent) => parent,
    genReqId: (request) =>
      isRequestId(request.headers['x-request-id']) ? request.headers['x-request-id'] : newRequestId(),
    requestIdHeader: false,
    frameworkErrors: frameworkError,
    clientErrorHandler: connectionFault,
    routerOptions: { ignoreTrailingSlash: false },
  })
  const metrics = createMetrics()
  let ready = true

  acceptOnlyJson(app)
  app.setErrorHandler(errorHandler)
  const observe = observer(logger, metrics)
  app.setNotFoundHandler(
    notFoundHandler(
      instruments.map(({ slug }) => slug),
      observe('unmatched'),
    ),
  )
  app.addHook('onRoute', (route) => {
    const observed = observe(route.url)
    route.onResponse = (request, reply, done) => {
      observed(request, reply)
      done()
    }
    if (!route.config?.direct) route.onRequest = [fixedHeaders, ...[route.onRequest ?? []].flat()]
  })

  for (const executor of options.executors) {
    mountExecutor(app, pathOf(executor.slug), executor)
  }
  for (const operation of options.operations ?? []) operation.mount(app)

  const summaries = JSON.stringify({ instruments: instruments.map(catalogueSummary) })
  mount(app, 'GET', '/v1/instruments', (_request, reply) =>
    reply.type('application/json; charset=utf-8').send(summaries),
  )
  for (const instrument of instruments) {
    let entry: string | undefined
    mount(app, 'GET', `/v1/instruments/${instrument.slug}`, (_request, reply) => {
      entry ??= JSON.stringify(catalogueEntry(instrument))
      return reply.type('application/json; charset=utf-8').send(entry)
    })
  }

  mount(app, 'GET', '/health/live', (_request, reply) => reply.send({ status: 'live' }))
  mount(app, 'GET', '/health/ready', async (_request, reply) => {
    const states = await (options.health?.() ?? Object.fromEntries(instruments.map(({ slug }) => [slug, 'embedded'])))
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'stopping', instruments: states })
  })
  mount(app, 'GET', '/metrics', async (_request, reply) => reply.type(metrics.contentType).send(await metrics.text()))

  await mountDocs(app, () => buildDocument(options.title, instruments, options.operations ?? []))
  return {
    app,
    stopping() {
      ready = false
    },
  }
}
