/**
 * How many calls are let in while others are refused: as many as fit into the share of each turn that is computed. It is
 * asked when the head of a request has come, so that the body of a refused one is never read; what a call will cost is
 * estimated from the earlier calls of its route (decision 90).
 */

/** Milliseconds of a call that are not computing: reading, writing, logging. */
const BESIDE_MS = 0.05
/** A moving average: the weight of the newest call, and the most milliseconds that one call counts for. */
const NEWEST = 0.1
const MOST_MS = 20
/** More callers are let in after a turn that left at least this part of its share unused. */
const SPARE = 0.1

/** Milliseconds that a call of a route is expected to take, by the calls that were computed. */
export class Expected {
  #computing = 0.1

  get cost(): number {
    return this.#computing + BESIDE_MS
  }

  took(milliseconds: number): void {
    this.#computing += (Math.min(milliseconds, MOST_MS) - this.#computing) * NEWEST
  }
}

export class Allowance {
  readonly #share: number
  #left: number
  #at = 0
  #isFirst = true
  #isOpen = false
  /** Whether the last turn left time unused, which no caller has been given yet. */
  #hasSpare = false

  /** `share`: milliseconds of each turn. */
  constructor(share: number) {
    this.#share = share
    this.#left = share
  }

  /** Takes the cost of a call from what is left of the turn, or says that it does not fit. The first call of a turn always fits. */
  takes(now: number, cost: number): boolean {
    this.#open(now)
    if (!this.#isFirst && this.#left < cost) return false
    this.#isFirst = false
    this.#left = Math.max(0, this.#left - cost)
    return true
  }

  /** Whether one more caller can be let in: true at most once a turn, since a caller who is let in sends further requests. */
  takesCaller(now: number): boolean {
    this.#open(now)
    const hasSpare = this.#hasSpare
    this.#hasSpare = false
    return hasSpare
  }

  /**
   * Begins a turn when its first head comes. Many callers can keep one turn of the event loop going for seconds, since
   * answers are written while other requests are read: so a turn also ends here once its share of time has passed (decision 90).
   */
  #open(now: number): void {
    if (this.#isOpen && now - this.#at < this.#share) return
    this.#hasSpare = this.#left > this.#share * SPARE
    this.#isFirst = true
    this.#left = Math.min(this.#share, this.#left + now - this.#at)
    this.#at = now
    if (this.#isOpen) return
    this.#isOpen = true
    setImmediate(() => {
      this.#isOpen = false
    })
  }
}
