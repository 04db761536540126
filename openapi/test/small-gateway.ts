/**
 * A program as `npm start` is one, with the instruments of its arguments and no trial: what is compiled ahead of the first
 * request is a fraction of that of all instruments. For tests of what does not depend on how many there are.
 */
import { fileURLToPath } from 'node:url'
import { loaders } from '@activity-scores/services/loaders'
import { instrumentSetFrom } from '@activity-scores/shared/engine/instrument-set'
import { main, run } from '@activity-scores/shared/http/run'
import { createLogger } from '@activity-scores/shared/telemetry/logging'
import { readGatewayConfig } from '../src/config.js'
import { buildGateway } from '../src/gateway.js'

/** Compiled tests have no JSON beside them. */
const NO_PROTOCOLS = fileURLToPath(new URL('.', import.meta.url))

await main(async () => {
  const slugs = process.argv.slice(2)
  const instrumentSet = instrumentSetFrom(
    Object.fromEntries(Object.entries(loaders).filter(([slug]) => slugs.includes(slug))),
  )
  const config = readGatewayConfig(process.env, instrumentSet.slugs)
  const logger = createLogger(config.LOG_LEVEL)
  await run(await buildGateway(instrumentSet, config, logger, { protocols: NO_PROTOCOLS }), config, logger)
})
