/**
 * Whether a service is asked at all. Failures in a row open the breaker: nobody waits for a service that does not answer.
 * Once the service says that it is ready, one call goes as a trial while the others wait for what becomes of it (decision 39).
 */

/** `trial` is the one call that decides, `waiting` one that is sent if it decides well. */
export type Admitted = 'asked' | 'trial' | 'waiting' | 'refused'

export interface BreakerOptions {
  /** Failures in a row that open it. */
  readonly failures: number
  /** Told each time that it opens, also when a trial failed. */
  readonly opened: () => void
  /** Told when the service is not asked any more, and when it is again. */
  readonly changed: (open: boolean) => void
}

export class Breaker {
  readonly #options: BreakerOptions
  #state: 'closed' | 'open' | 'half-open' = 'closed'
  #failures = 0
  #trying = false

  constructor(options: BreakerOptions) {
    this.#options = options
  }

  get closed(): boolean {
    return this.#state === 'closed'
  }

  get open(): boolean {
    return this.#state === 'open'
  }

  admit(): Admitted {
    if (this.#state === 'closed') return 'asked'
    if (this.#state === 'open') return 'refused'
    if (this.#trying) return 'waiting'
    this.#trying = true
    return 'trial'
  }

  /** The service says that it is ready: the next call may try. */
  halfOpen(): void {
    if (this.#state !== 'open') return
    this.#state = 'half-open'
    this.#trying = false
  }

  succeeded(): void {
    this.#failures = 0
    if (this.#state === 'closed') return
    this.#state = 'closed'
    this.#options.changed(false)
  }

  /** Late failures of calls from before the opening change nothing. */
  failed(admitted: Admitted): void {
    if (this.#state === 'closed') {
      this.#failures++
      if (this.#failures < this.#options.failures) return
      this.#state = 'open'
      this.#options.changed(true)
      this.#options.opened()
    } else if (this.#state === 'half-open' && admitted === 'trial') {
      this.#state = 'open'
      this.#options.opened()
    }
  }
}
