/**
 * API keys. A key is 256 random bits with the name of its holder; the file has its SHA-256 alone, which is enough for a
 * secret that cannot be guessed. Keys are compared in constant time, whether the holder is known or not.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { readFileSync, statSync, unwatchFile, watchFile } from 'node:fs'
import * as z from 'zod'
import { ConfigError } from '../config/error.js'
import { isoDate } from '../language/dates.js'
import type { Logger } from '../telemetry/logging.js'
import type { Identity } from './caller.js'
import { Scope } from './scopes.js'

/** What every key begins with, so that one in the wrong place is known for what it is. */
export const PREFIX = 'as_'
const SECRET_BYTES = 32
const KEY = /^as_([a-z0-9][a-z0-9-]{0,63})_[A-Za-z0-9_-]{43}$/

const Holder = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'must be lower-case letters, digits and hyphens, at most 64')

export const KeyEntry = z.strictObject({
  id: Holder.describe('Who holds the key; the limiter counts by it'),
  hash: z.string().regex(/^sha256:[0-9a-f]{64}$/, 'must be sha256: and 64 hexadecimal digits'),
  scopes: z.array(Scope).min(1).max(100),
  expires: isoDate.nullish().describe('Last day (UTC) on which it is taken'),
})
export type KeyEntry = z.output<typeof KeyEntry>

export const KeyFile = z.strictObject({ keys: z.array(KeyEntry).max(10_000) })

/** A new key, which is shown once, and its entry in the file. */
export function newKey(id: string, scopes: readonly string[], expires?: string): readonly [key: string, KeyEntry] {
  const key = `${PREFIX}${Holder.parse(id)}_${randomBytes(SECRET_BYTES).toString('base64url')}`
  const hash = `sha256:${digestOf(key).toString('hex')}`
  return [key, KeyEntry.parse({ id, hash, scopes, ...(expires === undefined ? {} : { expires }) })]
}

const digestOf = (key: string): Buffer => createHash('sha256').update(key).digest()

interface Known {
  readonly digest: Buffer
  readonly identity: Identity
  /** Milliseconds since 1970 from which it is not taken any more. */
  readonly until: number
}

const DAY_MS = 86_400_000

/** Largest file in bytes; 10,000 keys of a few scopes are half of it. */
const LARGEST_FILE = 4_194_304

function readKeys(file: string): ReadonlyMap<string, Known> {
  if (statSync(file).size > LARGEST_FILE) throw new ConfigError(`it is larger than ${LARGEST_FILE} bytes`)
  const parsed = KeyFile.safeParse(JSON.parse(readFileSync(file, 'utf8')))
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
    throw new ConfigError(faults.join('; '))
  }
  const known = new Map<string, Known>()
  for (const { id, hash, scopes, expires } of parsed.data.keys) {
    if (known.has(id)) throw new ConfigError(`${id} stands twice`)
    known.set(id, {
      digest: Buffer.from(hash.slice('sha256:'.length), 'hex'),
      identity: { name: `key:${id}`, scopes: new Set(scopes) },
      until: expires ? Date.parse(expires) + DAY_MS : Number.POSITIVE_INFINITY,
    })
  }
  return known
}

/** How often the file is looked at. */
const LOOK_MS = 1000

/** Compared with where there is no such holder. */
const NOBODY = randomBytes(SECRET_BYTES)

export interface Keys {
  identify(key: string): Identity | undefined
  close(): void
}

export function keysFrom(file: string, logger: Logger): Keys {
  let known: ReadonlyMap<string, Known>
  try {
    known = readKeys(file)
  } catch (error) {
    throw new ConfigError(`AUTH_KEYS_FILE: ${file} cannot be used: ${reasonOf(error)}`)
  }
  const look = (): void => {
    try {
      known = readKeys(file)
      logger.info({ keys: known.size }, 'API keys read again')
    } catch {
      logger.error('AUTH_KEYS_FILE cannot be used; the keys read before are kept')
    }
  }
  watchFile(file, { interval: LOOK_MS, persistent: false }, look)
  return {
    identify(key) {
      const id = KEY.exec(key)?.[1]
      const holder = id === undefined ? undefined : known.get(id)
      const equal = timingSafeEqual(digestOf(key), holder?.digest ?? NOBODY)
      return equal && holder && Date.now() < holder.until ? holder.identity : undefined
    },
    close: () => unwatchFile(file, look),
  }
}

const reasonOf = (error: unknown): string => {
  if (error instanceof ConfigError) return error.message
  if (error instanceof SyntaxError) return 'it is not JSON'
  return String((error as NodeJS.ErrnoException).code ?? 'it cannot be read')
}
