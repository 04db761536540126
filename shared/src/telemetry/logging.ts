/**
 * One structured line a request, and never a submitted value: no URL (it may carry a query), no body, no error message
 * (it may quote input). The route pattern, not the path, names what was called.
 */
import { type DestinationStream, type Logger, pino } from 'pino'
import { type LogDestination, standardOutput } from './log-destination.js'

export function createLogger(level: string, destination: DestinationStream = standardOutput()): Logger {
  return pino({ level, base: null, serializers: { err: withoutMessage } }, destination)
}

/** Where a logger writes to; one of others has neither what was dropped nor an end. */
const destinationOf = (logger: Logger): DestinationStream & Partial<LogDestination> =>
  logger[pino.symbols.streamSym as never]

/** Log lines that nobody took in time. */
export const droppedLines = (logger: Logger): number => destinationOf(logger).dropped ?? 0

/** Resolves when every line is written, at the latest after so many milliseconds. */
export const drained = async (logger: Logger, milliseconds: number): Promise<void> =>
  destinationOf(logger).drain?.(milliseconds)

/** For the lines that others write: the framework logs whole errors. */
const withoutMessage = (error: unknown): unknown => (error instanceof Error ? describeError(error) : error)

/** Type, code and place of an error; its message stays out of the log. */
export function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error }
  // The stack starts with the message, which may have lines of its own.
  const frames = error.stack?.replace(error.message, '')
  const place = frames?.split('\n').find((line) => /^\s+at /.test(line))
  const code = (error as { readonly code?: unknown }).code
  return { type: error.name, ...(typeof code === 'string' ? { code } : {}), at: place?.trim() ?? 'unknown' }
}

export type { Logger }

/** `traceId` where requests are traced. */
export type RequestLog = (requestId: string, status: number, milliseconds: number, traceId?: string) => void

/**
 * The line of one route's requests, as pino writes it (level, time, members, msg), put together from parts that are
 * known at start. The request id is in a safe alphabet, a trace id is 32 hexadecimal digits; nothing else in the line
 * comes from the caller.
 */
export function requestLog(logger: Logger, method: string, route: string): RequestLog {
  const called = `"method":${JSON.stringify(method)},"route":${JSON.stringify(route)}`
  const destination = destinationOf(logger)
  return (requestId, status, milliseconds, traceId) => {
    if (!logger.isLevelEnabled('info')) return
    const ms = Math.round(milliseconds * 1000) / 1000
    const trace = traceId === undefined ? '' : `,"trace_id":"${traceId}"`
    destination.write(
      `{"level":30,"time":${Date.now()},"requestId":"${requestId}",${called},"status":${status},"ms":${ms}${trace},"msg":"request"}\n`,
    )
  }
}
