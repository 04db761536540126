/** Which form of the answer the caller asked for. Problems are problem+json in every form. */
import type { IncomingHttpHeaders } from 'node:http'
import Negotiator from 'negotiator'
import type { Form } from './executor.js'

const MINIMAL = /(?:^|[,;\s])return\s*=\s*"?minimal"?(?:$|[,;\s])/i

export function formOf(headers: IncomingHttpHeaders): Form {
  const { accept, prefer } = headers
  if (accept !== undefined && accept !== '*/*' && accept !== 'application/json') {
    const best = new Negotiator({ headers }).mediaType(['application/json', 'text/plain'])
    if (best === 'text/plain') return 'text'
  }
  if (prefer === undefined) return 'full'
  return MINIMAL.test(Array.isArray(prefer) ? prefer.join(',') : prefer) ? 'minimal' : 'full'
}
