/** A service: an instrument (or several) with a port of its own, serving the paths that the gateway serves for it. */
import type { Logger } from 'pino'
import type { Instrument } from '../contract/instrument.js'
import { embed } from '../engine/executor.js'
import { instrumentSetOf } from '../engine/instrument-set.js'
import { buildHost, type Host } from './host.js'
import type { HostConfig } from './variables.js'

export function buildService(
  instruments: readonly Instrument[],
  config: HostConfig,
  logger: Logger,
  moduleOf?: (slug: string) => string,
): Promise<Host> {
  const title = instruments.map((instrument) => instrument.title).join(', ')
  return buildHost({
    title: `Activity Scores: ${title}`,
    config,
    logger,
    instrumentSet: instrumentSetOf(instruments),
    executors: instruments.map(embed),
    ...(moduleOf ? { moduleOf } : {}),
  })
}
