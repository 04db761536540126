/** What is recorded of every request: one log line and its place in the histogram, by route pattern. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import { type RequestLog, requestLog } from './logging.js'
import type { Metrics } from './metrics.js'

export type Observe = (request: FastifyRequest, reply: FastifyReply) => void

interface Recorder {
  readonly log: RequestLog
  readonly count: (status: number, milliseconds: number) => void
}

/** Makes the observer of a route; its parts are prepared at the first request of each method. */
export const observer =
  (logger: Logger, metrics: Metrics) =>
  (route: string): Observe => {
    const recorders = new Map<string, Recorder>()
    return (request, reply) => {
      const { method } = request.raw
      let recorder = recorders.get(method as string)
      if (!recorder) {
        recorder = { log: requestLog(logger, method as string, route), count: metrics.route(route, method as string) }
        recorders.set(method as string, recorder)
      }
      const { statusCode } = reply.raw
      const milliseconds = reply.elapsedTime
      recorder.log(request.id, statusCode, milliseconds)
      recorder.count(statusCode, milliseconds)
    }
  }
