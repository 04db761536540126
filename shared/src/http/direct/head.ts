/** Heads of answers that are written at once, beside Fastify's own reply: what stands in each of them, and what plugins set. */
import type { FastifyReply } from 'fastify'
import { FLAT_HEADERS } from './fields.js'

/** Name, value, name, value, as Node takes it. */
export type Head = string[]

export const NOTHING_SET: readonly string[] = []

/** The head of an answer; `set` is what plugins set for it, `fixed` what every answer has. */
export function headOf(requestId: string, type: string, set: readonly string[], fixed = FLAT_HEADERS): Head {
  const head = [...fixed, 'x-request-id', requestId, 'content-type', type]
  if (set.length > 0) head.push(...set)
  return head
}

const POLICY = 'content-security-policy'

/** The fixed part of a head with another content policy. */
export const withPolicy = (policy: string, fixed = FLAT_HEADERS): readonly string[] =>
  fixed.map((part, i) => (fixed[i - 1] === POLICY ? policy : part))

/** What an answer says of itself is not for plugins to say; `vary` adds to ours. */
const OURS: ReadonlySet<string> = new Set([
  ...FLAT_HEADERS.filter((name, i) => i % 2 === 0 && name !== 'vary'),
  'x-request-id',
  'content-type',
  'content-length',
  'content-encoding',
  'transfer-encoding',
  'accept',
  'accept-encoding',
  'ratelimit-policy',
  'ratelimit',
  'retry-after',
  'preference-applied',
])

type Values = Readonly<Record<string, number | string | readonly string[] | undefined>>

/**
 * Where Fastify keeps what was set: looked into, since `getHeaders` copies it, which takes a quarter of a microsecond, and nearly
 * every call finds nothing. Without such a place it is asked.
 */
let place: symbol | undefined | 'unknown' = 'unknown'

function valuesOf(reply: FastifyReply): Values {
  if (place === 'unknown')
    place = Object.getOwnPropertySymbols(reply).find(({ description }) => description === 'fastify.reply.headers')
  return place === undefined
    ? (reply.getHeaders() as Values)
    : ((reply as unknown as Record<symbol, Values>)[place] ?? {})
}

/** What hooks of plugins (CORS, a site's own) set before the answer is taken out of Fastify's hands. */
export function setByPlugins(reply: FastifyReply): readonly string[] {
  const values = valuesOf(reply)
  let head: Head | undefined
  for (const name in values) {
    if (OURS.has(name)) continue
    head ??= []
    for (const value of [values[name] ?? []].flat()) head.push(name, String(value))
  }
  return head ?? NOTHING_SET
}
