/** Refusals as OperationOutcome: of reading, of the instrument, and of the HTTP layer below. */
import type { Fault } from '@activity-scores/shared/contract/instrument'
import type { Answer } from '@activity-scores/shared/engine/executor'
import type { Problem } from '@activity-scores/shared/engine/problems'
import type { OperationOutcome, OperationOutcomeIssue } from 'fhir/r4.js'
import { PROBLEM } from '../codes/systems.js'
import type { Issue, IssueType } from '../read/issue.js'
import { listedIssues } from './listed.js'

export const FHIR_TYPE = 'application/fhir+json; charset=utf-8'

const LONGEST_TEXT = 1000

function outcomeOf(issues: readonly Issue[]): OperationOutcome {
  const issue = listedIssues(issues).map(
    ({ type, code, text, expression }): OperationOutcomeIssue => ({
      severity: 'error',
      code: type,
      details: { coding: [{ system: PROBLEM, code }], text: text.slice(0, LONGEST_TEXT) },
      ...(expression === undefined || expression === '' ? {} : { expression: [expression.slice(0, LONGEST_TEXT)] }),
    }),
  )
  return { resourceType: 'OperationOutcome', issue }
}

/** The status of several faults: what cannot be read before what cannot be used. */
function statusOf(issues: readonly Issue[]): number {
  const all = issues.map(({ status }) => status)
  return [413, 400].find((status) => all.includes(status)) ?? all[0] ?? 422
}

export const refusal = (issues: readonly Issue[], retryAfter?: string): Answer => ({
  status: statusOf(issues),
  type: FHIR_TYPE,
  body: JSON.stringify(outcomeOf(issues)),
  ...(retryAfter === undefined ? {} : { retryAfter }),
})

const TYPES: Readonly<Record<number, IssueType>> = {
  400: 'structure',
  401: 'login',
  403: 'forbidden',
  404: 'not-found',
  405: 'not-supported',
  406: 'not-supported',
  408: 'timeout',
  412: 'required',
  413: 'too-costly',
  415: 'not-supported',
  422: 'value',
  429: 'throttled',
  500: 'exception',
  502: 'transient',
  503: 'transient',
  504: 'timeout',
}

const CODES: Readonly<Record<string, string>> = {
  invalid_json: 'not_json',
  not_utf8: 'not_json',
  too_deep: 'not_json',
  unauthenticated: 'token_invalid',
  forbidden: 'scope_missing',
}

/** Refusals of the HTTP layer below `/fhir` and `/cds-services`. */
export function writeRefusal(problem: Problem): Answer {
  const { status, detail, code, instance } = problem
  const own =
    status === 404 ? (instance.startsWith('/cds-services') ? 'service_unknown' : 'operation_unknown') : CODES[code]
  const text = code === 'unsupported_media_type' ? MEDIA_ADVICE : status === 404 ? NOT_FOUND : detail
  return refusal([{ status, type: TYPES[status] ?? 'processing', code: own ?? code, text }])
}

const MEDIA_ADVICE =
  'Send the body as JSON in UTF-8, uncompressed, with "Content-Type: application/fhir+json" (of FHIR 4.0) or application/json.'
const NOT_FOUND = 'Nothing is served at this path. GET /fhir/metadata and GET /cds-services list what is.'

/** The faults of a problem of an instrument; `expressionOf` finds the place of a pointer in what was sent. */
export function issuesOf(problem: Problem, expressionOf: (pointer: string) => string | undefined): readonly Issue[] {
  const { status, errors, code: kind } = problem
  const faults: readonly Fault[] = errors.length > 0 ? errors : [{ pointer: '', code: kind, message: problem.detail }]
  return faults.map(({ pointer, code, message }) => ({
    status,
    type: code === 'conflict' ? 'conflict' : (TYPES[status] ?? 'processing'),
    code: CODES[code] ?? code,
    text: `${pointer === '' ? '' : `${pointer.slice(1).replaceAll('/', '.')}: `}${message}`,
    expression: expressionOf(pointer),
    field: pointer.slice(1).replaceAll('/', '.'),
  }))
}
