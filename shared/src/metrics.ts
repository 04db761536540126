/** Prometheus metrics of one process: requests by route pattern, method and status, and Node's own. */
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'

export interface Metrics {
  observe(route: string, method: string, status: number, milliseconds: number): void
  text(): Promise<string>
  readonly contentType: string
}

export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from request to answer, by route pattern',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.1, 0.5, 2.5],
    registers: [registry],
  })
  return {
    contentType: registry.contentType,
    observe: (route, method, status, milliseconds) => {
      duration.observe({ route, method, status }, milliseconds / 1000)
    },
    text: () => registry.metrics(),
  }
}
