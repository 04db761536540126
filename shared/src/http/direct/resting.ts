/**
 * Connections whose last request was refused because there was no time for it. They are not read for a part of what
 * `Retry-After` says: whoever asks again at once would cost the time in which others are answered. They are read again one
 * after the other, so many in a millisecond, which bounds the time that goes into refusing: a few that refuse little rest for
 * milliseconds, so that a proxy that shares them among its callers hardly notices; thousands rest for a second (decision 90).
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'

/** What a refused caller is told to wait, in seconds. */
export const RETRY_AFTER_S = 2
/** No connection rests longer than this part of it. */
const LONGEST_MS = RETRY_AFTER_S * 1000 * 0.75
const TICK_MS = 5
/** Connections that are read again in a ms: at 30 to 100 microseconds a refusal, by the machine, 3 to 10 % of the time. */
const PACE = 1

const READ_AGAIN = Symbol('read again')

type Known = Socket & { [READ_AGAIN]?: number | undefined; readonly _httpMessage?: ServerResponse | null }

interface Rested {
  readonly socket: Known
  readonly since: number
}

export class Resting {
  #resting: Rested[] = []
  /** Index of the first in `#resting` that still rests; those before it are read again. */
  #next = 0
  #timer: NodeJS.Timeout | undefined
  #tick = 0
  #at = 0
  #isOver = false

  /** Lets the connection of a refused request rest, once its answer is written and its body has been read to the end. */
  after(request: IncomingMessage, response: ServerResponse): void {
    response.once('finish', () => {
      if (request.complete) this.#rest(request.socket)
      else request.once('end', () => this.#rest(request.socket))
    })
  }

  /** Whether a request was sent while its connection rested, so that its sender did not wait. Answers once for each rest. */
  isLate(socket: Known): boolean {
    if (socket[READ_AGAIN] === undefined) return false
    const isNew = socket[READ_AGAIN] === this.#tick
    socket[READ_AGAIN] = undefined
    return isNew
  }

  /** Reads all of them again, and lets none rest any more. */
  end(): void {
    this.#isOver = true
    this.#readAgain(this.#resting.length)
    clearInterval(this.#timer)
  }

  /** A connection does not rest whose next request came together with the refused one and is being answered. */
  #rest(socket: Known): void {
    if (this.#isOver || !(socket instanceof Socket) || socket.destroyed || socket._httpMessage) return
    socket.pause()
    this.#resting.push({ socket, since: performance.now() })
    this.#start()
  }

  #start(): void {
    if (this.#timer) return
    this.#at = performance.now()
    this.#timer = setInterval(() => this.#turn(performance.now()), TICK_MS).unref()
  }

  #turn(now: number): void {
    this.#tick++
    if (this.#resting.length === 0) {
      clearInterval(this.#timer)
      this.#timer = undefined
      return
    }
    let end = this.#next + Math.max(1, Math.round((now - this.#at) * PACE))
    this.#at = now
    while (now - (this.#resting[end]?.since ?? now) > LONGEST_MS) end++
    this.#readAgain(end)
  }

  #readAgain(end: number): void {
    for (; this.#next < end && this.#next < this.#resting.length; this.#next++) {
      const { socket } = this.#resting[this.#next] as Rested
      socket[READ_AGAIN] = this.#tick
      socket.resume()
    }
    if (this.#next * 2 < this.#resting.length) return
    this.#resting = this.#resting.slice(this.#next)
    this.#next = 0
  }
}
