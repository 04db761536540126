/** What the gateway's tests share. */
import { instruments } from '@activity-scores/services/registry'
import { instrumentSetOf } from '@activity-scores/shared/engine/instrument-set'
import type { Host } from '@activity-scores/shared/http/host'
import '@activity-scores/shared/testing/patience'
import { buildService } from '@activity-scores/shared/http/service'
import { silentLogger, testConfig } from '@activity-scores/shared/testing/testing'
import type { FastifyInstance } from 'fastify'
import file, { type Test } from 'tap'
import { readGatewayConfig, upstreamVariable } from '../src/config.js'
import { buildGateway, type GatewayOptions } from '../src/gateway.js'

/** Tests do in one turn of the event loop what a server is asked over many; on a busy machine that looks like overload. */
const UNHURRIED = { OVERLOAD_DELAY_MS: '0' }

const all = instrumentSetOf(instruments)
export const slugs = instruments.map(({ slug }) => slug)

/** A gateway that computes in its own process unless the environment says otherwise; closed with the test. */
export const gateway = async (...of: Parameters<typeof gatewayHost>): Promise<FastifyInstance> =>
  (await gatewayHost(...of)).app

let usual: Promise<Host> | undefined

/** One for all tests of a process. */
function usualHost(): Promise<Host> {
  usual ??= gatewayHost(file)
  return usual
}

/**
 * A gateway as it is installed: one for all tests of a process that only ask it, so that instruments and protocols are compiled
 * once.
 */
export const usualGateway = async (): Promise<FastifyInstance> => (await usualHost()).app

/** The same when it is ready. */
export async function preparedUsualGateway(): Promise<FastifyInstance> {
  const { app, prepare } = await usualHost()
  await prepare()
  return app
}

/** A gateway of a test's own with all that is compiled ahead: only then it is ready. */
export async function preparedGateway(...of: Parameters<typeof gatewayHost>): Promise<FastifyInstance> {
  const { app, prepare } = await gatewayHost(...of)
  await prepare()
  return app
}

async function gatewayHost(
  t: Test,
  environment: Readonly<Record<string, string>> = {},
  options: GatewayOptions = {},
): Promise<Host> {
  const host = await buildGateway(
    instrumentSetOf(instruments),
    readGatewayConfig({ LOG_LEVEL: 'silent', ...UNHURRIED, ...environment }, slugs),
    silentLogger(),
    options,
  )
  t.teardown(() => host.app.close())
  return host
}

/** Instruments, all if not said, as services on sockets of their own, as the environment that points a gateway to them. */
export async function services(t: Test, chosen: readonly string[] = slugs): Promise<Readonly<Record<string, string>>> {
  const those = instruments.filter(({ slug }) => chosen.includes(slug))
  const started = those.map(async (instrument) => {
    const { app, prepare } = await buildService([instrument], testConfig(), silentLogger(), undefined, undefined, all)
    t.teardown(() => app.close())
    await prepare()
    return [upstreamVariable(instrument.slug), await app.listen({ port: 0, host: '127.0.0.1' })] as const
  })
  return Object.fromEntries(await Promise.all(started))
}
