/** HTTP details that every route shares: request ids, fixed headers, and the media types that are read. */
import { randomUUID } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { MIMEType } from 'node:util'
import type { FastifyReply, FastifyRequest } from 'fastify'

/**
 * Sent with every answer: those of helmet 8, stricter where a service without pages of its own can be. The documentation
 * pages replace the content policy by their own. Strict-Transport-Security is for whoever ends TLS: over plain http it must
 * not be sent (RFC 6797, 7.2), and the name of a host is not ours to bind (decision 35).
 */
export const STATIC_HEADERS = Object.freeze({
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
  'x-download-options': 'noopen',
  'x-frame-options': 'DENY',
  'x-permitted-cross-domain-policies': 'none',
  'x-xss-protection': '0',
})

/** The same for an answer that is written at once, as Node takes it: name, value, name, value. */
export const FLAT_HEADERS: readonly string[] = [...Object.entries(STATIC_HEADERS).flat(), 'vary', 'accept, prefer']

/** An onRequest hook for every route that answers through the framework's reply. */
export function fixedHeaders(request: FastifyRequest, reply: FastifyReply, done: () => void): void {
  reply.headers(STATIC_HEADERS).header('x-request-id', request.id)
  closeUnread(reply)
  done()
}

/** No page reads a body; one that never ends must not hold the connection. */
export function closeUnread(reply: FastifyReply): void {
  if (hasBody(reply.request.headers)) reply.header('connection', 'close')
}

/** A caller's request id is taken over only in a shape that is safe to log. */
const isRequestId = (header: unknown): header is string =>
  typeof header === 'string' && /^[A-Za-z0-9._-]{8,64}$/.test(header)

/** The caller's id of a request if it may be logged, else one of ours. */
export function requestIdOf(request: { readonly headers: IncomingHttpHeaders }): string {
  const given = request.headers['x-request-id']
  return given !== undefined && isRequestId(given) ? given : newRequestId()
}

/** Unique in this process by its number and elsewhere by its prefix. */
const newRequestId = (): string => `${PREFIX}-${(issued++).toString(36).padStart(6, '0')}`
const PREFIX = randomUUID().slice(0, 18)
let issued = 0

/** Whether a request has a body, as far as its head tells. */
export function hasBody(headers: IncomingHttpHeaders): boolean {
  const length = headers['content-length']
  return length === undefined ? headers['transfer-encoding'] !== undefined : length !== '0'
}

export const JSON_MEDIA = 'application/json'

/** The media type of a body that is UTF-8 and not compressed, without its parameters. */
export function mediaTypeOf(headers: IncomingHttpHeaders): string | undefined {
  const { 'content-type': type, 'content-encoding': encoding } = headers
  if (type === undefined || (encoding !== undefined && !/^identity$/i.test(encoding))) return undefined
  if (type === JSON_MEDIA) return type
  if (type.length <= LONGEST_TYPE && PLAIN_TYPE.test(type)) return type
  return type.length > LONGEST_TYPE ? undefined : inUtf8(type)
}

/** Nothing that Node's parser would change, at a tenth of its time. */
const PLAIN_TYPE = /^[a-z]+\/[a-z.+-]+$/

/** In UTF-16 code units. Node's parser takes the square of the length for a run of blanks: 80 ms for 8 kB. */
const LONGEST_TYPE = 256

function inUtf8(type: string): string | undefined {
  try {
    const { essence, params } = new MIMEType(type)
    return /^utf-?8$/i.test(params.get('charset') ?? 'utf-8') ? essence : undefined
  } catch {
    return undefined
  }
}
