import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify'

export type Handler = (request: FastifyRequest, reply: FastifyReply) => unknown

/** Registers a page that is read: GET and HEAD, and 405 for every other method. `scope`: what reading it takes. */
export function mountPage(app: FastifyInstance, url: string, handler: Handler, scope?: string): void {
  app.route({ method: 'GET', url, handler, ...(scope === undefined ? {} : { config: { scope } }) })
  refuseOtherMethods(app, url, ['GET', 'HEAD'])
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Set at start: for a path that takes these methods and no others. */
    readonly refuseOtherMethods: (url: string, allow: string) => void
  }
}

/** 405 with `Allow` for every other method on a path, before any body is read: answered where no route is found. */
export function refuseOtherMethods(app: FastifyInstance, url: string, allowed: readonly HTTPMethods[]): void {
  app.refuseOtherMethods(url, allowed.join(', '))
}
