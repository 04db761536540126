/**
 * Parts that documented operations share: headers of requests and problems. Each is a component with one example, that of a
 * call of DAS28-ESR; `instance` and the slug that a problem names are those of the call in question.
 */
import { parseBody } from '../engine/json.js'
import { DEEPEST } from '../engine/json-scan.js'
import type { JsonSchema } from '../engine/json-schema.js'
import {
  advice,
  inputProblem,
  PROBLEM_MEDIA,
  type Problem,
  type ProblemCode,
  problem,
  problemKinds,
} from '../engine/problems.js'
import { batchAdvice, LAYOUTS } from '../engine/rows/media.js'
import { serviceProblem, type UpstreamCode } from '../engine/upstream-problems.js'
import type { Components, Reference } from './components.js'

/** The call that examples of problems are about. */
const SAMPLE = { slug: 'das28-esr', path: '/v1/das28-esr', batch: '/v1/das28-esr/batch' } as const

/** A documented problem answer with its media type and an example. */
export const problemResponse = (
  code: ProblemCode,
  path: string,
  detail: string,
  description = `${problemKinds[code].title} (\`${code}\`)`,
): object => ({
  description,
  content: {
    [PROBLEM_MEDIA]: {
      schema: { $ref: '#/components/schemas/Problem' },
      example: problem(code, path, detail),
    },
  },
})

const MINIMAL =
  '`return=minimal` leaves status, score, category, criteria states, missing fields and warning codes: the schema under `x-minimal` of the answer.'

const prefer = (description: string, examples: readonly string[]) => ({
  name: 'Prefer',
  in: 'header',
  required: false,
  description,
  schema: { type: 'string', maxLength: 200, examples },
})

const REQUEST_ID = {
  name: 'X-Request-Id',
  in: 'header',
  required: false,
  description:
    'Your id of this request, 8 to 64 of `A-Z a-z 0-9 . _ -`; returned and logged. One is made when it is absent.',
  schema: { type: 'string', pattern: '^[A-Za-z0-9._-]{8,64}$' },
}

const TRACE_PARENT = {
  name: 'traceparent',
  in: 'header',
  required: false,
  description:
    'Your trace (W3C Trace Context), where the process writes traces: it is continued, and its id logged. One at fault is passed over.',
  schema: { type: 'string', maxLength: 200, examples: ['00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'] },
}

const otherHeaders = (components: Components): readonly Reference[] => [
  components.parameter('RequestId', REQUEST_ID),
  components.parameter('TraceParent', TRACE_PARENT),
]

export const requestHeaders = (components: Components): readonly Reference[] => [
  components.parameter('Prefer', prefer(MINIMAL, ['return=minimal'])),
  ...otherHeaders(components),
]

export const batchHeaders = (components: Components): readonly Reference[] => [
  components.parameter(
    'BatchPrefer',
    prefer(`${MINIMAL} \`csv=spreadsheet\` keeps a spreadsheet from computing the cells of a CSV answer.`, [
      'return=minimal',
      'return=minimal, csv=spreadsheet',
    ]),
  ),
  ...otherHeaders(components),
]

const RETRY_AFTER = {
  'Retry-After': { description: 'Seconds after which to repeat the request', schema: { type: 'integer', minimum: 1 } },
}

/** A body that ends too early, one with a key twice, one that is nested too deep, and one in Windows-1252. */
const UNREADABLE = [
  '{"age":',
  '{"age":50,"age":51}',
  `${'['.repeat(DEEPEST + 1)}${']'.repeat(DEEPEST + 1)}`,
  '{"sex":"m\xe4nnlich"}',
].map((text) => Buffer.from(text, 'latin1'))

function unreadable(body: Buffer): Problem {
  const parsed = parseBody(body)
  if (parsed.ok) throw new Error('an example of what cannot be read was read')
  return inputProblem(parsed.code, SAMPLE.path, parsed.faults)
}

type Responses = Readonly<Record<string, Reference>>

const advised = (components: Components, name: string, code: keyof typeof advice): Reference =>
  components.response(name, problemResponse(code, SAMPLE.path, advice[code]))

/** The problem answers that every POST has. */
export const commonProblems = (components: Components): Responses => ({
  '400': components.response('Unreadable', examplesOf(UNREADABLE.map(unreadable))),
  ...identityProblems(components),
  '408': advised(components, 'RequestTimeout', 'request_timeout'),
  '413': advised(components, 'BodyTooLarge', 'body_too_large'),
  '415': advised(components, 'UnsupportedMediaType', 'unsupported_media_type'),
  '422': components.response('InvalidInput', INVALID_INPUT),
  '429': components.response(
    'TooManyRequests',
    busyResponse([
      problem('rate_limited', SAMPLE.path, advice.rate_limited),
      problem('refused_too_often', SAMPLE.path, advice.refused_too_often),
    ]),
  ),
  '500': advised(components, 'InternalError', 'internal_error'),
  '503': components.response('Overloaded', busyResponse(OVERLOADED)),
})

const BATCH_ADVICE = batchAdvice(LAYOUTS)

/** What else a batch refuses as a whole. */
export const batchProblems = (components: Components): Responses => ({
  '413': components.response(
    'BatchTooLarge',
    problemResponse('body_too_large', SAMPLE.batch, BATCH_ADVICE.body_too_large),
  ),
  '415': components.response(
    'BatchMediaType',
    problemResponse('unsupported_media_type', SAMPLE.batch, BATCH_ADVICE.unsupported_media_type),
  ),
  '422': components.response(
    'NotAnArray',
    problemResponse(
      'invalid_input',
      SAMPLE.batch,
      'The body is not an array. Send a JSON array of rows { "id": ..., "input": { ... } }.',
    ),
  ),
})

/** What was sent for it: 44 tender joints of 28, and a field that is not one. */
const INVALID_INPUT = {
  description: 'The input is not valid (`invalid_input`); `errors` lists every fault with its place and how to mend it',
  content: {
    [PROBLEM_MEDIA]: {
      schema: { $ref: '#/components/schemas/Problem' },
      example: inputProblem('invalid_input', SAMPLE.path, [
        {
          pointer: '/tenderJointCount28',
          code: 'out_of_range',
          message: 'tenderJointCount28 is out of range. Send a number from 0 to 28.',
        },
      ]),
    },
  },
}

/** What a process may answer that asks callers who they are. */
export const identityProblems = (components: Components): Responses => ({
  '401': components.response('Unauthenticated', {
    ...problemResponse('unauthenticated', SAMPLE.path, advice.unauthenticated),
    headers: CHALLENGE,
  }),
  '403': components.response('Forbidden', {
    ...problemResponse('forbidden', SAMPLE.path, advice.forbidden),
    headers: CHALLENGE,
  }),
  '429': components.response('RefusedTooOften', {
    ...problemResponse('refused_too_often', SAMPLE.path, advice.refused_too_often),
    headers: RETRY_AFTER,
  }),
})

const CHALLENGE = {
  'WWW-Authenticate': { description: 'Which credential is asked for (RFC 6750)', schema: { type: 'string' } },
}

/** Whoever wants to use a process that asks callers who they are; one that does not asks for nothing. */
export const SECURITY_SCHEMES = {
  apiKey: { type: 'apiKey', in: 'header', name: 'X-Api-Key', description: 'An API key, where `AUTH` has `api-key`' },
  bearer: {
    type: 'http',
    scheme: 'bearer',
    description:
      'A signed token (JWT) with the scope `compute` or `compute:{slug}`, where `AUTH` has `jwt`; or an API key',
  },
}
export const SECURITY = [{}, { apiKey: [] }, { bearer: [] }]

const OVERLOADED = [
  problem('overloaded', SAMPLE.path, advice.overloaded),
  problem('identity_unavailable', SAMPLE.path, advice.identity_unavailable),
]

/** An answer that tells to come back, for one of several reasons. */
const busyResponse = (problems: readonly Problem[]): object => ({ ...examplesOf(problems), headers: RETRY_AFTER })

/** An answer with one of several problems. */
const examplesOf = (problems: readonly Problem[]): object => ({
  description: problems.map(({ title, code }) => `${title} (\`${code}\`)`).join('. '),
  content: {
    [PROBLEM_MEDIA]: {
      schema: { $ref: '#/components/schemas/Problem' },
      examples: Object.fromEntries(problems.map((value) => [value.code, { summary: value.title, value }])),
    },
  },
})

/** What a gateway may answer besides, where it asks a service for the instrument. */
export function serviceProblems(components: Components): Responses {
  const responseOf = (code: UpstreamCode) =>
    problemResponse(code, SAMPLE.path, serviceProblem(code, SAMPLE.slug, SAMPLE.path).detail)
  return {
    '502': components.response('ServiceUnavailable', responseOf('upstream_unavailable')),
    '503': components.response(
      'Unavailable',
      busyResponse([...OVERLOADED, serviceProblem('upstream_paused', SAMPLE.slug, SAMPLE.path)]),
    ),
    '504': components.response('ServiceTimeout', responseOf('upstream_timeout')),
  }
}

/** The schema of an answer, and beside it that of what `Prefer: return=minimal` leaves of it; most callers want one type. */
export const fullAndMinimal = (full: JsonSchema, minimal = MINIMAL_RESULT): object => ({
  schema: full,
  'x-minimal': minimal,
})

const MINIMAL_RESULT: JsonSchema = { $ref: '#/components/schemas/MinimalResult' }
