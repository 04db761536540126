/** What is recorded of every request: one log line, its place in the histogram, and its span where requests are traced. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Logger, requestLog } from './logging.js'
import type { Metrics } from './metrics.js'
import type { BeginSpan, ServerSpan, Tracing } from './tracing.js'

/**
 * Records one request of a route and method; its span, if it has one, ends. `rows`: how many were computed for it; `as`: the route
 * that it is recorded under by a face whose one route computes several things.
 */
export type Recorder = (
  requestId: string,
  status: number,
  milliseconds: number,
  span?: ServerSpan,
  rows?: number,
  as?: string,
) => void

/** Records a request that Fastify answered. */
export type Observe = (request: FastifyRequest, reply: FastifyReply) => void

export interface Observer {
  recorder(method: string, route: string): Recorder
  /** Begins the spans of a route; nothing where requests are not traced. */
  spans(method: string, route: string): BeginSpan | undefined
  route(route: string): Observe
}

export function createObserver(logger: Logger, metrics: Metrics, tracing?: Tracing): Observer {
  const recorder = (method: string, route: string): Recorder => {
    const log = requestLog(logger, method, route)
    const count = metrics.route(route, method)
    if (tracing)
      return (requestId, status, milliseconds, span, rows) => {
        log(requestId, status, milliseconds, span?.traceId)
        count(status, milliseconds)
        span?.end(status, status === 200 ? rows : undefined)
      }
    return (requestId, status, milliseconds) => {
      log(requestId, status, milliseconds)
      count(status, milliseconds)
    }
  }
  const spans: Observer['spans'] = (method, route) => tracing?.route(method, route)
  return {
    recorder,
    spans,
    route(route) {
      const known = new Map<string, readonly [Recorder, BeginSpan | undefined]>()
      return (request, reply) => {
        const { method } = request
        const [record, begin] = known.get(method) ?? [recorder(method, route), spans(method, route)]
        known.set(method, [record, begin])
        const { elapsedTime } = reply
        record(request.id, reply.statusCode, elapsedTime, begin?.(request.headers, elapsedTime))
      }
    },
  }
}
