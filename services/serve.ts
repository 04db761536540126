/** One instrument (or several) as a process of its own. The program is `openapi/src/service.ts`, which adds the EHR faces. */
import { readConfig } from '@activity-scores/shared/config/read'
import { type InstrumentSet, instrumentSetFrom } from '@activity-scores/shared/engine/instrument-set'
import { run, UsageError } from '@activity-scores/shared/http/run'
import { buildService, type FacesOf } from '@activity-scores/shared/http/service'
import { tellPassedOver } from '@activity-scores/shared/http/unknown-variables'
import { type HostConfig, hostVariables } from '@activity-scores/shared/http/variables'
import { createLogger, type Logger } from '@activity-scores/shared/telemetry/logging'
import type * as z from 'zod'
import { loaders } from './loaders.js'

const known = Object.keys(loaders)

const moduleOf = (slug: string): string => import.meta.resolve(`@activity-scores/services/${slug}/index`)

/** Of the others a series may need one that compares visits; it is loaded then. */
const everything = instrumentSetFrom(loaders)

/** Loads what is asked for and not the rest: a lone service starts without the other instruments. */
const lineupFor = (slugs: readonly string[]): InstrumentSet =>
  instrumentSetFrom(Object.fromEntries(Object.entries(loaders).filter(([slug]) => slugs.includes(slug))))

/** Further ways to call a service, with the variables that they read. */
export interface Beside<Shape extends z.ZodRawShape> {
  readonly variables: Shape
  facesOf(config: HostConfig & z.output<z.ZodObject<Shape>>, logger: Logger): FacesOf
}

export async function serve<Shape extends z.ZodRawShape>(
  slugs: readonly string[],
  { variables, facesOf }: Beside<Shape>,
): Promise<void> {
  if (slugs.length === 0 || slugs.some((slug) => !known.includes(slug)))
    throw new UsageError(`Usage: npm run service -- <slug> [<slug> ...]\nKnown: ${known.join(', ')}`)
  const shape = { ...hostVariables, ...variables }
  const config = readConfig(shape, process.env) as HostConfig & z.output<z.ZodObject<Shape>>
  const logger = createLogger(config.LOG_LEVEL)
  tellPassedOver(Object.keys(shape), process.env, config, logger)
  const instruments = await lineupFor(slugs).all()
  await run(
    await buildService(instruments, config, logger, moduleOf, facesOf(config, logger), everything),
    config,
    logger,
  )
}
