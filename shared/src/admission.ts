/** Who is let in to be computed: nobody for whom an overloaded process has no time, and no caller whose rows are used up. */
import type { IncomingMessage } from 'node:http'
import type { Account, Limiter } from './limiter.js'
import type { Memory } from './memory.js'
import type { OverloadGuard } from './overload.js'

export interface Admission {
  readonly guard: OverloadGuard
  /** None where nobody is limited. */
  readonly limiter: Limiter | undefined
  readonly memory: Memory
}

export interface Dismissal {
  readonly code: 'overloaded' | 'rate_limited'
  /** Value of `Retry-After`. */
  readonly retryAfter: string
}

export const OVERLOADED: Dismissal = { code: 'overloaded', retryAfter: '2' }

/** Takes one row from the caller, or says why not. */
export const dismissal = (
  { guard, memory }: Admission,
  request: IncomingMessage,
  account: Account | undefined,
): Dismissal | undefined => (guard.admits() && memory.admits(request) ? charge(account) : OVERLOADED)

/** The same for a batch, whose other rows are charged as they are computed. */
export const batchDismissal = (
  { guard, memory }: Admission,
  request: IncomingMessage,
  account: Account | undefined,
): Dismissal | undefined => (guard.admitsBatch() && memory.admits(request, 'batch') ? charge(account) : OVERLOADED)

function charge(account: Account | undefined): Dismissal | undefined {
  return account === undefined || account.take(1) ? undefined : usedUp(account)
}

export const usedUp = (account: Account): Dismissal => ({
  code: 'rate_limited',
  retryAfter: String(account.seconds),
})
