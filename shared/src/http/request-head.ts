/** What is wrong with the head of a request as a message of HTTP, whatever it asks for. */
import type { IncomingMessage } from 'node:http'

const REMEDY = 'Send the name that this service is called by, once.'

/** Why a request is refused before any route is looked for; nothing where its head is in order. */
export function faultOfHead({ headers, rawHeaders, httpVersion }: IncomingMessage): string | undefined {
  const { host, 'transfer-encoding': coding } = headers
  if (host === undefined) {
    if (httpVersion === '1.1') return `The request has no Host header, which HTTP/1.1 asks for. ${REMEDY}`
  } else if (!isHost(host)) return `The Host header is not the name of a host. ${REMEDY}`
  else if (countHosts(rawHeaders) > 1) return `The request has more than one Host header. ${REMEDY}`
  return coding === undefined || (httpVersion === '1.1' && /^chunked$/i.test(coding)) ? undefined : FOREIGN_CODING
}

const FOREIGN_CODING =
  'The body comes in a transfer coding that is not read here. Send it uncompressed, by HTTP/1.1 with "Transfer-Encoding: chunked" or with a Content-Length.'

/** RFC 3986, 3.2.2 and 3.2.3, without the comma, which stands between two hosts that a proxy has joined. */
const HOST = /^(?:\[[\w:.%~-]+\]|[\w.~!$&'()*+;=%-]+)(?::\d*)?$/

/** Nearly every request of a process names the same one. */
let lastHost = ''

function isHost(host: string): boolean {
  if (host === lastHost) return host !== ''
  if (!HOST.test(host)) return false
  lastHost = host
  return true
}

/** Node keeps the first of several (RFC 9112, 3.2, asks to refuse them): the others stand in the head as it came. */
function countHosts(rawHeaders: readonly string[]): number {
  let hosts = 0
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i] as string
    if (name.length === HOST_LENGTH && name.toLowerCase() === 'host') hosts++
  }
  return hosts
}

const HOST_LENGTH = 'host'.length
