/** Every failure outside an executor becomes a problem; nothing of the request or of our internals is quoted. */
import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { meantPath } from '../../engine/hints.js'
import { nearest } from '../../engine/nearest.js'
import { type AdvisedCode, advice, PROBLEM_TYPE, type Problem, problem } from '../../engine/problems.js'
import { describeError, type Logger } from '../../telemetry/logging.js'
import type { Observe, Observer } from '../../telemetry/observe.js'
import { UNMATCHED } from '../../telemetry/tracing.js'
import { closeUnread, requestIdOf, STATIC_HEADERS } from '../direct/fields.js'
import { headOf, NOTHING_SET } from '../direct/head.js'

const byFastifyCode: Readonly<Record<string, AdvisedCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body_too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_media_type',
  FST_ERR_ROUTE_MISSING_CONTENT_TYPE: 'unsupported_media_type',
  FST_ERR_BAD_URL: 'bad_request',
}

export function sendProblem(reply: FastifyReply, body: Problem): FastifyReply {
  closeUnread(reply)
  const { type, body: text } = reply.server.refusalFor(pathOfUrl(reply.request.url))(body)
  return reply
    .code(body.status)
    .headers(STATIC_HEADERS)
    .header('x-request-id', reply.request.id)
    .header('content-type', type)
    .send(text)
}

const pathOfUrl = (url: string): string => url.split('?', 1)[0] ?? url

type Handler = (request: FastifyRequest, reply: FastifyReply) => void

/** On an unknown path a body at fault changes nothing: it stays unknown. */
export const errorHandler =
  (logger: Logger, notFound: Handler) =>
  (error: FastifyError, request: FastifyRequest, reply: FastifyReply): void => {
    if (request.is404) {
      notFound(request, reply)
      return
    }
    const code = byFastifyCode[error.code] ?? 'internal_error'
    if (code === 'internal_error') logFailure(logger, error, request.id)
    sendProblem(reply, problem(code, pathOfUrl(request.url), advice[code]))
  }

/** A fault of ours: what kind and where, never its message, which may quote the input. */
export const logFailure = (logger: Logger, error: unknown, requestId: string): void =>
  logger.error({ requestId, err: describeError(error) }, 'request failed')

/** A URL that cannot be decoded: it meets no route and no hook, so it is recorded here. */
export const frameworkErrorHandler =
  (observe: Observe) =>
  (_error: FastifyError, request: FastifyRequest, reply: FastifyReply): void => {
    sendProblem(reply, problem('bad_request', '/', advice.bad_request))
    observe(request, reply)
  }

/** What a path takes, as `Allow` names it, and how its refusals are recorded. */
export interface AllowedMethods {
  readonly allow: string
  readonly observe: Observe
}

const notFound = (path: string): Problem =>
  problem('not_found', path, 'Nothing is served at this path. GET /openapi.json lists every path, /docs shows them.')

/** Nothing is served at a path below that of a route. */
export const sendNotFound = (request: FastifyRequest, reply: FastifyReply): FastifyReply =>
  sendProblem(reply, notFound(pathOfUrl(request.url)))

/** A longer path is no misspelling: of a name only so many UTF-16 code units are compared. */
const LONGEST_MEANT = 64
const NEAREST = 3

const writtenAs = (path: string): string =>
  `Nothing is served at this path; perhaps ${path} is meant. GET /openapi.json lists every path, /docs shows them.`

function nearestOf(name: string, slugs: readonly string[]): string {
  const names = slugs.length <= NEAREST ? slugs : nearest(name.slice(0, LONGEST_MEANT), slugs, NEAREST)
  return `No instrument of this name is served here. The nearest: ${names.join(', ')}. GET /v1/instruments lists and describes all ${slugs.length}.`
}

/** A path that is not served, or not by this method. */
export const notFoundHandler =
  (slugs: readonly string[], allowedMethods: ReadonlyMap<string, AllowedMethods>, unmatched: Observe): Handler =>
  (request, reply) => {
    const path = pathOfUrl(request.url)
    const served = allowedMethods.get(path) ?? (path.startsWith('/docs/') ? allowedMethods.get('/docs/*') : undefined)
    if (served) {
      const detail = `This path takes ${served.allow}. Send the request with that method.`
      sendProblem(reply.header('allow', served.allow), problem('method_not_allowed', path, detail))
      served.observe(request, reply)
      return
    }
    const [, name] = /^\/v1\/(?:instruments\/)?([^/]+)(?:\/batch)?$/.exec(path) ?? []
    const meant = meantPath(path, [...allowedMethods.keys()])
    if (meant !== undefined)
      sendProblem(reply, problem(name === undefined ? 'not_found' : 'unknown_instrument', path, writtenAs(meant)))
    else if (name === undefined) sendProblem(reply, notFound(path))
    else sendProblem(reply, problem('unknown_instrument', path, nearestOf(name, slugs)))
    unmatched(request, reply)
  }

/** Answers a request whose head is at fault, before any route is looked for. */
export type RefuseHead = (request: IncomingMessage, response: ServerResponse, detail: string) => void

export function headFaultHandler(observer: Observer): RefuseHead {
  const record = observer.recorder('any', UNMATCHED)
  const begin = observer.spans('any', UNMATCHED)
  return (request, response, detail) => {
    const body = JSON.stringify(problem('bad_request', '/', detail))
    const id = requestIdOf(request)
    const head = headOf(id, PROBLEM_TYPE, NOTHING_SET)
    head.push('content-length', String(Buffer.byteLength(body)), 'connection', 'close')
    response.writeHead(400, head).end(body)
    record(id, 400, 0, begin?.(request.headers))
  }
}

const connectionFaults: Readonly<Record<string, AdvisedCode>> = {
  HPE_HEADER_OVERFLOW: 'header_fields_too_large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 'body_too_large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request_timeout',
}

const FIXED_LINES = Object.entries(STATIC_HEADERS)
  .map(([name, value]) => `${name}: ${value}\r\n`)
  .join('')

/** Whoever was told that its connection ends has so long to close its side: long enough to read why, and no longer. */
const LAST_WORDS_MS = 250

/** Connections on which the last words were said. */
const ending = new WeakSet<Duplex>()

/**
 * A request that Node could not read as HTTP at all: answered on the bare socket, whose place is free soon after, whether
 * its peer closes, reads, or does nothing at all.
 */
export function connectionFault(error: Error & { readonly code?: string }, socket: Socket): void {
  // What still arrives behind a request at fault is at fault, too.
  if (ending.has(socket)) return
  // In the middle of an answer another one would be read as a part of it. Node's own handler looks at the same member.
  const { _httpMessage: answer } = socket as { readonly _httpMessage?: ServerResponse | null }
  if (error.code === 'ECONNRESET' || !socket.writable || answer?.headersSent) {
    socket.destroy()
    return
  }
  const code = connectionFaults[error.code ?? ''] ?? 'bad_request'
  sayLast(socket, problem(code, '/', advice[code]))
}

/** CONNECT asks for a tunnel; Node would close the connection without a word. */
export const refuseTunnel = (_request: IncomingMessage, socket: Duplex): void =>
  sayLast(socket, problem('bad_request', '/', 'CONNECT opens nothing here: this is no proxy. Send the request itself.'))

function sayLast(socket: Duplex, body: Problem): void {
  const text = JSON.stringify(body)
  ending.add(socket)
  socket.end(
    `HTTP/1.1 ${body.status} ${STATUS_CODES[body.status]}\r\n${FIXED_LINES}content-type: ${PROBLEM_TYPE}\r\ncontent-length: ${Buffer.byteLength(text)}\r\nconnection: close\r\n\r\n${text}`,
  )
  setTimeout(() => socket.destroy(), LAST_WORDS_MS).unref()
}
