/** Who is let in to be computed: nobody while the process is overloaded, and no caller whose rows are used up. */
import type { Account, Limiter } from './limiter.js'
import type { OverloadGuard } from './overload.js'

export interface Admission {
  readonly guard: OverloadGuard
  /** None where nobody is limited. */
  readonly limiter: Limiter | undefined
}

export interface Dismissal {
  readonly code: 'overloaded' | 'rate_limited'
  /** Value of `Retry-After`. */
  readonly retryAfter: string
}

const OVERLOADED: Dismissal = { code: 'overloaded', retryAfter: '2' }

/** Takes one row from the caller, or says why not. */
export function dismissal({ guard }: Admission, account: Account | undefined): Dismissal | undefined {
  if (guard.overloaded) return OVERLOADED
  return account === undefined || account.take(1) ? undefined : usedUp(account)
}

export const usedUp = (account: Account): Dismissal => ({
  code: 'rate_limited',
  retryAfter: String(account.seconds),
})
