/**
 * The bytes of many short texts. Each text is written to a block of bytes as soon as it is made: strings that are kept and
 * joined later outlive the young generation of the collector, which costs several times the calculation (decision 24).
 */

const BLOCK_BYTES = 256 * 1024
/** Blocks kept for the next batches: a few megabytes at most. */
const KEPT = 16

/** Full blocks of one batch that are not written yet. */
const MOST_BLOCKS = 2

const free: Buffer[] = []

/** Gives blocks back that nobody reads any more. */
export function release(blocks: readonly Buffer[]): void {
  for (const { buffer, byteLength } of blocks) {
    if (free.length < KEPT && byteLength > 0 && buffer.byteLength === BLOCK_BYTES) free.push(Buffer.from(buffer))
  }
}

const block = (bytes: number): Buffer =>
  (bytes <= BLOCK_BYTES && free.pop()) || Buffer.allocUnsafeSlow(Math.max(bytes, BLOCK_BYTES))

const EMPTY = Buffer.alloc(0)

export class Sink {
  #full: Buffer[] = []
  #block: Buffer = EMPTY
  #at = 0

  add(text: string): void {
    // UTF-8 takes at most three bytes for one UTF-16 code unit.
    const most = text.length * 3
    if (most > this.#block.length - this.#at) {
      this.#close()
      this.#block = block(most)
    }
    this.#at += this.#block.write(text, this.#at)
  }

  /** Whether so much was added since the last call that it should leave before there is more. */
  get isFull(): boolean {
    return this.#full.length >= MOST_BLOCKS
  }

  /** What was added since the last call, in order. */
  take(): readonly Buffer[] {
    this.#close()
    const full = this.#full
    this.#full = []
    return full
  }

  #close(): void {
    if (this.#at > 0) this.#full.push(this.#block.subarray(0, this.#at))
    this.#block = EMPTY
    this.#at = 0
  }
}
