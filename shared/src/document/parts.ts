/** Parts that every documented POST shares: its headers and the problems it may answer with. */
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
import { serviceProblem, type UpstreamCode } from '../engine/upstream-problems.js'

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

const MINIMAL = '`return=minimal` leaves status, score, category, criteria states, missing fields and warning codes.'

const prefer = (description: string, examples: readonly string[]) => ({
  name: 'Prefer',
  in: 'header',
  required: false,
  description,
  schema: { type: 'string', maxLength: 200, examples },
})

const otherHeaders = [
  {
    name: 'X-Request-Id',
    in: 'header',
    required: false,
    description:
      'Your id of this request, 8 to 64 of `A-Z a-z 0-9 . _ -`; returned and logged. One is made when it is absent.',
    schema: { type: 'string', pattern: '^[A-Za-z0-9._-]{8,64}$' },
  },
  {
    name: 'traceparent',
    in: 'header',
    required: false,
    description:
      'Your trace (W3C Trace Context), where the process writes traces: it is continued, and its id logged. One at fault is passed over.',
    schema: { type: 'string', maxLength: 200, examples: ['00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'] },
  },
]

export const requestHeaders = [prefer(MINIMAL, ['return=minimal']), ...otherHeaders]

export const batchHeaders = [
  prefer(`${MINIMAL} \`csv=spreadsheet\` keeps a spreadsheet from computing the cells of a CSV answer.`, [
    'return=minimal',
    'return=minimal, csv=spreadsheet',
  ]),
  ...otherHeaders,
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

function unreadable(body: Buffer, path: string): Problem {
  const parsed = parseBody(body)
  if (parsed.ok) throw new Error('an example of what cannot be read was read')
  return inputProblem(parsed.code, path, parsed.faults)
}

/** The problem answers that every POST has. */
export const commonProblems = (path: string): Readonly<Record<string, object>> => ({
  '400': examplesOf(UNREADABLE.map((body) => unreadable(body, path))),
  ...identityProblems(path),
  '408': problemResponse('request_timeout', path, advice.request_timeout),
  '413': problemResponse('body_too_large', path, 'The body is larger than any valid request.'),
  '415': problemResponse(
    'unsupported_media_type',
    path,
    'Send the body as JSON in UTF-8, uncompressed, with the header "Content-Type: application/json".',
  ),
  '429': busyResponse([
    problem('rate_limited', path, advice.rate_limited),
    problem('refused_too_often', path, advice.refused_too_often),
  ]),
  '500': problemResponse('internal_error', path, advice.internal_error),
  '503': busyResponse([
    problem('overloaded', path, advice.overloaded),
    problem('identity_unavailable', path, advice.identity_unavailable),
  ]),
})

/** What a process may answer that asks callers who they are. */
export const identityProblems = (path: string): Readonly<Record<string, object>> => ({
  '401': { ...problemResponse('unauthenticated', path, advice.unauthenticated), headers: CHALLENGE },
  '403': { ...problemResponse('forbidden', path, advice.forbidden), headers: CHALLENGE },
  '429': { ...problemResponse('refused_too_often', path, advice.refused_too_often), headers: RETRY_AFTER },
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
export function serviceProblems(slug: string, path: string): Readonly<Record<string, object>> {
  const responseOf = (code: UpstreamCode) => problemResponse(code, path, serviceProblem(code, slug, path).detail)
  return {
    '502': responseOf('upstream_unavailable'),
    '503': busyResponse([
      problem('overloaded', path, advice.overloaded),
      problem('identity_unavailable', path, advice.identity_unavailable),
      serviceProblem('upstream_paused', slug, path),
    ]),
    '504': responseOf('upstream_timeout'),
  }
}

/** The full answer, or what `Prefer: return=minimal` leaves of it. */
export const inFullOrShort = (full: JsonSchema, short = MINIMAL_RESULT): JsonSchema => ({ anyOf: [full, short] })

const MINIMAL_RESULT: JsonSchema = { $ref: '#/components/schemas/MinimalResult' }
