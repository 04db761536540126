/**
 * Who may be asked for by which name. A page that a browser has open could reach a server on the same machine by a name of its
 * own that leads there; the server is addressed by a foreign name then.
 */
import type { IncomingHttpHeaders } from 'node:http'
import { localhostAllowedHostnames, validateHostHeader, validateOriginHeader } from '@modelcontextprotocol/server'

export interface HostsConfig {
  readonly HOST: string
  readonly PUBLIC_URL?: string | undefined
  readonly MCP_HOSTS?: readonly string[] | undefined
  readonly CORS_ORIGINS?: readonly string[] | undefined
}

/** The name that is at fault; nothing where both may be. */
export type JudgeNames = (headers: IncomingHttpHeaders) => 'host' | 'origin' | undefined

export function namesFrom({ HOST, PUBLIC_URL, MCP_HOSTS = [], CORS_ORIGINS = [] }: HostsConfig): JudgeNames {
  const own = HOST.includes(':') ? `[${HOST}]` : HOST
  const published = PUBLIC_URL === undefined ? [] : [new URL(PUBLIC_URL).hostname]
  const names = [...localhostAllowedHostnames(), own, ...published, ...MCP_HOSTS]
  const origins = new Set(CORS_ORIGINS)
  return ({ host, origin }) => {
    if (!validateHostHeader(host, names).ok) return 'host'
    if (origin === undefined || origins.has('*') || origins.has(origin)) return undefined
    return validateOriginHeader(origin, names).ok ? undefined : 'origin'
  }
}
