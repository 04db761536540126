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
  const retryAfter = secondsIn(headers.get('retry-after'))
  return new ProblemError(status, isProblem ? parsed(text) : null, headers.get('x-request-id'), retryAfter)
}

const MS = 1000
const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/

/** Seconds, or a date as seconds from now (RFC 9110, 10.2.3); anything else counts as not said. */
function secondsIn(written: string | null): number | null {
  if (written === null) return null
  if (/^\d+$/.test(written)) return Number(written)
  const at = HTTP_DATE.test(written) ? Date.parse(written) : Number.NaN
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - Date.now()) / MS))
}

/** A problem that was cut off is none. */
function parsed(text: string): Problem | null {
  try {
    return JSON.parse(text) as Problem
  } catch {
    return null
  }
}
