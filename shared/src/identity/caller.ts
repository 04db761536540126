/** The name of a caller, as it stands with the request once the gate is passed. */
import type { IncomingMessage } from 'node:http'

const CALLER = Symbol('identity')
type Identified = IncomingMessage & { [CALLER]?: string }

export const callerOf = (request: Identified): string | undefined => request[CALLER]

export function setCaller(request: Identified, name: string): void {
  request[CALLER] = name
}
