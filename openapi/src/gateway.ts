/**
 * The gateway: every instrument behind one door. A slug with a configured upstream is proxied, any other is computed in
 * this process; the executor is the whole difference, so both give the same answers, byte for byte.
 */
import { type Executor, embed } from '@activity-scores/shared/executor'
import { buildHost, type Host } from '@activity-scores/shared/host'
import type { Instrument } from '@activity-scores/shared/instrument'
import type { Logger } from '@activity-scores/shared/logging'
import type { GatewayConfig } from './config.js'
import { panel } from './panel.js'
import type { RemoteExecutor } from './remote.js'
import { PROTOCOLS } from './screen/load.js'
import { screens } from './screen/screen.js'

const TITLE = 'Activity Scores'

export async function buildGateway(
  instruments: readonly Instrument[],
  config: GatewayConfig,
  logger: Logger,
): Promise<Host> {
  const remotes = await connect(config, logger)
  const executors = instruments.map((instrument): Executor => remotes.get(instrument.slug) ?? embed(instrument))
  const host = await buildHost({
    title: TITLE,
    config,
    logger,
    instruments,
    executors,
    operations: [panel(instruments, executors), ...screens([PROTOCOLS, config.PROTOCOLS_DIR], instruments)],
    moduleOf: (slug) => import.meta.resolve(`@activity-scores/services/${slug}/index`),
    health: () => states(instruments, remotes),
  })
  host.app.addHook('onClose', async () => {
    await Promise.all([...remotes.values()].map((executor) => executor.close()))
  })
  return host
}

/** The HTTP client is loaded only where a service runs elsewhere. */
async function connect(config: GatewayConfig, logger: Logger): Promise<ReadonlyMap<string, RemoteExecutor>> {
  if (config.upstreams.size === 0) return new Map()
  const { remote, Ticker } = await import('./remote.js')
  const ticker = new Ticker()
  return new Map(
    [...config.upstreams].map(([slug, origin]) => [slug, remote({ slug, origin, config, ticker, logger })]),
  )
}

async function states(
  instruments: readonly Instrument[],
  remotes: ReadonlyMap<string, RemoteExecutor>,
): Promise<Readonly<Record<string, string>>> {
  const all = instruments.map(async ({ slug }) => {
    const executor = remotes.get(slug)
    if (!executor) return [slug, 'embedded'] as const
    return [slug, (await executor.ready()) ? 'ready' : 'unreachable'] as const
  })
  return Object.fromEntries(await Promise.all(all))
}
