/**
 * A program for tests: the service of one instrument or the gateway, as they are shipped, but that the instrument fails on
 * an age of 27 with the whole input in the message of its error. What is asked of it by name is said to both outputs at start.
 */
import { loaders } from '@activity-scores/services/loaders'
import { readConfig } from '@activity-scores/shared/config/read'
import type { Instrument } from '@activity-scores/shared/contract/instrument'
import { instrumentSetFrom } from '@activity-scores/shared/engine/instrument-set'
import { run } from '@activity-scores/shared/http/run'
import { buildService } from '@activity-scores/shared/http/service'
import { hostVariables } from '@activity-scores/shared/http/variables'
import { createLogger } from '@activity-scores/shared/telemetry/logging'
import { readGatewayConfig } from '../src/config.js'
import { buildGateway } from '../src/gateway.js'

const SLUG = 'crcl'
const FAILS_AT = 27

const failing = (instrument: Instrument): Instrument => ({
  ...instrument,
  compute(input) {
    if ((input as { readonly age?: unknown }).age === FAILS_AT)
      throw new RangeError(`cannot compute ${JSON.stringify(input)}`)
    return instrument.compute(input)
  },
})

const load = loaders[SLUG]
if (!load) throw new Error(`${SLUG} is not there`)
const instrument = failing((await load()).default)
const [role, control] = process.argv.slice(2)
const instrumentSet = instrumentSetFrom({ ...loaders, [SLUG]: async () => ({ default: instrument }) })
const config = role === 'gateway' ? readGatewayConfig(process.env, instrumentSet.slugs) : undefined
const own = config ?? readConfig(hostVariables, process.env)
const logger = createLogger(own.LOG_LEVEL)
if (control !== undefined) {
  logger.warn({ control }, 'said on purpose')
  process.stderr.write(`{"control":"${control}"}\n`)
}
await run(
  config ? await buildGateway(instrumentSet, config, logger) : await buildService([instrument], own, logger),
  own,
  logger,
)
