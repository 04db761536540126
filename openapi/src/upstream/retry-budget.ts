/**
 * How many calls may be sent a second time: a share of all calls, so that a service in trouble never gets much more to do
 * than it would have. What breaks at once with all of its connections is covered from the start (decision 38).
 */
export class RetryBudget {
  readonly #share: number
  readonly #most: number
  #left: number

  /** `most` is kept for bad moments; a share of 0 means that nothing is ever repeated. */
  constructor(percent: number, most: number) {
    this.#share = percent / 100
    this.#most = percent === 0 ? 0 : most
    this.#left = this.#most
  }

  /** Counts a call that is sent for the first time. */
  earn(): void {
    if (this.#left < this.#most) this.#left += this.#share
  }

  /** Takes one repeat, if there is one. */
  spend(): boolean {
    if (this.#left < 1) return false
    this.#left--
    return true
  }
}
