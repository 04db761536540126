/** What a caller may do. */
import * as z from 'zod'

/** Scope of every computation; `compute:{slug}` is that of one. */
const COMPUTE = 'compute'
export const METRICS = 'metrics'
/** Of a gateway toward its services: not its holder is counted but whom it names in RATE_LIMIT_HEADER. It opens nothing. */
export const RELAY = 'relay'

export const Scope = z
  .string()
  .max(100)
  .regex(/^(?:compute(?::[a-z0-9][a-z0-9/-]*)?|metrics|relay)$/, 'must be compute, compute:{slug}, metrics, or relay')

/** Of a route that computes several things and asks for the scope of each: whoever may compute any of them may call it. */
export const ANY_COMPUTATION = `${COMPUTE}:*`

/** The scope that opens one operation alone. */
export const scopeOf = (slug: string): string => `${COMPUTE}:${slug}`

/** Whoever has the wider scope has the narrower. */
export const allows = (scopes: ReadonlySet<string>, scope: string): boolean =>
  scopes.has(scope) ||
  (scope.startsWith(`${COMPUTE}:`) && scopes.has(COMPUTE)) ||
  (scope === ANY_COMPUTATION && [...scopes].some((each) => each.startsWith(`${COMPUTE}:`)))
