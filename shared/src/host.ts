/**
 * The Fastify application around one or many instruments. A lone service and the gateway are the same host with other
 * executors: same paths, same headers, same answers. It does not listen; `run.ts` does.
 */

import type { FastifyBaseLogger } from 'fastify'
import fastify, { type FastifyInstance, LogController } from 'fastify'
import { catalogueEntry, catalogueSummary } from './catalogue.js'
import type { HostConfig } from './config.js'
import { mountDocs } from './docs.js'
import { buildDocument, type ExtraOperation } from './document.js'
import { connectionFault, errorHandler, frameworkError, notFoundHandler } from './errors.js'
import type { Executor } from './executor.js'
import { pathOf } from './executor.js'
import { acceptOnlyJson, isRequestId, newRequestId, STATIC_HEADERS } from './http.js'
import type { Instrument } from './instrument.js'
import { logRequest, routeOf } from './logging.js'
import { createMetrics } from './metrics.js'
import { answerWith, mount } from './routes.js'

export interface HostOptions {
  readonly title: string
  readonly config: HostConfig
  readonly logger: FastifyBaseLogger
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
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: config.BODY_LIMIT,
    requestTimeout: config.REQUEST_TIMEOUT_MS,
    http: {
      headersTimeout: Math.min(5000, config.REQUEST_TIMEOUT_MS),
      connectionsCheckingInterval: 1000,
      maxHeaderSize: 8192,
    },
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
  app.setNotFoundHandler(notFoundHandler(instruments.map(({ slug }) => slug)))
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(STATIC_HEADERS).header('x-request-id', request.id)
    done()
  })
  app.addHook('onResponse', (request, reply, done) => {
    logRequest(logger, request, reply)
    metrics.observe(routeOf(request), request.method, reply.statusCode, reply.elapsedTime)
    done()
  })

  for (const executor of options.executors) {
    mount(app, 'POST', pathOf(executor.slug), (request, reply) => answerWith(executor, request, reply))
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
