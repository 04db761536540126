/** Parts that every documented POST shares: its headers and the problems it may answer with. */
import type { JsonSchema } from './json-schema.js'
import { advice, PROBLEM_MEDIA, type ProblemCode, problem, problemKinds } from './problems.js'

/** A documented problem answer with its media type and an example. */
export const problemResponse = (code: ProblemCode, path: string, detail: string): object => ({
  description: `${problemKinds[code].title} (\`${code}\`)`,
  content: {
    [PROBLEM_MEDIA]: {
      schema: { $ref: '#/components/schemas/Problem' },
      example: problem(code, path, detail),
    },
  },
})

export const requestHeaders = [
  {
    name: 'Prefer',
    in: 'header',
    required: false,
    description: '`return=minimal` leaves status, score, category, criteria states, missing fields and warning codes.',
    schema: { type: 'string', maxLength: 200, examples: ['return=minimal'] },
  },
  {
    name: 'X-Request-Id',
    in: 'header',
    required: false,
    description:
      'Your id of this request, 8 to 64 of `A-Z a-z 0-9 . _ -`; returned and logged. One is made when it is absent.',
    schema: { type: 'string', pattern: '^[A-Za-z0-9._-]{8,64}$' },
  },
]

const RETRY_AFTER = {
  'Retry-After': { description: 'Seconds after which to repeat the request', schema: { type: 'integer', minimum: 1 } },
}

/** The problem answers that every POST has. */
export const commonProblems = (path: string): Readonly<Record<string, object>> => ({
  '400': problemResponse(
    'invalid_json',
    path,
    'The body is not JSON: it ends too early. Check for a missing bracket or quote at its end.',
  ),
  '408': problemResponse('request_timeout', path, advice.request_timeout),
  '413': problemResponse('body_too_large', path, 'The body is larger than any valid request.'),
  '415': problemResponse(
    'unsupported_media_type',
    path,
    'Send the body as JSON in UTF-8, uncompressed, with the header "Content-Type: application/json".',
  ),
  '429': { ...problemResponse('rate_limited', path, advice.rate_limited), headers: RETRY_AFTER },
  '503': { ...problemResponse('overloaded', path, advice.overloaded), headers: RETRY_AFTER },
})

/** The full answer, or what `Prefer: return=minimal` leaves of it. */
export const inFullOrShort = (full: JsonSchema, short = MINIMAL_RESULT): JsonSchema => ({ anyOf: [full, short] })

const MINIMAL_RESULT: JsonSchema = { $ref: '#/components/schemas/MinimalResult' }
