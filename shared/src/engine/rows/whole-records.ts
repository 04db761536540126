/**
 * What a table has to be before it is read: UTF-8, without a foreign byte order mark, and in records of a size that a row can
 * have. Bytes go on in whole lines, so that what stands before a fault is read as if the table ended there (decision 84).
 */
import { isUtf8 } from 'node:buffer'
import { Transform, type TransformCallback } from 'node:stream'
import { whyNotUtf8, withoutMark } from '../utf8.js'

/** Why nothing from a line on is read. */
export type TableFault =
  | { readonly code: 'not_utf8'; readonly why: string }
  | { readonly code: 'too_long'; readonly line: number }

const NEWLINE = 10
const QUOTE = 34

export class WholeRecords extends Transform {
  fault: TableFault | undefined
  readonly #longest: number
  /** Parts of a line whose end has not come. */
  #carry: Buffer[] = []
  #carried = 0
  /** How many lines were passed on. */
  #lines = 0
  /** How many of them belong to records that are complete. */
  #closed = 0
  /** Bytes so far of a record whose quotes the last line left open. */
  #open = 0

  constructor(longestRecord: number) {
    super()
    this.#longest = longestRecord
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    if (!this.fault) this.#take(chunk)
    done()
  }

  override _flush(done: TransformCallback): void {
    if (!this.fault && this.#carried > 0) this.#pass(Buffer.concat(this.#carry))
    done()
  }

  #take(chunk: Buffer): void {
    const end = chunk.lastIndexOf(NEWLINE) + 1
    const rest = chunk.subarray(end)
    if (end > 0) {
      this.#pass(Buffer.concat([...this.#carry, chunk.subarray(0, end)]))
      this.#carry = []
      this.#carried = 0
    }
    if (this.fault) return
    if (rest.length > 0) this.#carry.push(rest)
    this.#carried += rest.length
    if (this.#open + this.#carried > this.#longest) this.#end(this.#tooLong())
  }

  /** Lets lines go on as far as they are without fault. */
  #pass(lines: Buffer): void {
    const bytes = this.#lines === 0 ? withoutMark(lines) : lines
    const isText = isUtf8(bytes)
    let good = 0
    let fault: TableFault | undefined
    while (good < bytes.length && !fault) {
      const line = bytes.subarray(good, bytes.indexOf(NEWLINE, good) + 1 || bytes.length)
      if (!isText && !isUtf8(line)) fault = { code: 'not_utf8', why: whyNotUtf8(line, this.#lines) }
      else if (this.#open + line.length > this.#longest) fault = this.#tooLong()
      else {
        this.#count(line)
        good += line.length
      }
    }
    if (good > 0) this.push(bytes.subarray(0, good))
    if (fault) this.#end(fault)
  }

  /** A record goes on in the next line where a quote is open; a doubled one opens and closes. */
  #count(line: Buffer): void {
    let isOpen = this.#open > 0
    for (let at = line.indexOf(QUOTE); at !== -1; at = line.indexOf(QUOTE, at + 1)) isOpen = !isOpen
    this.#open = isOpen ? this.#open + line.length : 0
    this.#lines++
    if (!isOpen) this.#closed = this.#lines
  }

  #tooLong(): TableFault {
    return { code: 'too_long', line: this.#closed + 1 }
  }

  #end(fault: TableFault): void {
    this.fault = fault
    this.#carry = []
    this.push(null)
  }
}
