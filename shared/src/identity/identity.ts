/** Who calls. With `AUTH=none`, as on loopback by default, nobody is asked and nothing of this runs. */
import type { IncomingMessage } from 'node:http'
import type { Logger } from '../logging.js'
import { type Keys, keysFrom, PREFIX } from './keys.js'
import { type Tokens, tokensFrom } from './tokens.js'
import { type IdentityConfig, needed, waysOf } from './variables.js'

export interface Identity {
  /** As the limiter knows the caller; never shown. */
  readonly name: string
  readonly scopes: ReadonlySet<string>
}

/** An identity, or why there is none: no credential, one that is not good, or no means to tell. */
export type Checked = Identity | 'missing' | 'invalid' | 'unavailable'

export interface Identities {
  check(request: IncomingMessage): Checked | Promise<Checked>
  close(): void
}

/** A failure that goes on is told this often. */
const SILENT_MS = 30_000

export async function identitiesFrom(config: IdentityConfig, logger: Logger): Promise<Identities> {
  const ways = waysOf(config)
  const keys = ways.includes('api-key') ? keysFrom(needed(config, 'AUTH_KEYS_FILE', 'api-key'), logger) : undefined
  const tokens = ways.includes('jwt') ? await tokensFrom(config) : undefined
  let silentUntil = 0
  return {
    check(request) {
      const credential = credentialOf(request)
      if (typeof credential !== 'object') return credential
      const found = identify(credential.text, keys, tokens)
      if (!(found instanceof Promise)) return found ?? 'invalid'
      return found.then(
        (identity) => identity ?? 'invalid',
        () => {
          // Callers must not be able to fill the log.
          if (Date.now() >= silentUntil) {
            silentUntil = Date.now() + SILENT_MS
            logger.error('the keys that tokens are signed with cannot be had')
          }
          return 'unavailable'
        },
      )
    },
    close: () => keys?.close(),
  }
}

function identify(text: string, keys: Keys | undefined, tokens: Tokens | undefined) {
  if (keys && text.startsWith(PREFIX)) return keys.identify(text)
  return tokens?.identify(text)
}

const BEARER = /^bearer +([\w.~+/=-]+)$/i

/** One credential: two could mean two callers, so that neither counts. Node itself would keep the first of two. */
function credentialOf({ rawHeaders }: IncomingMessage): { readonly text: string } | 'missing' | 'invalid' {
  let text: string | undefined
  let sent = 0
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    const name = rawHeaders[i]?.toLowerCase()
    if (name !== 'authorization' && name !== 'x-api-key') continue
    sent += 1
    const value = rawHeaders[i + 1] ?? ''
    text = name === 'x-api-key' ? value : BEARER.exec(value)?.[1]
  }
  if (sent === 0) return 'missing'
  return sent === 1 && text ? { text } : 'invalid'
}
