/** UUIDs that are made from names (RFC 9562, version 5): the same call has the same card, and nothing is stored. */
import { hash } from 'node:crypto'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const UUID_BYTES = 16
/** Its first two bits are set; the other two are of the hash. */
const VARIANTS = '89ab'

export const isUuid = (text: unknown): text is string => typeof text === 'string' && UUID.test(text)

/** A UUID for each of several names in one namespace. */
export function uuidsOf(namespace: string, names: readonly string[]): readonly string[] {
  const bytes = Buffer.from(namespace.replaceAll('-', ''), 'hex')
  return names.map((name) => {
    const named = Buffer.allocUnsafe(UUID_BYTES + Buffer.byteLength(name))
    named.set(bytes)
    named.write(name, UUID_BYTES)
    const hex = hash('sha1', named)
    const variant = VARIANTS[Number.parseInt(hex.charAt(16), 16) & 3]
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
  })
}
