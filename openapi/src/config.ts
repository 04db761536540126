/** The gateway's own variables: where each instrument is computed. */
import { ConfigError } from '@activity-scores/shared/config/error'
import { readConfig } from '@activity-scores/shared/config/read'
import { integer } from '@activity-scores/shared/config/values'
import { type AddressRules, faultsOf } from '@activity-scores/shared/config/web-address'
import { isServiceLink, nearestOf } from '@activity-scores/shared/http/unknown-variables'
import { type HostConfig, hostVariables } from '@activity-scores/shared/http/variables'
import * as z from 'zod'
import { type EhrSettings, ehrVariables } from './ehr/codes/variables.js'
import { type McpSettings, mcpVariables } from './mcp/variables.js'
import { type PagesSettings, pagesVariables, type SmartSettings, smartSettings } from './pages/variables.js'

/** The word that keeps one slug in this process although a template is set. */
const EMBEDDED = 'embedded'

const ORIGIN: Omit<AddressRules, 'example'> = {
  credentials: 'they would not be sent. What a gateway shows to its services is the key in UPSTREAM_API_KEY_FILE',
}

/** What the gateway understands besides one variable for each instrument. */
export const gatewayVariables = {
  ...hostVariables,
  ...ehrVariables,
  ...mcpVariables,
  UPSTREAM_TEMPLATE: z
    .string()
    .superRefine((text, context) => {
      const faults = faultsOf(text.replaceAll('{slug}', 'x'), { ...ORIGIN, example: 'http://{slug}:3000' })
      for (const message of faults) context.addIssue({ code: 'custom', message })
      if (!text.includes('{slug}'))
        context.addIssue({ code: 'custom', message: 'must have {slug} in it, such as http://{slug}:3000' })
    })
    .optional()
    .describe(
      'Origin of the service of every instrument, such as http://{slug}:3000; not set: all are computed in this process',
    ),
  UPSTREAM_TIMEOUT_MS: integer(10, 60_000, 800).describe(
    'Longest time for one answer of a service, head and body, with waiting for a connection and repeats',
  ),
  UPSTREAM_CONNECT_TIMEOUT_MS: integer(10, 60_000, 500).describe('Longest time for a connection to a service'),
  UPSTREAM_CONNECTIONS: integer(1, 10_000, 64).describe('Most connections to one service for single calls'),
  UPSTREAM_BATCHES: integer(1, 10_000, 16).describe(
    'Most batches that one service has at a time, each on a connection of its own; one more is refused with 503',
  ),
  UPSTREAM_BATCHES_SHARE_PERCENT: integer(1, 100, 50).describe(
    'Share of them that one caller may have, at least one; who calls is told by AUTH, RATE_LIMIT_HEADER or the address, so set 100 where every caller is the address of one proxy',
  ),
  UPSTREAM_QUEUE: integer(0, 100_000, 512).describe(
    'Most requests that wait for a connection to one service; one more is refused with 503',
  ),
  UPSTREAM_ANSWER_LIMIT: integer(1024, 268_435_456, 1_048_576).describe(
    'Largest answer of a service to a single call, in bytes',
  ),
  UPSTREAM_RETRY_PERCENT: integer(0, 100, 20).describe(
    'Share of the requests to one service that may be sent again when their connection breaks before any answer; 0 for none',
  ),
  UPSTREAM_BREAKER_FAILURES: integer(1, 1_000_000, 5).describe(
    'Failures in a row after which a service is not asked for a while: its requests are refused with 503 at once',
  ),
  UPSTREAM_BREAKER_PAUSE_MS: integer(10, 600_000, 250).describe(
    'Time between two looks at its health meanwhile; once it is ready, one request tries',
  ),
  UPSTREAM_API_KEY_FILE: z
    .string()
    .min(1)
    .optional()
    .describe(
      "File with the gateway's own API key, sent to every service; the credentials of callers are not passed on",
    ),
  PROTOCOLS_DIR: z
    .string()
    .min(1)
    .optional()
    .describe('Folder of further protocol files (`{id}.json`); each is served at `/v1/screen/{id}`'),
  ...pagesVariables,
} as const

const upstreamSchema = z.object(gatewayVariables)

/** Limits toward each service. */
export type UpstreamLimits = Omit<
  z.output<typeof upstreamSchema>,
  | keyof HostConfig
  | keyof EhrSettings
  | keyof McpSettings
  | keyof PagesSettings
  | 'UPSTREAM_TEMPLATE'
  | 'UPSTREAM_API_KEY_FILE'
  | 'PROTOCOLS_DIR'
>

export interface GatewayConfig extends HostConfig, EhrSettings, McpSettings, PagesSettings, UpstreamLimits {
  /** Origin by slug; a slug without one is computed in this process. */
  readonly upstreams: ReadonlyMap<string, string>
  readonly PROTOCOLS_DIR?: string | undefined
  readonly UPSTREAM_API_KEY_FILE?: string | undefined
  /** Of the SMART pages, where there are any. */
  readonly smart: SmartSettings | undefined
}

/** `das28-esr` is set by `UPSTREAM_DAS28_ESR`. */
export const upstreamVariable = (slug: string): string => `UPSTREAM_${slug.toUpperCase().replaceAll('-', '_')}`

export function readGatewayConfig(
  environment: Readonly<Record<string, string | undefined>>,
  slugs: readonly string[],
): GatewayConfig {
  const own = Object.fromEntries(slugs.map((slug) => [upstreamVariable(slug), slug]))
  refuseUnknown(Object.keys(own), environment)
  const perSlug = z
    .string()
    .superRefine((text, context) => {
      if (text === EMBEDDED) return
      for (const message of faultsOf(text, { ...ORIGIN, example: `http://127.0.0.1:3001, or "${EMBEDDED}"` }))
        context.addIssue({ code: 'custom', message })
    })
    .optional()
  const shape = { ...gatewayVariables, ...Object.fromEntries(Object.keys(own).map((name) => [name, perSlug])) }
  const config = readConfig(shape, environment) as z.output<typeof upstreamSchema> & Record<string, string | undefined>
  const upstreams = new Map<string, string>()
  for (const [name, slug] of Object.entries(own)) {
    const origin = config[name] ?? config.UPSTREAM_TEMPLATE?.replaceAll('{slug}', slug)
    if (origin !== undefined && origin !== EMBEDDED) upstreams.set(slug, new URL(origin).origin)
  }
  return { ...config, upstreams, smart: smartSettings(config) }
}

/** Every variable of the gateway, those of the instruments included. */
export const gatewayNames = (slugs: readonly string[]): readonly string[] => [
  ...Object.keys(gatewayVariables),
  ...slugs.map(upstreamVariable),
]

/** An instrument that is meant to run elsewhere must not be computed here because of a letter. */
function refuseUnknown(own: readonly string[], environment: Readonly<Record<string, string | undefined>>): void {
  const known = [...own, ...Object.keys(gatewayVariables).filter((name) => name.startsWith('UPSTREAM_'))]
  const unknown = Object.keys(environment).filter(
    (name) => name.startsWith('UPSTREAM_') && !known.includes(name) && !isServiceLink(name, environment[name]),
  )
  if (unknown.length === 0) return
  const faults = unknown.map(
    (name) => `${name}: no such instrument; the nearest variable is ${nearestOf(name, known)[0]}`,
  )
  throw new ConfigError(`The configuration is not valid.\n  ${faults.join('\n  ')}\n  Known: ${own.join(', ')}`)
}
