import type { Unit } from './files.js'

/**
 * Seconds of one core, as the runner prints them (with those of a browser): what takes long is begun first, alone in its process,
 * and left out of `npm run test:quick` from 5 on.
 */
export const HEAVY: Readonly<Record<string, number>> = {
  'openapi/swagger-ui': 50,
  'openapi/smart/launch': 45,
  'openapi/chaos': 36,
  'openapi/pages/visits': 26,
  'openapi/start': 25,
  'openapi/tracing-collector': 20,
  'openapi/tracing': 20,
  'openapi/document': 18,
  'openapi/lifecycle': 17,
  'openapi/hostile': 17,
  'openapi/parity': 17,
  'services/scaffold': 16,
  'openapi/pages/links': 15,
  'openapi/pages/instruments': 15,
  'openapi/screen/cohort': 14,
  'openapi/fuzz': 14,
  'openapi/batch': 14,
  'openapi/pages/states': 13,
  'openapi/markers': 13,
  'openapi/mcp/mcp': 12,
  'openapi/screen/missing': 12,
  'openapi/screen/properties': 11,
  'openapi/pages/screen': 10,
  'openapi/pages/earlier': 10,
  'openapi/process': 10,
  'openapi/suite': 9,
  'services/registry': 9,
  'services/missing': 8,
  'services/equivalence': 8,
  'shared/batch-stream': 8,
  'openapi/unread': 8,
  'openapi/log-reader': 8,
  'openapi/deploy/kubernetes': 7,
  'openapi/missing': 6,
  'openapi/hostile-heads': 6,
  'openapi/deploy/containers': 5,
  'openapi/mcp/stdio': 5,
  'openapi/upstream': 4,
  'shared/pipelines': 4,
  'shared/memory': 3,
  'openapi/forwarded': 3,
  // Others put the clock of their process forward.
  'shared/identity': 2,
}

/** What waits for clocks and other processes more than it computes: it has a lane of its own, beside those that compute. */
export const WAITING: ReadonlySet<string> = new Set([
  'openapi/chaos',
  'openapi/forwarded',
  'openapi/lifecycle',
  'openapi/log-reader',
  'openapi/process',
  'openapi/start',
  'openapi/tracing-collector',
  'openapi/unread',
  'shared/batch-stream',
  'shared/limiter',
])

/** Each of these groups shares a process, and with it one browser and one gateway: to start those takes as long as most of the files. */
export const SHARING: readonly (readonly string[])[] = [
  ['openapi/pages/visits', 'openapi/pages/links', 'openapi/pages/languages'],
  ['openapi/pages/states', 'openapi/pages/instruments', 'openapi/pages/earlier', 'openapi/pages/screen'],
]

/** Seconds of one core of everything in a process, as far as it is heavy. */
export const weightOf = ({ name, parts = [name] }: Unit): number =>
  parts.reduce((sum, part) => sum + (HEAVY[part] ?? 0), 0)

/** So heavy that a quick run goes without. */
const QUICK_SECONDS = 5

export const isHeavy = (name: string): boolean => (HEAVY[name] ?? 0) >= QUICK_SECONDS
