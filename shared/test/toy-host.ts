/** One host around the toy instrument, without a socket, and what each of its answers must look like. */
import type { InjectOptions, LightMyRequestResponse } from 'fastify'
import t, { type Test } from 'tap'
import { ProblemSchema } from '../src/engine/problems.js'
import { buildService } from '../src/http/service.js'
import { silentLogger, testConfig } from '../src/testing/testing.js'
import { toy } from './toy.js'

const host = await buildService([toy], testConfig(), silentLogger())
t.teardown(() => host.app.close())
await host.prepare()

export const JSON_TYPE = { 'content-type': 'application/json' }
export const BODY = JSON.stringify({ age: 50, tenderJointCount28: 4 })
export const ask = (options: InjectOptions): Promise<LightMyRequestResponse> => host.app.inject(options)
export const compute = (
  headers: Readonly<Record<string, string>> = {},
  payload: string | Buffer = BODY,
  url = '/v1/toy',
) => ask({ method: 'POST', url, headers: { ...JSON_TYPE, ...headers }, payload })

/** Every refusal is one problem document, with a detail that says what to do, and the fixed headers. */
export function isProblem(t: Test, reply: LightMyRequestResponse, status: number, code: string, remedy: string): void {
  t.equal(reply.statusCode, status)
  t.equal(reply.headers['content-type'], 'application/problem+json; charset=utf-8')
  const body = reply.json()
  t.ok(ProblemSchema.safeParse(body).success, 'keeps the schema of problems')
  t.equal(body.code, code)
  t.equal(body.status, status)
  t.equal(body.type, `urn:activity-scores:problem:${code}`)
  t.match(body.detail, remedy)
  t.ok(body.errors.length > 0)
  hasFixedHeaders(t, reply)
}

export function hasFixedHeaders(t: Test, { headers }: LightMyRequestResponse): void {
  // What has a tag may be kept, and is asked for again.
  t.equal(headers['cache-control'], headers.etag === undefined ? 'no-store' : 'no-cache')
  t.equal(headers['x-content-type-options'], 'nosniff')
  t.equal(headers['referrer-policy'], 'no-referrer')
  t.match(headers['content-security-policy'], "frame-ancestors 'none'")
  t.match(headers['x-request-id'], /^[A-Za-z0-9._-]{8,64}$/)
}
