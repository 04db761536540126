/** What is recorded of every request: one log line and its place in the histogram, by route pattern. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Logger, requestLog } from './logging.js'
import type { Metrics } from './metrics.js'

/** Records one request of a route and method. */
export type Recorder = (requestId: string, status: number, milliseconds: number) => void

/** Records a request that Fastify answered. */
export type Observe = (request: FastifyRequest, reply: FastifyReply) => void

export interface Observer {
  recorder(method: string, route: string): Recorder
  route(route: string): Observe
}

export function createObserver(logger: Logger, metrics: Metrics): Observer {
  const recorder = (method: string, route: string): Recorder => {
    const log = requestLog(logger, method, route)
    const count = metrics.route(route, method)
    return (requestId, status, milliseconds) => {
      log(requestId, status, milliseconds)
      count(status, milliseconds)
    }
  }
  return {
    recorder,
    route(route) {
      const recorders = new Map<string, Recorder>()
      return (request, reply) => {
        const { method } = request
        const record = recorders.get(method) ?? recorder(method, route)
        recorders.set(method, record)
        record(request.id, reply.raw.statusCode, reply.elapsedTime)
      }
    },
  }
}
