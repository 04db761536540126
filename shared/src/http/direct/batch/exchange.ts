/** One batch on the wire: a request whose body is read as it comes, and the answer that is written beside it. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Answer, type Form, refuse } from '../../../engine/executor.js'
import type { Problem } from '../../../engine/problems.js'
import { type Layout, MEDIA } from '../../../engine/rows/media.js'
import { release } from '../../../engine/rows/sink.js'
import type { ServerSpan } from '../../../telemetry/tracing.js'
import { type Head, headOf } from '../head.js'
import type { Account } from '../limiter.js'

export interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly requestId: string
  /** Headers that plugins set: name, value, name, value. */
  readonly set: readonly string[]
  readonly layout: Layout
  readonly form: Form
  /** Of a table: whether its answer is to be opened in a spreadsheet. */
  readonly spreadsheet: boolean
  /** Path that problems name. */
  readonly path: string
  /** Media type of the answer, where it is not that of the layout. */
  readonly type?: string | undefined
  /** How a refusal is written, where it is no problem document. */
  readonly written?: ((problem: Problem) => Answer) | undefined
  /** Of the caller; none where nobody is limited. */
  readonly account: Account | undefined
  /** Where requests are traced. */
  readonly span: ServerSpan | undefined
}

const answerType = ({ form, layout, type = MEDIA[layout] }: Exchange): string =>
  `${form === 'text' ? 'text/plain' : type}; charset=utf-8`

/** What the caller prefers, as it is asked for and as it is said to be applied (RFC 7240). */
export function preferencesOf({ form, spreadsheet }: Exchange): string {
  const minimal = form === 'minimal' ? ['return=minimal'] : []
  return [...minimal, ...(spreadsheet ? ['csv=spreadsheet'] : [])].join(', ')
}

/** Writes the head of an answer with rows, whose length may be known. */
export function accept(exchange: Exchange, length?: number): void {
  const head = fixed(exchange, answerType(exchange))
  if (length !== undefined) head.push('content-length', String(length))
  const applied = preferencesOf(exchange)
  if (applied !== '') head.push('preference-applied', applied)
  exchange.response.writeHead(200, head)
}

/**
 * Answers the whole request with a problem. What is left of the body is not read unless somebody else does: the
 * connection ends.
 */
export function refuseAll(
  exchange: Exchange,
  problem: Problem,
  more: readonly string[] = [],
  isReadAway = false,
): void {
  const { type, body: text } = (exchange.written ?? refuse)(problem)
  const body = Buffer.from(text)
  const head = [...fixed(exchange, type), 'content-length', String(body.length), ...more]
  if (!exchange.request.complete && !isReadAway) head.push('connection', 'close')
  exchange.response.writeHead(problem.status, head)
  exchange.response.end(body)
}

/** Writes the head of an answer that comes from elsewhere; its body follows as it is. */
export function relay(
  exchange: Exchange,
  status: number,
  type: string,
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
): void {
  const head = [...fixed(exchange, type)]
  for (const name of ['content-length', 'preference-applied', 'retry-after']) {
    const value = headers[name]
    if (typeof value === 'string') head.push(name, value)
  }
  // Before the end of its body, a request is answered with rows or with a refusal.
  if (status !== 200 && !exchange.request.complete) head.push('connection', 'close')
  exchange.response.writeHead(status, head)
}

function fixed({ requestId, account, set }: Exchange, type: string): Head {
  const head = headOf(requestId, type, set)
  account?.addTo(head)
  return head
}

/** Writes blocks of a sink in one go and gives them back when they have left; false asks to wait for `drained`. */
export function writeBlocks({ response }: Exchange, blocks: readonly Buffer[]): boolean {
  let more = true
  response.cork()
  blocks.forEach((block, i) => {
    more = response.write(block, i < blocks.length - 1 ? undefined : (error) => error || release(blocks))
  })
  response.uncork()
  return more
}

/** Whether nobody can read the answer any more. */
export const isGone = ({ response }: Exchange): boolean => response.destroyed || response.closed

/** Once what was written has left for the reader, or the reader has. */
export function drained(exchange: Exchange): Promise<void> {
  const { response } = exchange
  if (isGone(exchange)) return Promise.resolve()
  return new Promise((resolve) => {
    const done = (): void => {
      response.off('drain', done)
      response.off('close', done)
      resolve()
    }
    response.on('drain', done)
    response.on('close', done)
  })
}
