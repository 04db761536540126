/** A JSON array of rows: read whole, answered whole, computed in slices. */
import { parseBody } from '../../../engine/json.js'
import { advice, inputProblem, type Problem, problem } from '../../../engine/problems.js'
import { InOrder } from '../../../engine/rows/in-order.js'
import { MOST_ROWS } from '../../../engine/rows/limits.js'
import type { Rows } from '../../../engine/rows/row.js'
import { sentBack } from '../../../engine/rows/row-id.js'
import { Sink } from '../../../engine/rows/sink.js'
import { OVERLOADED, usedUp } from '../admission.js'
import type { Hold, Memory } from '../memory.js'
import type { Clock } from '../receive.js'
import { Slices } from '../slices.js'
import { accept, drained, type Exchange, isGone, refuseAll, writeBlocks } from './exchange.js'

/**
 * A small answer is written with its length, a large one as it is computed and read: its bytes are the same. `clock` runs while
 * the reader is waited for, the whole answer long.
 */
export async function answerArray(
  exchange: Exchange,
  rows: Rows,
  body: Buffer,
  hold: Hold,
  clock: Clock,
  memory: Memory,
): Promise<number> {
  const slices = new Slices()
  await slices.next()
  const parsedBytes = body.length + heapOf(body)
  if (!memory.couldHold(parsedBytes)) return refuseFor(exchange, 'body_too_large', [])
  if (!hold.tryTake(parsedBytes)) return refuseFor(exchange, 'overloaded', ['retry-after', OVERLOADED.retryAfter])
  const { account } = exchange
  const read = readRows(body, exchange.path, Math.min(MOST_ROWS, account?.rowsPerWindow ?? MOST_ROWS))
  if ('code' in read) {
    refuseAll(exchange, read)
    return read.status
  }
  const { values, isSentBack } = read
  // One row was taken when the request came.
  if (account && values.length > 1 && !account.tryTake(values.length - 1)) {
    const { code, retryAfter } = usedUp(account)
    return refuseFor(exchange, code, ['retry-after', retryAfter])
  }
  const json = exchange.form !== 'text'
  const sink = new Sink()
  const inOrder = new InOrder(adder(sink, json))
  if (json) sink.add('[')
  for (let i = 0; i < values.length; i++) {
    const earlier = inOrder.put(rows.ofValue(values[i], isSentBack(values[i], i)))
    if (earlier) await earlier
    if (sink.isFull) {
      if (!exchange.response.headersSent) accept(exchange)
      if (!writeBlocks(exchange, sink.take())) {
        clock.goOn()
        await drained(exchange)
        clock.pause()
        if (isGone(exchange)) return 200
        await slices.next()
      }
    } else if (slices.over) {
      await slices.next()
      if (isGone(exchange)) return 200
    }
  }
  await inOrder.end()
  // What rows cost beyond one each is known now.
  if (rows.total > values.length) account?.charge(rows.total - values.length)
  if (json) sink.add(']')
  const blocks = sink.take()
  if (!exchange.response.headersSent) accept(exchange, lengthOf(blocks))
  writeBlocks(exchange, blocks)
  exchange.response.end()
  return 200
}

const lengthOf = (blocks: readonly Buffer[]): number =>
  blocks.reduce((length, { byteLength }) => length + byteLength, 0)

/** Adds answers to a list, or as lines. */
function adder(sink: Sink, json: boolean): (answer: string) => void {
  let isFirst = true
  return (answer) => {
    sink.add(!json ? `${answer}\n` : isFirst ? answer : `,${answer}`)
    isFirst = false
  }
}

function refuseFor(exchange: Exchange, code: keyof typeof REASONS, more: readonly string[]): number {
  const why = problem(code, exchange.path, REASONS[code])
  refuseAll(exchange, why, more)
  return why.status
}

const REASONS = {
  rate_limited: advice.rate_limited,
  overloaded: advice.overloaded,
  body_too_large:
    'The array has more values in it than any valid batch of 10000 rows. Send it in parts, or as application/x-ndjson, which has no limit.',
}

/** What V8 takes for an object or a list, in bytes, and what it takes for the rest of a text of JSON, by its length. */
const OBJECT_BYTES = 64
const OF_TEXT = 1.5

/** What the value of a body takes at most or nearly so, told from its brackets before it is read (decision 85). */
function heapOf(body: Buffer): number {
  const text = body.toString('latin1')
  let brackets = 0
  for (const bracket of '{[')
    for (let at = text.indexOf(bracket); at !== -1; at = text.indexOf(bracket, at + 1)) brackets++
  return brackets * OBJECT_BYTES + body.length * OF_TEXT
}

const REMEDY = 'Send a JSON array of rows { "id": ..., "input": { ... } }'

interface Values {
  readonly values: readonly unknown[]
  readonly isSentBack: ReturnType<typeof sentBack>
}

/** The rows alone: neither the bytes nor the text of the body are kept while they are answered. */
function readRows(body: Buffer, path: string, most: number): Values | Problem {
  if (body.length === 0) return problem('invalid_json', path, `The body is empty. ${REMEDY}.`)
  const parsed = parseBody(body)
  if (!parsed.ok) return inputProblem(parsed.code, path, parsed.faults)
  const { value, text } = parsed
  const fault = faultOf(value, most)
  if (fault) return inputProblem('invalid_input', path, [{ pointer: '', ...fault }])
  const values = value as readonly unknown[]
  return { values, isSentBack: sentBack(values, text) }
}

function faultOf(value: unknown, most: number) {
  if (!Array.isArray(value)) return { code: 'wrong_type', message: `The body is not an array. ${REMEDY}.` }
  if (value.length <= most) return undefined
  const message = `The array has ${value.length} rows, more than ${most}. Send it in parts, or as application/x-ndjson, which has no limit.`
  return { code: 'too_many_rows', message }
}
