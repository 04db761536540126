/**
 * The executor of an instrument that runs elsewhere: the body goes to its service as it came, the answer comes back as it
 * is, byte for byte. Bodies are small, so both are held whole; one connection carries one request at a time.
 */
import { type Answer, type CallContext, type Executor, pathOf, refuse } from '@activity-scores/shared/executor'
import { type Dispatcher, Pool } from 'undici'
import { batchForwarder } from './batch-forwarder.js'
import type { GatewayConfig } from './config.js'
import { ForeignAnswer, upstreamProblem } from './upstream-problem.js'

export interface RemoteExecutor extends Executor {
  /** Whether the service says that it is ready. */
  ready(): Promise<boolean>
  close(): Promise<void>
}

/** Statuses and media types that a service of ours can give; anything else did not come from one. */
const STATUSES = new Set([200, 400, 413, 415, 422, 429, 503])
const MEDIA = /^(application\/json|application\/problem\+json|text\/plain)\b/
const LARGEST_ANSWER = 4 * 1024 * 1024
const CONNECTIONS = 64

export function remote(
  slug: string,
  origin: string,
  limits: Pick<GatewayConfig, 'UPSTREAM_TIMEOUT_MS' | 'REQUEST_TIMEOUT_MS' | 'RATE_LIMIT_HEADER'>,
): RemoteExecutor {
  const callerHeader = limits.RATE_LIMIT_HEADER
  const timeoutMs = limits.UPSTREAM_TIMEOUT_MS
  const pool = new Pool(origin, {
    connections: CONNECTIONS,
    pipelining: 1,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    connect: { timeout: timeoutMs },
  })
  const batches = batchForwarder(slug, origin, timeoutMs, limits.REQUEST_TIMEOUT_MS, callerHeader)
  const path = pathOf(slug)
  const fromBytes = (body: Buffer, context: CallContext): Promise<Answer> =>
    new Promise((resolve) => {
      const headers = headersFor(context, callerHeader)
      pool.dispatch({ method: 'POST', path, headers, body }, collect(slug, path, resolve))
    })
  return {
    slug,
    fromBytes,
    fromValue: (body, context) => fromBytes(Buffer.from(JSON.stringify(body)), context),
    async ready() {
      try {
        const { statusCode, body } = await pool.request({
          method: 'GET',
          path: '/health/ready',
          headersTimeout: timeoutMs,
        })
        await body.dump()
        return statusCode === 200
      } catch {
        return false
      }
    },
    forward: batches.forward,
    close: async () => {
      await Promise.all([pool.destroy(), batches.close()])
    },
  }
}

/** As the client takes them without another look: name, value, name, value. */
function headersFor({ form, requestId, caller }: CallContext, callerHeader: string | undefined): string[] {
  const headers = ['content-type', 'application/json', 'x-request-id', requestId]
  if (callerHeader !== undefined && caller !== undefined) headers.push(callerHeader, caller)
  if (form === 'minimal') headers.push('prefer', 'return=minimal')
  if (form === 'text') headers.push('accept', 'text/plain')
  return headers
}

function collect(slug: string, path: string, resolve: (answer: Answer) => void): Dispatcher.DispatchHandler {
  let status = 0
  let type = ''
  let retryAfter: string | undefined
  let size = 0
  const chunks: Buffer[] = []
  return {
    onRequestStart() {},
    onResponseStart(controller, statusCode, headers) {
      status = statusCode
      type = String(headers['content-type'] ?? '')
      retryAfter = headers['retry-after']?.toString()
      if (!STATUSES.has(status) || !MEDIA.test(type)) controller.abort(new ForeignAnswer())
    },
    onResponseData(controller, chunk) {
      size += chunk.length
      if (size > LARGEST_ANSWER) controller.abort(new ForeignAnswer())
      else chunks.push(chunk)
    },
    onResponseEnd() {
      resolve({ status, type, body: chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks), retryAfter })
    },
    onResponseError(_controller, error) {
      resolve(refuse(upstreamProblem(slug, path, error)))
    },
  }
}
