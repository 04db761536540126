/**
 * How much one caller may have computed: so many rows in a window of so many seconds, a single call being one row. All
 * callers share the window, so that a request costs one look-up and one subtraction, reads no clock and keeps nothing
 * (decision 31).
 */
import type { IncomingMessage } from 'node:http'
import { addressOf } from '../../identity/address.js'
import { callerOf } from '../../identity/caller.js'
import { type IdentityConfig, waysOf } from '../../identity/variables.js'

const SECOND_MS = 1000
/** Longest name that a caller is known by, in UTF-16 code units; a longer one is no name. */
const LONGEST_NAME = 128
/** Whoever comes when the table of callers is full. */
const OTHERS = ''

/** What one caller has left in the current window. */
export class Account {
  readonly caller: string
  readonly #limiter: Limiter
  /** Rows, never below zero. */
  #left: number

  constructor(caller: string, limiter: Limiter) {
    this.caller = caller
    this.#limiter = limiter
    this.#left = limiter.rows
  }

  /** Takes rows if there are so many, and says whether there were. */
  tryTake(rows: number): boolean {
    if (rows > this.#left) return false
    this.#left -= rows
    return true
  }

  /** Takes rows that were computed already, as many as there are; gives what is still owed. */
  charge(rows: number): number {
    const paid = Math.min(rows, this.#left)
    this.#left -= paid
    return rows - paid
  }

  /** Charges what a stream had computed. Nothing where that was paid, else a promise of the window in which it is. */
  chargeOrWait(rows: number): Promise<void> | undefined {
    const owed = this.#limiter.of(this.caller).charge(rows)
    return owed > 0 ? this.#limiter.settled(this.caller, owed) : undefined
  }

  /** Adds the fields of draft-ietf-httpapi-ratelimit-headers to a head: name, value, name, value (decision 33). */
  addTo(head: string[]): void {
    const { policy, seconds } = this.#limiter
    head.push('ratelimit-policy', policy, 'ratelimit', `"rows";r=${this.#left};t=${seconds}`)
  }

  /** Whole seconds until there is more. */
  get seconds(): number {
    return this.#limiter.seconds
  }

  /** Rows of a whole window. */
  get rowsPerWindow(): number {
    return this.#limiter.rows
  }
}

export interface LimiterOptions {
  /** Rows of one caller in one window. */
  readonly rows: number
  /** Length of a window in seconds. */
  readonly window: number
  /** Callers that are told apart in one window; what comes on top shares one account. */
  readonly callers: number
  /** Name of the header that names the caller, in lower case; the address where there is none. */
  readonly header: string | undefined
  /** True where callers have shown who they are; they are known by that then. */
  readonly identified?: boolean
}

export class Limiter {
  readonly rows: number
  readonly policy: string
  /** Left of the window, rounded up. */
  seconds: number
  readonly #options: LimiterOptions
  readonly #accounts = new Map<string, Account>()
  readonly #timer: NodeJS.Timeout
  #others: Account
  #waiting: (() => void)[] = []
  #closed = false

  constructor(options: LimiterOptions) {
    this.rows = options.rows
    this.seconds = options.window
    this.policy = `"rows";q=${options.rows};w=${options.window}`
    this.#options = options
    this.#others = new Account(OTHERS, this)
    this.#timer = setInterval(() => this.#tick(), SECOND_MS).unref()
  }

  accountOf(request: IncomingMessage): Account {
    const { header, identified } = this.#options
    const identity = identified ? callerOf(request) : undefined
    if (identity !== undefined) return this.of(identity)
    const { headers, socket } = request
    const name = header === undefined ? undefined : headers[header]
    const named = typeof name === 'string' && name !== '' && name.length <= LONGEST_NAME
    return this.of(named ? name : addressOf(socket))
  }

  of(caller: string): Account {
    return this.#accounts.get(caller) ?? this.#open(caller)
  }

  /** Resolves when a caller has paid what is owed out of the windows to come. */
  async settled(caller: string, rows: number): Promise<void> {
    for (let owed = rows; owed > 0 && !this.#closed; owed = this.of(caller).charge(owed))
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
  }

  close(): void {
    clearInterval(this.#timer)
    this.#closed = true
    this.#wake()
  }

  #open(caller: string): Account {
    if (caller === OTHERS || this.#accounts.size >= this.#options.callers) return this.#others
    const account = new Account(caller, this)
    this.#accounts.set(caller, account)
    return account
  }

  #tick(): void {
    this.seconds--
    if (this.seconds > 0) return
    this.seconds = this.#options.window
    this.#accounts.clear()
    this.#others = new Account(OTHERS, this)
    this.#wake()
  }

  #wake(): void {
    const waiting = this.#waiting
    this.#waiting = []
    for (const resolve of waiting) resolve()
  }
}

interface LimiterConfig extends IdentityConfig {
  readonly RATE_LIMIT_ROWS: number
  readonly RATE_LIMIT_WINDOW_S: number
  readonly RATE_LIMIT_CALLERS: number
  readonly RATE_LIMIT_HEADER?: string | undefined
}

/** The limiter that the configuration asks for, if it does. */
export const limiterOf = (config: LimiterConfig): Limiter | undefined =>
  config.RATE_LIMIT_ROWS === 0
    ? undefined
    : new Limiter({
        rows: config.RATE_LIMIT_ROWS,
        window: config.RATE_LIMIT_WINDOW_S,
        callers: config.RATE_LIMIT_CALLERS,
        header: config.RATE_LIMIT_HEADER,
        identified: waysOf(config).length > 0,
      })
