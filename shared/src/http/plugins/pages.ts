/** Pages: what is read and never computed. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { JsonPage, VariedJson } from '../../document/document.js'
import { PROBLEM_TYPE, problem } from '../../engine/problems.js'
import { refuseOtherMethods } from '../direct/methods.js'
import { StaticFile, sendFile } from './files.js'

export type Handler = (request: FastifyRequest, reply: FastifyReply) => unknown

/** Registers a page that is read: GET and HEAD, and 405 for every other method. `scope`: what reading it takes. */
export function mountPage(app: FastifyInstance, url: string, handler: Handler, scope?: string): void {
  app.route({ method: 'GET', url, handler, ...(scope === undefined ? {} : { config: { scope } }) })
  refuseOtherMethods(app, url, ['GET', 'HEAD'])
}

/** A page of JSON that never changes, made when it is first asked for. */
export function mountJson(app: FastifyInstance, url: string, page: JsonPage): void {
  if (typeof page !== 'function') {
    mountVaried(app, url, page)
    return
  }
  let file: StaticFile | undefined
  mountPage(app, url, async (request, reply) => {
    file ??= jsonFile(await page())
    return sendFile(request, reply, file)
  })
}

const jsonFile = (value: object): StaticFile => new StaticFile('application/json; charset=utf-8', JSON.stringify(value))

/** One page for each value that the parameter may have, and one without it. */
function mountVaried(app: FastifyInstance, url: string, { parameter, variants, make }: VariedJson): void {
  const files = new Map<string | undefined, StaticFile>()
  mountPage(app, url, async (request, reply) => {
    const variant = Object(request.query)[parameter] as unknown
    const known = variant === undefined ? [] : await variants()
    if (variant !== undefined && !(typeof variant === 'string' && known.includes(variant))) {
      const why = problem('not_found', url, `${parameter} must be one of ${known.join(', ')}, or be left out.`)
      return reply.code(why.status).type(PROBLEM_TYPE).send(JSON.stringify(why))
    }
    const file = files.get(variant) ?? jsonFile(await make(variant))
    files.set(variant, file)
    return sendFile(request, reply, file)
  })
}
