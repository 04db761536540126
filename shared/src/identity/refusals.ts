/**
 * How many refusals one address may have in a window. A signature costs ten times what refusing costs otherwise, so what
 * cannot be known without one is looked at only while its address has refusals left; whoever is known already is let in before
 * anybody asks here. All addresses share the window, and the table of them is bounded (decision 88).
 */
import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import { addressOf, networkOf } from './address.js'
import { LIMITED } from './caller.js'

const SECOND_MS = 1000
/** Addresses told apart in one window; what comes on top shares one account. */
const MOST_ADDRESSES = 10_000
/** Refusals without a signature cost a tenth, so an address may have ten times as many. */
const CHEAPER = 10

/** What one origin has left in the current window. */
export class RefusalAccount {
  #left: number
  /** Checks under way; each may turn out to be a refusal. */
  #checking = 0
  #waiting: (() => void)[] = []

  constructor(most: number) {
    this.#left = most
  }

  /** Counts a refusal, and says whether there was one left. */
  count(): boolean {
    if (this.#left <= 0) return false
    this.#left--
    return true
  }

  /**
   * Runs a check if its refusal could be counted. Where that is open, since as many checks are under way as refusals are left,
   * it waits for them: many callers with good tokens may come at once, and must not be taken for forgers.
   */
  async check<Found>(run: () => Promise<Found | undefined>): Promise<Found | undefined | typeof LIMITED> {
    while (this.#checking >= this.#left) {
      if (this.#checking === 0) return LIMITED
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    }
    this.#checking++
    try {
      const found = await run()
      if (found === undefined) this.#left--
      return found
    } finally {
      this.#checking--
      if (this.#checking < this.#left) this.#waiting.shift()?.()
      else if (this.#checking === 0) for (const resolve of this.#waiting.splice(0)) resolve()
    }
  }
}

export interface RefusalOptions {
  /** Signatures of one address that may turn out wrong in one window. */
  readonly limit: number
  /** Length of a window in seconds. */
  readonly window: number
  /** Header in which the proxy in front names the address of the caller. */
  readonly header: string | undefined
}

export class Refusals {
  /** Left of the window, rounded up. */
  seconds: number
  readonly #options: RefusalOptions
  readonly #accounts = new Map<string, RefusalAccount>()
  readonly #timer: NodeJS.Timeout

  constructor(options: RefusalOptions) {
    this.#options = options
    this.seconds = options.window
    this.#timer = setInterval(() => this.#tick(), SECOND_MS).unref()
  }

  /** Signatures of tokens that are not known. */
  signaturesOf(request: IncomingMessage): RefusalAccount {
    return this.#of('signatures', this.#addressOf(request), this.#options.limit)
  }

  /** Signatures of new tokens of somebody who had a good one; what others behind the same address do is not held against them. */
  renewalsOf(name: string): RefusalAccount {
    return this.#of('renewals', name, Math.ceil(this.#options.limit / CHEAPER))
  }

  /** Counts a refusal that took no signature, and says whether its address had one left. */
  count(request: IncomingMessage): boolean {
    return this.#of('others', this.#addressOf(request), this.#options.limit * CHEAPER).count()
  }

  close(): void {
    clearInterval(this.#timer)
  }

  #of(kind: string, name: string, most: number): RefusalAccount {
    const full = this.#accounts.size >= MOST_ADDRESSES
    const existing = this.#accounts.get(`${kind} ${name}`)
    if (existing) return existing
    const key = full ? kind : `${kind} ${name}`
    const account = this.#accounts.get(key) ?? new RefusalAccount(most)
    this.#accounts.set(key, account)
    return account
  }

  #addressOf({ headers, socket }: IncomingMessage): string {
    const { header } = this.#options
    const named = header === undefined ? undefined : headers[header]
    // Each proxy adds what it saw at the end; what stands before it is anybody's word.
    const last = typeof named === 'string' ? (named.split(',').at(-1) ?? '').trim() : ''
    return isIP(last) === 0 ? addressOf(socket) : networkOf(last)
  }

  #tick(): void {
    this.seconds--
    if (this.seconds > 0) return
    this.seconds = this.#options.window
    this.#accounts.clear()
  }
}
