/**
 * Hands a batch on to the service of its slug and its answer back, both as streams: neither is held, and whoever is slow slows
 * the other side down. Batches have connections of their own, so that none waits for a single call or keeps one waiting.
 */
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Exchange, isGone, MEDIA, refuseAll, relay } from '@activity-scores/shared/batch/exchange'
import { batchPathOf } from '@activity-scores/shared/batch/route'
import { Pool } from 'undici'
import { ForeignAnswer, upstreamProblem } from './upstream-problem.js'

/** Statuses that a service of ours can give to a batch, and the media types of its answers. */
const STATUSES = new Set([200, 400, 408, 413, 415, 422, 429, 500, 503])
const TYPES = [...Object.values(MEDIA), 'application/problem+json', 'text/plain']

export interface BatchForwarder {
  forward(exchange: Exchange): Promise<number>
  close(): Promise<void>
}

/** `callerHeader` tells the service who asks. */
export function batchForwarder(
  slug: string,
  origin: string,
  timeoutMs: number,
  silenceMs: number,
  callerHeader: string | undefined,
): BatchForwarder {
  // A batch may be silent as long as its sender may, and then as long as a single answer may take.
  const longest = timeoutMs + silenceMs
  const pool = new Pool(origin, {
    pipelining: 1,
    headersTimeout: longest,
    bodyTimeout: longest,
    connect: { timeout: timeoutMs },
  })
  const path = batchPathOf(slug)
  return {
    close: () => pool.destroy(),
    async forward(exchange) {
      const { request, response } = exchange
      const left = new AbortController()
      const leave = (): void => left.abort()
      response.once('close', leave)
      try {
        const headers = headersFor(exchange, callerHeader)
        // An iterator: the client would destroy a stream that is answered early, and with it the caller's connection.
        const body = request.iterator({ destroyOnReturn: false }) as unknown as Readable // any iterable is taken
        const answer = await pool.request({ method: 'POST', path, headers, body, signal: left.signal })
        const type = String(answer.headers['content-type'] ?? '')
        if (!STATUSES.has(answer.statusCode) || !TYPES.some((known) => type.startsWith(`${known};`))) {
          answer.body.on('error', () => undefined).destroy()
          throw new ForeignAnswer()
        }
        relay(exchange, answer.statusCode, type, answer.headers)
        await pipeline(answer.body, response)
        return answer.statusCode
      } catch (error) {
        if (isGone(exchange)) throw error
        if (response.headersSent) {
          response.destroy()
          return 502
        }
        const refusal = upstreamProblem(slug, path, error)
        refuseAll(exchange, refusal)
        return refusal.status
      } finally {
        response.off('close', leave)
      }
    },
  }
}

function headersFor(
  { request, requestId, account, form, layout }: Exchange,
  callerHeader: string | undefined,
): Record<string, string> {
  const headers: Record<string, string> = { 'content-type': MEDIA[layout], 'x-request-id': requestId }
  const length = request.headers['content-length']
  if (length !== undefined) headers['content-length'] = length
  if (callerHeader !== undefined && account) headers[callerHeader] = account.caller
  if (form === 'minimal') headers['prefer'] = 'return=minimal'
  headers['accept'] = form === 'text' ? 'text/plain' : MEDIA[layout]
  return headers
}
