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
const SCOPES = Symbol('scopes')
type Identified = IncomingMessage & { [CALLER]?: string; [SCOPES]?: ReadonlySet<string> }

export const callerOf = (request: Identified): string | undefined => request[CALLER]

export function setCaller(request: Identified, name: string): void {
  request[CALLER] = name
}

/** What the caller may do, where a route asks that for each thing it computes; nothing where nobody is asked who they are. */
export const scopesOf = (request: Identified): ReadonlySet<string> | undefined => request[SCOPES]

export function setScopes(request: Identified, scopes: ReadonlySet<string>): void {
  request[SCOPES] = scopes
}
