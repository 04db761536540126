/** What any answer outside 2xx is thrown as. */
import type { FetchResponse } from './platform.js'
import type { Fault, Problem } from './types.js'

export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  readonly status: number
  /** The problem details (RFC 9457); null where what answered was not this service, such as a proxy before it. */
  readonly problem: Problem | null
  /** Every fault of the request: where (`pointer`), what (`code`) and how to mend it (`message`). */
  readonly errors: readonly Fault[]
  /** What to name when the fault is reported. */
  readonly requestId: string | null
  /** Seconds to wait before the same request may succeed, where the answer says so. */
  readonly retryAfter: number | null

  constructor(status: number, problem: Problem | null, requestId: string | null, retryAfter: number | null) {
    super(problem ? `${problem.code}: ${problem.detail}` : `HTTP ${status}`)
    this.status = status
    this.problem = problem
    this.errors = problem?.errors ?? []
    this.requestId = requestId
    this.retryAfter = retryAfter
  }
}

export async function problemOf(response: FetchResponse): Promise<ProblemError> {
  const { status, headers } = response
  const isProblem = headers.get('content-type')?.startsWith('application/problem+json')
  const text = await response.text()
  const seconds = headers.get('retry-after')
  // A date instead of seconds is no number: it counts as not said.
  const retryAfter = seconds !== null && /^\d+$/.test(seconds) ? Number(seconds) : null
  return new ProblemError(status, isProblem ? parsed(text) : null, headers.get('x-request-id'), retryAfter)
}

/** A problem that was cut off is none. */
function parsed(text: string): Problem | null {
  try {
    return JSON.parse(text) as Problem
  } catch {
    return null
  }
}
