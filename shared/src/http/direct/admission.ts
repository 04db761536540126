/** Who is let in to be computed: nobody for whom an overloaded process has no time, and no caller whose rows are used up. */
import type { IncomingMessage } from 'node:http'
import type { FastifyInstance } from 'fastify'
import type { Account, Limiter } from './limiter.js'
import type { Memory } from './memory.js'
import type { OverloadGuard } from './overload.js'
import { RETRY_AFTER_S, type Resting } from './resting.js'

export interface Admission {
  readonly guard: OverloadGuard
  /** None where nobody is limited. */
  readonly limiter: Limiter | undefined
  readonly memory: Memory
  readonly resting: Resting
}

/** Ends what admission keeps running, when the application closes. */
export function endWith(app: FastifyInstance, { guard, limiter, resting }: Admission): void {
  app.addHook('preClose', async () => limiter?.close())
  app.addHook('onClose', async () => {
    guard.close()
    resting.end()
  })
}

export interface Dismissal {
  readonly code: 'overloaded' | 'rate_limited'
  /** Value of `Retry-After`. */
  readonly retryAfter: string
}

export const OVERLOADED: Dismissal = { code: 'overloaded', retryAfter: String(RETRY_AFTER_S) }

/** Charges the caller one row, or says why the request is refused. `isAdmitted`: the overload guard has let it in by its head. */
export const dismissal = (
  { guard, memory }: Admission,
  request: IncomingMessage,
  account: Account | undefined,
  isAdmitted: boolean,
): Dismissal | undefined => ((isAdmitted || guard.admits()) && memory.admits(request) ? charge(account) : OVERLOADED)

/** The same for a batch that the guard lets in; its other rows are charged as they are computed. */
export const batchDismissal = (
  { memory }: Admission,
  request: IncomingMessage,
  account: Account | undefined,
): Dismissal | undefined => (memory.admits(request, 'batch') ? charge(account) : OVERLOADED)

function charge(account: Account | undefined): Dismissal | undefined {
  return account === undefined || account.tryTake(1) ? undefined : usedUp(account)
}

export const usedUp = (account: Account): Dismissal => ({
  code: 'rate_limited',
  retryAfter: String(account.seconds),
})
