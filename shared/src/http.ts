/** HTTP details that every route shares: request ids, fixed headers, and the one media type that is read. */
import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/** Sent with every answer. The documentation pages replace the content policy by their own. */
export const STATIC_HEADERS = Object.freeze({
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
})

/** The same for an answer that is written at once, as Node takes it: name, value, name, value. */
export const FLAT_HEADERS: readonly string[] = [...Object.entries(STATIC_HEADERS).flat(), 'vary', 'accept, prefer']

/** An onRequest hook for every route that answers through the framework's reply. */
export function fixedHeaders(request: FastifyRequest, reply: FastifyReply, done: () => void): void {
  reply.headers(STATIC_HEADERS).header('x-request-id', request.id)
  done()
}

/** A caller's request id is taken over only in a shape that is safe to log. */
export const isRequestId = (header: unknown): header is string =>
  typeof header === 'string' && /^[A-Za-z0-9._-]{8,64}$/.test(header)

/** Unique in this process by its number and elsewhere by its prefix. */
export const newRequestId = (): string => `${PREFIX}-${(issued++).toString(36).padStart(6, '0')}`
const PREFIX = randomUUID().slice(0, 18)
let issued = 0

class MediaTypeError extends Error {
  readonly code = 'FST_ERR_CTP_INVALID_MEDIA_TYPE'
  readonly statusCode = 415
}

/** Bodies are `application/json` in UTF-8, not compressed; they reach the executor as bytes. */
export function acceptOnlyJson(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const type = request.headers['content-type']
    const charset = type === 'application/json' ? undefined : /charset\s*=\s*"?([^\s;"]+)/i.exec(type ?? '')?.[1]
    const encoding = request.headers['content-encoding']
    const readable =
      (charset === undefined || /^utf-?8$/i.test(charset)) && (encoding === undefined || encoding === 'identity')
    if (readable) done(null, body)
    else done(new MediaTypeError('unreadable encoding'))
  })
}
