/** `npm start`: the whole system in one process. */
import { loaders } from '@activity-scores/services/loaders'
import { lineupFrom } from '@activity-scores/shared/lineup'
import { createLogger } from '@activity-scores/shared/logging'
import { main, run } from '@activity-scores/shared/run'
import { readGatewayConfig } from './config.js'
import { buildGateway } from './gateway.js'

await main(async () => {
  const lineup = lineupFrom(loaders)
  const config = readGatewayConfig(process.env, lineup.slugs)
  const logger = createLogger(config.LOG_LEVEL)
  await run(await buildGateway(lineup, config, logger), config, logger)
})
