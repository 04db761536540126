/** What the gateway answers when a service does not: the slug is named, the address never. */
import { type Problem, problem } from '@activity-scores/shared/problems'

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

export function upstreamProblem(slug: string, path: string, error: unknown): Problem {
  const code = codeOf(error) ?? ''
  const later = 'Other instruments are not affected; repeat the request later.'
  const soon =
    'Other instruments are not affected. Wait for the seconds in the header Retry-After, then repeat the request.'
  if (code === 'PAUSED')
    return problem(
      'upstream_paused',
      path,
      `The service of ${slug} failed repeatedly and is not asked for now. ${soon}`,
    )
  if (code === 'CROWDED')
    return problem('overloaded', path, `Too many requests wait for the service of ${slug}. ${soon}`)
  return TIMEOUTS.has(code)
    ? problem('upstream_timeout', path, `The service of ${slug} did not answer in time. ${later}`)
    : problem(
        'upstream_unavailable',
        path,
        `The service of ${slug} cannot be reached or gave no valid answer. ${later}`,
      )
}
