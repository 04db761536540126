/** Configuration from the environment: one zod schema, parsed once at start. A fault names its variable. */
import * as z from 'zod'
import { headerName, integer } from '../config/values.js'
import { webAddress } from '../config/web-address.js'
import { identityVariables } from '../identity/variables.js'

/** What every process understands. */
export const hostVariables = {
  HOST: z.string().min(1).default('127.0.0.1').describe('Address to listen on'),
  PORT: integer(0, 65_535, 3000).describe('Port to listen on; 0 takes a free one, which the first log line names'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('One structured line a request is written at info'),
  BODY_LIMIT: integer(1024, 1_048_576, 65_536).describe(
    'Largest request body in bytes; no valid request comes near the default',
  ),
  BATCH_BODY_LIMIT: integer(1024, 268_435_456, 8_388_608).describe(
    'Largest body of a batch in bytes that is one JSON array; streams have no limit',
  ),
  BATCH_THREADS: integer(0, 64, 0).describe(
    'Worker threads for the lines of NDJSON batches; 0 computes them between the other requests',
  ),
  REQUEST_TIMEOUT_MS: integer(100, 600_000, 10_000).describe(
    'Longest time for receiving one whole request, and longest silence in a stream',
  ),
  HEADERS_TIMEOUT_MS: integer(100, 600_000, 5000).describe(
    'Longest time for receiving the headers of a request, and longest silence of a new connection; looked at once a second; at most REQUEST_TIMEOUT_MS',
  ),
  KEEP_ALIVE_TIMEOUT_MS: integer(100, 600_000, 72_000).describe(
    'Longest rest of a connection between two requests; longer than that of a proxy in front',
  ),
  STOP_TIMEOUT_MS: integer(100, 600_000, 10_000).describe('Longest time for ending work in flight after SIGTERM'),
  STOP_DELAY_MS: integer(0, 60_000, 0).describe(
    'Time after SIGTERM in which requests are still taken, while readiness is false already; part of STOP_TIMEOUT_MS, so below it',
  ),
  PORT_WAIT_MS: integer(0, 600_000, 0).describe(
    'Longest wait for a port that another process still has, so that a successor can be started first',
  ),
  MAX_CONNECTIONS: integer(1, 1_000_000, 4000).describe('Most open connections; one more is closed at once'),
  RATE_LIMIT_ROWS: integer(0, 1_000_000_000, 10_000_000).describe(
    'Rows that one caller may have computed in a window, a single call being one; 0 for no limit',
  ),
  RATE_LIMIT_WINDOW_S: integer(1, 3600, 10).describe('Length of that window in seconds'),
  RATE_LIMIT_CALLERS: integer(1, 1_000_000, 10_000).describe(
    'Callers told apart in one window; any more share one limit, so that memory is bounded',
  ),
  RATE_LIMIT_HEADER: headerName
    .optional()
    .describe(
      'Header that names the caller, such as x-api-key or x-real-ip, set or checked by the proxy in front; not set: the address',
    ),
  BUFFER_LIMIT: integer(0, 1_099_511_627_776, 0).describe(
    'Most bytes that are held for callers: bodies that are not answered yet and answers that are not read yet; above it new work is refused with 503; 0 for a quarter of the largest heap, at most a sixth of the memory of the container and 256 MiB',
  ),
  BUFFER_SHARE_PERCENT: integer(1, 100, 50).describe('Share of it that one caller may have'),
  OVERLOAD_DELAY_MS: integer(0, 60_000, 40).describe(
    'Length of a turn of the event loop from which, when turns stay long, requests are refused with 503; 0 for no limit',
  ),
  OVERLOAD_TURN_MS: integer(1, 60_000, 5).describe(
    'While they stay long: time of each turn in which requests are still computed; what comes later in it is refused',
  ),
  OVERLOAD_UTILISATION_PERCENT: integer(1, 100, 100).describe(
    'Utilisation of the event loop above which requests are refused with 503; 100 for no limit',
  ),
  OVERLOAD_HEAP_PERCENT: integer(1, 100, 95).describe(
    'Share of the largest heap above which requests are refused with 503; 100 for no limit',
  ),
  CORS_ORIGINS: z
    .string()
    .transform((text) => text.split(',').map((origin) => origin.trim()))
    .refine((origins) => origins.every((origin) => origin === '*' || isOrigin(origin)), {
      message: 'must be * or origins such as https://ehr.example with commas between them, without a path',
    })
    .optional()
    .describe('Origins whose pages may call from a browser, with commas between them, or `*` for all; not set: none'),
  ...identityVariables,
  TRACING: z
    .enum(['off', 'otlp'])
    .default('off')
    .describe('Traces: `otlp` sends a span of each request to an OpenTelemetry collector by OTLP over HTTP'),
  // These two are read by OpenTelemetry itself, like its other variables; here they are named and checked.
  OTEL_EXPORTER_OTLP_ENDPOINT: webAddress({ example: 'http://collector:4318', path: true, credentials: true })
    .refine((text) => !/\/v1\/traces\/?$/.test(text), 'must be without /v1/traces, which is added to it')
    .optional()
    .describe('Where traces go: address of the collector, without `/v1/traces`; not set: http://localhost:4318'),
  OTEL_SERVICE_NAME: z
    .string()
    .min(1)
    .max(128)
    .optional()
    .describe('Name of this process in traces; not set: activity-scores, with the slug where it serves one instrument'),
} as const

/** An origin as browsers send it. */
function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text
}

const hostSchema = z.object(hostVariables)

export type HostConfig = z.output<typeof hostSchema>
