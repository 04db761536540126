/** `npm start`: the whole system in one process. */
import { loaders } from '@activity-scores/services/loaders'
import { instrumentSetFrom } from '@activity-scores/shared/engine/instrument-set'
import { main, run } from '@activity-scores/shared/http/run'
import { tellPassedOver } from '@activity-scores/shared/http/unknown-variables'
import { createLogger } from '@activity-scores/shared/telemetry/logging'
import { gatewayNames, readGatewayConfig } from './config.js'
import { buildGateway } from './gateway.js'

await main(async () => {
  const instrumentSet = instrumentSetFrom(loaders)
  const config = readGatewayConfig(process.env, instrumentSet.slugs)
  const logger = createLogger(config.LOG_LEVEL)
  tellPassedOver(gatewayNames(instrumentSet.slugs), process.env, { ...config }, logger)
  if (config.UPSTREAM_API_KEY_FILE !== undefined && config.upstreams.size === 0)
    logger.warn('UPSTREAM_API_KEY_FILE is not used: every instrument is computed in this process')
  await run(await buildGateway(instrumentSet, config, logger), config, logger)
})
