/** Loads what asks callers who they are, where they are asked at all. */

import type { Identities } from '../../identity/identity.js'
import { type IdentityConfig, refuseCredentialHeader, waysOf } from '../../identity/variables.js'
import type { Logger } from '../../telemetry/logging.js'

/** Nothing where everybody may call. */
export async function startIdentities(
  config: IdentityConfig & { readonly RATE_LIMIT_HEADER?: string | undefined },
  logger: Logger,
): Promise<Identities | undefined> {
  if (waysOf(config).length === 0) return undefined
  refuseCredentialHeader(config.RATE_LIMIT_HEADER, 'AUTH')
  refuseCredentialHeader(config.REFUSAL_HEADER, 'AUTH', 'REFUSAL_HEADER')
  const { identitiesFrom } = await import('../../identity/identity.js')
  return identitiesFrom(config, logger)
}
