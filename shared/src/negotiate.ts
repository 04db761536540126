/** Which form of the answer the caller asked for. Problems are problem+json in every form. */
import type { IncomingHttpHeaders } from 'node:http'
import Negotiator from 'negotiator'
import type { Form } from './executor.js'

/** What is offered; a caller may name the charset of the text, which is the only one there is. */
const TYPES = ['text/plain', 'text/plain;charset=utf-8']

const MARKDOWN = ['text/markdown', 'text/markdown;charset=utf-8']

/** `own` is the media type of the full answer; a report in Markdown is offered by some. */
export function formOf(headers: IncomingHttpHeaders, own = 'application/json', markdown = false): Form {
  const { accept, prefer } = headers
  if (accept !== undefined && accept !== '*/*' && accept !== own) {
    const best = new Negotiator({ headers }).mediaType([own, ...TYPES, ...(markdown ? MARKDOWN : [])])
    if (best?.startsWith('text/markdown')) return 'markdown'
    if (best?.startsWith('text/plain')) return 'text'
  }
  if (prefer === undefined) return 'full'
  return prefersMinimal(Array.isArray(prefer) ? prefer.join(',') : prefer) ? 'minimal' : 'full'
}

const PREFERENCE = /(?:[^,"]|"(?:[^"\\]|\\.)*")+/g
const RETURN = /^\s*return\s*=\s*"?([a-z]+)"?\s*(?:;|$)/i

/** RFC 7240: commas between preferences, parameters after a semicolon, and the first of two with one name counts. */
function prefersMinimal(prefer: string): boolean {
  for (const [preference] of prefer.matchAll(PREFERENCE)) {
    const wanted = RETURN.exec(preference)?.[1]
    if (wanted !== undefined) return wanted.toLowerCase() === 'minimal'
  }
  return false
}
