/**
 * Prometheus metrics of one process: requests by route pattern, method and status, and Node's own. The histogram is
 * counted in plain arrays on the path of a request and written out when it is asked for (decision 20).
 */
import type { Registry } from 'prom-client'

export interface Metrics {
  /** The counter of one route and method. */
  route(route: string, method: string): (status: number, milliseconds: number) => void
  /** Counted elsewhere; read when the metrics are asked for. */
  total(name: string, help: string, read: () => number): void
  /** The same for several counters of one name, told apart by their labels. */
  family(name: string, help: string, read: () => readonly (readonly [labels: string, count: number])[]): void
  text(): Promise<string>
  readonly contentType: string
  /** Loads the library of Node's own metrics, which count from then on. */
  prepare(): Promise<void>
}

/** What goes up and down elsewhere: a value for each value of one label, read when the metrics are asked for. */
export interface Gauge {
  readonly name: string
  readonly help: string
  readonly label: string
  readonly read: () => Iterable<readonly [value: string, number]>
}

const NAME = 'http_request_duration_seconds'
/** Upper limits of the buckets, in milliseconds. */
const BUCKETS_MS = [0.25, 0.5, 1, 2.5, 5, 10, 25, 100, 500, 2500] as const

interface Counted {
  readonly labels: string
  readonly buckets: number[]
  count: number
  sumMs: number
}

export function createMetrics(gauges: readonly Gauge[] = []): Metrics {
  let loading: Promise<Registry> | undefined
  const node = (): Promise<Registry> => (loading ??= nodeMetrics())
  const all: Counted[] = []
  const totals: (() => string)[] = []
  return {
    contentType: 'text/plain; version=0.0.4; charset=utf-8',
    prepare: async () => {
      await node()
    },
    route(route, method) {
      const byStatus: Counted[] = []
      return (status, milliseconds) => {
        const counted = byStatus[status] ?? start(all, route, method, status)
        byStatus[status] = counted
        counted.count++
        counted.sumMs += milliseconds
        const bucket = BUCKETS_MS.findIndex((limit) => milliseconds <= limit)
        if (bucket !== -1) counted.buckets[bucket] = (counted.buckets[bucket] ?? 0) + 1
      }
    },
    total(name, help, read) {
      totals.push(() => `# HELP ${name} ${help}\n# TYPE ${name} counter\n${name} ${read()}\n`)
    },
    family(name, help, read) {
      totals.push(() => {
        const lines = read().map(([labels, count]) => `${name}{${labels}} ${count}\n`)
        return `# HELP ${name} ${help}\n# TYPE ${name} counter\n${lines.join('')}`
      })
    },
    text: async () =>
      `${await (await node()).metrics()}\n${totals.map((each) => each()).join('')}${gauges.map(textOf).join('')}${written(all)}`,
  }
}

function textOf({ name, help, label, read }: Gauge): string {
  const lines = [...read()].map(([value, number]) => `${name}{${label}=${JSON.stringify(value)}} ${number}\n`)
  return `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${lines.join('')}`
}

async function nodeMetrics(): Promise<Registry> {
  const { collectDefaultMetrics, Registry } = await import('prom-client')
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  return registry
}

function start(all: Counted[], route: string, method: string, status: number): Counted {
  const labels = `route=${JSON.stringify(route)},method="${method}",status="${status}"`
  const counted = { labels, buckets: BUCKETS_MS.map(() => 0), count: 0, sumMs: 0 }
  all.push(counted)
  return counted
}

function written(all: readonly Counted[]): string {
  const lines = [`# HELP ${NAME} Time from request to answer, by route pattern`, `# TYPE ${NAME} histogram`]
  for (const { labels, buckets, count, sumMs } of all) {
    let below = 0
    buckets.forEach((inBucket, i) => {
      below += inBucket
      lines.push(`${NAME}_bucket{${labels},le="${Number(BUCKETS_MS[i]) / 1000}"} ${below}`)
    })
    lines.push(
      `${NAME}_bucket{${labels},le="+Inf"} ${count}`,
      `${NAME}_sum{${labels}} ${sumMs / 1000}`,
      `${NAME}_count{${labels}} ${count}`,
    )
  }
  return `${lines.join('\n')}\n`
}
