/** Answers that leave in the order of their rows, also where some of them come from elsewhere. */
import type { RowAnswer } from './row.js'

/** Rows that wait at once: their answers are held until their turn has come. */
const MOST_WAITING = 4

export class InOrder {
  readonly #leave: (answer: string) => void
  readonly #waiting: RowAnswer[] = []

  constructor(leave: (answer: string) => void) {
    this.#leave = leave
  }

  /** A promise where an earlier row has to be waited for before the next is asked. */
  put(answer: RowAnswer): Promise<void> | undefined {
    if (typeof answer === 'string' && this.#waiting.length === 0) {
      this.#leave(answer)
      return undefined
    }
    this.#waiting.push(answer)
    return this.#waiting.length < MOST_WAITING ? undefined : this.#first()
  }

  /** When all have left. */
  async end(): Promise<void> {
    while (this.#waiting.length > 0) await this.#first()
  }

  async #first(): Promise<void> {
    const answer = await (this.#waiting[0] as RowAnswer)
    this.#waiting.shift()
    this.#leave(answer)
  }
}
