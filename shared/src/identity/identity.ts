/** Who calls. With `AUTH=none`, as on loopback by default, nobody is asked and nothing of this runs. */
import type { IncomingMessage } from 'node:http'
import type { Logger } from '../telemetry/logging.js'
import type { Checked } from './caller.js'
import { type Keys, keysFrom, PREFIX } from './keys.js'
import { Refusals } from './refusals.js'
import { type Tokens, tokensFrom } from './tokens.js'
import { type IdentityConfig, needed, waysOf } from './variables.js'

export interface Identities {
  check(request: IncomingMessage): Checked | Promise<Checked>
  /** Counts a refusal, and says whether it may still be told why. */
  count(request: IncomingMessage): boolean
  /** Whole seconds until refusals are counted anew. */
  readonly seconds: number
  close(): void
}

/** A failure that goes on is told this often. */
const SILENT_MS = 30_000

export async function identitiesFrom(config: IdentityConfig, logger: Logger): Promise<Identities> {
  const ways = waysOf(config)
  const keys = ways.includes('api-key') ? keysFrom(needed(config, 'AUTH_KEYS_FILE', 'api-key'), logger) : undefined
  const refusals = refusalsOf(config)
  const tokens = ways.includes('jwt') ? await tokensFrom(config, refusals) : undefined
  let silentUntil = 0
  return {
    count: (request) => refusals?.count(request) ?? true,
    get seconds() {
      return refusals?.seconds ?? 1
    },
    check(request) {
      const credential = credentialOf(request)
      if (typeof credential !== 'object') return credential
      const found = identify(credential.text, request, keys, tokens)
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
    close() {
      keys?.close()
      refusals?.close()
    },
  }
}

const refusalsOf = ({ REFUSAL_LIMIT: limit, REFUSAL_WINDOW_S: window, REFUSAL_HEADER: header }: IdentityConfig) =>
  limit === 0 ? undefined : new Refusals({ limit, window, header })

function identify(text: string, request: IncomingMessage, keys: Keys | undefined, tokens: Tokens | undefined) {
  if (keys && text.startsWith(PREFIX)) return keys.identify(text)
  return tokens?.identify(text, request)
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
