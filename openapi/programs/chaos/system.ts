/** Real services, each a process with a port of its own, behind a real gateway process. */
import { upstreamVariable } from '../../src/config.js'
import { closed, GATEWAY, launch, type Owner, type Started, serviceOf, start } from '../kit/processes.js'

/** Longest wait of a successor for the port of its predecessor. */
const HANDOVER = { PORT_WAIT_MS: '60000' }

export class System {
  readonly gateway: Started
  readonly #owner: Owner
  readonly #services: Map<string, Started>

  private constructor(owner: Owner, gateway: Started, services: Map<string, Started>) {
    this.#owner = owner
    this.gateway = gateway
    this.#services = services
  }

  static async start(
    owner: Owner,
    slugs: readonly string[],
    environment: Readonly<Record<string, string>> = {},
    program: readonly string[] = GATEWAY,
  ): Promise<System> {
    const services = new Map<string, Started>()
    for (const slug of slugs) services.set(slug, await start(owner, serviceOf(slug)))
    const upstreams = [...services].map(([slug, { origin }]) => [upstreamVariable(slug), origin])
    const gateway = await start(owner, program, { ...Object.fromEntries(upstreams), ...environment })
    return new System(owner, gateway, services)
  }

  get slugs(): readonly string[] {
    return [...this.#services.keys()]
  }

  portOf(slug: string): string {
    return new URL(this.#service(slug).origin).port
  }

  signal(slug: string, signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.#service(slug).child.kill(signal)
  }

  /** Ends a service without a warning. */
  async kill(slug: string): Promise<void> {
    const { child } = this.#service(slug)
    const ended = closed(child)
    child.kill('SIGKILL')
    await ended
  }

  /** Starts a service that was killed, on its port; comes back when it listens. */
  async revive(slug: string): Promise<void> {
    this.#services.set(slug, await launch(this.#owner, serviceOf(slug), { PORT: this.portOf(slug) }).started)
  }

  /** Starts the successor of a service, then ends the service; gives the exit code of the predecessor. */
  async replace(slug: string): Promise<unknown> {
    const { child } = this.#service(slug)
    const next = launch(this.#owner, serviceOf(slug), { PORT: this.portOf(slug), ...HANDOVER })
    await next.said('waiting for the port')
    const ended = closed(child)
    child.kill('SIGTERM')
    this.#services.set(slug, await next.started)
    return ended
  }

  #service(slug: string): Started {
    const found = this.#services.get(slug)
    if (!found) throw new Error(`no service of ${slug}`)
    return found
  }
}
