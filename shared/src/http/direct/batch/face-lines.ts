/** A stream of lines of another face than JSON: the admission, clocks and order of batches, other lines. */
import type { IncomingHttpHeaders } from 'node:http'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Answer } from '../../../engine/executor.js'
import { type AdvisedCode, type Problem, problem } from '../../../engine/problems.js'
import { batchAdvice } from '../../../engine/rows/media.js'
import { Sink } from '../../../engine/rows/sink.js'
import type { Recorder } from '../../../telemetry/observe.js'
import type { BeginSpan } from '../../../telemetry/tracing.js'
import { type Admission, batchDismissal, OVERLOADED } from '../admission.js'
import { setByPlugins } from '../head.js'
import { STREAM_BYTES } from '../memory.js'
import { refuseOtherMethods } from '../methods.js'
import type { Clock, Clocks } from '../receive.js'
import { refuser } from '../refusal.js'
import { Slices } from '../slices.js'
import { type Exchange, isGone, refuseAll } from './exchange.js'
import { answerLines, type LineEngine, linesIn } from './lines.js'

/** What a face does with the lines of a stream. */
export interface LinesFace {
  readonly scope: string
  /** Media type of the answer. */
  readonly media: string
  /** In bytes. */
  readonly longestLine: number
  isReadable(headers: IncomingHttpHeaders): boolean
  refuse(problem: Problem): Answer
  /** What has to be there before the first line. */
  prepare(): Promise<void>
  /** The answer to one line as a text without a line end; nothing for a blank one. */
  answer(line: string | Buffer, number: number, requestId: string): string | undefined | Promise<string | undefined>
  tooLong(): string
}

export interface LinesRoute {
  readonly url: string
  readonly face: LinesFace
  readonly admission: Admission
  readonly clocks: Clocks
  readonly record: Recorder
  /** Begins the span of a request, where requests are traced. */
  readonly begin?: BeginSpan | undefined
  readonly failed: (error: unknown, requestId: string) => void
}

const BATCH_ADVICE = batchAdvice(['lines'])

/** Bytes of a refused body that are read to keep its connection. */
const READ_AWAY = 65_536
/** Log and metrics of a caller who left before the end; nothing answers with it. */
const CLIENT_CLOSED_REQUEST = 499

export function mountLines(app: FastifyInstance, route: LinesRoute): void {
  const { url, face } = route
  const refuseHead = refuser(route, face.refuse(problem('overloaded', url, BATCH_ADVICE.overloaded)), READ_AWAY)
  app.route({
    method: 'POST',
    url,
    config: { direct: true, scope: face.scope },
    onRequest: (request, reply) => {
      const set = setByPlugins(reply)
      reply.hijack()
      if (route.admission.guard.admitsBatch()) serve(route, exchangeOf(route, request, reply.raw, set))
      else refuseHead({ request: request.raw, response: reply.raw, requestId: request.id, set, rests: true })
    },
    handler: () => undefined,
  })
  refuseOtherMethods(app, url, ['POST'])
}

function exchangeOf(
  { url, face, admission, begin }: LinesRoute,
  { raw, id }: FastifyRequest,
  response: Exchange['response'],
  set: readonly string[],
): Exchange {
  const account = admission.limiter?.accountOf(raw)
  const asked = { layout: 'lines', form: 'full', spreadsheet: false, path: url, type: face.media } as const
  const { refuse: written } = face
  return { request: raw, response, requestId: id, set, ...asked, account, span: begin?.(raw.headers), written }
}

async function serve(route: LinesRoute, exchange: Exchange): Promise<void> {
  const started = performance.now()
  const { response, requestId } = exchange
  const engine = engineOf(route, exchange)
  let status: number = CLIENT_CLOSED_REQUEST
  try {
    const answered = await answer(route, exchange, engine)
    if (!response.destroyed || response.writableFinished) status = answered
  } catch (error) {
    if (!isGone(exchange) && !exchange.request.destroyed) {
      route.failed(error, requestId)
      status = 500
      if (response.headersSent) response.destroy()
      else refused(exchange, 'internal_error')
    }
  }
  route.record(requestId, status, performance.now() - started, exchange.span, engine.total())
}

async function answer(route: LinesRoute, exchange: Exchange, engine: LineEngine): Promise<number> {
  const { request } = exchange
  if (!route.face.isReadable(request.headers)) return refused(exchange, 'unsupported_media_type')
  const dismissed = batchDismissal(route.admission, request, exchange.account)
  if (dismissed) return refused(exchange, dismissed.code, dismissed.retryAfter)
  const hold = route.admission.memory.hold(request, 'batch')
  try {
    if (!hold.tryTake(STREAM_BYTES)) return refused(exchange, 'overloaded', OVERLOADED.retryAfter)
    await route.face.prepare()
    return await stream(route, exchange, engine)
  } finally {
    hold.end()
  }
}

async function stream({ clocks, face }: LinesRoute, exchange: Exchange, engine: LineEngine): Promise<number> {
  let status = 200
  const clock: Clock = clocks.start(() => {
    status = 408
    if (exchange.response.headersSent) exchange.response.destroy()
    else refused(exchange, 'request_timeout')
  })
  try {
    status = await answerLines(exchange, face, engine, clock)
  } catch (error) {
    if (status === 200) throw error
  } finally {
    clock.end()
  }
  return status
}

function refused(exchange: Exchange, code: AdvisedCode, retryAfter?: string): number {
  const refusal = problem(code, exchange.path, BATCH_ADVICE[code])
  refuseAll(exchange, refusal, retryAfter === undefined ? [] : ['retry-after', retryAfter])
  return refusal.status
}

const NEWLINE = 10

/** Answers line after line in this process, in slices, and waits where a line is answered elsewhere. */
function engineOf({ face, failed, url }: LinesRoute, { requestId }: Exchange): LineEngine {
  const sink = new Sink()
  let number = 0
  let answered = 0
  let total = 0
  const failing = (error: unknown): string => {
    failed(error, requestId)
    return String(face.refuse(problem('internal_error', url, BATCH_ADVICE.internal_error)).body)
  }
  const one = async (line: string | Buffer): Promise<string | undefined> => {
    try {
      return await face.answer(line, number, requestId)
    } catch (error) {
      return failing(error)
    }
  }
  return {
    atOnce: 1,
    longestLine: face.longestLine,
    async answer(lines, gone, leave) {
      const slices = new Slices()
      await slices.next()
      const piece = Buffer.from(lines.buffer, lines.byteOffset, lines.byteLength)
      for (const line of linesIn(piece)) {
        const text = await one(line)
        number++
        if (text !== undefined) {
          answered++
          total++
          sink.add(`${text}\n`)
        }
        if (sink.isFull) await leave(sink.take())
        if (gone()) return []
        if (slices.over) await slices.next()
      }
      // An empty line at the end has no bytes of its own.
      if (piece.length === 0 || piece[piece.length - 1] === NEWLINE) number++
      return sink.take()
    },
    passOver() {
      number++
      answered++
      total++
    },
    counted() {
      const rows = answered
      answered = 0
      return rows
    },
    total: () => total,
  }
}
