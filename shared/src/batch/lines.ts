/**
 * NDJSON: whole lines are cut from the chunks of the socket as bytes, each chunk's lines are answered in one write. No
 * more is read before what is answered has left; nothing is held but a part of a line.
 */
import type { Clock } from '../receiving.js'
import { accept, drained, type Exchange, isGone, writeBlocks } from './exchange.js'
import { LONGEST_LINE, type Rows } from './row.js'
import { Sink } from './sink.js'
import { Slices } from './turns.js'

/** Answers pieces of a stream, each of whole lines. */
export interface LineEngine {
  /** How many pieces may be worked on at once; they are written in order. */
  readonly atOnce: number
  answer(lines: Uint8Array, gone: () => boolean): Promise<readonly Buffer[]>
  /** How many rows were answered since the last call. */
  counted(): number
  /** How many rows were answered in all. */
  total(): number
}

/** A reader that takes nothing for this many times the limit of a silent sender is given up. */
export const READER_PATIENCE = 12

const NEWLINE = 10

/** Pieces of whole lines, without their last line end; null stands for a line that is too long. `heard` is told of each chunk. */
export async function* wholeLines(
  chunks: AsyncIterable<Buffer>,
  heard: () => void = () => undefined,
): AsyncGenerator<Buffer | null> {
  let carry: Buffer[] = []
  let carried = 0
  let skipping = false
  for await (const bytes of chunks) {
    heard()
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
    if (carried > LONGEST_LINE) {
      yield null
      carry = []
      carried = 0
      skipping = true
    }
  }
  if (carried > 0) yield Buffer.concat(carry)
}

/** Answers each line into the sink; `pause` is asked after each row. */
export async function answerPiece(lines: Uint8Array, rows: Rows, sink: Sink, slices?: Slices, gone?: () => boolean) {
  const text = Buffer.from(lines.buffer, lines.byteOffset, lines.byteLength).toString()
  for (let start = 0; start < text.length; ) {
    const found = text.indexOf('\n', start)
    const end = found === -1 ? text.length : found
    const answer = rows.ofLine(text.slice(start, end))
    if (answer !== undefined) sink.add(`${answer}\n`)
    start = end + 1
    if (slices?.over) {
      if (gone?.()) return
      await slices.next()
    }
  }
}

/** Computes in this process, in slices. */
export function inProcess(rows: Rows): LineEngine {
  const sink = new Sink()
  return {
    atOnce: 1,
    async answer(lines, gone) {
      const slices = new Slices()
      await slices.next()
      await answerPiece(lines, rows, sink, slices, gone)
      return sink.take()
    },
    counted: () => rows.counted(),
    total: () => rows.total,
  }
}

/** Reads, answers and writes until the stream ends or the caller has left. */
export async function answerLines(exchange: Exchange, rows: Rows, engine: LineEngine, clock: Clock): Promise<void> {
  const { request, response } = exchange
  const gone = (): boolean => isGone(exchange)
  const pending: Promise<readonly Buffer[]>[] = []
  const send = async (answers: readonly Buffer[]): Promise<void> => {
    if (answers.length === 0 || gone()) return
    // A caller who has used up the rows of a window gets the next answers in another.
    await exchange.account?.draw(engine.counted())
    if (gone()) return
    if (!response.headersSent) accept(exchange)
    if (writeBlocks(exchange, answers)) return
    clock.restart(READER_PATIENCE)
    await drained(exchange)
  }
  for await (const piece of wholeLines(request, () => clock.restart(1))) {
    clock.restart(Number.POSITIVE_INFINITY)
    const answer = piece ? engine.answer(piece, gone) : Promise.resolve([Buffer.from(`${rows.tooLong()}\n`)])
    answer.catch(() => undefined) // it is awaited below, unless an earlier one failed
    pending.push(answer)
    if (pending.length >= engine.atOnce) await send((await pending.shift()) ?? [])
    if (gone()) return
    clock.restart(1)
  }
  clock.restart(Number.POSITIVE_INFINITY)
  for (const answer of pending) await send(await answer)
  if (gone()) return
  if (!response.headersSent) accept(exchange)
  response.end()
}
