/**
 * One structured line a request, and never a submitted value: no URL (it may carry a query), no body, no error message
 * (it may quote input). The route pattern, not the path, names what was called.
 */
import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from 'fastify'
import { type Logger, pino } from 'pino'

export function createLogger(level: string): Logger {
  return pino({ level, base: null, serializers: { err: describeError } })
}

/** Type, code and place of an error; its message stays out of the log. */
export function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error }
  const place = error.stack?.split('\n').find((line) => /^\s+at /.test(line))
  const code = (error as { readonly code?: unknown }).code
  return { type: error.name, ...(typeof code === 'string' ? { code } : {}), at: place?.trim() ?? 'unknown' }
}

export function logRequest(logger: FastifyBaseLogger, request: FastifyRequest, reply: FastifyReply): void {
  logger.info(
    {
      requestId: request.id,
      method: request.method,
      route: routeOf(request),
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 1000) / 1000,
    },
    'request',
  )
}

/** The pattern of the route, `unmatched` where there is none: safe as a log field and as a metric label. */
export const routeOf = (request: FastifyRequest): string => request.routeOptions.url ?? 'unmatched'
