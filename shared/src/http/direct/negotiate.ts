/** Which form of the answer the caller asked for. Problems are problem+json in every form. */
import type { IncomingHttpHeaders } from 'node:http'
import Negotiator from 'negotiator'
import type { Form } from '../../engine/executor.js'

/** What is offered; a caller may name the charset of the text, which is the only one there is. */
const TYPES = ['text/plain', 'text/plain;charset=utf-8']

/** What some offer beside; the first that a caller names. */
const MORE = { markdown: 'text/markdown', html: 'text/html', csv: 'text/csv' } as const

type Offers = { readonly [Form in keyof typeof MORE]?: boolean }

/**
 * The longest list of media types that is looked at, in UTF-16 code units: each entry is held against each type that is
 * offered, which took 25 times a usual call for 8 kB. Whoever asks for more than any client does gets the usual form,
 * as if nothing were asked for (RFC 9110, 12.5.1).
 */
const LONGEST_ACCEPT = 1000

/** The best of what is offered; the first where any will do, nothing where none will. */
export function preferredType(headers: IncomingHttpHeaders, offered: readonly string[]): string | undefined {
  if ((headers.accept?.length ?? 0) > LONGEST_ACCEPT) return offered[0]
  return new Negotiator({ headers }).mediaType([...offered])
}

export type Encoding = 'br' | 'gzip'

/** How an answer that is compressed is sent; as it is where the caller takes neither. */
export function preferredEncoding(headers: IncomingHttpHeaders): Encoding | undefined {
  const { 'accept-encoding': accepted } = headers
  if (accepted === undefined || accepted.length > LONGEST_ACCEPT) return undefined
  const taken = new Negotiator({ headers }).encodings(['br', 'gzip'])
  return (['br', 'gzip'] as const).find((encoding) => taken.includes(encoding))
}

/** Whether the caller has what has this strong tag (RFC 9110, 13.1.2: compared weakly). */
export function acceptsTag({ 'if-none-match': tags }: IncomingHttpHeaders, tag: string): boolean {
  if (tags === undefined) return false
  return tags.split(',').some((each) => each.trim().replace(/^W\//, '') === tag || each.trim() === '*')
}

/** `own` is the media type of the full answer; a report, a page or a table is offered by some. */
export function formOf(headers: IncomingHttpHeaders, own = 'application/json', offers: Offers = {}): Form {
  const { accept, prefer } = headers
  if (accept !== undefined && accept !== '*/*' && accept !== own) {
    const more = FORMS.filter((form) => offers[form] === true)
    const types = more.flatMap((form) => [MORE[form], `${MORE[form]};charset=utf-8`])
    const best = preferredType(headers, [own, ...TYPES, ...types])
    for (const form of more) if (best?.startsWith(MORE[form])) return form
    if (best?.startsWith('text/plain')) return 'text'
  }
  return prefer !== undefined && prefers(headers, 'return', 'minimal') ? 'minimal' : 'full'
}

const FORMS = ['markdown', 'html', 'csv'] as const

const PREFERENCE = /^\s*([\w-]+)\s*=\s*"?([a-z]+)"?\s*(?:;|$)/i

/** Whether a preference has a value (RFC 7240): parameters stand after a semicolon, and the first of two with one name counts. */
export function prefers({ prefer }: IncomingHttpHeaders, name: string, value: string): boolean {
  if (prefer === undefined) return false
  for (const preference of listed(Array.isArray(prefer) ? prefer.join(',') : prefer)) {
    const found = PREFERENCE.exec(preference)
    if (found?.[1]?.toLowerCase() === name) return found[2]?.toLowerCase() === value
  }
  return false
}

/** What stands between commas that are not quoted. */
function* listed(header: string): Generator<string> {
  let start = 0
  let isQuoted = false
  for (let i = 0; i < header.length; i++) {
    const character = header[i]
    if (character === '"') isQuoted = !isQuoted
    else if (character === '\\' && isQuoted) i++
    else if (character === ',' && !isQuoted) {
      yield header.slice(start, i)
      start = i + 1
    }
  }
  yield header.slice(start)
}
