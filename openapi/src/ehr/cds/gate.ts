/** The gate of the CDS routes, where clients sign: in front of discovery, calls and feedback alike. */
import { problem } from '@activity-scores/shared/engine/problems'
import type { FaceHost } from '@activity-scores/shared/http/face'
import { LIMITED, setCaller } from '@activity-scores/shared/identity/caller'
import { Refusals } from '@activity-scores/shared/identity/refusals'
import type { IdentityConfig } from '@activity-scores/shared/identity/variables'
import type { Logger } from '@activity-scores/shared/telemetry/logging'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type EhrConfig, publicUrl } from '../codes/variables.js'
import { type Client, clientsFrom } from './clients.js'
import { TokenCheck, type Verdict } from './tokens.js'

export interface Gate {
  /** The client, or nothing where the request was refused. `id` is the service that is asked for. */
  pass(request: FastifyRequest, reply: FastifyReply, id?: string): Promise<Client | undefined>
  close(): void
}

type Config = EhrConfig & Pick<IdentityConfig, 'REFUSAL_LIMIT' | 'REFUSAL_WINDOW_S' | 'REFUSAL_HEADER'>

const ADVICE =
  'Send one signed token as "Authorization: Bearer ..." for the address that is called. Nothing is said about what is wrong with one.'
const RETRY_S = '5'

/** Nothing where no file of clients is configured. */
export function gateOf(config: Config, host: FaceHost, logger: Logger): Gate | undefined {
  const { CDS_CLIENTS_FILE: file, REFUSAL_LIMIT: limit, REFUSAL_WINDOW_S: window, REFUSAL_HEADER: header } = config
  if (file === undefined) return undefined
  const clients = clientsFrom(file, logger)
  const tokens = new TokenCheck(clients.current, publicUrl(config))
  const refusals = limit === 0 ? undefined : new Refusals({ limit, window, header })
  const judge = async ({ raw, url }: FastifyRequest): Promise<Verdict | typeof LIMITED> => {
    const check = () => tokens.check(raw, url.split('?')[0] ?? '')
    if (!refusals) return check()
    const verdict = await refusals.signaturesOf(raw).check(async () => {
      const found = await check()
      return found === 'invalid' ? undefined : found
    })
    return verdict ?? 'invalid'
  }
  return {
    async pass(request, reply, id) {
      const verdict = await judge(request)
      const path = request.url.split('?')[0] ?? ''
      const refuse = (body: ReturnType<typeof problem>): undefined => {
        host.refuse(request, reply, body)
      }
      if (verdict === LIMITED)
        return refuse(
          retry(
            reply,
            String(refusals?.seconds ?? 1),
            problem('refused_too_often', path, 'Too many tokens from this address were refused.'),
          ),
        )
      if (verdict === 'full')
        return refuse(
          retry(
            reply,
            RETRY_S,
            problem('identity_unavailable', path, 'Tokens cannot be told apart now. Repeat the request.'),
          ),
        )
      if (verdict === 'invalid') {
        reply.header('www-authenticate', 'Bearer')
        return refuse(problem('unauthenticated', path, ADVICE))
      }
      const { client } = verdict
      if (id !== undefined && client.services !== undefined && !client.services.includes(id))
        return refuse(problem('forbidden', path, 'This client may not call this service.'))
      setCaller(request.raw, `cds:${client.name}`)
      return client
    },
    close() {
      clients.close()
      refusals?.close()
    },
  }
}

function retry<Body>(reply: FastifyReply, seconds: string, body: Body): Body {
  reply.header('retry-after', seconds)
  return body
}
