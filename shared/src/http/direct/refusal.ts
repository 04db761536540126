/**
 * Requests that are refused by their heads, because there is no time for them: their bodies are passed over, and what they are
 * answered is written once for each route, all but the id (decision 90).
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Answer } from '../../engine/executor.js'
import type { Recorder } from '../../telemetry/observe.js'
import type { BeginSpan, ServerSpan } from '../../telemetry/tracing.js'
import { type Admission, OVERLOADED } from './admission.js'
import { type Head, headOf, NOTHING_SET } from './head.js'
import type { Account } from './limiter.js'
import { type Clocks, discard } from './receive.js'
import { enqueueWrite, type Staged } from './stages.js'

export interface RefusingRoute {
  readonly admission: Admission
  readonly clocks: Clocks
  readonly record: Recorder
  /** Begins the span of a request, where requests are traced. */
  readonly begin?: BeginSpan | undefined
  /** Called with what kept an answer from being written: a fault of ours. */
  readonly failed: (error: unknown, requestId: string) => void
}

/** A request as Fastify hands it over. */
export interface Arrival {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly requestId: string
  /** Headers that plugins set: name, value, name, value. */
  readonly set: readonly string[]
}

export interface Refused extends Arrival {
  /** Whether its connection rests afterwards; else its next request is read at once. */
  readonly rests: boolean
}

interface Refusing extends RefusingRoute {
  readonly status: number
  readonly type: string
  readonly body: string
  /** Header fields beside those of every answer. */
  readonly more: Head
  readonly mostUnread: number
}

/** Refuses requests of one route. A larger body than `mostUnread` is not waited for: its connection ends. */
export function refuser(route: RefusingRoute, answer: Answer, mostUnread: number): (arrival: Refused) => void {
  const { status, type } = answer
  const body = String(answer.body)
  if (/[^\x20-\x7e]/.test(body)) throw new Error('a refusal is written as it is: it must be ASCII')
  const more = ['content-length', String(body.length), 'retry-after', OVERLOADED.retryAfter]
  const refusing: Refusing = { ...route, status, type, body, more, mostUnread }
  return (arrival) => enqueueWrite(new Refusal(refusing, arrival))
}

class Refusal implements Staged {
  readonly #route: Refusing
  readonly #arrival: Refused
  readonly #account: Account | undefined
  readonly #span: ServerSpan | undefined
  readonly #started = performance.now()

  constructor(route: Refusing, arrival: Refused) {
    this.#route = route
    this.#arrival = arrival
    this.#account = route.admission.limiter?.accountOf(arrival.request)
    this.#span = route.begin?.(arrival.request.headers)
  }

  compute(): void {}

  write(): void {
    const { request, response, requestId, set } = this.#arrival
    const { admission, clocks, mostUnread } = this.#route
    const isUnread = !request.complete
    const isEnd = isUnread && !(Number(request.headers['content-length']) <= mostUnread)
    if (!isEnd && this.#arrival.rests) admission.resting.after(request, response)
    try {
      this.#send(set, isEnd)
    } catch (error) {
      // A head that cannot be written, for what a plugin set.
      this.#route.failed(error, requestId)
      this.#send(NOTHING_SET, isEnd)
    }
    if (isUnread && !isEnd) discard(request, mostUnread, clocks, admission.memory.hold(request))
  }

  #send(set: readonly string[], isEnd: boolean): void {
    const { response, requestId } = this.#arrival
    const { status, type, body, more } = this.#route
    const head = headOf(requestId, type, set)
    head.push(...more)
    this.#account?.addTo(head)
    if (isEnd) head.push('connection', 'close')
    response.writeHead(status, head)
    response.end(body, 'latin1')
  }

  record(): void {
    this.#route.record(this.#arrival.requestId, this.#route.status, performance.now() - this.#started, this.#span)
  }
}
