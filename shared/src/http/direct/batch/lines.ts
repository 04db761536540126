/**
 * NDJSON: whole lines are cut from the chunks of the socket as bytes, each chunk's lines are answered in one write. No
 * more is read before what is answered has left; nothing is held but a part of a line.
 */
import { isUtf8 } from 'node:buffer'
import { problem } from '../../../engine/problems.js'
import { InOrder } from '../../../engine/rows/in-order.js'
import { LONGEST_LINE } from '../../../engine/rows/limits.js'
import type { Rows } from '../../../engine/rows/row.js'
import { Sink } from '../../../engine/rows/sink.js'
import { foreignMark, isWhole, whyNotUtf8, withoutMark } from '../../../engine/utf8.js'
import { type Clock, READER_PATIENCE } from '../receive.js'
import { Slices } from '../slices.js'
import { accept, drained, type Exchange, isGone, refuseAll, writeBlocks } from './exchange.js'

/** Answers pieces of a stream, each of whole lines. */
export interface LineEngine {
  /** How many pieces may be worked on at once; they are written in order. */
  readonly atOnce: number
  /** Most lines of one piece, where its answers are held until the pieces before it are written; else there is no limit. */
  readonly mostLines?: number
  /** Longest line in bytes, if not that of a row. */
  readonly longestLine?: number
  /** `leave` writes the answers made so far, before the piece is finished: short rows can have long answers. */
  answer(
    lines: Uint8Array,
    gone: () => boolean,
    leave: (answers: readonly Buffer[]) => Promise<void>,
  ): Promise<readonly Buffer[]>
  /** Counts a line that is answered elsewhere: the next ones keep their numbers. */
  passOver(): void
  /** How many rows were answered since the last call. */
  counted(): number
  /** How many rows were answered in all. */
  total(): number
}

const NEWLINE = 10

/** Pieces of whole lines, without their last line end; null stands for a line that is too long. `onChunk` is told of each chunk. */
export async function* wholeLines(
  chunks: AsyncIterable<Buffer>,
  onChunk: () => void = () => undefined,
  longest = LONGEST_LINE,
): AsyncGenerator<Buffer | null> {
  let carry: Buffer[] = []
  let carried = 0
  let skipping = false
  for await (const bytes of chunks) {
    onChunk()
    let chunk = bytes
    if (skipping) {
      const end = chunk.indexOf(NEWLINE)
      if (end === -1) continue
      skipping = false
      chunk = chunk.subarray(end + 1)
    }
    const end = chunk.lastIndexOf(NEWLINE)
    if (end !== -1) {
      const head = chunk.subarray(0, end)
      yield carried > 0 ? Buffer.concat([...carry, head]) : head
      carry = []
      carried = 0
    }
    const rest = chunk.subarray(end + 1)
    if (rest.length > 0) carry.push(rest)
    carried += rest.length
    if (carried > longest) {
      yield null
      carry = []
      carried = 0
      skipping = true
    }
  }
  if (carried > 0) yield Buffer.concat(carry)
}

/** Answers each line into the sink and gives the number of lines so far; `before` came before them. */
export async function answerPiece(
  piece: Uint8Array,
  before: number,
  rows: Rows,
  sink: Sink,
  slices?: Slices,
  gone?: () => boolean,
  leave?: (answers: readonly Buffer[]) => Promise<void>,
): Promise<number> {
  const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength)
  const inOrder = new InOrder((answer) => sink.add(`${answer}\n`))
  let number = before
  for (const line of linesIn(bytes)) {
    const answer = typeof line === 'string' ? rows.ofLine(line) : rows.notUtf8(whyNotUtf8(line, number))
    number++
    const earlier = answer === undefined ? undefined : inOrder.put(answer)
    if (earlier) await earlier
    if (leave && sink.isFull) {
      await leave(sink.take())
      if (gone?.()) return number
      await slices?.next()
    } else if (slices?.over) {
      if (gone?.()) return number
      await slices.next()
    }
  }
  await inOrder.end()
  // An empty line at the end has no bytes of its own.
  return bytes.length === 0 || bytes[bytes.length - 1] === NEWLINE ? number + 1 : number
}

/** The lines as texts; as bytes where they are not UTF-8. */
export function* linesIn(piece: Buffer): Generator<string | Buffer> {
  const text = piece.toString()
  if (isWhole(text, piece)) {
    for (let start = 0; start < text.length; ) {
      const found = text.indexOf('\n', start)
      const end = found === -1 ? text.length : found
      yield text.slice(start, end)
      start = end + 1
    }
    return
  }
  for (let start = 0; start < piece.length; ) {
    const found = piece.indexOf(NEWLINE, start)
    const end = found === -1 ? piece.length : found
    const line = piece.subarray(start, end)
    yield isUtf8(line) ? line.toString() : line
    start = end + 1
  }
}

/** A piece in parts of so many lines at most, each without its last line end as the piece is. */
export function* partsOf(piece: Buffer, most = Number.POSITIVE_INFINITY): Generator<Buffer> {
  let start = 0
  let lines = 0
  for (let end = piece.indexOf(NEWLINE); end !== -1; end = piece.indexOf(NEWLINE, end + 1)) {
    lines++
    if (lines < most) continue
    yield piece.subarray(start, end)
    start = end + 1
    lines = 0
  }
  yield piece.subarray(start)
}

/** Computes in this process, in slices. */
export function inProcess(rows: Rows): LineEngine {
  const sink = new Sink()
  let before = 0
  return {
    atOnce: 1,
    async answer(lines, gone, leave) {
      const slices = new Slices()
      await slices.next()
      before = await answerPiece(lines, before, rows, sink, slices, gone, leave)
      return sink.take()
    },
    passOver() {
      before++
    },
    counted: () => rows.counted(),
    total: () => rows.total,
  }
}

/** Reads, answers and writes until the stream ends or the caller has left; gives the status of the answer. */
export async function answerLines(
  exchange: Exchange,
  rows: Pick<Rows, 'tooLong'>,
  engine: LineEngine,
  clock: Clock,
): Promise<number> {
  const { request, response } = exchange
  const gone = (): boolean => isGone(exchange)
  const pending: Promise<readonly Buffer[]>[] = []
  const send = async (answers: readonly Buffer[]): Promise<void> => {
    if (answers.length === 0 || gone()) return
    // A caller who has used up the rows of a window gets the next answers in another.
    await exchange.account?.chargeOrWait(engine.counted())
    if (gone()) return
    if (!response.headersSent) accept(exchange)
    if (writeBlocks(exchange, answers)) return
    clock.restart(READER_PATIENCE)
    await drained(exchange)
    clock.restart(Number.POSITIVE_INFINITY)
  }
  const answerTo = (piece: Buffer | null): Promise<readonly Buffer[]> => {
    if (piece) return engine.answer(piece, gone, send)
    engine.passOver()
    return Promise.resolve([Buffer.from(`${rows.tooLong()}\n`)])
  }
  let isFirst = true
  // Leaving the loop leaves the request as it is: a refusal is still to be written on its connection.
  const chunks = request.iterator({ destroyOnReturn: false })
  for await (const piece of wholeLines(chunks, () => clock.restart(1), engine.longestLine)) {
    clock.restart(Number.POSITIVE_INFINITY)
    if (isFirst && piece && foreignMark(piece)) {
      const why = problem('not_utf8', exchange.path, whyNotUtf8(piece))
      request.resume()
      refuseAll(exchange, why)
      return why.status
    }
    const whole = isFirst && piece ? withoutMark(piece) : piece
    isFirst = false
    for (const part of whole ? partsOf(whole, engine.mostLines) : [null]) {
      const answer = answerTo(part)
      answer.catch(() => undefined) // it is awaited below, unless an earlier one failed
      pending.push(answer)
      if (pending.length >= engine.atOnce) await send((await pending.shift()) ?? [])
      if (gone()) return 200
    }
    clock.restart(1)
  }
  clock.restart(Number.POSITIVE_INFINITY)
  for (const answer of pending) await send(await answer)
  if (gone()) return 200
  if (!response.headersSent) accept(exchange)
  response.end()
  return 200
}
