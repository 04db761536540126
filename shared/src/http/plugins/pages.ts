/** Pages: what is read and never computed. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { refuseOtherMethods } from '../direct/methods.js'
import { StaticFile, sendFile } from './files.js'

export type Handler = (request: FastifyRequest, reply: FastifyReply) => unknown

/** Registers a page that is read: GET and HEAD, and 405 for every other method. `scope`: what reading it takes. */
export function mountPage(app: FastifyInstance, url: string, handler: Handler, scope?: string): void {
  app.route({ method: 'GET', url, handler, ...(scope === undefined ? {} : { config: { scope } }) })
  refuseOtherMethods(app, url, ['GET', 'HEAD'])
}

/** A page of JSON that never changes, made when it is first asked for. */
export function mountJson(app: FastifyInstance, url: string, page: () => object | Promise<object>): void {
  let file: StaticFile | undefined
  mountPage(app, url, async (request, reply) => {
    file ??= new StaticFile('application/json; charset=utf-8', JSON.stringify(await page()))
    return sendFile(request, reply, file)
  })
}
