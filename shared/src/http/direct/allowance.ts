/**
 * How much is let in while calls are refused: as much as can be computed, for each turn its share. Asked for by the heads of
 * requests, so that what is refused is not read; what a call will cost is known by then from those before it (decision 90).
 */

/** Time of a call beside its computing, in ms: reading, writing, logging. */
const BESIDE_MS = 0.05
/** Weight of the newest call in what its kind is expected to take, and the most that one call counts for. */
const NEWEST = 0.1
const MOST_MS = 20
/** So much of the share has to be left at the end of a turn to let more callers in. */
const SPARE = 0.1

/** What a call of a route takes, in ms, from those that were computed. */
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
  /** Whether the last turn had time for more than had asked, and nobody was told so in this one. */
  #hasSpare = false

  /** `share`: milliseconds of each turn. */
  constructor(share: number) {
    this.#share = share
    this.#left = share
  }

  /** Takes what a call costs, if it is there. The first of a turn always gets it. */
  takes(now: number, cost: number): boolean {
    this.#open(now)
    if (!this.#isFirst && this.#left < cost) return false
    this.#isFirst = false
    this.#left = Math.max(0, this.#left - cost)
    return true
  }

  /**
   * Whether there is time for one more caller than those who are let in: said once in a turn, since each comes again and again.
   */
  takesCaller(now: number): boolean {
    this.#open(now)
    const hasSpare = this.#hasSpare
    this.#hasSpare = false
    return hasSpare
  }

  /**
   * Begins a turn with the first head that comes in it. A crowd whose answers are written while others are read can make a
   * turn of the event loop last for seconds: it is over after its share, too (decision 90).
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
