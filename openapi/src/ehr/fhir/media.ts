/** Media types of FHIR as JSON, as real clients send them. */
import type { IncomingHttpHeaders } from 'node:http'
import { MIMEType } from 'node:util'
import type { Answer } from '@activity-scores/shared/engine/executor'
import { mediaTypeOf } from '@activity-scores/shared/http/direct/fields'
import { preferredType } from '@activity-scores/shared/http/direct/negotiate'
import { refusal } from './outcome.js'

const BODIES: ReadonlySet<string> = new Set(['application/fhir+json', 'application/json', 'application/json+fhir'])
const LINES: ReadonlySet<string> = new Set(['application/fhir+ndjson', 'application/x-ndjson', 'application/ndjson'])
/** Short enough to be taken apart. */
const LONGEST_TYPE = 256

/** JSON of FHIR 4.0: another version says so. */
export const isFhirJson = (headers: IncomingHttpHeaders): boolean => isOf(headers, BODIES)
export const isFhirLines = (headers: IncomingHttpHeaders): boolean => isOf(headers, LINES)

function isOf(headers: IncomingHttpHeaders, types: ReadonlySet<string>): boolean {
  const type = mediaTypeOf(headers)
  if (type === undefined || !types.has(type)) return false
  const { 'content-type': written = '' } = headers
  if (!written.includes(';') || written.length > LONGEST_TYPE) return true
  const version = new MIMEType(written).params.get('fhirVersion') ?? new MIMEType(written).params.get('fhirversion')
  return version === null || version === '4.0' || version === '4.0.1'
}

/** Read leniently: what allows JSON in any of its names is served. */
const ACCEPTED = ['application/fhir+json', 'application/json', 'application/json+fhir', 'text/json']

export function notAcceptable(headers: IncomingHttpHeaders): Answer | undefined {
  const { accept } = headers
  if (accept === undefined || accept.includes('json') || preferredType(headers, ACCEPTED) !== undefined)
    return undefined
  const text = 'JSON is what is answered here: send "Accept: application/fhir+json", or leave the header out.'
  return refusal([{ status: 406, type: 'not-supported', code: 'not_acceptable', text }])
}
