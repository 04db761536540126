/** How the gateway and its services talk: what a service of ours may answer with, and the headers that it is sent. */
import type { Form } from '@activity-scores/shared/engine/executor'
import { PROBLEM_MEDIA } from '@activity-scores/shared/engine/problems'
import { MEDIA } from '@activity-scores/shared/engine/rows/media'

/** Statuses that a service of ours can give to one call; to a batch also that its rows came too slowly. */
export const CALL_STATUSES: ReadonlySet<number> = new Set([200, 400, 413, 415, 422, 429, 500, 503])
export const BATCH_STATUSES: ReadonlySet<number> = new Set([...CALL_STATUSES, 408])

/** Media types of results, by form. */
export const FORM_MEDIA: Readonly<Record<Form, string>> = {
  full: 'application/json',
  minimal: 'application/json',
  text: 'text/plain',
  markdown: 'text/markdown',
  html: 'text/html',
  csv: 'text/csv',
}
/** Media types of what answers a batch. */
export const BATCH_MEDIA: readonly string[] = [...Object.values(MEDIA), PROBLEM_MEDIA, FORM_MEDIA.text]

/** Pause between two attempts to connect (decision 38). */
export const PROBE_MS = 40

/** What a caller who left counts as, and a service that broke off. */
export const CLIENT_CLOSED_REQUEST = 499
export const BAD_GATEWAY = 502

/** How the gateway shows itself and its callers to a service. */
export interface Introduction {
  /** Header that names the caller, where there is one. */
  readonly callerHeader: string | undefined
  /** Value of `Authorization`. */
  readonly credential: string | undefined
}

export interface Outgoing {
  readonly type: string
  readonly requestId: string
  readonly caller: string | undefined
  /** Empty where nothing is preferred. */
  readonly preferences: string
  readonly accept: string | undefined
}

/** As the client takes them without another look: name, value, name, value. */
export function headersFor(
  { type, requestId, caller, preferences, accept }: Outgoing,
  { callerHeader, credential }: Introduction,
): string[] {
  const headers = ['content-type', type, 'x-request-id', requestId]
  if (callerHeader !== undefined && caller !== undefined) headers.push(callerHeader, caller)
  if (preferences !== '') headers.push('prefer', preferences)
  if (accept !== undefined) headers.push('accept', accept)
  if (credential !== undefined) headers.push('authorization', credential)
  return headers
}
