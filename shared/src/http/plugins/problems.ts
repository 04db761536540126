/**
 * What is answered where nothing is found, a method is not taken or something fails; and what every other answer has in
 * its head.
 */
import type { FastifyInstance } from 'fastify'
import { type Answer, refuse } from '../../engine/executor.js'
import type { Problem } from '../../engine/problems.js'
import type { Logger } from '../../telemetry/logging.js'
import type { Observe, Observer } from '../../telemetry/observe.js'
import { fixedHeaders } from '../direct/fields.js'
import { type AllowedMethods, errorHandler, notFoundHandler } from './errors.js'

export type WriteRefusal = (problem: Problem) => Answer

declare module 'fastify' {
  interface FastifyInstance {
    /** How refusals below a path are written: as problem documents unless a face has its own way. */
    readonly refusalFor: (path: string) => WriteRefusal
  }
}

/** Refusals below these paths are written another way. */
export interface RefusingFace {
  readonly paths: readonly string[]
  readonly refuse: WriteRefusal
}

export interface ProblemsOptions {
  readonly faces: readonly RefusingFace[]
  readonly slugs: readonly string[]
  readonly logger: Logger
  readonly observer: Observer
  /** Records what met no route. */
  readonly unmatched: Observe
}

export function mountProblems(
  app: FastifyInstance,
  { slugs, faces, logger, observer, unmatched }: ProblemsOptions,
): void {
  app.decorate('refusalFor', (path: string) => faces.find(({ paths }) => isBelow(path, paths))?.refuse ?? refuse)
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

const isBelow = (path: string, roots: readonly string[]): boolean =>
  roots.some((root) => path.startsWith(root) && (path.length === root.length || path[root.length] === '/'))
