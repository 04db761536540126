/** Tokens that EHRs sign for one call each: every check that CDS Hooks 2.0 asks for, in order, before any of the body is read. */
import type { IncomingMessage } from 'node:http'
import { decodeJwt, decodeProtectedHeader, type JWTPayload, jwtVerify } from 'jose'
import type { Client, Clients } from './clients.js'

export type Verdict = { readonly client: Client } | 'invalid' | 'full'

/** Most tokens whose ids are remembered; one more is not let in, since it might be there. */
const MOST_IDS = 100_000

export class TokenCheck {
  readonly #clients: () => Clients
  readonly #base: string
  /** Ids of tokens by when they end, in seconds. */
  readonly #seen = new Map<string, number>()

  constructor(clients: () => Clients, base: string) {
    this.#clients = clients
    this.#base = base
  }

  /** The client that signed the token of a request to a path. */
  async check(request: IncomingMessage, path: string): Promise<Verdict> {
    const token = bearerOf(request)
    if (token === undefined) return 'invalid'
    try {
      return await this.#verified(token, path)
    } catch {
      return 'invalid'
    }
  }

  async #verified(token: string, path: string): Promise<Verdict> {
    const clients = this.#clients()
    const header = decodeProtectedHeader(token)
    const claims = decodeJwt(token)
    const client = clientOf(clients, claims)
    if (!client || typeof header.kid !== 'string') return 'invalid'
    if (header.typ !== undefined && header.typ.toUpperCase() !== 'JWT') return 'invalid'
    if (header.jku !== undefined && client.jku !== undefined && header.jku !== client.jku) return 'invalid'
    const url = `${this.#base}${path.replace(/\/$/, '')}`
    const { payload } = await jwtVerify(token, client.keys, {
      algorithms: [...client.algs],
      issuer: client.iss,
      audience: [url, `${url}/`],
      clockTolerance: clients.clockSkewSeconds,
      requiredClaims: ['exp', 'iat', 'jti'],
    })
    return this.#inTime(payload, clients) ? this.#once(payload, client, clients) : 'invalid'
  }

  /** What the library does not look at: when it was made, and how long it holds. */
  #inTime({ exp = 0, iat = 0, jti }: JWTPayload, { clockSkewSeconds, maxLifetimeSeconds }: Clients): boolean {
    const now = Date.now() / 1000
    return (
      typeof jti === 'string' &&
      jti !== '' &&
      iat <= now + clockSkewSeconds &&
      exp > iat &&
      exp - iat <= maxLifetimeSeconds
    )
  }

  #once({ jti = '', exp = 0 }: JWTPayload, client: Client, { replay, clockSkewSeconds }: Clients): Verdict {
    if (!replay) return { client }
    const now = Date.now() / 1000
    const id = `${client.name} ${jti.slice(0, LONGEST_ID)}`
    if ((this.#seen.get(id) ?? 0) >= now) return 'invalid'
    if (this.#seen.size >= MOST_IDS) for (const [other, until] of this.#seen) if (until < now) this.#seen.delete(other)
    if (this.#seen.size >= MOST_IDS) return 'full'
    this.#seen.set(id, exp + clockSkewSeconds)
    return { client }
  }
}

const LONGEST_ID = 200

const clientOf = ({ list }: Clients, { iss, sub }: JWTPayload): Client | undefined =>
  list.find((client) => client.iss === iss && (client.sub === undefined || client.sub === sub))

/** One header, one scheme: two tokens could mean two callers. */
function bearerOf({ rawHeaders }: IncomingMessage): string | undefined {
  let token: string | undefined
  let sent = 0
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    if (rawHeaders[i]?.toLowerCase() !== 'authorization') continue
    sent++
    token = /^bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(rawHeaders[i + 1] ?? '')?.[1]
  }
  return sent === 1 ? token : undefined
}
