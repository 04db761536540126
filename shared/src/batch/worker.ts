/** What runs in a worker thread: lines of a stream in, their answers out. */
import { type Executor, embed } from '../executor.js'
import type { Instrument } from '../instrument.js'
import { answerPiece } from './lines.js'
import { Rows } from './row.js'
import { release, Sink } from './sink.js'
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

export default async function work({ module, lines, ...call }: LineTask): Promise<LineAnswers> {
  let first: { readonly error: unknown } | undefined
  const failed = (error: unknown): void => {
    first ??= { error }
  }
  const rows = new Rows({ ...call, executor: await executorOf(module), failed })
  await answerPiece(lines, rows, sink)
  const blocks = sink.take()
  const answers = Buffer.concat(blocks)
  release(blocks)
  return { answers, ...first }
}
