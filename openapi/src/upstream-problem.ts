/** What the gateway answers when a service does not: the slug is named, the address never. */
import { type Problem, problem } from '@activity-scores/shared/problems'

/** An answer that no service of ours gives. */
export class ForeignAnswer extends Error {
  readonly code = 'FOREIGN_ANSWER'
}

const TIMEOUTS = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'UND_ERR_CONNECT_TIMEOUT'])

export function upstreamProblem(slug: string, path: string, error: unknown): Problem {
  const { code } = error as { readonly code?: string }
  return TIMEOUTS.has(code ?? '')
    ? problem(
        'upstream_timeout',
        path,
        `The service of ${slug} did not answer in time. Other instruments are not affected; repeat the request later.`,
      )
    : problem(
        'upstream_unavailable',
        path,
        `The service of ${slug} cannot be reached or gave no valid answer. Other instruments are not affected; repeat the request later.`,
      )
}
