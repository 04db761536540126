/** Listens, logs, and stops on SIGTERM or SIGINT: the only place that does. */
import { setTimeout as delay } from 'node:timers/promises'
import { inspect } from 'node:util'
import closeWithGrace from 'close-with-grace'
import { ConfigError } from '../config/error.js'
import { refuseExposure } from '../identity/variables.js'
import { LAST_LINES_MS } from '../telemetry/log-destination.js'
import { describeError, drained, type Logger } from '../telemetry/logging.js'
import type { Host } from './host.js'
import { listen } from './listen.js'
import type { HostConfig } from './variables.js'

const IDLE_CHECK_MS = 50

export async function run(host: Host, config: HostConfig, logger: Logger): Promise<void> {
  const { app, prepare, stopping } = host
  const grace = {
    delay: config.STOP_TIMEOUT_MS,
    logger: false,
    // A start that failed ends with its own code.
    skip: ['beforeExit'],
    onTimeout: () => logger.error('ended with work in flight: STOP_TIMEOUT_MS is over'),
    onSecondSignal: (signal?: string) => logger.error({ signal }, 'ended at once by a second signal'),
    onSecondError: (error: unknown) => logger.error({ err: describeError(error) }, 'ended at once by a second failure'),
  } satisfies closeWithGrace.Options
  closeWithGrace(grace, async ({ err, signal }) => {
    const until = performance.now() + config.STOP_TIMEOUT_MS
    if (err) logger.error({ err: describeError(err) }, 'stopping after a failure')
    else logger.info({ signal }, 'stopping')
    stopping()
    // Requests are still taken until whoever sends them has seen that this process is not ready any more (decision 42).
    if (!err && app.server.listening) await delay(config.STOP_DELAY_MS)
    await close(host)
    logger.info('stopped')
    // A reader of the log who does not come is no reason to end late, or otherwise than in order.
    await drained(logger, Math.min(LAST_LINES_MS, (until - performance.now()) / 2))
  })
  try {
    refuseExposure(config)
    const address = await listen(host, config, logger)
    logger.info({ address, docs: `${address}/docs` }, 'listening')
    await prepare()
    logger.info('prepared')
  } catch (error) {
    // Callers who keep the process busy do not keep it alive.
    setTimeout(() => process.exit(1), config.STOP_TIMEOUT_MS).unref()
    await close(host)
    throw error
  }
}

async function close({ app }: Host): Promise<void> {
  // A connection whose request was in flight turns idle only after its answer; it must not hold the process.
  const release = setInterval(() => app.server.closeIdleConnections(), IDLE_CHECK_MS)
  await app.close()
  clearInterval(release)
}

/** A command line that cannot be followed. */
export class UsageError extends Error {}

/** Runs a program's main function; a fault in configuration is printed as it is, without a stack, and ends with code 1. */
export async function main(start: () => Promise<void>): Promise<void> {
  try {
    await start()
  } catch (error) {
    const plain = error instanceof ConfigError || error instanceof UsageError
    process.stderr.write(`${plain ? error.message : inspect(error)}\n`)
    process.exitCode = 1
  }
}
