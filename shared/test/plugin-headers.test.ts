/** Headers that Fastify plugins set, CORS above all, reach the caller on every route and with every refusal. */
import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import cors from '@fastify/cors'
import t, { type Test } from 'tap'
import { buildService } from '../src/http/service.js'
import { newKey } from '../src/identity/keys.js'
import { silentLogger, testConfig } from '../src/testing/testing.js'
import { keysFile } from './keys-file.js'
import { toy } from './toy.js'

const ORIGIN = 'https://ehr.example'
const BODY = '{"age":50,"tenderJointCount28":4}'
const ROW = `{"id":1,"input":${BODY}}`
const [key, entry] = newKey('browser', ['compute'])

/** Over a socket: `inject` drops the first of two values. */
async function withPlugins(t: Test, environment: Readonly<Record<string, string>> = {}): Promise<number> {
  const { app } = await buildService([toy], testConfig(environment), silentLogger())
  t.teardown(() => app.close())
  await app.register(cors, { origin: [ORIGIN], credentials: true, exposedHeaders: ['x-request-id'] })
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('x-site', 'ward 7').header('set-cookie', ['a=1', 'b=2'])
    // What an answer says of itself is not a plugin's to say.
    reply.header('x-request-id', 'forged-by-plugin').header('cache-control', 'public')
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  return (app.server.address() as AddressInfo).port
}

interface Call {
  readonly url: string
  readonly method?: string
  readonly headers: Readonly<Record<string, string>>
  readonly payload?: string
}

async function ask(port: number, { url, method = 'GET', headers, payload = '' }: Call): Promise<IncomingMessage> {
  const sent = request({ host: '127.0.0.1', port, path: url, method, headers, agent: false })
  sent.end(payload)
  const [answer] = (await once(sent, 'response')) as [IncomingMessage]
  answer.resume()
  return answer
}

async function hasThem(t: Test, port: number, name: string, call: Call, status: number): Promise<void> {
  const answer = await ask(port, call)
  const { headers, statusCode } = answer
  t.equal(statusCode, status, name)
  t.equal(headers['access-control-allow-origin'], ORIGIN, name)
  t.equal(headers['access-control-allow-credentials'], 'true', name)
  t.equal(headers['x-site'], 'ward 7', name)
  t.same(headers['set-cookie'], ['a=1', 'b=2'], name)
  t.match(headers.vary, /origin/i, `${name}: caches are told`)
  t.equal(headers['cache-control'], headers.etag === undefined ? 'no-store' : 'no-cache', name)
  t.not(headers['x-request-id'], 'forged-by-plugin', name)
}

const post = (url: string, payload: string, type = 'application/json', more = {}): Call => ({
  method: 'POST',
  url,
  payload,
  headers: { 'content-type': type, origin: ORIGIN, ...more },
})

t.test('CORS and headers of a site on every route', async (t) => {
  const port = await withPlugins(t)
  const calls: readonly (readonly [name: string, call: Call, status: number])[] = [
    ['one', post('/v1/toy', BODY), 200],
    ['one in short', post('/v1/toy', BODY, 'application/json', { prefer: 'return=minimal' }), 200],
    ['input at fault', post('/v1/toy', '{}'), 422],
    ['no JSON', post('/v1/toy', '{'), 400],
    ['another media type', post('/v1/toy', 'x', 'text/plain'), 415],
    ['too large', post('/v1/toy', ' '.repeat(70_000)), 413],
    ['an array', post('/v1/toy/batch', `[${ROW}]`), 200],
    ['an array at fault', post('/v1/toy/batch', '{}'), 422],
    ['lines', post('/v1/toy/batch', ROW, 'application/x-ndjson'), 200],
    ['a table', post('/v1/toy/batch', 'id,age,tenderJointCount28\n1,50,4\n', 'text/csv'), 200],
    ['a table at fault', post('/v1/toy/batch', 'nothing\n', 'text/csv'), 422],
    ['a batch of another media type', post('/v1/toy/batch', 'x', 'text/plain'), 415],
    ['a page', { url: '/v1/instruments', headers: { origin: ORIGIN } }, 200],
    ['a document', { url: '/openapi.json', headers: { origin: ORIGIN, 'accept-encoding': 'gzip' } }, 200],
    ['health', { url: '/health/live', headers: { origin: ORIGIN } }, 200],
    ['no such path', { url: '/nope', headers: { origin: ORIGIN } }, 404],
    ['another method', { method: 'DELETE', url: '/v1/toy', headers: { origin: ORIGIN } }, 405],
  ]
  for (const [name, call, status] of calls) await hasThem(t, port, name, call, status)
  const { vary } = (await ask(port, post('/v1/toy', BODY))).headers
  t.match(vary, /accept, prefer/i, 'and of ours, too')
  const elsewhere = await ask(port, post('/v1/toy', BODY, 'application/json', { origin: 'https://other.example' }))
  t.equal(elsewhere.statusCode, 200)
  t.equal(elsewhere.headers['access-control-allow-origin'], undefined, 'no other site is let in')
})

t.test('a preflight is answered, and what it promised is kept', async (t) => {
  const port = await withPlugins(t)
  for (const url of ['/v1/toy', '/v1/toy/batch']) {
    const asked = await ask(port, {
      method: 'OPTIONS',
      url,
      headers: {
        origin: ORIGIN,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type,x-api-key',
      },
    })
    t.equal(asked.statusCode, 204, url)
    t.equal(asked.headers['access-control-allow-origin'], ORIGIN)
    t.match(asked.headers['access-control-allow-methods'], 'POST')
    t.match(asked.headers['access-control-allow-headers'], 'x-api-key')
  }
})

t.test('who is not let in is told so in a way that a browser shows', async (t) => {
  const port = await withPlugins(t, { AUTH: 'api-key', AUTH_KEYS_FILE: keysFile(entry), RATE_LIMIT_ROWS: '1' })
  await hasThem(t, port, '401', post('/v1/toy', BODY), 401)
  await hasThem(t, port, '401 of a batch', post('/v1/toy/batch', `[${ROW}]`), 401)
  await hasThem(t, port, '403', { url: '/metrics', headers: { origin: ORIGIN, 'x-api-key': key } }, 403)
  await hasThem(t, port, 'let in', post('/v1/toy', BODY, 'application/json', { 'x-api-key': key }), 200)
  await hasThem(t, port, '429', post('/v1/toy', BODY, 'application/json', { 'x-api-key': key }), 429)
  await hasThem(t, port, '429 of a batch', post('/v1/toy/batch', '[]', 'application/json', { 'x-api-key': key }), 429)
  const preflight = { origin: ORIGIN, 'access-control-request-method': 'POST' }
  const asked = await ask(port, { method: 'OPTIONS', url: '/v1/toy', headers: preflight })
  t.equal(asked.statusCode, 204, 'a preflight carries no credential')
})
