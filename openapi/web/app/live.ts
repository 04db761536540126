/** Asks the server as one types: a short while after the last change, and an old answer never replaces a newer one. */
import { type Signal, signal } from '@preact/signals'
import { authorization, clockOn, nowText } from '../forms/page.js'
import type { Problem } from '../model/catalogue.js'

/** After the last change. */
const PAUSE_MS = 150
const SECOND_MS = 1000
const LONGEST_WAIT_S = 60

export interface LiveState<T> {
  /** What is on the page: nothing, an answer, a refusal, or that none could be had. */
  readonly phase: 'empty' | 'answered' | 'refused' | 'offline' | 'failed' | 'key' | 'waiting'
  /** The last answer; beside a failure it is old. */
  readonly answer?: T
  readonly time?: string
  readonly problem?: Problem
  /** HTTP status of a failure. */
  readonly status?: number
  /** Seconds until it is asked again. */
  readonly seconds?: number
  readonly isUpdating: boolean
}

interface Ask {
  readonly url: string
  readonly body: object
}

export class Live<T> {
  readonly state: Signal<LiveState<T>> = signal({ phase: 'empty', isUpdating: false })
  #number = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #last: Ask | undefined
  /** Of the request that is under way. */
  #waiting: AbortController | undefined

  /** Something changed; nothing is asked where nothing was entered. */
  change(ask: Ask | undefined): void {
    this.#leave()
    this.#last = ask
    this.#number++
    if (ask === undefined) {
      this.state.value = { phase: 'empty', isUpdating: false }
      return
    }
    this.state.value = { ...this.state.peek(), isUpdating: true }
    this.#timer = setTimeout(() => this.again(), PAUSE_MS)
  }

  /** Asks only where that is another question than the last, or it was not answered. */
  renew(ask: Ask | undefined): void {
    const isSame = JSON.stringify(ask) === JSON.stringify(this.#last)
    const { phase, isUpdating } = this.state.peek()
    if (!isSame || (ask !== undefined && phase !== 'answered' && phase !== 'refused' && !isUpdating)) this.change(ask)
  }

  /** Asks at once; resolves when the answer is shown. */
  async again(): Promise<void> {
    this.#leave()
    if (this.#last === undefined) return
    const number = ++this.#number
    const next = await this.#asked(this.#last)
    if (number !== this.#number) return
    this.state.value = next
    if (next.phase === 'waiting') this.#count(next.seconds ?? 1)
  }

  /** What is under way answers an older question; browsers open few connections, and it would hold one. */
  #leave(): void {
    clearTimeout(this.#timer)
    this.#waiting?.abort()
  }

  async #asked({ url, body }: Ask): Promise<LiveState<T>> {
    const { answer, time } = this.state.value
    const old = answer === undefined ? {} : { answer, ...(time === undefined ? {} : { time }) }
    const waiting = new AbortController()
    this.#waiting = waiting
    const stop = clockOn(waiting)
    try {
      const reply = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...authorization() },
        body: JSON.stringify(body),
        signal: waiting.signal,
      })
      if (reply.ok) return { phase: 'answered', answer: (await reply.json()) as T, time: nowText(), isUpdating: false }
      return await this.#refused(reply, old)
    } catch {
      return { phase: 'offline', ...old, isUpdating: false }
    } finally {
      stop()
    }
  }

  async #refused(reply: Response, old: Pick<LiveState<T>, 'answer' | 'time'>): Promise<LiveState<T>> {
    const { status } = reply
    const isTold = reply.headers.get('content-type')?.startsWith('application/problem+json') ?? false
    const problem = isTold ? { problem: (await reply.json()) as Problem } : {}
    // What was refused is another input than that of the old answer.
    if (status === 422 || status === 400 || status === 413)
      return { phase: 'refused', ...problem, status, isUpdating: false }
    if (status === 401 || status === 403) return { phase: 'key', ...old, ...problem, status, isUpdating: false }
    const after = Number(reply.headers.get('retry-after'))
    if ((status === 429 || status === 503) && after > 0)
      return { phase: 'waiting', ...old, status, seconds: Math.min(after, LONGEST_WAIT_S), isUpdating: false }
    return { phase: 'failed', ...old, status, isUpdating: false }
  }

  #count(seconds: number): void {
    const number = this.#number
    const tick = (left: number): void => {
      if (number !== this.#number) return
      this.state.value = { ...this.state.value, seconds: left }
      if (left <= 0) this.again()
      else this.#timer = setTimeout(() => tick(left - 1), SECOND_MS)
    }
    tick(seconds)
  }
}
