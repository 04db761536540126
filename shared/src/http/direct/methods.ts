/** Methods that a path does not take. */
import type { FastifyInstance, HTTPMethods } from 'fastify'

declare module 'fastify' {
  interface FastifyInstance {
    /** Set at start: for a path that takes these methods and no others. */
    readonly refuseOtherMethods: (url: string, allow: string) => void
  }
}

/**
 * 405 with `Allow` for every other method on a path, before any body is read: answered where no route is found
 * (decision 71).
 */
export function refuseOtherMethods(app: FastifyInstance, url: string, allowed: readonly HTTPMethods[]): void {
  app.refuseOtherMethods(url, allowed.join(', '))
}
