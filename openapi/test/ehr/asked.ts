/** What the tests of the EHR faces share: calls, and what is held of every answer. */
import { createRequire } from 'node:module'
import type { FastifyInstance } from 'fastify'
import type { Test } from 'tap'
import type { Json } from './encode.js'

const { Fhir } = createRequire(import.meta.url)('fhir') as {
  readonly Fhir: new () => { validate(resource: unknown): { valid: boolean; messages: readonly Json[] } }
}
const validator = new Fhir()

/** What the validator says against a resource of R4; information and warnings left out. */
export const faultsOf = (resource: unknown): readonly unknown[] =>
  validator
    .validate(resource)
    .messages.filter(({ severity }) => severity === 'error' || severity === 'fatal')
    .map(({ location, message }) => `${location}: ${message}`)

/** Null, an empty text, list or object anywhere: FHIR and CDS Hooks have none of them. */
export function emptiesIn(value: unknown, path = ''): readonly string[] {
  if (value === null || value === '') return [path]
  if (typeof value !== 'object') return []
  const entries = Object.entries(value as object)
  return entries.length === 0 ? [path] : entries.flatMap(([key, each]) => emptiesIn(each, `${path}/${key}`))
}

export interface Reply {
  readonly status: number
  readonly json: Json
  readonly text: string
  readonly headers: Readonly<Record<string, unknown>>
}

export const fhirOf =
  (app: FastifyInstance) =>
  async (path: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Reply> => {
    const reply = await app.inject({
      method: 'POST',
      url: path,
      headers: { 'content-type': 'application/fhir+json', ...headers },
      payload: typeof body === 'string' ? body : JSON.stringify(body),
    })
    return { status: reply.statusCode, json: JSON.parse(reply.body || '{}'), text: reply.body, headers: reply.headers }
  }

/** Codes of ours in an OperationOutcome. */
export const codesIn = ({ json }: Reply): readonly string[] =>
  ((json['issue'] ?? []) as Json[]).map((issue) => {
    const { coding } = issue['details'] as { coding: { code: string }[] }
    return coding[0]?.code ?? ''
  })

/** Codes of the warnings of a result. */
export const notesIn = ({ json }: Reply): readonly string[] =>
  ((json['note'] ?? []) as { text: string }[]).map(({ text }) => text.split(': ')[0] ?? '')

export const scoreIn = ({ json }: Reply): unknown => (json['valueQuantity'] as Json | undefined)?.['value']

/** Every answer is a resource that is valid and holds nothing empty. */
export function holds(t: Test, { status, json }: Reply, name: string): void {
  t.not(status, 500, `${name}: no fault of ours`)
  t.strictSame(faultsOf(json), [], `${name}: valid`)
  t.strictSame(emptiesIn(json), [], `${name}: nothing empty`)
}
