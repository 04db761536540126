/** `npm start`: the whole system in one process. */
import { instruments } from '@activity-scores/services/registry'
import { createLogger } from '@activity-scores/shared/logging'
import { main, run } from '@activity-scores/shared/run'
import { readGatewayConfig } from './config.js'
import { buildGateway } from './gateway.js'

await main(async () => {
  const config = readGatewayConfig(
    process.env,
    instruments.map(({ slug }) => slug),
  )
  const logger = createLogger(config.LOG_LEVEL)
  await run(await buildGateway(instruments, config, logger), config, logger)
})
