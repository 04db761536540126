/** Loads what writes traces, where they are asked for. */
import type { Logger } from './logging.js'
import type { Tracing } from './tracing.js'

/** Nothing where traces are off. `service`: its name unless the environment says another. */
export async function startTracing(
  config: { readonly TRACING: 'off' | 'otlp' },
  service: string,
  logger: Logger,
): Promise<Tracing | undefined> {
  if (config.TRACING === 'off') return undefined
  const { otlpTracing } = await import('./tracing-otlp.js')
  return otlpTracing(service, logger)
}
