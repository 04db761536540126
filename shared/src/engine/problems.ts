/** Problem details (RFC 9457) and every problem code there is. A code is never reused for another meaning. */
import * as z from 'zod'
import type { Fault } from '../contract/instrument.js'
import { counted, listed, MOST_FAULTS } from './faults.js'

export const PROBLEM_MEDIA = 'application/problem+json'
export const PROBLEM_TYPE = `${PROBLEM_MEDIA}; charset=utf-8`

export const problemKinds = {
  not_utf8: { status: 400, title: 'The body is not UTF-8' },
  too_deep: { status: 400, title: 'The body is nested too deep' },
  invalid_json: { status: 400, title: 'The body is not JSON' },
  duplicate_key: { status: 400, title: 'A key stands twice in one object' },
  invalid_row: { status: 400, title: 'Not a row of a batch' },
  invalid_csv: { status: 400, title: 'The body is not CSV' },
  bad_request: { status: 400, title: 'The request cannot be read' },
  unauthenticated: { status: 401, title: 'Who calls is not known' },
  forbidden: { status: 403, title: 'The caller may not do this' },
  unknown_instrument: { status: 404, title: 'No such instrument' },
  not_found: { status: 404, title: 'No such path' },
  method_not_allowed: { status: 405, title: 'Method not allowed here' },
  request_timeout: { status: 408, title: 'The request did not arrive in time' },
  body_too_large: { status: 413, title: 'The body is too large' },
  unsupported_media_type: { status: 415, title: 'Unsupported media type' },
  invalid_input: { status: 422, title: 'The input is not valid' },
  rate_limited: { status: 429, title: 'Too many rows in too short a time' },
  refused_too_often: { status: 429, title: 'Too many refused credentials in too short a time' },
  header_fields_too_large: { status: 431, title: 'The request headers are too large' },
  internal_error: { status: 500, title: 'The service failed' },
  upstream_unavailable: { status: 502, title: 'The service of this instrument cannot be reached' },
  overloaded: { status: 503, title: 'The service is overloaded or stopping' },
  identity_unavailable: { status: 503, title: 'Who calls cannot be found out now' },
  upstream_paused: { status: 503, title: 'The service of this instrument is not asked for now' },
  upstream_timeout: { status: 504, title: 'The service of this instrument did not answer in time' },
} as const

export type ProblemCode = keyof typeof problemKinds

/** What to do about a problem that lies outside the input itself. */
export const advice = {
  body_too_large: 'The body is larger than any valid request. Send one JSON object with the documented fields only.',
  unsupported_media_type:
    'Send the body as JSON in UTF-8, uncompressed, with the header "Content-Type: application/json".',
  bad_request: 'The request cannot be read as HTTP. Check the URL, its percent-encoding and the Content-Length header.',
  unauthenticated:
    'Send one credential that is valid: an API key or a signed token as "Authorization: Bearer ...", or an API key as "X-Api-Key". Keys and tokens end; get a new one from whoever runs this service.',
  forbidden: 'The credential is valid and does not allow this. Ask whoever runs this service for the scope.',
  identity_unavailable:
    'The keys that tokens are signed with cannot be had now. Wait for the seconds in the header Retry-After, then repeat the request.',
  header_fields_too_large: 'The request headers are larger than 8 kB. Send fewer or shorter headers.',
  request_timeout: 'The request did not arrive in time. Send it whole, without pauses.',
  rate_limited:
    'The rows of this caller are used up for now; the header RateLimit-Policy says how many there are. Wait for the seconds in the header Retry-After, then repeat the request.',
  refused_too_often:
    'Too many credentials from this address were refused, so this one was not looked at; one that was found good before is taken all the same. Wait for the seconds in the header Retry-After, then repeat the request with a credential that is valid.',
  overloaded:
    'The service has more to do than it can. Wait for the seconds in the header Retry-After, then repeat the request.',
  internal_error:
    'The service failed; the fault is on its side. Repeat the request, and report the X-Request-Id of this answer if it persists.',
} as const satisfies Partial<Record<ProblemCode, string>>

export type AdvisedCode = keyof typeof advice

export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly instance: string
  readonly code: ProblemCode
  readonly errors: readonly Fault[]
}

export function problem(code: ProblemCode, instance: string, detail: string, errors?: readonly Fault[]): Problem {
  const { status, title } = problemKinds[code]
  return {
    type: `urn:activity-scores:problem:${code}`,
    title,
    status,
    detail,
    instance,
    code,
    errors: errors ?? [{ pointer: '', code, message: detail }],
  }
}

/** The problem of a request whose body has faults; the detail counts them and points to the first. */
export function inputProblem(code: ProblemCode, instance: string, faults: readonly Fault[]): Problem {
  const [first] = faults
  const errors = listed(faults)
  const detail =
    faults.length > 1 ? `${counted(faults, errors.length)}. The first: ${first?.message}` : (first?.message ?? '')
  return problem(code, instance, detail, errors)
}

export const FaultSchema = z
  .strictObject({
    pointer: z.string().describe('RFC 6901 JSON pointer to the place at fault; empty for the whole body'),
    code: z.string().describe('Stable code of the fault'),
    message: z.string().describe('What was wrong, what is allowed and how to mend it'),
  })
  .meta({ id: 'Fault', description: 'One fault of a request' })

export const ProblemSchema = z
  .strictObject({
    type: z.string().describe('URN of the problem code'),
    title: z.string(),
    status: z.int().min(400).max(599),
    detail: z.string().describe('What happened and how to mend it'),
    instance: z.string().describe('Path of the request'),
    code: z.enum(Object.keys(problemKinds) as [ProblemCode, ...ProblemCode[]]),
    errors: z
      .array(FaultSchema)
      .max(MOST_FAULTS)
      .describe(
        'Every fault of the request, not the first alone; of very many the first, and `detail` says how many are listed',
      ),
  })
  .meta({ id: 'Problem', description: 'Problem details, RFC 9457' })
