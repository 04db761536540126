/**
 * One timer for every limit of time toward the services: no timer a call, and none at all while nothing is under way. A
 * pause of this process counts as a few ticks at most, so it is not held against a service (decision 37).
 */

const TICK_MS = 20
const MOST_AT_ONCE_MS = 5 * TICK_MS

export interface Ticked {
  /** Called once a tick, until it says that nothing is left to wait for. */
  tick(): boolean
}

export class Ticker {
  /** Milliseconds that were waited, as of the last tick. */
  now = 0
  readonly #members = new Set<Ticked>()
  #timer: NodeJS.Timeout | undefined
  #last = 0

  add(member: Ticked): void {
    this.#members.add(member)
    if (this.#timer) return
    this.#last = performance.now()
    this.#timer = setInterval(() => this.#tick(), TICK_MS).unref()
  }

  /** The end of so many milliseconds that begin now. */
  after(milliseconds: number): number {
    return this.now + TICK_MS + milliseconds
  }

  #tick(): void {
    const time = performance.now()
    this.now += Math.min(time - this.#last, MOST_AT_ONCE_MS)
    this.#last = time
    for (const member of this.#members) if (!member.tick()) this.#members.delete(member)
    if (this.#members.size > 0) return
    clearInterval(this.#timer)
    this.#timer = undefined
  }
}
