/**
 * The gateway: every instrument behind one door. A slug with a configured upstream is proxied, any other is computed in
 * this process; the executor is the whole difference, so both give the same answers, byte for byte.
 */
import { readFile } from 'node:fs/promises'
import { ConfigError } from '@activity-scores/shared/config/error'
import type { ExtraOperation } from '@activity-scores/shared/document/document'
import type { Executor } from '@activity-scores/shared/engine/executor'
import { embedFrom, type InstrumentSet } from '@activity-scores/shared/engine/instrument-set'
import { ours } from '@activity-scores/shared/engine/own-work'
import { buildHost, type Host } from '@activity-scores/shared/http/host'
import { refuseCredentialHeader } from '@activity-scores/shared/identity/variables'
import type { Logger } from '@activity-scores/shared/telemetry/logging'
import type { Gauge } from '@activity-scores/shared/telemetry/metrics'
import type { GatewayConfig } from './config.js'
import { ehrFace } from './ehr/face.js'
import { recordReads } from './ehr/reads.js'
import { DOCUMENT, PROTOCOLS } from './files/paths.js'
import { startMcp } from './mcp/start.js'
import { buildPages } from './pages/pages.js'
import { PANEL_TAG } from './panel/executor.js'
import { panel } from './panel/operation.js'
import { checkedIn } from './screen/checked.js'
import type { ScreenExecutor } from './screen/executor.js'
import { screens } from './screen/operation.js'
import type { RemoteExecutor } from './upstream/remote.js'

const TITLE = 'Activity Scores'

export interface GatewayOptions {
  /** True to make the document from the instruments although it has been written to a file already. */
  readonly freshDocument?: boolean
  /** Folder of the protocols that come with the program. */
  readonly protocols?: string
}

export async function buildGateway(
  instrumentSet: InstrumentSet,
  config: GatewayConfig,
  logger: Logger,
  { freshDocument = config.PROTOCOLS_DIR !== undefined, protocols = PROTOCOLS }: GatewayOptions = {},
): Promise<Host> {
  const remotes = await connect(config, logger)
  const screenings = screens([protocols, config.PROTOCOLS_DIR], instrumentSet)
  // A faulty file is told before anybody is let in; one that comes with the program, and is still that one, has been checked.
  const checked = checkedIn(protocols)
  for (const [id, executor] of screensAmong(screenings)) if (!checked.has(id)) await executor.prepare?.()
  const executors = instrumentSet.slugs.map((slug): Executor => remotes.get(slug) ?? embedFrom(instrumentSet, slug))
  const panels = panel(instrumentSet, executors)
  const offered = { instrumentSet, executors, screens: screensAmong(screenings), config }
  const host = await buildHost({
    title: TITLE,
    config,
    logger,
    instrumentSet,
    executors,
    relays: remotes,
    operations: [...panels, ...screenings],
    faces: [
      ehrFace({ ...offered, logger }),
      ...(await startMcp(config.MCP === 'on', { ...offered, panel: panelAmong(panels) })),
    ],
    moduleOf: (slug) => import.meta.resolve(`@activity-scores/services/${slug}/index`),
    ...(freshDocument ? {} : { writtenDocument }),
    pages:
      config.PAGES === 'on'
        ? await buildPages(instrumentSet, executors, config, trialsOf(screensAmong(screenings)), {
            settings: config.smart,
            reads: () => recordReads(instrumentSet, config.FHIR_CODES_FILE),
          })
        : undefined,
    gauges: [breakers(remotes)],
    health: () => states(instrumentSet.slugs, remotes),
  })
  host.app.addHook('onClose', async () => {
    await Promise.all([...remotes.values()].map((executor) => executor.close()))
  })
  return host
}

/** Trials that are served, for the pages; a file is read at the first look. */
const trialsOf = (screens: ReadonlyMap<string, ScreenExecutor>) =>
  new Map(
    [...screens].map(([id, executor]) => [
      id,
      async () => {
        await executor.prepare?.()
        return executor.plan().protocol
      },
    ]),
  )

/** What answers panels of one patient, among what panels are served by. */
function panelAmong(operations: readonly ExtraOperation[]): Executor {
  const found = operations.find(({ executor }) => executor.slug === PANEL_TAG)
  if (!found) throw new Error('no panel is served')
  return found.executor
}

/** The executors of screenings by their protocols. */
function screensAmong(operations: readonly ExtraOperation[]): ReadonlyMap<string, ScreenExecutor> {
  const found = operations.flatMap(({ executor }) => ('plan' in executor ? [executor as ScreenExecutor] : []))
  return new Map(found.map((executor) => [executor.slug.replace(/^screen\//, ''), executor]))
}

/**
 * Making the document anew would hold the process for seconds; a test keeps the file equal to it. The file has a line for each
 * key, for those who compare versions; since no string of JSON holds a line break, they are taken out again without parsing.
 */
async function writtenDocument(): Promise<string> {
  const text = await readFile(DOCUMENT, 'utf8')
  return ours(() => text.replace(/\n */g, ''))
}

/** The HTTP client is loaded only where a service runs elsewhere. */
async function connect(config: GatewayConfig, logger: Logger): Promise<ReadonlyMap<string, RemoteExecutor>> {
  if (config.upstreams.size === 0) return new Map()
  const { remote, Ticker } = await import('./upstream/remote.js')
  const ticker = new Ticker()
  const credential = await ownKey(config)
  return new Map(
    [...config.upstreams].map(([slug, origin]) => [slug, remote({ slug, origin, config, credential, ticker, logger })]),
  )
}

/** What the gateway shows of itself to services. */
async function ownKey(config: GatewayConfig): Promise<string | undefined> {
  const { UPSTREAM_API_KEY_FILE: file, RATE_LIMIT_HEADER } = config
  if (file === undefined) return undefined
  refuseCredentialHeader(RATE_LIMIT_HEADER, 'UPSTREAM_API_KEY_FILE')
  const key = (await readFile(file, 'utf8').catch(() => '')).trim()
  if (/^[\w.~+/=-]+$/.test(key)) return `Bearer ${key}`
  throw new ConfigError(`UPSTREAM_API_KEY_FILE: ${file} cannot be read, or holds no API key.`)
}

const breakers = (remotes: ReadonlyMap<string, RemoteExecutor>): Gauge => ({
  name: 'upstream_breaker_open',
  help: '1 for a service that failed repeatedly and is not asked for now',
  label: 'slug',
  read: () => [...remotes].map(([slug, executor]) => [slug, executor.isOpen() ? 1 : 0] as const),
})

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
