import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify'
import { sendProblem } from './errors.js'
import type { Answer, Executor } from './executor.js'
import { FLAT_HEADERS } from './http.js'
import { formOf } from './negotiate.js'
import { problem } from './problems.js'

type Handler = (request: FastifyRequest, reply: FastifyReply) => unknown

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route writes its own head; the fixed headers are in it. */
    readonly direct?: boolean
  }
}

const METHODS: readonly HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/** Registers a route, and 405 with `Allow` for every other method on its path (before any body is read). */
export function mount(
  app: FastifyInstance,
  method: 'GET' | 'POST',
  url: string,
  handler: Handler,
  direct = false,
): void {
  const allowed: readonly HTTPMethods[] = method === 'GET' ? ['GET', 'HEAD'] : ['POST']
  const allow = allowed.join(', ')
  app.route({ method, url, handler, config: { direct } })
  app.route({
    method: METHODS.filter((other) => !allowed.includes(other)),
    url,
    onRequest: (_request, reply) => {
      reply.header('allow', allow)
      sendProblem(
        reply,
        problem('method_not_allowed', url, `This path takes ${allow}. Send the request with that method.`),
      )
    },
    handler: () => undefined,
  })
}

const EMPTY = Buffer.alloc(0)

const bodyOf = (request: FastifyRequest): Buffer => (request.body as Buffer | undefined) ?? EMPTY

/** A compute route: the executor answers, whether in this process or elsewhere. */
export function mountExecutor(app: FastifyInstance, url: string, executor: Executor): void {
  const handler: Handler = (request, reply) => {
    const form = formOf(request.headers)
    const answer = executor.fromBytes(bodyOf(request), { form, requestId: request.id })
    if (answer instanceof Promise) return answer.then((ready) => write(request, reply, ready, form === 'minimal'))
    write(request, reply, answer, form === 'minimal')
    return undefined
  }
  mount(app, 'POST', url, handler, true)
}

/** One write of head and body: the answer is whole, so nothing of the framework's reply is needed any more. */
function write(request: FastifyRequest, reply: FastifyReply, answer: Answer, minimal: boolean): void {
  const { body } = answer
  const length = typeof body === 'string' ? Buffer.byteLength(body) : body.byteLength
  const head = [
    ...FLAT_HEADERS,
    'x-request-id',
    request.id,
    'content-type',
    answer.type,
    'content-length',
    String(length),
  ]
  if (minimal) head.push('preference-applied', 'return=minimal')
  reply.hijack()
  reply.raw.writeHead(answer.status, head)
  reply.raw.end(body)
}
