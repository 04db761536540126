/** Draws from a seed, the same everywhere. */

import { seeded } from './statistics.js'

export class Draw {
  readonly #next: () => number
  readonly #usual: number
  constructor(seed: number, usual = 0.93) {
    this.#next = seeded(seed)
    this.#usual = usual
  }
  chance(probability: number): boolean {
    return this.#next() < probability
  }
  whole(low: number, high: number): number {
    return low + Math.floor(this.#next() * (high - low + 1))
  }
  decimal(low: number, high: number, decimals: number): number {
    const scale = 10 ** decimals
    return Number((this.whole(Math.round(low * scale), Math.round(high * scale)) / scale).toFixed(decimals))
  }
  pick<Value>(values: readonly Value[]): Value {
    return values[this.whole(0, values.length - 1)] as Value
  }
  /** Mostly the first. */
  mostly<Value>(usual: Value, ...others: readonly Value[]): Value {
    return this.chance(this.#usual) ? usual : this.pick(others)
  }
}
