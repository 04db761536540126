/** A JSON array of rows: read whole, answered whole, computed in slices. */
import { usedUp } from '../admission.js'
import { type Parsed, parseJson } from '../json.js'
import { advice, inputProblem, type Problem, problem } from '../problems.js'
import { accept, type Exchange, isGone, refuseAll, writeBlocks } from './exchange.js'
import type { Rows } from './row.js'
import { Sink } from './sink.js'
import { Slices } from './turns.js'

/** Most rows of one array. */
export const MOST_ROWS = 10_000

export async function answerArray(exchange: Exchange, rows: Rows, body: Buffer): Promise<number> {
  const slices = new Slices()
  await slices.next()
  const parsed = parseJson(body.toString())
  const { account } = exchange
  const most = Math.min(MOST_ROWS, account?.most ?? MOST_ROWS)
  const refused = refusal(parsed, body, exchange.path, most)
  if (refused) {
    refuseAll(exchange, refused)
    return refused.status
  }
  const values = (parsed as { readonly value: readonly unknown[] }).value
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
    const answer = rows.ofValue(values[i])
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

function refusal(parsed: Parsed, body: Buffer, path: string, most: number): Problem | undefined {
  if (!parsed.ok) {
    return body.length === 0
      ? problem('invalid_json', path, `The body is empty. ${REMEDY}.`)
      : inputProblem(parsed.code, path, parsed.faults)
  }
  const fault = faultOf(parsed.value, most)
  return fault && inputProblem('invalid_input', path, [{ pointer: '', ...fault }])
}

function faultOf(value: unknown, most: number) {
  if (!Array.isArray(value)) return { code: 'wrong_type', message: `The body is not an array. ${REMEDY}.` }
  if (value.length <= most) return undefined
  const message = `The array has ${value.length} rows, more than ${most}. Send it in parts, or as application/x-ndjson, which has no limit.`
  return { code: 'too_many_rows', message }
}
