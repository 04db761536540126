/** `npm run service -- das28-esr`: one instrument (or several) as a process of its own. */
import { readdirSync } from 'node:fs'
import { hostVariables, readConfig } from '@activity-scores/shared/config'
import type { Instrument } from '@activity-scores/shared/instrument'
import { createLogger } from '@activity-scores/shared/logging'
import { main, run, UsageError } from '@activity-scores/shared/run'
import { buildService } from '@activity-scores/shared/service'

const known = readdirSync(new URL('.', import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'test')
  .map((entry) => entry.name)

const moduleOf = (slug: string): string => new URL(`./${slug}/index.js`, import.meta.url).href

/** Loads the one folder and not the registry: a lone service starts without the other instruments. */
async function load(slug: string): Promise<Instrument> {
  const module = (await import(moduleOf(slug))) as { readonly default: Instrument }
  return module.default
}

await main(async () => {
  const slugs = process.argv.slice(2)
  if (slugs.length === 0 || slugs.some((slug) => !known.includes(slug)))
    throw new UsageError(`Usage: npm run service -- <slug> [<slug> ...]\nKnown: ${known.join(', ')}`)
  const config = readConfig(hostVariables, process.env)
  const logger = createLogger(config.LOG_LEVEL)
  await run(await buildService(await Promise.all(slugs.map(load)), config, logger, moduleOf), config, logger)
})
