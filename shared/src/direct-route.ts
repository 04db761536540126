/**
 * The compute routes. Fastify finds the route and makes the request id; from there the body goes to the executor as it came
 * from the socket, and head and body of the answer leave in one write. What the framework would do in between (parse,
 * validate, serialise) the executor does with code compiled for its instrument.
 */
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { type Admission, dismissal } from './admission.js'
import type { Answer, Executor } from './executor.js'
import { refuse } from './executor.js'
import { FLAT_HEADERS, hasBody, isReadable, JSON_MEDIA } from './http.js'
import { scopeOf } from './identity/scopes.js'
import type { Account } from './limiter.js'
import { formOf } from './negotiate.js'
import type { Recorder } from './observe.js'
import { type AdvisedCode, advice, problem } from './problems.js'
import { type Clocks, receive } from './receiving.js'
import { refuseOtherMethods } from './routes.js'
import type { BeginSpan } from './tracing.js'

export interface DirectRoute {
  readonly url: string
  readonly executor: Executor
  readonly bodyLimit: number
  readonly admission: Admission
  readonly clocks: Clocks
  readonly record: Recorder
  /** Begins the span of a request, where requests are traced. */
  readonly begin?: BeginSpan | undefined
  /** Called with what an executor threw: a fault of ours. */
  readonly failed: (error: unknown, requestId: string) => void
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route answers on the socket itself: fixed headers, log line and metrics are its own affair. */
    readonly direct?: boolean
    /** Who calls must have it, where callers are asked who they are. */
    readonly scope?: string
  }
}

export function mountDirect(app: FastifyInstance, route: DirectRoute): void {
  app.route({
    method: 'POST',
    url: route.url,
    config: { direct: true, scope: scopeOf(route.executor.slug) },
    onRequest: (request, reply) => {
      reply.hijack()
      serve(route, request.raw, reply.raw, request.id)
    },
    handler: () => undefined,
  })
  refuseOtherMethods(app, route.url, ['POST'])
}

function serve(route: DirectRoute, request: IncomingMessage, response: ServerResponse, requestId: string): void {
  const started = performance.now()
  const { headers } = request
  const span = route.begin?.(headers)
  const form = formOf(headers, 'application/json', route.executor.markdown)
  const account = route.admission.limiter?.accountOf(request)
  const finish = (answer: Answer): void => {
    if (answer.rows !== undefined && answer.rows > 1) account?.charge(answer.rows - 1)
    write(response, requestId, answer, form === 'minimal', account)
    route.record(requestId, answer.status, performance.now() - started, span, answer.rows ?? 1)
  }
  const fault = (code: AdvisedCode): void => {
    // What is refused is not read to its end: the connection ends with the answer.
    response.setHeader('connection', 'close')
    if (code === 'unsupported_media_type')
      response.setHeader('accept', JSON_MEDIA).setHeader('accept-encoding', 'identity')
    finish(refuse(problem(code, route.url, advice[code])))
  }
  const unfit = unfitness(headers, route.bodyLimit)
  if (unfit) {
    fault(unfit)
    return
  }
  receive(request, route.bodyLimit, route.clocks, (body) => {
    try {
      if (typeof body === 'string') {
        fault(body)
        return
      }
      // Asked now and not when the head came: a body often comes a turn later, and what a turn costs is the computing.
      const dismissed = dismissal(route.admission, account)
      if (dismissed) {
        // A caller who is told to come back keeps the connection: another one would be more work.
        const { code, retryAfter } = dismissed
        finish({ ...refuse(problem(code, route.url, advice[code])), retryAfter })
        return
      }
      const answer = route.executor.fromBytes(body, { form, requestId, caller: account?.caller, span })
      if (answer instanceof Promise) answer.then(finish, failed)
      else finish(answer)
    } catch (error) {
      failed(error)
    }
  })
  function failed(error: unknown): void {
    route.failed(error, requestId)
    finish(refuse(problem('internal_error', route.url, advice.internal_error)))
  }
}

/** What the head alone already tells. */
function unfitness(headers: IncomingHttpHeaders, limit: number): AdvisedCode | undefined {
  if (Number(headers['content-length'] ?? 0) > limit) return 'body_too_large'
  if (!isReadable(headers) && (hasBody(headers) || headers['content-type'] !== undefined))
    return 'unsupported_media_type'
  return undefined
}

/** Head and body in one write. */
function write(
  response: ServerResponse,
  requestId: string,
  answer: Answer,
  minimal: boolean,
  account: Account | undefined,
): void {
  const { body } = answer
  const length = typeof body === 'string' ? Buffer.byteLength(body) : body.byteLength
  const head = [
    ...FLAT_HEADERS,
    'x-request-id',
    requestId,
    'content-type',
    answer.type,
    'content-length',
    String(length),
  ]
  account?.addTo(head)
  if (answer.retryAfter !== undefined) head.push('retry-after', answer.retryAfter)
  if (minimal && answer.status === 200) head.push('preference-applied', 'return=minimal')
  response.writeHead(answer.status, head)
  // As latin1 the bytes stay what they are, and leave in one write with the head.
  if (typeof body === 'string') response.end(body)
  else response.end(Buffer.from(body.buffer, body.byteOffset, length).toString('latin1'), 'latin1')
}
