/** A service: an instrument (or several) with a port of its own, serving the paths that the gateway serves for it. */
import type { Logger } from 'pino'
import type { Instrument } from '../contract/instrument.js'
import { type Executor, embed } from '../engine/executor.js'
import { type InstrumentSet, instrumentSetOf } from '../engine/instrument-set.js'
import type { Face } from './face.js'
import { buildHost, type Host } from './host.js'
import type { HostConfig } from './variables.js'

/** Makes further ways to call from what a service computes. */
export type FacesOf = (instrumentSet: InstrumentSet, executors: readonly Executor[]) => readonly Face[]

export function buildService(
  instruments: readonly Instrument[],
  config: HostConfig,
  logger: Logger,
  moduleOf?: (slug: string) => string,
  facesOf?: FacesOf,
  companions?: InstrumentSet,
): Promise<Host> {
  const title = instruments.map((instrument) => instrument.title).join(', ')
  const instrumentSet = instrumentSetOf(instruments)
  const executors = instruments.map(embed)
  return buildHost({
    title: `Activity Scores: ${title}`,
    config,
    logger,
    instrumentSet,
    executors,
    ...(facesOf ? { faces: facesOf(instrumentSet, executors) } : {}),
    ...(moduleOf ? { moduleOf } : {}),
    ...(companions ? { companions } : {}),
  })
}
