/**
 * Hands a batch on to the service of its slug and its answer back, both as streams: neither is held, and whoever is slow slows
 * the other side down. Batches have connections of their own, so that none waits for a single call or keeps one waiting.
 */
import type { Readable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import { batchPathOf } from '@activity-scores/shared/engine/rows/limits'
import { MEDIA } from '@activity-scores/shared/engine/rows/media'
import {
  drained,
  type Exchange,
  isGone,
  preferencesOf,
  refuseAll,
  relay,
} from '@activity-scores/shared/http/direct/batch/exchange'
import { type Clocks, READER_PATIENCE } from '@activity-scores/shared/http/direct/receive'
import { addressOf } from '@activity-scores/shared/identity/address'
import { type Dispatcher, Pool } from 'undici'
import type { GatewayConfig } from '../config.js'
import type { Breaker } from './breaker.js'
import { Crowded, codeOf, ForeignAnswer, Paused, RETRY_AFTER, upstreamProblem } from './problem.js'
import {
  BAD_GATEWAY,
  BATCH_MEDIA,
  BATCH_STATUSES,
  CLIENT_CLOSED_REQUEST,
  FORM_MEDIA,
  headersFor,
  type Introduction,
  type Outgoing,
  PROBE_MS,
} from './wire.js'

/** Nothing was sent when a connection fails in one of these ways. */
const UNCONNECTED = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN'])

/** Hands bytes on as they are read; a reader who takes nothing for long is given up, and the service is told by it. */
async function handOn(exchange: Exchange, body: Readable, clocks: Clocks): Promise<void> {
  const { response } = exchange
  const clock = clocks.start(() => response.destroy())
  clock.restart(Number.POSITIVE_INFINITY)
  try {
    for await (const chunk of body) {
      if (isGone(exchange)) break
      if (response.write(chunk)) continue
      clock.restart(READER_PATIENCE)
      await drained(exchange)
      clock.restart(Number.POSITIVE_INFINITY)
    }
  } finally {
    clock.end()
  }
  if (isGone(exchange)) throw new Error('the caller left')
  response.end()
}

export interface BatchesOptions {
  readonly slug: string
  readonly origin: string
  readonly config: GatewayConfig
  readonly introduction: Introduction
  readonly breaker: Breaker
}

export class Batches {
  readonly #slug: string
  readonly #path: string
  readonly #breaker: Breaker
  readonly #pool: Pool
  readonly #most: number
  readonly #share: number
  readonly #timeoutMs: number
  readonly #introduction: Introduction
  /** Batches that the service has now, and how many of them are of each caller. */
  #under = 0
  readonly #ofCaller = new Map<string, number>()

  constructor({ slug, origin, config, introduction, breaker }: BatchesOptions) {
    this.#slug = slug
    this.#path = batchPathOf(slug)
    this.#breaker = breaker
    this.#most = config.UPSTREAM_BATCHES
    this.#share = Math.max(1, Math.floor((this.#most * config.UPSTREAM_BATCHES_SHARE_PERCENT) / 100))
    this.#timeoutMs = config.UPSTREAM_TIMEOUT_MS
    this.#introduction = introduction
    // A batch may be silent as long as its sender may, and then as long as a single answer may take.
    const longest = config.UPSTREAM_TIMEOUT_MS + config.REQUEST_TIMEOUT_MS
    this.#pool = new Pool(origin, {
      connections: config.UPSTREAM_BATCHES,
      pipelining: 1,
      headersTimeout: longest,
      bodyTimeout: longest,
      connect: { timeout: config.UPSTREAM_CONNECT_TIMEOUT_MS },
    })
  }

  /** Gives the status of the answer. */
  async forward(exchange: Exchange, clocks: Clocks): Promise<number> {
    if (this.#breaker.open) return this.#refuse(exchange, new Paused())
    const caller = exchange.account?.caller ?? addressOf(exchange.request.socket)
    const mine = this.#ofCaller.get(caller) ?? 0
    if (this.#under >= this.#most || mine >= this.#share) return this.#refuse(exchange, new Crowded())
    this.#under++
    this.#ofCaller.set(caller, mine + 1)
    try {
      return await this.#relay(exchange, clocks)
    } finally {
      this.#under--
      this.#leave(caller)
    }
  }

  close(): Promise<void> {
    return this.#pool.destroy()
  }

  #leave(caller: string): void {
    const left = (this.#ofCaller.get(caller) ?? 1) - 1
    if (left > 0) this.#ofCaller.set(caller, left)
    else this.#ofCaller.delete(caller)
  }

  async #relay(exchange: Exchange, clocks: Clocks): Promise<number> {
    const { response } = exchange
    const span = exchange.span?.call(this.#path)
    const left = new AbortController()
    const leave = (): void => left.abort()
    response.once('close', leave)
    try {
      const answer = await this.#ask(exchange, span?.headers ?? [], left.signal)
      const type = String(answer.headers['content-type'] ?? '')
      // A 429 that names no policy of rows is not for the caller: the service has refused the gateway's own key too often.
      const isOfKey = answer.statusCode === 429 && answer.headers['ratelimit-policy'] === undefined
      if (
        isOfKey ||
        !BATCH_STATUSES.has(answer.statusCode) ||
        !BATCH_MEDIA.some((known) => type.startsWith(`${known};`))
      ) {
        answer.body.on('error', () => undefined).destroy()
        throw new ForeignAnswer()
      }
      this.#breaker.succeeded()
      relay(exchange, answer.statusCode, type, answer.headers)
      await handOn(exchange, answer.body, clocks)
      span?.end(answer.statusCode)
      return answer.statusCode
    } catch (error) {
      if (isGone(exchange)) {
        span?.end(CLIENT_CLOSED_REQUEST, 'caller_left')
        throw error
      }
      span?.end(BAD_GATEWAY, upstreamProblem(this.#slug, this.#path, error).code)
      this.#breaker.failed('asked')
      if (!response.headersSent) return this.#refuse(exchange, error)
      response.destroy()
      return BAD_GATEWAY
    } finally {
      response.off('close', leave)
    }
  }

  /** As long as nothing was sent, a batch waits for its service to come back. */
  async #ask(exchange: Exchange, trace: readonly string[], signal: AbortSignal): Promise<Dispatcher.ResponseData> {
    const headers = [...headersFor(outgoing(exchange), this.#introduction), ...lengthOf(exchange), ...trace]
    const until = performance.now() + this.#timeoutMs
    for (;;) {
      try {
        // An iterator: the client would destroy a stream that is answered early, and with it the caller's connection.
        const body = exchange.request.iterator({ destroyOnReturn: false }) as unknown as Readable // any iterable is taken
        return await this.#pool.request({ method: 'POST', path: this.#path, headers, body, signal })
      } catch (error) {
        if (!UNCONNECTED.has(codeOf(error) ?? '') || performance.now() + PROBE_MS > until) throw error
        await delay(PROBE_MS, undefined, { signal })
      }
    }
  }

  #refuse(exchange: Exchange, error: unknown): number {
    const refusal = upstreamProblem(this.#slug, this.#path, error)
    refuseAll(exchange, refusal, refusal.status === 503 ? ['retry-after', RETRY_AFTER] : [])
    return refusal.status
  }
}

const outgoing = (exchange: Exchange): Outgoing => ({
  type: MEDIA[exchange.layout],
  requestId: exchange.requestId,
  caller: exchange.account?.caller,
  preferences: preferencesOf(exchange),
  accept: exchange.form === 'text' ? FORM_MEDIA.text : MEDIA[exchange.layout],
})

/** A body whose length is known is sent with it; any other in pieces. */
const lengthOf = ({ request }: Exchange): readonly string[] => {
  const length = request.headers['content-length']
  return length === undefined ? [] : ['content-length', length]
}
