/** Takes the address and the port that the configuration names, or says in a sentence why that cannot be. */
import { setTimeout as delay } from 'node:timers/promises'
import { ConfigError } from '../config/error.js'
import type { Logger } from '../telemetry/logging.js'
import type { Host } from './host.js'
import type { HostConfig } from './variables.js'

const PORT_CHECK_MS = 20
/** First port that needs no right of its own, unless the machine says otherwise. */
const UNPRIVILEGED = 1024

/** Where another process has the port, waits as long as configured, ready to start at once (decision 42). */
export async function listen({ app, prepare }: Host, config: HostConfig, logger: Logger): Promise<string> {
  const { HOST: host, PORT: port } = config
  const until = performance.now() + config.PORT_WAIT_MS
  for (let waiting = false; ; waiting = true) {
    try {
      return await app.listen({ host, port })
    } catch (error) {
      if (codeOf(error) !== 'EADDRINUSE' || performance.now() >= until) throw explained(error, host, port)
    }
    if (!waiting) {
      await prepare()
      logger.info({ port }, 'waiting for the port')
    }
    await delay(PORT_CHECK_MS)
  }
}

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code

/** What the system calls behind listening are named in an error of theirs. */
const CALLS: ReadonlySet<unknown> = new Set(['listen', 'bind', 'getaddrinfo'])

const SENTENCES: Readonly<Record<string, (host: string, port: number) => string>> = {
  EADDRINUSE: (host, port) =>
    `PORT: ${port} at ${host} is taken by another process. Set another one, or 0 for a free one.`,
  EACCES: (_host, port) =>
    port < UNPRIVILEGED
      ? `PORT: ${port} may be taken by privileged processes alone. Set one from ${UNPRIVILEGED} on, or give the right to it (CAP_NET_BIND_SERVICE).`
      : `PORT: ${port} may not be taken by this process. Set another one, or 0 for a free one.`,
  EADDRNOTAVAIL: (host) =>
    `HOST: ${host} is no address of this machine. Set one that it has, or 0.0.0.0 or :: for all of them.`,
  ENOTFOUND: (host) =>
    `HOST: no address is known for the name ${host}. Set an address of this machine, without a port.`,
  EAI_AGAIN: (host) => `HOST: the name ${host} cannot be looked up now. Set an address of this machine instead.`,
  EAFNOSUPPORT: (host) =>
    `HOST: this machine does not use addresses of the kind of ${host}. Set one of another kind, such as 0.0.0.0 or 127.0.0.1.`,
}

/** A fault of the configuration as a sentence; any other as it is. */
function explained(error: unknown, host: string, port: number): unknown {
  const { code = 'unknown', syscall } = error as NodeJS.ErrnoException
  if (!CALLS.has(syscall)) return error
  const sentence = SENTENCES[code]?.(host, port)
  return new ConfigError(
    sentence ?? `HOST and PORT: ${port} at ${host} cannot be listened on (${code}). Set an address of this machine.`,
  )
}
