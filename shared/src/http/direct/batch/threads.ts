/**
 * Worker threads for the lines of a stream. A worker loads the instrument's own module and answers with the same code
 * (decision 28).
 */
import { fileURLToPath } from 'node:url'
import type { Form } from '../../../engine/executor.js'
import type { LineEngine } from './lines.js'

/** What a worker needs to know besides the lines. */
export interface LineCall {
  readonly slug: string
  readonly form: Form
  readonly requestId: string
  /** Path that problems name. */
  readonly path: string
}

export interface LineTask extends LineCall {
  /** URL of the module whose default export is the instrument. */
  readonly module: string
  readonly lines: Uint8Array
  /** How many lines of the stream came before them. */
  readonly before: number
}

export interface LineAnswers {
  readonly answers: Uint8Array
  /** How many rows these are. */
  readonly rows: number
  /** The first error that the instrument threw: a fault of ours. */
  readonly error?: unknown
}

export interface Threads {
  engine(call: LineCall, failed: (error: unknown) => void): LineEngine
  close(): Promise<void>
}

/** Pieces on their way for each thread: one in work, one waiting for it. */
const PIECES = 2

/**
 * Lines given to a thread at a time. A packet holds some 400 usual rows, or 20,000 of the shortest, whose answers are a
 * hundred times as long.
 */
const MOST_LINES = 512

/** Nothing where no threads are asked for: the library is not loaded then. */
export async function startThreads(count: number, moduleOf: (slug: string) => string): Promise<Threads | undefined> {
  if (count === 0) return undefined
  const { Piscina } = await import('piscina')
  const pool = new Piscina<LineTask, LineAnswers>({
    filename: fileURLToPath(import.meta.resolve('@activity-scores/shared/http/direct/batch/worker')),
    minThreads: count,
    maxThreads: count,
  })
  const engine: Threads['engine'] = (call, failed) => {
    let counted = 0
    let total = 0
    let before = 0
    return {
      atOnce: count * PIECES,
      mostLines: MOST_LINES,
      async answer(piece) {
        const lines = new Uint8Array(piece) // a buffer of its own, which can be given away
        const task = { ...call, module: moduleOf(call.slug), lines, before }
        before += linesIn(piece)
        const { answers, rows, error } = await pool.run(task, { transferList: [lines.buffer] })
        counted += rows
        total += rows
        if (error !== undefined) failed(error)
        return [Buffer.from(answers.buffer, answers.byteOffset, answers.byteLength)]
      },
      passOver() {
        before++
      },
      counted() {
        const rows = counted
        counted = 0
        return rows
      },
      total: () => total,
    }
  }
  return {
    engine,
    close: () => pool.destroy(),
  }
}

/** The last line of a piece has no end. */
function linesIn(piece: Uint8Array): number {
  let lines = 1
  for (let end = piece.indexOf(NEWLINE); end !== -1; end = piece.indexOf(NEWLINE, end + 1)) lines++
  return lines
}

const NEWLINE = 10
