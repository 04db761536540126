/** A JSON array of rows: read whole, answered whole, computed in slices. */
import { usedUp } from '../admission.js'
import { parseBody } from '../json.js'
import { advice, inputProblem, type Problem, problem } from '../problems.js'
import { accept, type Exchange, isGone, refuseAll, writeBlocks } from './exchange.js'
import type { Rows } from './row.js'
import { sentBack } from './row-id.js'
import { Sink } from './sink.js'
import { Slices } from './turns.js'

/** Most rows of one array. */
export const MOST_ROWS = 10_000

export async function answerArray(exchange: Exchange, rows: Rows, body: Buffer): Promise<number> {
  const slices = new Slices()
  await slices.next()
  const { account } = exchange
  const read = readRows(body, exchange.path, Math.min(MOST_ROWS, account?.most ?? MOST_ROWS))
  if ('code' in read) {
    refuseAll(exchange, read)
    return read.status
  }
  const { values, isSentBack } = read
  // One row was taken when the request came.
  if (account && values.length > 1 && !account.take(values.length - 1)) {
    const { code, retryAfter } = usedUp(account)
    const why = problem(code, exchange.path, advice[code])
    refuseAll(exchange, why, ['retry-after', retryAfter])
    return why.status
  }
  const json = exchange.form !== 'text'
  const sink = new Sink()
  if (json) sink.add('[')
  for (let i = 0; i < values.length; i++) {
    const answer = rows.ofValue(values[i], isSentBack(values[i], i))
    sink.add(json ? (i === 0 ? answer : `,${answer}`) : `${answer}\n`)
    if (slices.over) {
      await slices.next()
      if (isGone(exchange)) return 200
    }
  }
  if (json) sink.add(']')
  const blocks = sink.take()
  accept(
    exchange,
    blocks.reduce((length, { byteLength }) => length + byteLength, 0),
  )
  writeBlocks(exchange, blocks)
  exchange.response.end()
  return 200
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
