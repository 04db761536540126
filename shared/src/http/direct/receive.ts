/**
 * How long a body may take to arrive. Node's own limit covers whole requests, which would cut a long stream; here a
 * body that is read whole has one limit, and a stream must only go on. One sweep looks at all of them: no timer a
 * request (decision 25).
 */
import type { IncomingMessage } from 'node:http'
import type { Hold } from './memory.js'

/** A body that is being waited for. */
export interface Clock {
  /** Starts again with so many times the limit; `Number.POSITIVE_INFINITY` while nobody is waited for. */
  restart(patience: number): void
  /** Stands still until `goOn`: what is left stays. */
  pause(): void
  goOn(): void
  end(): void
}

export interface Clocks {
  /** `late` is called once, when the time is over. */
  start(late: () => void): Clock
  close(): void
}

/**
 * A reader may take nothing, and a whole answer may take, for this many times as long as a sender may be silent; then the
 * connection is given up.
 */
export const READER_PATIENCE = 12

/** How often all bodies are looked at within the limit: one is noticed late by a quarter of the limit at most. */
const SWEEPS = 4

export function bodyClocks(limitMs: number): Clocks {
  let now = 0
  const running = new Set<Running>()
  const timer = setInterval(() => {
    now++
    for (const clock of running) {
      if (now <= clock.until) continue
      running.delete(clock)
      clock.late()
    }
  }, limitMs / SWEEPS).unref()

  class Running implements Clock {
    readonly late: () => void
    until = now + SWEEPS
    #left = SWEEPS
    constructor(late: () => void) {
      this.late = late
      running.add(this)
    }
    restart(patience: number): void {
      this.until = now + SWEEPS * patience
    }
    pause(): void {
      this.#left = this.until - now
      this.until = Number.POSITIVE_INFINITY
    }
    goOn(): void {
      this.until = now + this.#left
    }
    end(): void {
      running.delete(this)
    }
  }
  return { start: (late) => new Running(late), close: () => clearInterval(timer) }
}

/** Lets the body of a request that is already answered pass by, within the limits of any other; else its connection ends. */
export const discard = (request: IncomingMessage, limit: number, clocks: Clocks, hold: Hold): void =>
  receive(request, limit, clocks, hold, (body) => {
    hold.end()
    if (typeof body === 'string') request.socket.destroy()
  })

export type ReceiveFailure = 'body_too_large' | 'request_timeout' | 'overloaded'

const EMPTY = Buffer.alloc(0)

/**
 * Of a body that has more bytes than this, one chunk is read in a turn of the event loop, and so many bodies take part in it.
 * libuv would read up to 2 MB of each connection at once: a turn of hundreds of milliseconds with a few hundred of them, in
 * which one new connection is accepted and nobody else is answered (decision 100).
 */
const AT_ONCE_BYTES = 65_536
const BODIES_A_TURN = 4

const resting: IncomingMessage[] = []

/** No more of this body in this turn. */
function restAWhile(request: IncomingMessage): void {
  request.pause()
  if (resting.push(request) === 1) setImmediate(readOn)
}

function readOn(): void {
  for (const request of resting.splice(0, BODIES_A_TURN)) request.resume()
  if (resting.length > 0) setImmediate(readOn)
}

/** Calls back once, with the whole body or with what kept it from coming; never when the caller left. */
export function receive(
  request: IncomingMessage,
  limit: number,
  clocks: Clocks,
  hold: Hold,
  done: (body: Buffer | ReceiveFailure) => void,
): void {
  let first: Buffer | undefined
  let more: Buffer[] | undefined
  let size = 0
  // A body that comes in one piece is worked on at once: only what has to wait for more is counted.
  const announced = Number(request.headers['content-length'])
  const fail = (why: ReceiveFailure): void => {
    size = Number.POSITIVE_INFINITY
    first = undefined
    more = undefined
    hold.end()
    clock.end()
    if (!request.destroyed) done(why)
  }
  const clock = clocks.start(() => fail('request_timeout'))
  request.on('data', (chunk: Buffer) => {
    if (size > limit) return
    size += chunk.length
    if (size > limit) fail('body_too_large')
    else if (size !== announced && !hold.tryTake(chunk.length)) fail('overloaded')
    else {
      if (!first) first = chunk
      else if (more) more.push(chunk)
      else more = [first, chunk]
      if (size > AT_ONCE_BYTES && size !== announced) restAWhile(request)
    }
  })
  request.on('end', () => {
    if (size > limit) return
    clock.end()
    done(more ? Buffer.concat(more) : (first ?? EMPTY))
  })
}
