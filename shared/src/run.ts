/** Listens, logs, and stops on SIGTERM or SIGINT: the only place that does. */
import closeWithGrace from 'close-with-grace'
import { ConfigError, type HostConfig } from './config.js'
import type { Host } from './host.js'
import { describeError, type Logger } from './logging.js'

const IDLE_CHECK_MS = 50

export async function run({ app, prepare, stopping }: Host, config: HostConfig, logger: Logger): Promise<void> {
  closeWithGrace({ delay: config.STOP_TIMEOUT_MS, logger: false }, async ({ err, signal }) => {
    if (err) logger.error({ err: describeError(err) }, 'stopping after a failure')
    else logger.info({ signal }, 'stopping')
    stopping()
    // A connection whose request was in flight turns idle only after its answer; it must not hold the process.
    const release = setInterval(() => app.server.closeIdleConnections(), IDLE_CHECK_MS)
    await app.close()
    clearInterval(release)
    logger.info('stopped')
  })
  const address = await app.listen({ host: config.HOST, port: config.PORT })
  logger.info({ address, docs: `${address}/docs` }, 'listening')
  try {
    await prepare()
  } catch (error) {
    await app.close()
    throw error
  }
}

/** A command line that cannot be followed. */
export class UsageError extends Error {}

/** Runs a program's main function; a fault in configuration is printed as it is, without a stack, and ends with code 1. */
export async function main(start: () => Promise<void>): Promise<void> {
  try {
    await start()
  } catch (error) {
    const plain = error instanceof ConfigError || error instanceof UsageError
    process.stderr.write(`${plain ? error.message : ((error as Error).stack ?? String(error))}\n`)
    process.exitCode = 1
  }
}
