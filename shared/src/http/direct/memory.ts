/**
 * What callers keep in the memory of this process: bodies that are not whole or not answered yet, and answers that they do not
 * read. It is counted for the process and for each caller, and above a budget new work is refused: a caller who is over a
 * share of it before the others are touched (decision 85).
 */
import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { getHeapStatistics } from 'node:v8'
import { addressOf } from '../../identity/address.js'
import type { Limiter } from './limiter.js'

/** What one batch that is read and answered as a stream holds at most: chunks of its body, and answers on their way. */
export const STREAM_BYTES = 1024 * 1024
/** What a request that waits takes besides its bytes: its objects and those of its answer. */
export const WAITING_BYTES = 4096

/** The part of the budget that batches may take; the rest is left for single calls. */
const BATCHES = 0.75
/** Single calls may take this many times the share of their caller; batches may not take more than the share itself. */
const CALLS = 1.5

const LARGEST_DEFAULT = 256 * 1024 * 1024
const OF_HEAP = 1 / 4
const OF_CONTAINER = 1 / 6

type Kind = 'call' | 'batch'

/** What is held for one request. */
export interface Hold {
  /** Counts so many bytes more, or says that there is no room for them. */
  tryTake(bytes: number): boolean
  /** Counts bytes that are there in any case. */
  add(bytes: number): void
  /** Gives all of it back. */
  end(): void
}

interface Caller {
  held: number
}

type Connected = Socket & { [HOLDS]?: Set<Hold> }
const HOLDS = Symbol('holds')

export class Memory {
  readonly #limit: number
  readonly #share: number
  readonly #limiter: Limiter | undefined
  readonly #callers = new Map<string, Caller>()
  #held = 0

  /** `limit` in bytes, `share` of it that one caller may have. */
  constructor(limit: number, share: number, limiter?: Limiter) {
    this.#limit = limit
    this.#share = limit * share
    this.#limiter = limiter
  }

  get held(): number {
    return this.#held
  }

  /** How many callers hold something. */
  get callers(): number {
    return this.#callers.size
  }

  /** Whether more can be done for this caller. While little is held by all, nobody has to be looked up. */
  admits(request: IncomingMessage, kind: Kind = 'call'): boolean {
    if (this.#held <= this.#share) return true
    return this.#hasRoom(this.#callers.get(this.#nameOf(request))?.held ?? 0, 0, kind)
  }

  /** Whether so much could be held if nothing else were. */
  couldHold(bytes: number): boolean {
    return bytes <= this.#limit * BATCHES
  }

  /** Ends with its connection, if not before. */
  hold(request: IncomingMessage, kind: Kind = 'call'): Hold {
    const { socket } = request
    const holds = holdsOf(socket)
    let name: string | undefined
    let mine = 0
    const add = (bytes: number): void => {
      name ??= this.#nameOf(request)
      const caller = this.#callers.get(name) ?? { held: 0 }
      this.#callers.set(name, caller)
      caller.held += bytes
      this.#held += bytes
      mine += bytes
    }
    const hold: Hold = {
      tryTake: (bytes) => {
        name ??= this.#nameOf(request)
        if (!this.#hasRoom(this.#callers.get(name)?.held ?? 0, bytes, kind)) return false
        add(bytes)
        return true
      },
      add,
      end: () => {
        holds.delete(hold)
        if (name === undefined) return
        const caller = this.#callers.get(name)
        this.#held -= mine
        if (caller) {
          caller.held -= mine
          if (caller.held <= 0) this.#callers.delete(name)
        }
        mine = 0
      },
    }
    holds.add(hold)
    return hold
  }

  /** Whoever holds nothing may have more than a share for one thing. */
  #hasRoom(held: number, more: number, kind: Kind): boolean {
    if (this.#held + more > this.#limit * (kind === 'batch' ? BATCHES : 1)) return false
    return held === 0 || held + more <= this.#share * (kind === 'batch' ? 1 : CALLS)
  }

  #nameOf(request: IncomingMessage): string {
    return this.#limiter?.accountOf(request).caller ?? addressOf(request.socket)
  }
}

function holdsOf(socket: Connected): Set<Hold> {
  const existing = socket[HOLDS]
  if (existing) return existing
  const holds = new Set<Hold>()
  socket[HOLDS] = holds
  socket.once('close', () => {
    for (const hold of holds) hold.end()
  })
  return holds
}

interface MemoryConfig {
  readonly BUFFER_LIMIT: number
  readonly BUFFER_SHARE_PERCENT: number
}

/** The budget that is configured, else a share of what V8 and the container have. */
export function memoryOf(config: MemoryConfig, limiter: Limiter | undefined): Memory {
  const container = process.constrainedMemory?.() || Number.POSITIVE_INFINITY
  const { heap_size_limit: heap } = getHeapStatistics()
  const usual = Math.floor(Math.min(LARGEST_DEFAULT, heap * OF_HEAP, container * OF_CONTAINER))
  return new Memory(config.BUFFER_LIMIT || usual, config.BUFFER_SHARE_PERCENT / 100, limiter)
}
