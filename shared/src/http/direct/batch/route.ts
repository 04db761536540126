/** `POST /v1/{slug}/batch`: finds out how the rows come, and hands them to who reads them that way. */
import type { IncomingHttpHeaders } from 'node:http'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { type Executor, refuse as refusal } from '../../../engine/executor.js'
import { type AdvisedCode, problem } from '../../../engine/problems.js'
import { batchPathOf } from '../../../engine/rows/limits.js'
import { batchAdvice, LAYOUTS, LAYOUTS_OF_JSON, type Layout, layoutOf, MEDIA } from '../../../engine/rows/media.js'
import { Rows } from '../../../engine/rows/row.js'
import type { TableShape } from '../../../engine/rows/table-shape.js'
import { scopeOf } from '../../../identity/scopes.js'
import type { Recorder } from '../../../telemetry/observe.js'
import type { BeginSpan } from '../../../telemetry/tracing.js'
import { type Admission, batchDismissal, type Dismissal, OVERLOADED } from '../admission.js'
import { hasBody, mediaTypeOf } from '../fields.js'
import { setByPlugins } from '../head.js'
import { type Hold, STREAM_BYTES } from '../memory.js'
import { refuseOtherMethods } from '../methods.js'
import { formOf, prefers } from '../negotiate.js'
import { type Clocks, discard, READER_PATIENCE, type ReceiveFailure, receive } from '../receive.js'
import { refuser } from '../refusal.js'
import { answerArray } from './array.js'
import { type Exchange, isGone, refuseAll } from './exchange.js'
import { answerLines, inProcess, type LineEngine } from './lines.js'
import type { Relay } from './relay.js'
import type { Threads } from './threads.js'

export interface BatchRoute {
  /** What a table is made of; nothing where rows do not come in tables. */
  readonly table: (() => TableShape | Promise<TableShape>) | undefined
  /** What answers a row. */
  readonly executor: Executor
  /** Answers whole batches elsewhere. */
  readonly relay: Relay | undefined
  /** Of a JSON array; streams have no limit. */
  readonly bodyLimit: number
  readonly admission: Admission
  readonly clocks: Clocks
  readonly record: Recorder
  /** Begins the span of a request, where requests are traced. */
  readonly begin?: BeginSpan | undefined
  readonly failed: (error: unknown, requestId: string) => void
  /** Answers lines elsewhere than in this thread. */
  readonly threads: Threads | undefined
}

/** Bytes of a refused body that are read to keep its connection. */
const READ_AWAY = 65_536

/** Log and metrics of a caller who left before the end; nothing answers with it. */
const CLIENT_CLOSED_REQUEST = 499

export function mountBatch(app: FastifyInstance, route: BatchRoute): void {
  const url = batchPathOf(route.executor.slug)
  const refuseHead = refuser(route, refusal(problem('overloaded', url, adviceOf(route).overloaded)), READ_AWAY)
  app.route({
    method: 'POST',
    url,
    config: { direct: true, scope: scopeOf(route.executor.slug) },
    onRequest: (request, reply) => {
      const set = setByPlugins(reply)
      reply.hijack()
      if (!route.admission.guard.admitsBatch()) {
        refuseHead({ request: request.raw, response: reply.raw, requestId: request.id, set, rests: true })
        return
      }
      serve(route, exchangeOf(route, request, reply.raw, set, url))
    },
    handler: () => undefined,
  })
  refuseOtherMethods(app, url, ['POST'])
}

const layoutsOf = ({ table }: BatchRoute): readonly Layout[] => (table ? LAYOUTS : LAYOUTS_OF_JSON)

const ADVICE = new Map([LAYOUTS, LAYOUTS_OF_JSON].map((layouts) => [layouts, batchAdvice(layouts)]))
const adviceOf = (route: BatchRoute) => ADVICE.get(layoutsOf(route)) as ReturnType<typeof batchAdvice>

interface BatchExchange extends Exchange {
  readonly headRefusal: AdvisedCode | undefined
  /** How many rows were answered so far; unknown where they are answered elsewhere. */
  total?: () => number
}

function exchangeOf(
  route: BatchRoute,
  { raw, id }: FastifyRequest,
  response: Exchange['response'],
  set: readonly string[],
  path: string,
): BatchExchange {
  const { headers } = raw
  const { admission, begin } = route
  const layout = layoutFor(headers, layoutsOf(route))
  const form = formOf(headers, MEDIA[layout ?? 'rows'])
  const headRefusal = layout ? undefined : 'unsupported_media_type'
  const spreadsheet = layout === 'table' && form !== 'text' && prefers(headers, 'csv', 'spreadsheet')
  const account = admission.limiter?.accountOf(raw)
  const span = begin?.(headers)
  const asked = { layout: layout ?? 'rows', form, spreadsheet, path } as const
  return { request: raw, response, requestId: id, set, ...asked, account, span, headRefusal }
}

/** No body at all is a JSON array that is missing. */
function layoutFor(headers: IncomingHttpHeaders, layouts: readonly Layout[]): Layout | undefined {
  if (headers['content-type'] === undefined && !hasBody(headers)) return 'rows'
  return layoutOf(mediaTypeOf(headers) ?? '', layouts)
}

async function serve(route: BatchRoute, exchange: BatchExchange): Promise<void> {
  const started = performance.now()
  const { response, requestId } = exchange
  let status: number = CLIENT_CLOSED_REQUEST
  try {
    const answered = await answer(route, exchange)
    if (!response.destroyed || response.writableFinished) status = answered
  } catch (error) {
    // A caller who left is an error of the stream, and none of ours.
    if (!isGone(exchange) && !exchange.request.destroyed) {
      route.failed(error, requestId)
      status = 500
      if (response.headersSent) response.destroy()
      else refuse(route, exchange, 'internal_error')
    }
  }
  route.record(requestId, status, performance.now() - started, exchange.span, exchange.total?.())
}

async function answer(route: BatchRoute, exchange: BatchExchange): Promise<number> {
  const { bodyLimit } = route
  const { request, layout } = exchange
  if (exchange.headRefusal) return refuse(route, exchange, exchange.headRefusal)
  if (layout === 'rows' && Number(request.headers['content-length'] ?? 0) > bodyLimit)
    return refuse(route, exchange, 'body_too_large')
  const dismissed = batchDismissal(route.admission, request, exchange.account)
  if (dismissed) return dismiss(route, exchange, dismissed)
  const hold = route.admission.memory.hold(request, 'batch')
  try {
    return await admitted(route, exchange, hold)
  } finally {
    hold.end()
  }
}

/** What a stream may hold is counted ahead, the body of an array as it comes. */
async function admitted(route: BatchRoute, exchange: BatchExchange, hold: Hold): Promise<number> {
  const { executor, relay } = route
  const { layout } = exchange
  const isStream = layout !== 'rows' || relay !== undefined
  if (isStream && !hold.tryTake(STREAM_BYTES))
    return refuse(route, exchange, 'overloaded', ['retry-after', OVERLOADED.retryAfter])
  if (relay) return relay.forward(exchange, route.clocks)
  // Rows are answered one after the other without waiting: what answers them is there before the first.
  await executor.prepare?.()
  const rows = rowsOf(route, exchange)
  exchange.total = () => rows.total
  if (layout === 'rows') {
    const body = await whole(route, exchange, hold)
    if (typeof body === 'string')
      return refuse(route, exchange, body, body === 'overloaded' ? ['retry-after', OVERLOADED.retryAfter] : [])
    return array(route, exchange, rows, body, hold)
  }
  return stream(route, exchange, rows)
}

/** Of a table the results are read again, so that they come in full or in short but never as text. */
function rowsOf({ executor, failed }: BatchRoute, exchange: Exchange): Rows {
  const { form: asked, layout, requestId, path, account, request } = exchange
  const form = layout === 'table' && asked === 'text' ? 'full' : asked
  let hasReported = false
  return new Rows({
    executor,
    form,
    requestId,
    caller: account?.caller,
    path,
    search: searchOf(request.url ?? ''),
    failed(error) {
      if (!hasReported) failed(error, requestId)
      hasReported = true
    },
  })
}

/** What stands after the question mark, as far as anybody would read it. */
const searchOf = (url: string): string | undefined => /\?(.{1,256})/.exec(url)?.[1]

/** Never settles when the caller left; nothing is kept of it then. */
const whole = ({ bodyLimit, clocks }: BatchRoute, { request }: Exchange, hold: Hold) =>
  new Promise<Buffer | ReceiveFailure>((resolve) => receive(request, bodyLimit, clocks, hold, resolve))

/** A reader who takes too long is given up with the rows that are still to be answered. */
async function array(
  route: BatchRoute,
  exchange: BatchExchange,
  rows: Rows,
  body: Buffer,
  hold: Hold,
): Promise<number> {
  const clock = route.clocks.start(() => exchange.response.destroy())
  clock.restart(READER_PATIENCE)
  clock.pause()
  try {
    return await answerArray(exchange, rows, body, hold, clock, route.admission.memory)
  } finally {
    clock.end()
  }
}

async function stream(route: BatchRoute, exchange: BatchExchange, rows: Rows): Promise<number> {
  let status = 200
  const clock = route.clocks.start(() => {
    status = 408
    if (exchange.response.headersSent) exchange.response.destroy()
    else refuse(route, exchange, 'request_timeout')
  })
  try {
    if (exchange.layout === 'table' && route.table) {
      const { answerTable } = await import('./table.js')
      status = await answerTable(exchange, await route.table(), rows, clock)
    } else {
      const engine = engineOf(route, exchange, rows)
      exchange.total = () => engine.total()
      status = await answerLines(exchange, rows, engine, clock)
    }
  } catch (error) {
    if (status === 200) throw error
  } finally {
    clock.end()
  }
  return status
}

function engineOf({ threads, executor, failed }: BatchRoute, exchange: Exchange, rows: Rows): LineEngine {
  if (!threads) return inProcess(rows)
  const { form, requestId, path } = exchange
  return threads.engine({ slug: executor.slug, form, requestId, path }, (error) => failed(error, requestId))
}

/** A caller who is told to come back keeps the connection where little is left to read: another one would be more work. */
function dismiss(route: BatchRoute, exchange: Exchange, { code, retryAfter }: Dismissal): number {
  const { clocks, admission } = route
  const { request } = exchange
  const isSmall = Number(request.headers['content-length'] ?? Number.POSITIVE_INFINITY) <= READ_AWAY
  const refusal = problem(code, exchange.path, adviceOf(route)[code])
  refuseAll(exchange, refusal, ['retry-after', retryAfter], isSmall)
  if (isSmall) discard(request, READ_AWAY, clocks, admission.memory.hold(request))
  return refusal.status
}

const noMedia = (layouts: readonly Layout[]): readonly string[] => [
  'accept',
  layouts.map((layout) => MEDIA[layout]).join(', '),
  'accept-encoding',
  'identity',
]

function refuse(route: BatchRoute, exchange: Exchange, code: AdvisedCode, more: readonly string[] = []): number {
  const refusal = problem(code, exchange.path, adviceOf(route)[code])
  refuseAll(exchange, refusal, code === 'unsupported_media_type' ? noMedia(layoutsOf(route)) : more)
  return refusal.status
}
