/** JSON Web Tokens, signed with a key of a published set (JWKS). Signatures of asymmetric algorithms alone are taken. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import type { FetchImplementation, JSONWebKeySet, JWTPayload, JWTVerifyGetKey } from 'jose'
import { ConfigError } from '../config/error.js'
import { type Identity, LIMITED } from './caller.js'
import { Memory } from './memory.js'
import type { Refusals } from './refusals.js'
import { type IdentityConfig, needed } from './variables.js'

const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA']
/** Clocks may differ by this many seconds. */
const SKEW_S = 60
const FETCH_MS = 2000
/** An unknown key makes the set be fetched again at most this often. */
const AGAIN_MS = 30_000
const FRESH_MS = 600_000
/** The set is never asked for more often, whatever tokens come. */
const REST_MS = 5000
/** A token that was found good is not checked again for so long, nor after its end; one that was not, for so long. */
const GOOD_MS = 60_000
const BAD_MS = 10_000
const MOST_GOOD = 10_000
const MOST_BAD = 1000
/** Longest name that a caller is known by. */
const LONGEST_NAME = 120

/** Undefined for a token that is not good. */
type Verdict = Identity | undefined | typeof LIMITED

export interface Tokens {
  /** Rejects where it cannot be known now whether a token is good. */
  identify(token: string, request: IncomingMessage): Verdict | Promise<Verdict>
}

type Jose = typeof import('jose')

export async function tokensFrom(config: IdentityConfig, refusals: Refusals | undefined): Promise<Tokens> {
  const jose = await import('jose')
  const payloadOf = payloadReader(jose, config)
  /** By the digest of a token. */
  const good = new Memory<{ readonly identity: Identity; readonly until: number }>(MOST_GOOD)
  const bad = new Memory<number>(MOST_BAD)
  const underWay = new Map<string, Promise<Verdict>>()
  /** Names of those who had a good token. */
  const names = new Memory<true>(MOST_GOOD)
  const verify = async (token: string, digest: string): Promise<Identity | undefined> => {
    const payload = await payloadOf(token)
    if (!payload) {
      good.delete(digest)
      bad.set(digest, Date.now() + BAD_MS)
      return undefined
    }
    const identity = identityOf(payload)
    good.set(digest, { identity, until: Math.min(Date.now() + GOOD_MS, Number(payload.exp) * 1000) })
    names.set(identity.name, true)
    return identity
  }
  /** Whom a token says that it is of; anybody can write that. */
  const claimedName = (token: string): string | undefined => {
    try {
      return names.size === 0 ? undefined : identityOf(jose.decodeJwt(token)).name
    } catch {
      return undefined
    }
  }
  const verifyUnknown = async (token: string, digest: string, request: IncomingMessage): Promise<Verdict> => {
    if (!refusals) return verify(token, digest)
    const run = () => verify(token, digest)
    const verdict = await refusals.signaturesOf(request).check(run)
    if (verdict !== LIMITED) return verdict
    const name = claimedName(token)
    return name !== undefined && names.get(name) ? refusals.renewalsOf(name).check(run) : LIMITED
  }
  return {
    identify(token, request) {
      const digest = createHash('sha256').update(token).digest('base64')
      const remembered = good.get(digest)
      if (remembered && Date.now() < remembered.until) return remembered.identity
      if (Date.now() < (bad.get(digest) ?? 0)) return undefined
      const others = underWay.get(digest)
      if (others) return others
      // What was good before is no forgery, so it is looked at again whoever else is refused.
      const found = remembered ? verify(token, digest) : verifyUnknown(token, digest, request)
      const verdict = found.finally(() => underWay.delete(digest))
      underWay.set(digest, verdict)
      return verdict
    },
  }
}

/** What a token says, if its signature is good and it is meant for this process now. */
function payloadReader(jose: Jose, config: IdentityConfig): (token: string) => Promise<JWTPayload | undefined> {
  const options = {
    issuer: needed(config, 'AUTH_ISSUER', 'jwt'),
    audience: needed(config, 'AUTH_AUDIENCE', 'jwt'),
    algorithms: ALGORITHMS,
    clockTolerance: SKEW_S,
    requiredClaims: ['exp', 'sub'],
  }
  const keys = keySet(jose, config)
  return async (token) => {
    try {
      const { payload } = await jose.jwtVerify(token, keys, options)
      return typeof payload.sub === 'string' && payload.sub !== '' ? payload : undefined
    } catch (error) {
      if (isFaultOfToken(jose, error)) return undefined
      throw error
    }
  }
}

function keySet(jose: Jose, config: IdentityConfig): JWTVerifyGetKey {
  const { AUTH_JWKS_URL: url, AUTH_JWKS_FILE: file } = config
  if ((url === undefined) === (file === undefined))
    throw new ConfigError('AUTH_JWKS_URL: one of AUTH_JWKS_URL and AUTH_JWKS_FILE is needed for AUTH=jwt.')
  if (url !== undefined)
    return jose.createRemoteJWKSet(new URL(url), {
      [jose.customFetch]: restingFetch(),
      timeoutDuration: FETCH_MS,
      cooldownDuration: AGAIN_MS,
      cacheMaxAge: FRESH_MS,
    })
  try {
    return jose.createLocalJWKSet(JSON.parse(readFileSync(file ?? '', 'utf8')) as JSONWebKeySet)
  } catch {
    throw new ConfigError(`AUTH_JWKS_FILE: ${file} is not a readable key set (JSON with "keys").`)
  }
}

/** The library counts its pauses from fetches that came; after one that did not, every token of an unknown key would fetch. */
function restingFetch(): FetchImplementation {
  let restUntil = 0
  return async (url, options) => {
    if (Date.now() < restUntil) throw new Error('the key set could not be had a moment ago')
    restUntil = Date.now() + REST_MS
    return fetch(url, options)
  }
}

/** Whether it is the token that is wrong; else its keys cannot be had. */
function isFaultOfToken({ errors }: Jose, error: unknown): boolean {
  return (
    error instanceof errors.JWTClaimValidationFailed ||
    error instanceof errors.JWTExpired ||
    error instanceof errors.JWTInvalid ||
    error instanceof errors.JWSInvalid ||
    error instanceof errors.JWSSignatureVerificationFailed ||
    error instanceof errors.JOSEAlgNotAllowed ||
    error instanceof errors.JOSENotSupported ||
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys
  )
}

/** `scope` is a text with spaces (RFC 8693), `scp` a list or a text; both are in use. */
function identityOf({ iss, sub, scope, scp }: JWTPayload): Identity {
  const stated = [scope, scp].flatMap((each) =>
    typeof each === 'string' ? each.split(' ') : Array.isArray(each) ? each : [],
  )
  const name = `jwt:${iss} ${sub}`
  const isPlain = name.length <= LONGEST_NAME && /^[ -~]+$/.test(name)
  const short = isPlain ? name : `jwt:${createHash('sha256').update(name).digest('hex')}`
  return { name: short, scopes: new Set(stated.filter((each) => typeof each === 'string')) }
}
