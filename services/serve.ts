/** `npm run service -- das28-esr`: one instrument (or several) as a process of its own. */
import { readConfig } from '@activity-scores/shared/config/read'
import { type InstrumentSet, instrumentSetFrom } from '@activity-scores/shared/engine/instrument-set'
import { main, run, UsageError } from '@activity-scores/shared/http/run'
import { buildService } from '@activity-scores/shared/http/service'
import { tellPassedOver } from '@activity-scores/shared/http/unknown-variables'
import { hostVariables } from '@activity-scores/shared/http/variables'
import { createLogger } from '@activity-scores/shared/telemetry/logging'
import { loaders } from './loaders.js'

const known = Object.keys(loaders)

const moduleOf = (slug: string): string => import.meta.resolve(`@activity-scores/services/${slug}/index`)

/** Loads what is asked for and not the rest: a lone service starts without the other instruments. */
const lineupFor = (slugs: readonly string[]): InstrumentSet =>
  instrumentSetFrom(Object.fromEntries(Object.entries(loaders).filter(([slug]) => slugs.includes(slug))))

await main(async () => {
  const slugs = process.argv.slice(2)
  if (slugs.length === 0 || slugs.some((slug) => !known.includes(slug)))
    throw new UsageError(`Usage: npm run service -- <slug> [<slug> ...]\nKnown: ${known.join(', ')}`)
  const config = readConfig(hostVariables, process.env)
  const logger = createLogger(config.LOG_LEVEL)
  tellPassedOver(Object.keys(hostVariables), process.env, config, logger)
  const instruments = await lineupFor(slugs).all()
  await run(await buildService(instruments, config, logger, moduleOf), config, logger)
})
