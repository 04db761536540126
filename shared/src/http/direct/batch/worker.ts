/** What runs in a worker thread: lines of a stream in, their answers out. */
import { move, transferableSymbol, valueSymbol } from 'piscina'
import type { Instrument } from '../../../contract/instrument.js'
import { type Executor, embed } from '../../../engine/executor.js'
import { Rows } from '../../../engine/rows/row.js'
import { release, Sink } from '../../../engine/rows/sink.js'
import { answerPiece } from './lines.js'
import type { LineAnswers, LineTask } from './threads.js'

const sink = new Sink()
const executors = new Map<string, Executor>()

async function executorOf(module: string): Promise<Executor> {
  let executor = executors.get(module)
  if (!executor) {
    const loaded = (await import(module)) as { readonly default: Instrument }
    executor = embed(loaded.default)
    executors.set(module, executor)
  }
  return executor
}

export default async function work({ module, lines, before, ...call }: LineTask): Promise<unknown> {
  let first: { readonly error: unknown } | undefined
  const failed = (error: unknown): void => {
    first ??= { error }
  }
  const rows = new Rows({ ...call, executor: await executorOf(module), failed })
  await answerPiece(lines, before, rows, sink)
  const answered: LineAnswers = { answers: joined(sink.take()), rows: rows.counted(), ...first }
  // Given away, not copied.
  return move({ [valueSymbol]: answered, [transferableSymbol]: [answered.answers.buffer] })
}

/** The blocks as one piece of memory of its own. */
function joined(blocks: readonly Buffer[]): Uint8Array {
  const bytes = new Uint8Array(blocks.reduce((length, { byteLength }) => length + byteLength, 0))
  let at = 0
  for (const block of blocks) {
    bytes.set(block, at)
    at += block.byteLength
  }
  release(blocks)
  return bytes
}
