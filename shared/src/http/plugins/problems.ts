/**
 * What is answered where nothing is found, a method is not taken or something fails; and what every other answer has in
 * its head.
 */
import type { FastifyInstance } from 'fastify'
import type { Logger } from '../../telemetry/logging.js'
import type { Observe, Observer } from '../../telemetry/observe.js'
import { fixedHeaders } from '../direct/fields.js'
import { type AllowedMethods, errorHandler, notFoundHandler } from './errors.js'

export interface ProblemsOptions {
  readonly slugs: readonly string[]
  readonly logger: Logger
  readonly observer: Observer
  /** Records what met no route. */
  readonly unmatched: Observe
}

export function mountProblems(app: FastifyInstance, { slugs, logger, observer, unmatched }: ProblemsOptions): void {
  // No route reads a body through Fastify; whatever comes with a body elsewhere is refused.
  app.removeAllContentTypeParsers()
  const allowedMethods = new Map<string, AllowedMethods>()
  app.decorate('refuseOtherMethods', (url: string, allow: string): void => {
    allowedMethods.set(url, { allow, observe: observer.route(url) })
  })
  const notFound = notFoundHandler(slugs, allowedMethods, unmatched)
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
}
