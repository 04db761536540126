/** What Prometheus is told: expressions that it can read, over metrics that a process shows. */
import { readFileSync } from 'node:fs'
import { parser } from '@prometheus-io/lezer-promql'
import t, { type Test } from 'tap'
import { parse } from 'yaml'
import { preparedGateway } from '../helpers.js'

const folder = new URL('../../../../docker/kubernetes/monitoring/', import.meta.url)
const read = (path: string): string => readFileSync(new URL(path, folder), 'utf8')

interface Rule {
  readonly alert: string
  readonly expr: string
  readonly labels: { readonly severity: string }
  readonly annotations: { readonly summary: string }
}

interface Panel {
  readonly id: number
  readonly title: string
  readonly targets: readonly { readonly expr: string }[]
}

const { spec } = parse(read('rules.yaml')) as { readonly spec: { readonly groups: readonly { rules: Rule[] }[] } }
const rules = spec.groups.flatMap((group) => group.rules)
const { panels } = JSON.parse(read('dashboard.json')) as { readonly panels: readonly Panel[] }

/** Grafana puts a duration in its place, and a pattern of the chosen services. */
const asAsked = (expr: string): string => expr.replaceAll('$__rate_interval', '1m').replaceAll('$service', '.+')

/** Names of the metrics that an expression reads; null where it is no PromQL. */
function metricsOf(expr: string): readonly string[] | null {
  const names: string[] = []
  let isFaulty = false
  parser.parse(expr).iterate({
    enter({ type, name, from, to }) {
      if (type.isError) isFaulty = true
      if (name === 'Identifier' && /_/.test(expr.slice(from, to))) names.push(expr.slice(from, to))
    },
  })
  return isFaulty ? null : names
}

/** Made by Prometheus itself. */
const OWN = new Set(['up'])

function readable(t: Test, of: string, expr: string, shown: ReadonlySet<string>): void {
  const metrics = metricsOf(asAsked(expr))
  t.ok(metrics, `${of} is PromQL`)
  for (const metric of metrics ?? []) if (!OWN.has(metric)) t.ok(shown.has(metric), `${of}: ${metric} is shown`)
}

t.test('alert rules and dashboard read metrics that a gateway shows', async (t) => {
  const app = await preparedGateway(t, { UPSTREAM_CDAI: 'http://127.0.0.1:9' })
  await app.inject('/health/live')
  const { payload } = await app.inject('/metrics')
  const shown = new Set(payload.match(/^\w+/gm) ?? [])
  for (const { alert, expr, labels, annotations } of rules) {
    readable(t, alert, expr, shown)
    t.match(labels.severity, /^(warning|critical)$/, alert)
    t.ok(annotations.summary.length > 20, `${alert} says what is the matter`)
  }
  for (const { title, targets } of panels) for (const { expr } of targets) readable(t, title, expr, shown)
  t.equal(new Set(panels.map(({ id }) => id)).size, panels.length)
  const asked = rules.map(({ expr }) => expr).join()
  for (const subject of ['status="500"', '0.99', 'nodejs_eventloop_lag', 'log_lines_dropped', 'upstream_breaker_open'])
    t.ok(asked.includes(subject), `an alert is about ${subject}`)
})

t.test('the check finds what is no PromQL, and a metric that is not there', async (t) => {
  t.equal(metricsOf('sum by (service (rate(x_total[5m]))'), null)
  t.same(metricsOf('rate(log_lines_dropped_totals[5m])'), ['log_lines_dropped_totals'])
})

t.test('what is scraped is there: port, path and scope', async (t) => {
  const monitor = parse(read('service-monitor.yaml'))
  const [endpoint] = monitor.spec.endpoints
  t.match(endpoint, { port: 'http', path: '/metrics' })
  const policy = parse(read('network-policy.yaml'))
  t.same(policy.spec.podSelector, monitor.spec.selector, 'the policy lets the scraper to what is scraped')
  t.same(policy.spec.policyTypes, ['Ingress'])
})
