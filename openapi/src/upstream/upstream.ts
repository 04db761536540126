/**
 * One service as the gateway sees it: so many connections, so many who wait for one, so long for an answer, and what is done
 * when it does not come. Nothing here reaches another slug (decision 37).
 *
 * A service that cannot be connected to is asked by one call at a time while the others wait, which carries them over its
 * restart; a call that went out and broke without a byte of an answer is repeated, since computing twice changes nothing
 * (decision 38).
 */
import { type Answer, type Form, pathOf, refuse } from '@activity-scores/shared/engine/executor'
import { Pool } from 'undici'
import type { UpstreamLimits } from '../config.js'
import { type Admitted, Breaker } from './breaker.js'
import { type Service, UpstreamCall } from './call.js'
import type { Health } from './health.js'
import { Crowded, codeOf, Paused, RETRY_AFTER, TimeOver, upstreamProblem } from './problem.js'
import { RetryBudget } from './retry-budget.js'
import type { Ticked, Ticker } from './ticker.js'
import { PROBE_MS } from './wire.js'

/** A connection that ended: the request may be sent again on another. */
const BROKEN = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE', 'ECONNABORTED'])
/** A body that ends its service is not sent to it for ever (decision 38). */
const MOST_REPEATS = 2

export interface UpstreamOptions {
  readonly slug: string
  readonly origin: string
  readonly limits: UpstreamLimits
  readonly ticker: Ticker
  readonly health: Health
  /** Told when the service is not asked any more, and when it is again. */
  readonly changed: (open: boolean) => void
}

export class Upstream implements Service, Ticked {
  readonly path: string
  readonly begins: Buffer
  readonly largest: number
  readonly breaker: Breaker
  readonly #slug: string
  readonly #pool: Pool
  readonly #ticker: Ticker
  readonly #health: Health
  readonly #pauseMs: number
  readonly #budget: RetryBudget
  readonly #timeoutMs: number
  readonly #connections: number
  readonly #queue: number
  /** Calls whose callers wait, the one whose time is over first in front. */
  readonly #live = new Set<UpstreamCall>()
  readonly #waiting: UpstreamCall[] = []
  #busy = 0
  /** Why no connection can be had, while that is so. */
  #lost: Error | undefined
  /** The one call that tries to connect meanwhile. */
  #probe: UpstreamCall | undefined
  #nextProbe = 0
  /** When the service is asked for its health, while the breaker is open. */
  #nextLook = 0
  #ended = false

  constructor({ slug, origin, limits, ticker, health, changed }: UpstreamOptions) {
    this.path = pathOf(slug)
    this.begins = Buffer.from(`{"instrument":"${slug}",`)
    this.largest = limits.UPSTREAM_ANSWER_LIMIT
    this.#slug = slug
    this.#ticker = ticker
    this.#health = health
    this.#pauseMs = limits.UPSTREAM_BREAKER_PAUSE_MS
    this.#timeoutMs = limits.UPSTREAM_TIMEOUT_MS
    this.#connections = limits.UPSTREAM_CONNECTIONS
    this.#queue = limits.UPSTREAM_QUEUE
    this.#budget = new RetryBudget(limits.UPSTREAM_RETRY_PERCENT, limits.UPSTREAM_CONNECTIONS)
    this.breaker = new Breaker({
      failures: limits.UPSTREAM_BREAKER_FAILURES,
      opened: () => this.#rest(),
      changed,
    })
    this.#pool = new Pool(origin, {
      connections: limits.UPSTREAM_CONNECTIONS,
      pipelining: 1,
      // One limit holds for the whole answer, head and body: see `tick`.
      headersTimeout: 0,
      bodyTimeout: 0,
      connect: { timeout: limits.UPSTREAM_CONNECT_TIMEOUT_MS },
    })
  }

  /** Asks the service, and always gives an answer: its own, or the problem that kept it from coming. */
  call(headers: string[], body: Buffer, form: Form): Promise<Answer> {
    return new Promise((resolve) => {
      const admitted = this.breaker.admit()
      if (admitted === 'refused') {
        resolve(this.#refusal(new Paused()))
        return
      }
      const call = new UpstreamCall(this, headers, body, form, this.#ticker.after(this.#timeoutMs), admitted, resolve)
      if (admitted !== 'trial' && !this.#isFree(admitted)) {
        if (this.#waiting.length >= this.#queue) {
          resolve(this.#refusal(new Crowded()))
          return
        }
        this.#hold(call)
        this.#waiting.push(call)
        this.#advance()
        return
      }
      this.#hold(call)
      this.#send(call)
    })
  }

  started(call: UpstreamCall): void {
    this.#lost = undefined
    this.#probe = undefined
    if (call.settled) call.abort?.(new TimeOver())
    else this.#advance()
  }

  answered(call: UpstreamCall, answer: Answer): void {
    this.#busy--
    // An answer after its time still says that the service lives.
    this.breaker.succeeded()
    if (!call.settled) this.#settle(call, answer)
    this.#advance()
  }

  failed(call: UpstreamCall, error: Error): void {
    this.#busy--
    if (this.#probe === call) this.#probe = undefined
    if (!call.sent) this.#unconnected(call, error)
    else if (!call.settled && !this.#repeat(call, error)) this.#fail(call, error)
    this.#advance()
  }

  tick(): boolean {
    const { now } = this.#ticker
    for (const call of this.#live) {
      if (now < call.due) break
      this.#expire(call)
    }
    this.#advance()
    if (this.breaker.open && now >= this.#nextLook) this.#look()
    return !this.#ended && (this.breaker.open || this.#live.size > 0)
  }

  close(): Promise<void> {
    this.#ended = true
    return this.#pool.destroy()
  }

  #isFree(admitted: Admitted): boolean {
    return admitted === 'asked' && !this.#lost && this.#busy < this.#connections && this.#waiting.length === 0
  }

  #hold(call: UpstreamCall): void {
    this.#budget.earn()
    this.#live.add(call)
    if (this.#live.size === 1) this.#ticker.add(this)
  }

  #send(call: UpstreamCall): void {
    this.#busy++
    this.#pool.dispatch(call, call)
  }

  /** Sends who waits, as far as there are connections; only one of them while none can be had. */
  #advance(): void {
    if (!this.breaker.closed) return
    while (this.#waiting.length > 0 && this.#busy < this.#connections) {
      if (this.#lost && (this.#probe || this.#ticker.now < this.#nextProbe)) return
      const call = this.#waiting.shift()
      if (!call) return
      if (this.#lost) this.#probe = call
      this.#send(call)
    }
  }

  /** Nothing was sent: who has time left waits for the service to come back. */
  #unconnected(call: UpstreamCall, error: Error): void {
    this.#lost = error
    this.#nextProbe = this.#ticker.now + PROBE_MS
    if (call.settled) return
    if (call.admitted === 'trial' || !this.breaker.closed) this.#fail(call, error)
    else this.#waiting.unshift(call)
  }

  #repeat(call: UpstreamCall, error: Error): boolean {
    if (call.began || call.admitted === 'trial' || !BROKEN.has(codeOf(error) ?? '')) return false
    if (!this.breaker.closed || call.repeats >= MOST_REPEATS || !this.#budget.spend()) return false
    call.repeats++
    call.sent = false
    call.abort = undefined
    this.#waiting.unshift(call)
    return true
  }

  #expire(call: UpstreamCall): void {
    const place = this.#waiting.indexOf(call)
    if (place !== -1) this.#waiting.splice(place, 1)
    const over = new TimeOver()
    this.#fail(call, call.sent ? over : (this.#lost ?? over))
    call.abort?.(over)
  }

  #fail(call: UpstreamCall, error: Error): void {
    this.#settle(call, this.#refusal(error))
    this.breaker.failed(call.admitted)
  }

  /** Nobody waits for a service that rests; its health is looked at from time to time. */
  #rest(): void {
    const refusal = this.#refusal(new Paused())
    for (const call of this.#waiting.splice(0)) this.#settle(call, refusal)
    this.#nextLook = this.#ticker.now + this.#pauseMs
    this.#ticker.add(this)
  }

  #look(): void {
    this.#nextLook = Number.POSITIVE_INFINITY
    this.#health.ready().then((ready) => {
      if (ready) this.breaker.halfOpen()
      this.#nextLook = this.#ticker.now + this.#pauseMs
    })
  }

  #settle(call: UpstreamCall, answer: Answer): void {
    call.settled = true
    this.#live.delete(call)
    call.resolve(answer)
  }

  #refusal(error: Error): Answer {
    const problem = upstreamProblem(this.#slug, this.path, error)
    const answer = { ...refuse(problem), failure: problem.code }
    return answer.status === 503 ? { ...answer, retryAfter: RETRY_AFTER } : answer
  }
}
