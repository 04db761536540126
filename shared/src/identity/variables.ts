/** Who may call: the variables of identity, and what they must be together. */
import { isIPv4 } from 'node:net'
import * as z from 'zod'
import { ConfigError } from '../config/error.js'
import { headerName, integer } from '../config/values.js'
import { faultsOf } from '../config/web-address.js'

const WAYS = ['none', 'api-key', 'jwt'] as const
export type Way = (typeof WAYS)[number]

const isWay = (text: string): text is Way => (WAYS as readonly string[]).includes(text)

const flag = z
  .enum(['true', 'false'], 'must be true or false')
  .default('false')
  .transform((text) => text === 'true')

export const identityVariables = {
  AUTH: z
    .string()
    .transform((text) => text.split(',').map((way) => way.trim()))
    .refine((ways) => ways.every(isWay) && (ways.length === 1 || !ways.includes('none')), {
      message: 'must be none, api-key, jwt, or api-key,jwt',
    })
    .transform((ways) => ways.filter(isWay))
    .optional()
    .describe(
      'How callers show who they are: `api-key`, `jwt`, both with a comma, or `none`; not set: `none`. On an address other than loopback `none` needs ALLOW_ANONYMOUS',
    ),
  ALLOW_ANONYMOUS: flag.describe(
    '`true` where something in front of this process decides who may call: it then listens on any address without AUTH',
  ),
  AUTH_KEYS_FILE: z
    .string()
    .min(1)
    .optional()
    .describe('File of API keys, as hashes; `npm run key` makes its entries. Read again when it changes'),
  AUTH_JWKS_URL: z
    .string()
    .superRefine((text, context) => {
      for (const message of jwksFaults(text)) context.addIssue({ code: 'custom', message })
    })
    .optional()
    .describe('Address of the key set that tokens are signed with (JWKS)'),
  AUTH_JWKS_FILE: z.string().min(1).optional().describe('The same as a file, instead of an address'),
  AUTH_ISSUER: z.string().min(1).optional().describe('Who issues tokens: their `iss`'),
  AUTH_AUDIENCE: z.string().min(1).optional().describe('Whom tokens are for: their `aud`'),
  REFUSAL_LIMIT: integer(0, 1_000_000, 100).describe(
    'Tokens of one address whose signature may turn out wrong in a window, and a tenth of its other refusals (401, 403); then 429. What was found good before is taken all the same; 0 for no limit',
  ),
  REFUSAL_WINDOW_S: integer(1, 3600, 10).describe('Length of that window in seconds'),
  REFUSAL_HEADER: headerName
    .optional()
    .describe(
      'Header in which the proxy in front names the address of the caller, such as x-real-ip or x-forwarded-for (its last entry is taken), for refusals; not set: the address of the connection',
    ),
} as const

export type IdentityConfig = z.output<z.ZodObject<typeof identityVariables>>

function jwksFaults(text: string): readonly string[] {
  const faults = faultsOf(text, {
    example: 'https://issuer.example/jwks',
    path: true,
    query: true,
    credentials: 'they would not be sent',
  })
  if (faults.length > 0) return faults
  const { protocol, hostname } = new URL(text)
  const isSafe = protocol === 'https:' || isLoopback(hostname.replace(/^\[|\]$/g, ''))
  return isSafe ? [] : ['must be an https address, or http on loopback']
}

/** Whether nobody but this machine reaches an address. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'))

/** The ways that are open; none where everybody may call. */
export const waysOf = ({ AUTH = ['none'] }: IdentityConfig): readonly Exclude<Way, 'none'>[] =>
  AUTH.flatMap((way) => (way === 'none' ? [] : [way]))

/** Refuses to be open to a network by accident. */
export function refuseExposure(config: IdentityConfig & { readonly HOST: string }): void {
  if (waysOf(config).length > 0 || config.ALLOW_ANONYMOUS || isLoopback(config.HOST)) return
  throw new ConfigError(
    `HOST: ${config.HOST} can be reached by others, and AUTH lets everybody in. Set AUTH to api-key or jwt, ` +
      'or ALLOW_ANONYMOUS=true where something in front decides who may call, or HOST=127.0.0.1.',
  )
}

/** A header that carries a credential cannot name somebody else besides. `why`: the variable that makes it one. */
export function refuseCredentialHeader(header: string | undefined, why: string, name = 'RATE_LIMIT_HEADER'): void {
  if (header !== 'authorization' && header !== 'x-api-key') return
  throw new ConfigError(`${name}: ${header} carries the credential where ${why} is set. Name another header.`)
}

/** A variable that a way of identity needs. */
export function needed(config: IdentityConfig, name: keyof IdentityConfig, way: Way): string {
  const value = config[name]
  if (typeof value === 'string') return value
  throw new ConfigError(`${name}: is needed for AUTH=${way}.`)
}
