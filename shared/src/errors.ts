/** Every failure outside an executor becomes a problem; nothing of the request or of our internals is quoted. */
import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { STATIC_HEADERS } from './http.js'
import { describeError } from './logging.js'
import type { Observe } from './observe.js'
import { PROBLEM_TYPE, type Problem, type ProblemCode, problem } from './problems.js'

const byFastifyCode: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body_too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_media_type',
  FST_ERR_CTP_INVALID_TYPE: 'unsupported_media_type',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'bad_request',
  FST_ERR_BAD_URL: 'bad_request',
}

const advice: Partial<Record<ProblemCode, string>> = {
  body_too_large: 'The body is larger than any valid request. Send one JSON object with the documented fields only.',
  unsupported_media_type:
    'Send the body as JSON in UTF-8, uncompressed, with the header "Content-Type: application/json".',
  bad_request: 'The request cannot be read as HTTP. Check the URL, its percent-encoding and the Content-Length header.',
  header_fields_too_large: 'The request headers are larger than 8 kB. Send fewer or shorter headers.',
  request_timeout: 'The request did not arrive in time. Send it whole, without pauses.',
  internal_error:
    'The service failed; the fault is on its side. Repeat the request, and report the X-Request-Id of this answer if it persists.',
}

export const sendProblem = (reply: FastifyReply, body: Problem): FastifyReply =>
  reply
    .code(body.status)
    .headers(STATIC_HEADERS)
    .header('x-request-id', reply.request.id)
    .header('content-type', PROBLEM_TYPE)
    .send(JSON.stringify(body))

const pathOfUrl = (url: string): string => url.split('?', 1)[0] ?? url

export function errorHandler(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const code = byFastifyCode[error.code] ?? 'internal_error'
  if (code === 'internal_error')
    request.log.error({ requestId: request.id, err: describeError(error) }, 'request failed')
  sendProblem(reply, problem(code, pathOfUrl(request.url), advice[code] ?? ''))
}

export const frameworkError = (_error: FastifyError, _request: FastifyRequest, reply: FastifyReply): void => {
  sendProblem(reply, problem('bad_request', '/', advice.bad_request ?? ''))
}

export const notFoundHandler =
  (slugs: readonly string[], observe: Observe) =>
  (request: FastifyRequest, reply: FastifyReply): void => {
    const path = pathOfUrl(request.url)
    const asked = /^\/v1\/(?:instruments\/)?[^/]+$/.test(path)
    const found = asked
      ? problem(
          'unknown_instrument',
          path,
          `No instrument of this name is served here. Known: ${slugs.join(', ')}. GET /v1/instruments describes them.`,
        )
      : problem(
          'not_found',
          path,
          'Nothing is served at this path. GET /openapi.json lists every path, /docs shows them.',
        )
    sendProblem(reply, found)
    observe(request, reply)
  }

const connectionFaults: Readonly<Record<string, ProblemCode>> = {
  HPE_HEADER_OVERFLOW: 'header_fields_too_large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request_timeout',
}

/** A request that Node could not read as HTTP at all: answered on the bare socket. */
export function connectionFault(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const code = connectionFaults[error.code ?? ''] ?? 'bad_request'
  const body = problem(code, '/', advice[code] ?? '')
  const text = JSON.stringify(body)
  socket.end(
    `HTTP/1.1 ${body.status} ${STATUS_CODES[body.status]}\r\ncontent-type: ${PROBLEM_TYPE}\r\ncontent-length: ${Buffer.byteLength(text)}\r\nconnection: close\r\n\r\n${text}`,
  )
}
