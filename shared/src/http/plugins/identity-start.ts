/** Loads what asks callers who they are, where they are asked at all. */
import type { FastifyInstance } from 'fastify'
import type { Identities } from '../../identity/identity.js'
import { type IdentityConfig, refuseCredentialHeader, waysOf } from '../../identity/variables.js'
import type { Logger } from '../../telemetry/logging.js'
import type { Observer } from '../../telemetry/observe.js'

type Config = IdentityConfig & { readonly RATE_LIMIT_HEADER?: string | undefined }

/** Before any route: its hook stands in front of all that follow. */
export async function mountIdentity(
  app: FastifyInstance,
  config: Config,
  logger: Logger,
  observer: Observer,
): Promise<void> {
  const identities = await startIdentities(config, logger)
  if (!identities) return
  const { mountGate } = await import('./identity.js')
  mountGate(app, identities, observer)
  app.addHook('onClose', async () => identities.close())
}

/** Nothing where everybody may call. */
export async function startIdentities(config: Config, logger: Logger): Promise<Identities | undefined> {
  if (waysOf(config).length === 0) return undefined
  refuseCredentialHeader(config.RATE_LIMIT_HEADER, 'AUTH')
  refuseCredentialHeader(config.REFUSAL_HEADER, 'AUTH', 'REFUSAL_HEADER')
  const { identitiesFrom } = await import('../../identity/identity.js')
  return identitiesFrom(config, logger)
}
