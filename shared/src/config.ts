/** Configuration from the environment: one zod schema, parsed once at start. A fault names its variable. */
import { z } from 'zod'

/** A whole number in the environment. */
export const integer = (low: number, high: number, fallback: number) => {
  const allowed = `must be a whole number from ${low} to ${high}`
  return z
    .string()
    .regex(/^\d+$/, allowed)
    .transform(Number)
    .pipe(z.number().min(low, allowed).max(high, allowed))
    .default(fallback)
}

/** What every process understands. */
export const hostVariables = {
  HOST: z.string().min(1).default('127.0.0.1').describe('Address to listen on'),
  PORT: integer(0, 65_535, 3000).describe('Port to listen on; 0 takes a free one, which the first log line names'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('One structured line a request is written at info'),
  BODY_LIMIT: integer(1024, 1_048_576, 16_384).describe(
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
  STOP_TIMEOUT_MS: integer(100, 600_000, 10_000).describe('Longest time for ending work in flight after SIGTERM'),
} as const

const hostSchema = z.object(hostVariables)
export type HostConfig = z.output<typeof hostSchema>

export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/** Reads the variables of a schema from an environment; an empty text counts as not set. */
export function readConfig<Shape extends z.ZodRawShape>(
  variables: Shape,
  environment: Readonly<Record<string, string | undefined>>,
): z.output<z.ZodObject<Shape>> {
  const given = Object.fromEntries(
    Object.keys(variables).flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])),
  )
  const parsed = z.object(variables).safeParse(given)
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  throw new ConfigError(`The configuration is not valid.\n  ${faults.join('\n  ')}`)
}
