/**
 * Whether a service is asked at all. Failures in a row open the breaker: nobody waits for a service that does not answer.
 * After a pause one call is let through as a trial, and its answer decides.
 */

export interface BreakerOptions {
  /** Failures in a row that open it. */
  readonly failures: number
  /** Pause before a trial, in milliseconds. */
  readonly pauseMs: number
  /** Told when it opens and when it closes again. */
  readonly changed?: (open: boolean) => void
}

/** `trial` is the one call that decides. */
export type Admitted = 'asked' | 'trial' | 'refused'

export class Breaker {
  readonly #options: BreakerOptions
  #failures = 0
  #open = false
  /** When the next trial may start; while one is under way, nobody knows. */
  #again = 0

  constructor(options: BreakerOptions) {
    this.#options = options
  }

  get open(): boolean {
    return this.#open
  }

  admit(): Admitted {
    if (!this.#open) return 'asked'
    if (performance.now() < this.#again) return 'refused'
    this.#again = Number.POSITIVE_INFINITY
    return 'trial'
  }

  succeeded(): void {
    this.#failures = 0
    if (!this.#open) return
    this.#open = false
    this.#options.changed?.(false)
  }

  /** A late failure of a call from before the opening does not end the pause or the trial. */
  failed(admitted: Admitted): void {
    if (this.#open) {
      if (admitted === 'trial') this.#pause()
      return
    }
    this.#failures++
    if (this.#failures < this.#options.failures) return
    this.#open = true
    this.#pause()
    this.#options.changed?.(true)
  }

  #pause(): void {
    this.#again = performance.now() + this.#options.pauseMs
  }
}
