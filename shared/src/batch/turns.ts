/**
 * Batches give way to single calls: the work of all batches of a process is cut into slices of about a millisecond, and
 * between two slices the event loop goes round once.
 */

import { finishTurn } from '../turn.js'

const SLICE_MS = 1
/** Rows between two looks at the clock. */
const ROWS = 8

const waiting: (() => void)[] = []

/** One slice each time round, whoever it belongs to; calls that have come are answered before it. */
function grant(): void {
  finishTurn()
  waiting.shift()?.()
  if (waiting.length > 0) setImmediate(grant)
}

/** Resolves when it is this caller's turn. */
const turn = (): Promise<void> =>
  new Promise((resolve) => {
    if (waiting.push(resolve) === 1) setImmediate(grant)
  })

/** The slices of one piece of work. */
export class Slices {
  #until = 0
  #rows = ROWS

  async next(): Promise<void> {
    await turn()
    this.#until = performance.now() + SLICE_MS
    this.#rows = ROWS
  }

  /** Asked once a row: whether the slice is used up. */
  get over(): boolean {
    if (--this.#rows > 0) return false
    this.#rows = ROWS
    return performance.now() >= this.#until
  }
}
