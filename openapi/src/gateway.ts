/**
 * The gateway: every instrument behind one door. A slug with a configured upstream is proxied, any other is computed in
 * this process; the executor is the whole difference, so both give the same answers, byte for byte.
 */
import type { Executor } from '@activity-scores/shared/executor'
import { buildHost, type Host } from '@activity-scores/shared/host'
import { embedFrom, type Lineup } from '@activity-scores/shared/lineup'
import type { Logger } from '@activity-scores/shared/logging'
import type { GatewayConfig } from './config.js'
import { panel } from './panel.js'
import type { RemoteExecutor } from './remote.js'
import { PROTOCOLS } from './screen/load.js'
import { screens } from './screen/screen.js'

const TITLE = 'Activity Scores'

export async function buildGateway(lineup: Lineup, config: GatewayConfig, logger: Logger): Promise<Host> {
  const remotes = await connect(config, logger)
  const executors = lineup.slugs.map((slug): Executor => remotes.get(slug) ?? embedFrom(lineup, slug))
  const host = await buildHost({
    title: TITLE,
    config,
    logger,
    lineup,
    executors,
    operations: [panel(lineup, executors), ...screens([PROTOCOLS, config.PROTOCOLS_DIR], lineup)],
    moduleOf: (slug) => import.meta.resolve(`@activity-scores/services/${slug}/index`),
    health: () => states(lineup.slugs, remotes),
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
  slugs: readonly string[],
  remotes: ReadonlyMap<string, RemoteExecutor>,
): Promise<Readonly<Record<string, string>>> {
  const all = slugs.map(async (slug) => {
    const executor = remotes.get(slug)
    if (!executor) return [slug, 'embedded'] as const
    return [slug, (await executor.ready()) ? 'ready' : 'unreachable'] as const
  })
  return Object.fromEntries(await Promise.all(all))
}
