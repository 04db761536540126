/**
 * The compute routes. Fastify finds the route and makes the request id; from there the body goes to the executor as it came
 * from the socket, and head and body of the answer leave in one write. What the framework would do in between (parse,
 * validate, serialise) the executor does with code compiled for its instrument (decision 17).
 */
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyInstance, FastifyReply, FastifyRequest, onRequestHookHandler } from 'fastify'
import { type Answer, type CallContext, type Executor, type Form, refuse } from '../../engine/executor.js'
import { type AdvisedCode, advice, type Problem, problem } from '../../engine/problems.js'
import { scopeOf } from '../../identity/scopes.js'
import type { Recorder } from '../../telemetry/observe.js'
import type { BeginSpan, ServerSpan } from '../../telemetry/tracing.js'
import { type Admission, dismissal, OVERLOADED } from './admission.js'
import { Expected } from './allowance.js'
import { hasBody, JSON_MEDIA, mediaTypeOf } from './fields.js'
import { type Head, headOf, NOTHING_SET, setByPlugins, withPolicy } from './head.js'
import type { Account } from './limiter.js'
import { type Hold, WAITING_BYTES } from './memory.js'
import { refuseOtherMethods } from './methods.js'
import { formOf } from './negotiate.js'
import { type Clocks, type ReceiveFailure, receive } from './receive.js'
import { type Arrival, type Refused, refuser } from './refusal.js'
import { enqueueCompute, enqueueWrite, type Staged } from './stages.js'

/** What a route of another face than JSON does its own way. */
export interface RouteFace {
  /** Media types of the bodies that are read, as a refusal names them. */
  readonly media: string
  isReadable(headers: IncomingHttpHeaders): boolean
  /** What the head alone already tells, beside size and kind of the body. */
  refusalOf?(headers: IncomingHttpHeaders): Answer | undefined
  refuse(problem: Problem): Answer
  /** Asked after the gate of identity and before any of the body is read. */
  readonly gates?: readonly onRequestHookHandler[]
  /** Scope that a caller needs, where callers are asked who they are; none where the gates ask. */
  readonly scope: string | undefined
  /** What its executor reads of a request beside body and URL. */
  contextOf?(request: IncomingMessage): Pick<CallContext, 'headers' | 'mayCompute'>
}

export interface DirectRoute {
  readonly url: string
  readonly face?: RouteFace | undefined
  readonly executor: Executor
  /** Media type of the bodies that it reads; JSON if not said. */
  readonly media?: string
  /** Fixed part of the head of its answers, where that is not the usual one. */
  readonly fixed?: readonly string[]
  /** What it is called in scopes, where that is not the slug of its executor. */
  readonly scope?: string | undefined
  readonly bodyLimit: number
  readonly admission: Admission
  readonly clocks: Clocks
  readonly record: Recorder
  /** Begins the span of a request, where requests are traced. */
  readonly begin?: BeginSpan | undefined
  /** Called with what an executor threw: a fault of ours. */
  readonly failed: (error: unknown, requestId: string) => void
}

interface MountedRoute extends DirectRoute {
  /** Refusals that say the same each time, by their code. */
  readonly refusals: Map<AdvisedCode, Answer>
  readonly expected: Expected
  /** Fields of the head of a refusal of what is not read here. */
  readonly unread: readonly string[]
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route answers on the socket itself: fixed headers, log line and metrics are its own affair. */
    readonly direct?: boolean
    /** Who calls must have it, where callers are asked who they are. */
    readonly scope?: string
  }
}

export function mountDirect(app: FastifyInstance, directRoute: DirectRoute): void {
  const { url, bodyLimit, admission } = directRoute
  const route: MountedRoute = {
    ...directRoute,
    refusals: new Map(),
    expected: new Expected(),
    unread: unreadMedia(directRoute.face?.media ?? JSON_MEDIA),
  }
  const overloaded = (directRoute.face?.refuse ?? refuse)(problem('overloaded', url, advice.overloaded))
  const refuseHead = refuser(route, overloaded, bodyLimit)
  const take = (request: FastifyRequest, reply: FastifyReply): void => {
    const arrival = { request: request.raw, response: reply.raw, requestId: request.id, set: setByPlugins(reply) }
    reply.hijack()
    if (admission.guard.isCalm) new ComputeCall(route, arrival, false)
    else judge(route, arrival, refuseHead)
  }
  app.route({
    method: 'POST',
    url: route.url,
    config: { direct: true, ...scoped(route) },
    onRequest: [...(route.face?.gates ?? []), take],
    handler: () => undefined,
  })
  refuseOtherMethods(app, route.url, ['POST'])
}

const scoped = ({ face, executor, scope: own = executor.slug }: DirectRoute): { readonly scope?: string } => {
  const scope = face ? face.scope : scopeOf(own)
  return scope === undefined ? {} : { scope }
}

/**
 * Judges a request by its head. One that was sent while its connection was resting, by a caller who did not wait as told, is
 * refused first: it is old by now, and others have come since.
 */
function judge(route: MountedRoute, arrival: Arrival, refuseHead: (refused: Refused) => void): void {
  const { guard, resting } = route.admission
  const judged = guard.judge(route.expected.cost, resting.isLate(arrival.request.socket))
  if (judged === 'refused' || judged === 'next') refuseHead({ ...arrival, rests: judged === 'refused' })
  else new ComputeCall(route, arrival, judged === 'admitted')
}

const UNREAD = ['connection', 'close']
const unreadMedia = (media: string): readonly string[] => [...UNREAD, 'accept', media, 'accept-encoding', 'identity']

/** One request, from its head to its log line. */
class ComputeCall implements Staged {
  readonly #route: MountedRoute
  readonly #response: ServerResponse
  readonly #requestId: string
  readonly #set: readonly string[]
  readonly #started = performance.now()
  readonly #span: ServerSpan | undefined
  readonly #form: Form
  readonly #account: Account | undefined
  /** Memory that is counted for the body while it comes in pieces, or while its answer is waited for. */
  #hold: Hold | undefined
  /** Whether it was let in by its head, so that it is not judged again. */
  readonly #isAdmitted: boolean
  #body: Buffer | undefined
  #answer: Answer | undefined
  /** Header fields that only a refusal has. */
  #more: readonly string[] = NOTHING_SET

  constructor(route: MountedRoute, { request, response, requestId, set }: Arrival, isAdmitted: boolean) {
    const { headers } = request
    this.#route = route
    this.#isAdmitted = isAdmitted
    this.#response = response
    this.#requestId = requestId
    this.#set = set
    this.#span = route.begin?.(headers)
    this.#form = route.face ? 'full' : formOf(headers, 'application/json', route.executor)
    this.#account = route.admission.limiter?.accountOf(request)
    const refusal = headRefusal(headers, route)
    const early = refusal === undefined ? route.face?.refusalOf?.(headers) : undefined
    if (refusal) this.#refuse(refusal)
    else if (early) {
      this.#more = UNREAD
      this.#finish(early)
    } else {
      this.#hold = route.admission.memory.hold(request)
      receive(request, route.bodyLimit, route.clocks, this.#hold, (body) => this.#received(body))
    }
  }

  #received(body: Buffer | ReceiveFailure): void {
    if (typeof body === 'string') this.#refuse(body)
    else {
      this.#body = body
      enqueueCompute(this)
    }
  }

  /** What is refused is not read to its end: the connection ends with the answer. */
  #refuse(code: AdvisedCode): void {
    this.#more = code === 'unsupported_media_type' ? this.#route.unread : UNREAD
    this.#finish(
      code === 'overloaded' ? { ...this.#problem(code), retryAfter: OVERLOADED.retryAfter } : this.#problem(code),
    )
  }

  #problem(code: AdvisedCode): Answer {
    return (this.#route.face?.refuse ?? refuse)(problem(code, this.#route.url, advice[code]))
  }

  compute(): void {
    try {
      const account = this.#account
      const { admission } = this.#route
      const { req: request } = this.#response
      // Not admitted by its head means that there was no overload then; it may have begun with this turn (decision 53).
      const dismissed = dismissal(admission, request, account, this.#isAdmitted)
      if (dismissed) {
        // A caller who is told to come back keeps the connection: another one would be more work (decision 33).
        if (dismissed === OVERLOADED) admission.resting.after(request, this.#response)
        this.#finish({ ...this.#prewritten(dismissed.code), retryAfter: dismissed.retryAfter })
        return
      }
      const context = { form: this.#form, requestId: this.#requestId, caller: account?.caller, span: this.#span }
      const { face } = this.#route
      const began = admission.guard.isCalm ? undefined : performance.now()
      // What is added stands before a spread: behind it, it takes longer than the rest of the object (decision 128).
      const answer = this.#route.executor.fromBytes(
        this.#body as Buffer,
        face ? { url: request.url, ...context, ...face.contextOf?.(request) } : context,
      )
      if (began !== undefined) this.#route.expected.took(performance.now() - began)
      if (answer instanceof Promise) {
        this.#hold?.add(WAITING_BYTES + (this.#body as Buffer).length)
        answer.then(
          (later) => this.#finish(later),
          (error) => this.#failed(error),
        )
      } else this.#finish(answer)
    } catch (error) {
      this.#failed(error)
    }
  }

  /** Refusing must be cheap: written once for each route (decision 80). */
  #prewritten(code: AdvisedCode): Answer {
    const { refusals } = this.#route
    let answer = refusals.get(code)
    if (!answer) {
      answer = { ...this.#problem(code), isAscii: true }
      refusals.set(code, answer)
    }
    return answer
  }

  #failed(error: unknown): void {
    this.#route.failed(error, this.#requestId)
    this.#finish(this.#problem('internal_error'))
  }

  #finish(answer: Answer): void {
    this.#body = undefined
    this.#hold?.end()
    this.#answer = answer
    enqueueWrite(this)
  }

  write(): void {
    const answer = this.#answer as Answer
    if (answer.rows !== undefined && answer.rows > 1) this.#account?.charge(answer.rows - 1)
    try {
      this.#send(answer)
    } catch (error) {
      // A head that cannot be written, such as one that a strange service is quoted in.
      this.#route.failed(error, this.#requestId)
      this.#answer = this.#problem('internal_error')
      this.#send(this.#answer)
    }
  }

  #send(answer: Answer): void {
    const { fixed } = this.#route
    const own = answer.contentPolicy === undefined ? fixed : withPolicy(answer.contentPolicy, fixed)
    const head = headOf(this.#requestId, answer.type, this.#set, own)
    if (this.#more.length > 0) head.push(...this.#more)
    write(this.#response, head, answer, this.#form === 'minimal', this.#account)
  }

  record(): void {
    const { status, rows = 1, recordedAs } = this.#answer as Answer
    this.#route.record(this.#requestId, status, performance.now() - this.#started, this.#span, rows, recordedAs)
  }
}

/** What the head alone already tells. */
function headRefusal(
  headers: IncomingHttpHeaders,
  { bodyLimit, media = JSON_MEDIA, face }: DirectRoute,
): AdvisedCode | undefined {
  if (Number(headers['content-length'] ?? 0) > bodyLimit) return 'body_too_large'
  const isRead = face ? face.isReadable(headers) : mediaTypeOf(headers) === media
  if (!isRead && (hasBody(headers) || headers['content-type'] !== undefined)) return 'unsupported_media_type'
  return undefined
}

/** Head and body in one write. */
function write(
  response: ServerResponse,
  head: Head,
  answer: Answer,
  isMinimal: boolean,
  account: Account | undefined,
): void {
  const { body } = answer
  const length = typeof body !== 'string' ? body.byteLength : answer.isAscii ? body.length : Buffer.byteLength(body)
  head.push('content-length', String(length))
  account?.addTo(head)
  if (answer.retryAfter !== undefined) head.push('retry-after', answer.retryAfter)
  if (isMinimal && answer.status === 200) head.push('preference-applied', 'return=minimal')
  response.writeHead(answer.status, head)
  // As latin1 the bytes stay what they are, and leave in one write with the head. A text of as many bytes as characters is ASCII.
  if (typeof body === 'string') response.end(body, length === body.length ? 'latin1' : 'utf8')
  else response.end(Buffer.from(body.buffer, body.byteOffset, length).toString('latin1'), 'latin1')
}
