/**
 * Spans by the OpenTelemetry library, sent by OTLP over HTTP. The library reads the standard `OTEL_*` variables itself. Nothing
 * is instrumented behind our backs: a span has the few attributes that are set here, and none of them comes from a caller.
 */
import type { IncomingHttpHeaders } from 'node:http'
import { setTimeout as delay, setImmediate } from 'node:timers/promises'
import {
  type Attributes,
  type Context,
  ROOT_CONTEXT,
  type Span,
  type SpanContext,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  type Tracer,
  trace,
} from '@opentelemetry/api'
import { type ExportResult, ExportResultCode, parseTraceParent, TraceState } from '@opentelemetry/core'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources'
import {
  BasicTracerProvider,
  BatchSpanProcessor,
  type ReadableSpan,
  type SpanExporter,
} from '@opentelemetry/sdk-trace-base'
import type { Logger } from './logging.js'
import { type ClientSpan, type ServerSpan, type Tracing, UNMATCHED } from './tracing.js'

const NAME = 'activity-scores'
/** What semantic conventions call a method that is not known. */
const OTHER_METHOD = '_OTHER'

export function otlpTracing(service: string, logger: Logger): Tracing {
  const provider = new BasicTracerProvider({
    resource: defaultResource()
      .merge(resourceFromAttributes({ 'service.name': service }))
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor(logOnFirstFailure(new OTLPTraceExporter(), logger))],
  })
  const tracer = provider.getTracer(NAME)
  return {
    route(method, route) {
      const isMatched = route !== UNMATCHED
      const named = method !== 'any'
      const attributes: Attributes = {
        'http.request.method': named ? method : OTHER_METHOD,
        'url.scheme': 'http',
        ...(isMatched ? { 'http.route': route } : {}),
      }
      const name = [named ? method : 'HTTP', ...(isMatched ? [route] : [])].join(' ')
      return (headers, ago) => new Served(tracer, name, attributes, headers, ago)
    },
    async close(withinMs) {
      // What was answered last is recorded a moment after its last byte.
      await setImmediate()
      const sent = provider.shutdown().then(
        () => true,
        () => true, // the exporter has logged it
      )
      const given = new AbortController()
      const late = delay(withinMs, false, { signal: given.signal }).catch(() => true)
      if (!(await Promise.race([sent, late]))) logger.warn('ended with traces that could not be delivered in time')
      given.abort()
    },
  }
}

/** Says once that traces are not delivered, and once that they are again; who gets them is no secret, what was said may be. */
function logOnFirstFailure(exporter: SpanExporter, logger: Logger): SpanExporter {
  let failing = false
  const tell = (failed: boolean): void => {
    if (failed === failing) return
    failing = failed
    if (failed) logger.warn('traces cannot be delivered')
    else logger.info('traces are delivered again')
  }
  return {
    export(spans: ReadableSpan[], done: (result: ExportResult) => void) {
      exporter.export(spans, (result) => {
        tell(result.code !== ExportResultCode.SUCCESS)
        done(result)
      })
    },
    shutdown: () => exporter.shutdown(),
  }
}

/** Milliseconds since 1970 at which something began so long ago; nothing for now, which the library reads from a finer clock. */
const since = (ago: number | undefined) => (ago === undefined ? {} : { startTime: Date.now() - ago })

function settle(span: Span, status: number, failure: string | undefined): void {
  if (status < 500) return
  span.setAttribute('error.type', failure ?? String(status))
  span.setStatus({ code: SpanStatusCode.ERROR })
}

class Served implements ServerSpan {
  readonly traceId: string
  readonly #tracer: Tracer
  readonly #span: Span
  readonly #context: Context
  readonly #state: string

  constructor(tracer: Tracer, name: string, attributes: Attributes, headers: IncomingHttpHeaders, ago?: number) {
    const parent = parentOf(headers)
    const above = parent ? trace.setSpanContext(ROOT_CONTEXT, parent) : ROOT_CONTEXT
    this.#tracer = tracer
    this.#span = tracer.startSpan(name, { kind: SpanKind.SERVER, attributes, ...since(ago) }, above)
    this.#context = trace.setSpan(above, this.#span)
    this.#state = parent ? stateOf(headers) : ''
    this.traceId = this.#span.spanContext().traceId
  }

  call(path: string): ClientSpan {
    const attributes = { 'http.request.method': 'POST', 'url.template': path }
    const span = this.#tracer.startSpan(`POST ${path}`, { kind: SpanKind.CLIENT, attributes }, this.#context)
    const headers = ['traceparent', traceparentOf(span.spanContext())]
    if (this.#state !== '') headers.push('tracestate', this.#state)
    return {
      headers,
      end(status, failure) {
        if (failure === undefined) span.setAttribute('http.response.status_code', status)
        settle(span, status, failure)
        span.end()
      },
    }
  }

  end(status: number, rows: number | undefined): void {
    this.#span.setAttribute('http.response.status_code', status)
    if (rows !== undefined) this.#span.setAttribute('activity_scores.rows', rows)
    settle(this.#span, status, undefined)
    this.#span.end()
  }
}

/** The caller's span, where it is named in the standard's form. Its state is kept apart: it would be sent to the collector. */
function parentOf(headers: IncomingHttpHeaders): SpanContext | undefined {
  const { traceparent } = headers
  const parent = typeof traceparent === 'string' ? parseTraceParent(traceparent) : null
  return parent ? { ...parent, isRemote: true } : undefined
}

/** The caller's `tracestate` in the standard's form, within its limits, for the services alone; empty for none. */
const stateOf = ({ tracestate }: IncomingHttpHeaders): string =>
  typeof tracestate === 'string' ? new TraceState(tracestate).serialize() : ''

const traceparentOf = ({ traceId, spanId, traceFlags }: SpanContext): string =>
  `00-${traceId}-${spanId}-${traceFlags & TraceFlags.SAMPLED ? '01' : '00'}`
