/**
 * Where log lines go. They are copied into one fixed buffer, which is handed over as a whole to sonic-boom, pino's own
 * writer, when it is full and a tenth of a second after the first line in it: line by line the writer would cost more than
 * half of the request that a line tells of. Nothing ever waits for a reader: a full pipe is tried again later, and what comes
 * on top of the bytes that may wait is dropped and counted, line by whole line (decision 87).
 */
import { writeSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import type { DestinationStream } from 'pino'
import sonic from 'sonic-boom'

const SIZE = 32 * 1024
const LATEST_MS = 100
/** No UTF-16 unit takes more bytes than this in UTF-8. */
const BYTES_A_UNIT = 3
/** Bytes that wait for a reader, some 20,000 lines. */
const MOST_WAITING = 4 * 1024 * 1024
/** A full pipe is tried again after so long, twice as long the next time, up to the longest. */
const FIRST_RETRY_MS = 2
const LONGEST_RETRY_MS = 100
/** After any other failure, such as a reader that is gone or a full disk. */
const FAILED_RETRY_MS = 1000
const CHECK_MS = 5
/** The longest that the last lines of a process wait for their reader. */
export const LAST_LINES_MS = 1000

export interface LogDestination extends DestinationStream {
  /** Lines that nobody took in time. */
  readonly dropped: number
  /** Resolves when every line is written, at the latest after so many milliseconds. */
  drain(milliseconds: number): Promise<void>
}

let standard: LogDestination | undefined

/** Standard output. Asking for `process.stdout` is what makes a pipe answer instead of block when it is full. */
export const standardOutput = (): LogDestination => (standard ??= new BufferedLog(process.stdout.fd))

class BufferedLog implements LogDestination {
  dropped = 0
  /** Of the dropped lines those that a line of the log tells of. */
  #reported = 0
  readonly #descriptor: number
  readonly #writer: sonic.SonicBoom
  readonly #buffer = Buffer.allocUnsafeSlow(SIZE)
  #used = 0
  #lines = 0
  #timer: NodeJS.Timeout | undefined
  /** Bytes that the writer has and has not written. */
  #waiting = 0
  #pause = FIRST_RETRY_MS
  #retry: NodeJS.Timeout | undefined
  /** Why nothing can be written now. */
  #failure: string | undefined

  constructor(descriptor: number) {
    this.#descriptor = descriptor
    this.#writer = new sonic.SonicBoom({
      fd: descriptor,
      sync: false,
      contentMode: 'buffer',
      maxWrite: SIZE,
      // More than nothing, without which it cannot be told to try again.
      minLength: 1,
      // Its own pause of 100 ms is too long for a reader who keeps up with megabytes a second.
      retryEAGAIN: () => false,
    })
    this.#writer.on('write', (bytes: number) => {
      this.#waiting -= bytes
      this.#failure = undefined
      this.#pause = FIRST_RETRY_MS
    })
    this.#writer.on('error', (error: NodeJS.ErrnoException) => this.#failed(error.code ?? 'unknown'))
    process.once('beforeExit', () => void this.drain(LAST_LINES_MS))
    process.once('exit', () => this.#writeLast())
  }

  write(line: string): void {
    const most = line.length * BYTES_A_UNIT
    if (this.#used + most > SIZE) this.#handOver()
    if (most > SIZE) {
      this.#give(Buffer.from(line), 1)
      return
    }
    this.#used += this.#buffer.write(line, this.#used)
    this.#lines++
    this.#timer ??= setTimeout(() => this.#handOver(), LATEST_MS)
  }

  async drain(milliseconds: number): Promise<void> {
    this.#handOver()
    const until = performance.now() + milliseconds
    const mayEnd = (): boolean => this.#failure === undefined || this.#failure === 'EAGAIN'
    while (this.#waiting > 0 && mayEnd() && performance.now() < until) await delay(CHECK_MS)
  }

  #handOver(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (this.#used === 0) return
    // A copy of just this size: what waits must not take more memory than it counts.
    const bytes = Buffer.allocUnsafeSlow(this.#used)
    this.#buffer.copy(bytes, 0, 0, this.#used)
    const lines = this.#lines
    this.#used = 0
    this.#lines = 0
    this.#give(bytes, lines)
  }

  #give(bytes: Buffer, lines: number): void {
    if (this.#waiting + bytes.length > MOST_WAITING) {
      this.dropped += lines
      return
    }
    if (this.dropped > this.#reported) this.#reportGap()
    this.#waiting += bytes.length
    // Its types know texts only; bytes are what `contentMode: 'buffer'` takes.
    this.#writer.write(bytes as unknown as string)
  }

  /** Stands where lines are missing. */
  #reportGap(): void {
    const count = this.dropped - this.#reported
    this.#reported = this.dropped
    this.#give(
      Buffer.from(
        `{"level":40,"time":${Date.now()},"dropped":${count},"msg":"log lines were dropped: nobody took them in time"}\n`,
      ),
      0,
    )
  }

  #failed(code: string): void {
    this.#failure = code
    const isFull = code === 'EAGAIN' || code === 'EBUSY'
    // An end that is due does not wait for it.
    this.#retry ??= setTimeout(
      () => {
        this.#retry = undefined
        this.#writer.flush()
      },
      isFull ? this.#pause : FAILED_RETRY_MS,
    ).unref()
    if (isFull) this.#pause = Math.min(2 * this.#pause, LONGEST_RETRY_MS)
  }

  /** The last lines of a process that ends at once, where they do not come in the middle of another one. */
  #writeLast(): void {
    if (this.#used === 0 || this.#failure !== undefined) return
    // A write on its way is done by another thread; its end would be told to an event loop that does not turn any more.
    if (this.#waiting > 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, CHECK_MS)
    try {
      writeSync(this.#descriptor, this.#buffer, 0, this.#used)
    } catch {
      // Nobody reads.
    }
  }
}
