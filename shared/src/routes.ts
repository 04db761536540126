import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify'
import { sendProblem } from './errors.js'
import type { Answer, Executor } from './executor.js'
import { formOf } from './negotiate.js'
import { problem } from './problems.js'

type Handler = (request: FastifyRequest, reply: FastifyReply) => unknown

const METHODS: readonly HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/** Registers a route, and 405 with `Allow` for every other method on its path (before any body is read). */
export function mount(app: FastifyInstance, method: 'GET' | 'POST', url: string, handler: Handler): void {
  const allowed: readonly HTTPMethods[] = method === 'GET' ? ['GET', 'HEAD'] : ['POST']
  const allow = allowed.join(', ')
  app.route({ method, url, handler })
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

export const bodyOf = (request: FastifyRequest): Buffer => (request.body as Buffer | undefined) ?? EMPTY

/** One instrument's compute route: the executor answers, whether in this process or elsewhere. */
export function answerWith(executor: Executor, request: FastifyRequest, reply: FastifyReply): unknown {
  const form = formOf(request.headers)
  if (form === 'minimal') reply.header('preference-applied', 'return=minimal')
  const answer = executor.fromBytes(bodyOf(request), { form, requestId: request.id })
  return answer instanceof Promise ? answer.then((ready) => sendAnswer(reply, ready)) : sendAnswer(reply, answer)
}

const sendAnswer = (reply: FastifyReply, answer: Answer): FastifyReply =>
  reply.code(answer.status).header('content-type', answer.type).header('vary', 'accept, prefer').send(answer.body)
