/** The name of a caller, as it stands with the request once the gate is passed. */
import type { IncomingMessage } from 'node:http'

/** What was not looked at, since too much of the same origin was refused. */
export const LIMITED = 'limited'

export interface Identity {
  /** As the limiter knows the caller; never shown. */
  readonly name: string
  readonly scopes: ReadonlySet<string>
}

/** An identity, or why there is none: no credential, one that is not good or was not looked at, or no means to tell. */
export type Checked = Identity | 'missing' | 'invalid' | typeof LIMITED | 'unavailable'

const CALLER = Symbol('identity')
type Identified = IncomingMessage & { [CALLER]?: string }

export const callerOf = (request: Identified): string | undefined => request[CALLER]

export function setCaller(request: Identified, name: string): void {
  request[CALLER] = name
}
