/** A collector of traces for tests: takes OTLP as JSON over HTTP, as real processes send it. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import type { Owner } from '../programs/kit/processes.js'
import { SLUG } from './strangers.js'

export interface Collected {
  readonly service: string
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId: string
  readonly name: string
  readonly kind: 'server' | 'client' | 'other'
  readonly isError: boolean
  readonly attributes: Readonly<Record<string, string | number>>
}

export interface Collector {
  /** The variables that send traces here, soon after they are made. */
  readonly environment: Readonly<Record<string, string>>
  /** Everything that came, heads included, as it came. */
  raw(): string
  readonly spans: readonly Collected[]
  /** Settles when so many spans that fit have come; fails after some seconds. */
  has(fits: (span: Collected) => boolean, count?: number): Promise<readonly Collected[]>
}

interface KeyValue {
  readonly key: string
  readonly value: { readonly stringValue?: string; readonly intValue?: number; readonly doubleValue?: number }
}

interface OtlpSpan {
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string
  readonly name: string
  readonly kind: number
  readonly attributes: readonly KeyValue[]
  readonly status: { readonly code: number }
}

interface Otlp {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly KeyValue[] }
    readonly scopeSpans: readonly { readonly spans: readonly OtlpSpan[] }[]
  }[]
}

const KINDS: Readonly<Record<number, Collected['kind']>> = { 2: 'server', 3: 'client' }
const ERROR = 2
const PATIENCE_MS = 10_000

const read = (pairs: readonly KeyValue[]): Readonly<Record<string, string | number>> =>
  Object.fromEntries(
    pairs.map(({ key, value }) => [key, value.stringValue ?? value.intValue ?? value.doubleValue ?? '']),
  )

const spansOf = ({ resourceSpans }: Otlp): readonly Collected[] =>
  resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) =>
      spans.map((span) => ({
        service: String(read(resource.attributes)['service.name']),
        traceId: span.traceId,
        spanId: span.spanId,
        parentSpanId: span.parentSpanId ?? '',
        name: span.name,
        kind: KINDS[span.kind] ?? 'other',
        isError: span.status.code === ERROR,
        attributes: read(span.attributes),
      })),
    ),
  )

export async function collector(owner: Owner): Promise<Collector> {
  const spans: Collected[] = []
  let raw = ''
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += String(chunk)
    raw += `${request.method} ${request.url}\n${request.rawHeaders.join('\n')}\n${body}\n`
    spans.push(...spansOf(JSON.parse(body) as Otlp))
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  owner.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return {
    environment: tracingTo(port),
    raw: () => raw,
    spans,
    async has(fits, count = 1) {
      for (const until = performance.now() + PATIENCE_MS; performance.now() < until; await delay(20)) {
        const found = spans.filter(fits)
        if (found.length >= count) return found
      }
      throw new Error(`${count} spans did not come; there are ${JSON.stringify(spans.map(({ name }) => name))}`)
    },
  }
}

/** The variables that send traces to a port of this machine, soon after they are made. */
export const tracingTo = (port: number): Readonly<Record<string, string>> => ({
  TRACING: 'otlp',
  OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
  OTEL_BSP_SCHEDULE_DELAY: '50',
})

export const PATH = `/v1/${SLUG}`
/** A caller's trace, as it is sent to be continued. */
export const TRACE = '0af7651916cd43dd8448eb211c80319c'
export const CALLER = 'b7ad6b7169203331'
export const SAMPLED = `00-${TRACE}-${CALLER}-01`

/** Gives the status. */
export async function post(
  origin: string,
  path: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<number> {
  const answer = await fetch(origin + path, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  })
  await answer.text()
  return answer.status
}
