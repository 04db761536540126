/** Why a service gave no answer of its own, and the problem that the gateway answers with then. */
import type { Problem } from '@activity-scores/shared/engine/problems'
import { serviceProblem, type UpstreamCode } from '@activity-scores/shared/engine/upstream-problems'

/** An answer that no service of ours gives. */
export class ForeignAnswer extends Error {
  readonly code = 'FOREIGN_ANSWER'
}

/** The time for the whole answer is over. */
export class TimeOver extends Error {
  readonly code = 'TIME_OVER'
}

/** Nothing was sent: the breaker is open. */
export class Paused extends Error {
  readonly code = 'PAUSED'
}

/** Nothing was sent: too many wait already. */
export class Crowded extends Error {
  readonly code = 'CROWDED'
}

/** Seconds after which to ask again, where that is known. */
export const RETRY_AFTER = '1'

const TIMEOUTS = new Set([
  'TIME_OVER',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'ETIMEDOUT',
])

export const codeOf = (error: unknown): string | undefined => (error as { readonly code?: string }).code

export const upstreamProblem = (slug: string, path: string, error: unknown): Problem =>
  serviceProblem(meaningOf(codeOf(error) ?? ''), slug, path)

function meaningOf(code: string): UpstreamCode {
  if (code === 'PAUSED') return 'upstream_paused'
  if (code === 'CROWDED') return 'overloaded'
  return TIMEOUTS.has(code) ? 'upstream_timeout' : 'upstream_unavailable'
}
