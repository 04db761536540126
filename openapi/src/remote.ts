/**
 * The executor of an instrument that runs elsewhere: the body goes to its service as it came, the answer comes back as it
 * is, byte for byte. Bodies are small, so both are held whole; one connection carries one request at a time.
 */
import { type Answer, type CallContext, type Executor, pathOf, refuse } from '@activity-scores/shared/executor'
import { problem } from '@activity-scores/shared/problems'
import { type Dispatcher, Pool } from 'undici'

export interface RemoteExecutor extends Executor {
  /** Whether the service says that it is ready. */
  ready(): Promise<boolean>
  close(): Promise<void>
}

/** Statuses and media types that a service of ours can give; anything else did not come from one. */
const STATUSES = new Set([200, 400, 413, 415, 422, 503])
const MEDIA = /^(application\/json|application\/problem\+json|text\/plain)\b/
const LARGEST_ANSWER = 4 * 1024 * 1024
const CONNECTIONS = 64

export function remote(slug: string, origin: string, timeoutMs: number): RemoteExecutor {
  const pool = new Pool(origin, {
    connections: CONNECTIONS,
    pipelining: 1,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    connect: { timeout: timeoutMs },
  })
  const path = pathOf(slug)
  const fromBytes = (body: Buffer, context: CallContext): Promise<Answer> =>
    new Promise((resolve) => {
      pool.dispatch({ method: 'POST', path, headers: headersFor(context), body }, collect(slug, path, resolve))
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
    close: () => pool.destroy(),
  }
}

/** As the client takes them without another look: name, value, name, value. */
function headersFor({ form, requestId }: CallContext): string[] {
  const headers = ['content-type', 'application/json', 'x-request-id', requestId]
  if (form === 'minimal') headers.push('prefer', 'return=minimal')
  if (form === 'text') headers.push('accept', 'text/plain')
  return headers
}

function collect(slug: string, path: string, resolve: (answer: Answer) => void): Dispatcher.DispatchHandler {
  let status = 0
  let type = ''
  let size = 0
  const chunks: Buffer[] = []
  return {
    onRequestStart() {},
    onResponseStart(controller, statusCode, headers) {
      status = statusCode
      type = String(headers['content-type'] ?? '')
      if (!STATUSES.has(status) || !MEDIA.test(type)) controller.abort(new ForeignAnswer())
    },
    onResponseData(controller, chunk) {
      size += chunk.length
      if (size > LARGEST_ANSWER) controller.abort(new ForeignAnswer())
      else chunks.push(chunk)
    },
    onResponseEnd() {
      resolve({ status, type, body: chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks) })
    },
    onResponseError(_controller, error) {
      resolve(failure(slug, path, error as Error & { readonly code?: string }))
    },
  }
}

class ForeignAnswer extends Error {
  readonly code = 'FOREIGN_ANSWER'
}

const TIMEOUTS = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'UND_ERR_CONNECT_TIMEOUT'])

/** Names the slug, never the address. */
function failure(slug: string, path: string, error: { readonly code?: string }): Answer {
  return TIMEOUTS.has(error.code ?? '')
    ? refuse(
        problem(
          'upstream_timeout',
          path,
          `The service of ${slug} did not answer in time. Other instruments are not affected; repeat the request later.`,
        ),
      )
    : refuse(
        problem(
          'upstream_unavailable',
          path,
          `The service of ${slug} cannot be reached or gave no valid answer. Other instruments are not affected; repeat the request later.`,
        ),
      )
}
