/** What takes long: it is begun first, alone in its process, and left out of `npm run test:quick` from 7 on. Seconds of one core. */
export const HEAVY: Readonly<Record<string, number>> = {
  'openapi/chaos': 60,
  'openapi/swagger-ui': 45,
  'openapi/batch': 60,
  'shared/batch-stream': 40,
  'services/scaffold': 28,
  'services/missing': 28,
  'services/equivalence': 35,
  'openapi/screen/properties': 15,
  'openapi/document': 30,
  'openapi/pages/instruments': 12,
  'openapi/pages/states': 12,
  'openapi/pages/visits': 15,
  'openapi/pages/earlier': 7,
  'openapi/pages/links': 10,
  'openapi/pages/screen': 8,
  'openapi/pages/languages': 5,
  'openapi/smart/launch': 15,
  'openapi/lifecycle': 18,
  'openapi/suite': 18,
  'openapi/fuzz': 15,
  'openapi/tracing': 15,
  'openapi/tracing-collector': 14,
  'openapi/parity': 13,
  'openapi/screen/missing': 13,
  'services/registry': 12,
  'openapi/screen/cohort': 20,
  'openapi/missing': 10,
  'shared/memory': 10,
  'openapi/hostile': 23,
  'openapi/forwarded': 20,
  'openapi/start': 12,
  'openapi/unread': 18,
  'openapi/markers': 15,
  'openapi/log-reader': 10,
  'openapi/hostile-heads': 8,
  'openapi/upstream': 8,
  'openapi/client/calls': 6,
  'openapi/client/generated': 5,
  'openapi/client/package': 5,
  'openapi/client/rows': 5,
  'shared/pipelines': 8,
  'openapi/deploy/kubernetes': 8,
  'openapi/deploy/containers': 8,
  'openapi/mcp/mcp': 12,
  'openapi/mcp/stdio': 6,
  'openapi/ehr/clients': 6,
  'shared/identity': 4,
}

/** What waits for clocks and other processes more than it computes: it has a lane of its own, beside those that compute. */
export const WAITING: ReadonlySet<string> = new Set([
  'openapi/chaos',
  'openapi/forwarded',
  'openapi/lifecycle',
  'openapi/log-reader',
  'openapi/process',
  'openapi/start',
  'openapi/swagger-ui',
  'openapi/tracing-collector',
  'openapi/unread',
  'shared/batch-stream',
  'shared/limiter',
])

/** So heavy that a quick run goes without. */
const QUICK_SECONDS = 7

export const isHeavy = (name: string): boolean => (HEAVY[name] ?? 0) >= QUICK_SECONDS

/** Whose draws `npm run test:long` multiplies. */
export const LONG: readonly string[] = [
  'openapi/batch',
  'services/equivalence',
  'openapi/fuzz',
  'openapi/screen/missing',
  'openapi/screen/properties',
  'openapi/missing',
  'openapi/swagger-ui',
  'openapi/pages/instruments',
]
