/** The gateway's own variables: where each instrument is computed. */
import { ConfigError, type HostConfig, hostVariables, integer, readConfig } from '@activity-scores/shared/config'
import { z } from 'zod'

/** The word that keeps one slug in this process although a template is set. */
const EMBEDDED = 'embedded'

const isOrigin = (text: string): boolean => {
  if (!URL.canParse(text)) return false
  const { protocol, pathname, search } = new URL(text)
  return ['http:', 'https:'].includes(protocol) && pathname === '/' && search === ''
}

const gatewayVariables = {
  ...hostVariables,
  UPSTREAM_TEMPLATE: z
    .string()
    .refine((text) => text.includes('{slug}') && isOrigin(text.replaceAll('{slug}', 'x')), {
      message: 'must be an http(s) origin with {slug} in it, such as http://{slug}:3000',
    })
    .optional()
    .describe(
      'Origin of the service of every instrument, such as http://{slug}:3000; not set: all are computed in this process',
    ),
  UPSTREAM_TIMEOUT_MS: integer(10, 60_000, 2000).describe('Longest time for one answer of a service'),
} as const

export interface GatewayConfig extends HostConfig {
  readonly UPSTREAM_TIMEOUT_MS: number
  /** Origin by slug; a slug without one is computed in this process. */
  readonly upstreams: ReadonlyMap<string, string>
}

/** `das28-esr` is set by `UPSTREAM_DAS28_ESR`. */
export const upstreamVariable = (slug: string): string => `UPSTREAM_${slug.toUpperCase().replaceAll('-', '_')}`

export function readGatewayConfig(
  environment: Readonly<Record<string, string | undefined>>,
  slugs: readonly string[],
): GatewayConfig {
  const own = Object.fromEntries(slugs.map((slug) => [upstreamVariable(slug), slug]))
  const unknown = Object.keys(environment).filter(
    (name) => name.startsWith('UPSTREAM_') && !(name in own) && !(name in gatewayVariables),
  )
  if (unknown.length > 0)
    throw new ConfigError(
      `The configuration is not valid.\n  ${unknown.join(', ')}: no such instrument. Known: ${Object.keys(own).join(', ')}`,
    )
  const perSlug = z
    .string()
    .refine((text) => text === EMBEDDED || isOrigin(text), {
      message: `must be an http(s) origin such as http://127.0.0.1:3001, or "${EMBEDDED}"`,
    })
    .optional()
  const shape = { ...gatewayVariables, ...Object.fromEntries(Object.keys(own).map((name) => [name, perSlug])) }
  const config = readConfig(shape, environment) as z.output<z.ZodObject<typeof gatewayVariables>> &
    Record<string, string | undefined>
  const upstreams = new Map<string, string>()
  for (const [name, slug] of Object.entries(own)) {
    const origin = config[name] ?? config.UPSTREAM_TEMPLATE?.replaceAll('{slug}', slug)
    if (origin !== undefined && origin !== EMBEDDED) upstreams.set(slug, new URL(origin).origin)
  }
  return { ...config, upstreams }
}
