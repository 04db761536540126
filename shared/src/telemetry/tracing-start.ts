/** Loads what writes traces, where they are asked for. Its packages are optional: an image without traces goes without them. */
import { ConfigError } from '../config/error.js'
import type { Logger } from './logging.js'
import type { Tracing } from './tracing.js'

const PACKAGES = '@opentelemetry/'

/**
 * Nothing where traces are off. `service`: its name unless the environment says another.
 * Throws a sentence for the operator where they are asked for and the packages were not installed.
 */
export async function startTracing(
  config: { readonly TRACING: 'off' | 'otlp' },
  service: string,
  logger: Logger,
): Promise<Tracing | undefined> {
  if (config.TRACING === 'off') return undefined
  const { otlpTracing } = await import('./tracing-otlp.js').catch((error: unknown) => {
    throw isAbsent(error) ? new ConfigError(ABSENT) : error
  })
  return otlpTracing(service, logger)
}

const ABSENT = `TRACING: otlp needs the packages ${PACKAGES}*, which are optional dependencies and are not installed here. Install with "npm ci --omit=dev" (without --omit=optional), build the image with --build-arg TRACING=otlp, or set TRACING=off.`

const isAbsent = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND' && error.message.includes(PACKAGES)
