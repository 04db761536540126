/** The MCP face as a part of the host. Only where it is on is its package loaded, by `start.ts`. */
import { type Answer, refuse } from '@activity-scores/shared/engine/executor'
import { problem } from '@activity-scores/shared/engine/problems'
import type { RouteFace } from '@activity-scores/shared/http/direct/call'
import { JSON_MEDIA, mediaTypeOf } from '@activity-scores/shared/http/direct/fields'
import type { Face } from '@activity-scores/shared/http/face'
import { scopesOf } from '@activity-scores/shared/identity/caller'
import { ANY_COMPUTATION, allows, scopeOf } from '@activity-scores/shared/identity/scopes'
import { MCP_PATH, mcpExecutor } from './executor.js'
import { type HostsConfig, namesFrom } from './hosts.js'
import type { OfferOptions } from './offer.js'
import { faceOf } from './server.js'

export interface McpOptions extends OfferOptions {
  readonly config: HostsConfig
}

export function mcpFace({ config, ...offered }: McpOptions): Face {
  const executor = mcpExecutor(faceOf(offered))
  const judge = namesFrom(config)
  const route: RouteFace = {
    media: JSON_MEDIA,
    isReadable: (headers) => mediaTypeOf(headers) === JSON_MEDIA,
    refusalOf: (headers) => foreign(judge(headers)),
    refuse,
    scope: ANY_COMPUTATION,
    contextOf(request) {
      const scopes = scopesOf(request)
      const mayCompute = scopes && ((slug: string) => allows(scopes, scopeOf(slug)))
      return { headers: request.headers, mayCompute }
    },
  }
  return {
    paths: [MCP_PATH],
    spellings: [],
    headers: ['Mcp-Protocol-Version', 'Mcp-Method', 'Mcp-Name'],
    refuse,
    mount: (_app, host) => host.mountCall(MCP_PATH, executor, route),
    async prepare() {
      await executor.prepare?.()
    },
  }
}

const FOREIGN = {
  host: 'This process is not addressed by this name (the header Host). Whoever runs it adds names by MCP_HOSTS.',
  origin: 'Pages of this origin may not call. Whoever runs this service adds origins by CORS_ORIGINS.',
} as const

const foreign = (name: keyof typeof FOREIGN | undefined): Answer | undefined =>
  name && refuse(problem('forbidden', MCP_PATH, FOREIGN[name]))
