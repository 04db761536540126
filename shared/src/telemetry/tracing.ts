/**
 * Traces (OpenTelemetry) as the rest of a process sees them. Off by default: nothing of the library is loaded then, and no
 * request has a span. `tracing-otlp.ts` is the one place that knows the library.
 */
import type { IncomingHttpHeaders } from 'node:http'

/** One request that this process answers. */
export interface ServerSpan {
  /** 32 hexadecimal digits; the log line names it. */
  readonly traceId: string
  /** Begins a call of another service on behalf of the request. */
  call(path: string): ClientSpan
  /** `rows`: instruments or rows that were computed for it, where any were. */
  end(status: number, rows: number | undefined): void
}

/** One call of another service. */
export interface ClientSpan {
  /** What carries the trace there: name, value, name, value. */
  readonly headers: readonly string[]
  /** `failure`: a fixed word for why the service gave no answer of its own. */
  end(status: number, failure?: string): void
}

/** Begins the span of a request of one route and method, which came so many milliseconds ago. */
export type BeginSpan = (headers: IncomingHttpHeaders, ago?: number) => ServerSpan

export interface Tracing {
  /** The spans of one route and method; `unmatched` is no route. */
  route(method: string, route: string): BeginSpan
  /** Sends what has not been sent, for so many milliseconds at most; never fails. */
  close(withinMs: number): Promise<void>
}

/** Name in requests that no route was found for. */
export const UNMATCHED = 'unmatched'
