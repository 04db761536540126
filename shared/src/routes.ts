import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify'
import { sendProblem } from './errors.js'
import { problem } from './problems.js'

type Handler = (request: FastifyRequest, reply: FastifyReply) => unknown

/** Registers a page that is read: GET and HEAD, and 405 for every other method. */
export function mountPage(app: FastifyInstance, url: string, handler: Handler): void {
  app.route({ method: 'GET', url, handler })
  refuseOtherMethods(app, url, ['GET', 'HEAD'])
}

/** 405 with `Allow` for every other method on a path, before any body is read. */
export function refuseOtherMethods(app: FastifyInstance, url: string, allowed: readonly HTTPMethods[]): void {
  const allow = allowed.join(', ')
  const refusal = problem('method_not_allowed', url, `This path takes ${allow}. Send the request with that method.`)
  app.route({
    method: (app.supportedMethods as HTTPMethods[]).filter((other) => !allowed.includes(other)),
    url,
    onRequest: (_request, reply) => {
      sendProblem(reply.header('allow', allow), refusal)
    },
    handler: () => undefined,
  })
}
