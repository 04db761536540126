/** `/health/live`, `/health/ready` and `/metrics`. */
import type { FastifyInstance } from 'fastify'
import { METRICS } from '../../identity/scopes.js'
import type { Metrics } from '../../telemetry/metrics.js'
import { mountPage } from './pages.js'

export type HostState = 'starting' | 'ready' | 'stopping'

export interface HealthOptions {
  readonly state: () => HostState
  /** State of each instrument by slug. */
  readonly instruments: () => Promise<Readonly<Record<string, string>>>
}

/** A process is ready when everything is compiled, and until it is told to stop (decision 89). */
export function mountHealth(app: FastifyInstance, { state, instruments }: HealthOptions): void {
  mountPage(app, '/health/live', (_request, reply) => reply.send({ status: 'live' }))
  mountPage(app, '/health/ready', async (_request, reply) => {
    const states = await instruments()
    return reply.code(state() === 'ready' ? 200 : 503).send({ status: state(), instruments: states })
  })
}

export function mountMetrics(app: FastifyInstance, metrics: Metrics): void {
  mountPage(
    app,
    '/metrics',
    async (_request, reply) => reply.type(metrics.contentType).send(await metrics.text()),
    METRICS,
  )
}
