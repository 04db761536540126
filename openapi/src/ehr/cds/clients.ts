/** Which EHRs may call CDS Hooks, by the tokens that they sign (`CDS_CLIENTS_FILE`). */
import { readFileSync, statSync, unwatchFile, watchFile } from 'node:fs'
import { ConfigError } from '@activity-scores/shared/config/error'
import type { Logger } from '@activity-scores/shared/telemetry/logging'
import { createLocalJWKSet, createRemoteJWKSet, customFetch, type JWTVerifyGetKey } from 'jose'
import * as z from 'zod'

/** Signatures by a key that only the client has; none, and a shared secret, are not among them. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'] as const

const text = z.string().min(1).max(1000)
const key = z.looseObject({ kty: text, kid: text })

const client = z
  .strictObject({
    name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'must be lower-case letters, digits and hyphens, at most 64'),
    iss: text,
    sub: text.optional(),
    algs: z.array(z.enum(ALGORITHMS)).min(1),
    jku: z
      .url({ protocol: /^https$/ })
      .or(z.url({ hostname: /^(?:127\.0\.0\.1|localhost)$/ }))
      .optional(),
    jwks: z.strictObject({ keys: z.array(key) }).optional(),
    services: z.array(text).min(1).optional(),
  })
  .refine(({ jku, jwks }) => (jku === undefined) !== (jwks === undefined), 'needs jku or jwks, and not both')

const clientsFile = z.strictObject({
  clients: z.array(client).min(1).max(1000),
  maxLifetimeSeconds: z.int().min(1).max(86_400).default(3600),
  clockSkewSeconds: z.int().min(0).max(600).default(60),
  replay: z.boolean().default(false),
})

export interface Client {
  readonly name: string
  readonly iss: string
  readonly sub: string | undefined
  readonly algs: readonly string[]
  readonly jku: string | undefined
  readonly services: readonly string[] | undefined
  readonly keys: JWTVerifyGetKey
}

export interface Clients {
  readonly list: readonly Client[]
  readonly maxLifetimeSeconds: number
  readonly clockSkewSeconds: number
  readonly replay: boolean
}

const LARGEST_FILE = 4_194_304
/** Longest wait for a key set, and shortest pause between two fetches of one. */
const FETCH_MS = 5000
const REST_MS = 30_000

function readClients(file: string, known: ReadonlyMap<string, JWTVerifyGetKey>): Clients {
  if (statSync(file).size > LARGEST_FILE) throw new ConfigError(`it is larger than ${LARGEST_FILE} bytes`)
  const parsed = clientsFile.safeParse(JSON.parse(readFileSync(file, 'utf8')))
  if (!parsed.success)
    throw new ConfigError(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '))
  const { clients, ...limits } = parsed.data
  const names = new Set(clients.map(({ name }) => name))
  if (names.size < clients.length) throw new ConfigError('a name stands twice')
  const list = clients.map(({ name, iss, sub, algs, jku, jwks, services }): Client => {
    const keys = jwks
      ? createLocalJWKSet(jwks as Parameters<typeof createLocalJWKSet>[0])
      : (known.get(jku ?? '') ?? remoteKeys(jku ?? ''))
    return { name, iss, sub, algs, jku, services, keys }
  })
  return { list, ...limits }
}

/** Kept until a key is asked for that is not in it; a fetch that fails leaves what there is. */
function remoteKeys(jku: string): JWTVerifyGetKey {
  let restUntil = 0
  return createRemoteJWKSet(new URL(jku), {
    [customFetch]: async (url, options) => {
      if (Date.now() < restUntil) throw new Error('the key set was asked for a moment ago')
      restUntil = Date.now() + REST_MS
      return fetch(url, options)
    },
    timeoutDuration: FETCH_MS,
    cooldownDuration: REST_MS,
    cacheMaxAge: Number.POSITIVE_INFINITY,
  })
}

const LOOK_MS = 1000

/** The clients of the file, read again when it changes; a faulty new file keeps the old one. */
export function clientsFrom(file: string, logger: Logger): { readonly current: () => Clients; close(): void } {
  let clients: Clients
  try {
    clients = readClients(file, new Map())
  } catch (error) {
    throw new ConfigError(`CDS_CLIENTS_FILE: ${file} cannot be used: ${reasonOf(error)}`)
  }
  const look = (): void => {
    try {
      const known = clients.list.flatMap(({ jku, keys }) => (jku === undefined ? [] : [[jku, keys] as const]))
      clients = readClients(file, new Map(known))
      logger.info({ clients: clients.list.length }, 'clients of CDS Hooks read again')
    } catch {
      logger.error('CDS_CLIENTS_FILE cannot be used; the clients read before are kept')
    }
  }
  watchFile(file, { interval: LOOK_MS, persistent: false }, look)
  return { current: () => clients, close: () => unwatchFile(file, look) }
}

const reasonOf = (error: unknown): string => {
  if (error instanceof ConfigError) return error.message
  return error instanceof SyntaxError ? 'it is not JSON' : 'it cannot be read'
}
