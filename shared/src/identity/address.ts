/** The address by which a caller is counted who has no name. */
import { isIPv6, type Socket } from 'node:net'

type Known = Socket & { [CALLER]?: string }
const CALLER = Symbol('caller')

/** The address of a connection, found once. */
export const addressOf = (socket: Known): string => (socket[CALLER] ??= networkOf(socket.remoteAddress ?? 'unknown'))

const GROUPS = 8
/** Of an IPv6 address these groups are the network, inside which one caller has addresses at will. */
const NETWORK_GROUPS = 4

/** An IPv4 address as it is; of an IPv6 address its /64 network. */
export function networkOf(address: string): string {
  if (!isIPv6(address) || address.includes('.')) return address
  const [head = '', tail] = address.split('%', 1)[0]?.split('::') ?? []
  const groups = (text = ''): readonly string[] => (text === '' ? [] : text.split(':'))
  const [before, after] = [groups(head), groups(tail)]
  const zeros = tail === undefined ? 0 : GROUPS - before.length - after.length
  const all = [...before, ...Array<string>(zeros).fill('0'), ...after]
  return `${all.slice(0, NETWORK_GROUPS).join(':')}::/64`
}
