/** Who may call: keys, tokens, scopes, and what a process refuses. */
import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, renameSync, writeFileSync } from 'node:fs'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { exportJWK, exportSPKI, generateKeyPair, SignJWT } from 'jose'
import t, { type Test } from 'tap'
import { ConfigError } from '../src/config/error.js'
import { buildService } from '../src/http/service.js'
import { type KeyEntry, newKey } from '../src/identity/keys.js'
import { allows } from '../src/identity/scopes.js'
import { refuseExposure } from '../src/identity/variables.js'
import { createLogger } from '../src/telemetry/logging.js'
import { testConfig } from '../src/testing/testing.js'
import { toy } from './toy.js'

const folder = mkdtempSync(join(tmpdir(), 'identity-'))
let files = 0
function fileOf(value: unknown): string {
  const file = join(folder, `${files++}.json`)
  writeFileSync(file, JSON.stringify(value))
  return file
}

const [ehr, ehrEntry] = newKey('ehr', ['compute'])
const [other, otherEntry] = newKey('other', ['compute:crcl'])
const [narrow, narrowEntry] = newKey('narrow', ['compute:toy'])
const [prometheus, prometheusEntry] = newKey('prometheus', ['metrics'])
const [old, oldEntry] = newKey('old', ['compute'], '2020-01-01')
const entries: readonly KeyEntry[] = [ehrEntry, otherEntry, narrowEntry, prometheusEntry, oldEntry]

interface Asking {
  readonly app: FastifyInstance
  readonly log: readonly string[]
  status(headers: Readonly<Record<string, string>>, url?: string, method?: 'GET' | 'POST'): Promise<number>
}

async function asking(t: Test, environment: Readonly<Record<string, string>>): Promise<Asking> {
  const log: string[] = []
  const logger = createLogger('trace', { write: (line) => log.push(line) })
  const { app, prepare } = await buildService([toy], testConfig(environment), logger)
  t.teardown(() => app.close())
  await prepare()
  const payload = JSON.stringify({ age: 50, tenderJointCount28: 4 })
  return {
    app,
    log,
    async status(headers, url = '/v1/toy', method = 'POST') {
      const reply = await app.inject({
        method,
        url,
        headers: { ...(method === 'POST' ? { 'content-type': 'application/json' } : {}), ...headers },
        ...(method === 'POST' ? { payload: url.endsWith('/batch') ? `[{"input":${payload}}]` : payload } : {}),
      })
      return reply.statusCode
    },
  }
}

const withKeys = (t: Test, keys = entries): Promise<Asking> =>
  asking(t, { AUTH: 'api-key', AUTH_KEYS_FILE: fileOf({ keys }) })

t.test('a process that others reach does not start open', async (t) => {
  for (const HOST of ['0.0.0.0', '::', '192.0.2.7', 'example.org', '127.example.org'])
    t.throws(() => refuseExposure({ ...testConfig({}), HOST }), ConfigError, HOST)
  for (const HOST of ['127.0.0.1', '127.1.2.3', '::1', 'localhost']) refuseExposure({ ...testConfig({}), HOST })
  refuseExposure({ ...testConfig({ ALLOW_ANONYMOUS: 'true' }), HOST: '0.0.0.0' })
  refuseExposure({ ...testConfig({ AUTH: 'jwt' }), HOST: '0.0.0.0' })
  t.throws(() => refuseExposure({ ...testConfig({ AUTH: 'none' }), HOST: '0.0.0.0' }), /ALLOW_ANONYMOUS=true/)
})

t.test('what is not whole ends the start and says what is needed', async (t) => {
  const cases: readonly (readonly [Readonly<Record<string, string>>, RegExp])[] = [
    [{ AUTH: 'api-key' }, /^AUTH_KEYS_FILE: is needed/],
    [{ AUTH: 'api-key', AUTH_KEYS_FILE: join(folder, 'none') }, /cannot be used: ENOENT/],
    [{ AUTH: 'api-key', AUTH_KEYS_FILE: fileOf({ keys: [{ ...ehrEntry, hash: 'plain' }] }) }, /sha256: and 64/],
    [{ AUTH: 'api-key', AUTH_KEYS_FILE: fileOf({ keys: [ehrEntry, ehrEntry] }) }, /ehr stands twice/],
    [{ AUTH: 'api-key', AUTH_KEYS_FILE: fileOf({ keys: [{ ...ehrEntry, scopes: ['admin'] }] }) }, /must be compute/],
    [{ AUTH: 'jwt', AUTH_ISSUER: 'a', AUTH_AUDIENCE: 'b' }, /^AUTH_JWKS_URL: one of/],
    [{ AUTH: 'jwt', AUTH_AUDIENCE: 'b' }, /^AUTH_ISSUER: is needed/],
  ]
  for (const [environment, message] of cases) await t.rejects(asking(t, environment), { name: 'ConfigError', message })
  t.throws(() => testConfig({ AUTH: 'password' }), /must be none, api-key, jwt/)
  t.throws(() => testConfig({ AUTH: 'none,jwt' }), /must be none, api-key, jwt/)
  t.throws(() => testConfig({ AUTH_JWKS_URL: 'http://example.org/keys' }), /https address, or http on loopback/)
})

t.test('scopes: the wider opens the narrower, and nothing else does', async (t) => {
  t.ok(allows(new Set(['compute']), 'compute:toy'))
  t.ok(allows(new Set(['compute:toy']), 'compute:toy'))
  for (const scope of ['compute:to', 'compute:toys', 'metrics', 'compute:', ''])
    t.notOk(allows(new Set([scope]), 'compute:toy'), scope)
  t.notOk(allows(new Set(['compute']), 'metrics'))
})

t.test('keys: who is let in where', async (t) => {
  const { status, app } = await withKeys(t)
  for (const url of ['/v1/toy', '/v1/toy/batch']) {
    t.equal(await status({}, url), 401, `${url}: nobody`)
    for (const key of [ehr, narrow]) {
      t.equal(await status({ authorization: `Bearer ${key}` }, url), 200)
      t.equal(await status({ authorization: `bearer  ${key}` }, url), 200, 'the name of the scheme in any case')
      t.equal(await status({ 'x-api-key': key }, url), 200)
    }
    for (const key of [other, prometheus]) t.equal(await status({ 'x-api-key': key }, url), 403)
  }
  t.equal(await status({}, '/metrics', 'GET'), 401)
  t.equal(await status({ 'x-api-key': ehr }, '/metrics', 'GET'), 403)
  t.equal(await status({ 'x-api-key': prometheus }, '/metrics', 'GET'), 200)
  for (const url of ['/', '/health/live', '/health/ready', '/v1/instruments', '/v1/instruments/toy', '/openapi.json'])
    t.equal(await status({}, url, 'GET'), 200, `${url} has nothing of patients`)
  t.equal((await app.inject({ method: 'DELETE', url: '/v1/toy' })).statusCode, 405)
  t.equal(await status({}, '/v1/nope'), 404)
})

t.test('refusals are alike, and say what to do', async (t) => {
  const { app } = await withKeys(t)
  const ask = (headers: Readonly<Record<string, string>>) =>
    app.inject({ method: 'POST', url: '/v1/toy', headers: { 'x-request-id': 'request-1', ...headers }, payload: '{}' })
  const nobody = await ask({})
  t.equal(nobody.headers['www-authenticate'], 'Bearer realm="activity-scores"')
  t.match(nobody.json(), { code: 'unauthenticated', instance: '/v1/toy', detail: /API key or a signed token/ })
  const changed = `${ehr.slice(0, -1)}${ehr.endsWith('A') ? 'B' : 'A'}`
  const wrong = [changed, old, ehr.replace('ehr', 'nobody'), ehr.slice(0, -1), `${ehr}A`, 'as_', 'x', 'a.b.c']
  const answers = await Promise.all(wrong.map((key) => ask({ 'x-api-key': key })))
  for (const { statusCode, headers, payload } of answers) {
    t.equal(statusCode, 401)
    t.equal(headers['www-authenticate'], 'Bearer realm="activity-scores", error="invalid_token"')
    t.equal(payload, answers[0]?.payload, 'nothing tells why')
  }
  for (const authorization of ['Basic YTpi', 'Bearer', 'Bearer ', `Bearer ${ehr} ${ehr}`, 'a'.repeat(7000), ehr])
    t.equal((await ask({ authorization })).statusCode, 401, authorization.slice(0, 20))
  t.equal((await ask({ authorization: `Bearer ${ehr}`, 'x-api-key': ehr })).statusCode, 401, 'two credentials')
  const forbidden = await ask({ 'x-api-key': other })
  t.equal(forbidden.statusCode, 403)
  t.match(forbidden.headers['www-authenticate'], 'error="insufficient_scope", scope="compute:toy"')
  t.match(forbidden.json(), { code: 'forbidden', detail: /It needs the scope compute:toy\./ })
})

t.test('a key is withdrawn while the process runs; a file at fault changes nothing', async (t) => {
  const file = fileOf({ keys: [ehrEntry, narrowEntry] })
  const { status, log } = await asking(t, { AUTH: 'api-key', AUTH_KEYS_FILE: file })
  const put = async (text: string, heard: RegExp): Promise<void> => {
    writeFileSync(`${file}.new`, text)
    renameSync(`${file}.new`, file)
    for (let i = 0; i < 300 && !log.some((line) => heard.test(line)); i += 1) await delay(50)
  }
  t.equal(await status({ 'x-api-key': ehr }), 200)
  await put('{"keys": [', /cannot be used; the keys read before are kept/)
  t.equal(await status({ 'x-api-key': ehr }), 200)
  await put(JSON.stringify({ keys: [narrowEntry] }), /API keys read again/)
  t.equal(await status({ 'x-api-key': ehr }), 401)
  t.equal(await status({ 'x-api-key': narrow }), 200)
})

t.test('nothing of a credential is written down, and callers are counted by who they are', async (t) => {
  const keys = fileOf({ keys: entries })
  const { status, log, app } = await asking(t, { AUTH: 'api-key', AUTH_KEYS_FILE: keys, RATE_LIMIT_ROWS: '2' })
  const statuses = []
  for (const key of [ehr, ehr, ehr, narrow]) statuses.push(await status({ 'x-api-key': key }))
  t.same(statuses, [200, 200, 429, 200], 'one address, two callers')
  await status({ authorization: 'Bearer as_planted_secret' })
  const metrics = await app.inject({ url: '/metrics', headers: { 'x-api-key': prometheus } })
  const told = log.join('') + metrics.payload
  t.match(told, /"status":401/)
  for (const secret of [ehr, narrow, prometheus, 'planted', 'key:ehr']) t.notOk(told.includes(secret))
})

t.test('who is refused is not read', async (t) => {
  const { app } = await withKeys(t)
  await app.listen({ host: '127.0.0.1', port: 0 })
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1')
  socket.write(
    'POST /v1/toy HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n{"age"',
  )
  const [answer] = (await once(socket, 'data')) as [Buffer]
  t.match(answer.toString(), /^HTTP\/1\.1 401 [\s\S]*connection: close/i)
  await once(socket, 'close')
})

t.test('two Authorization headers are two callers', async (t) => {
  const { app } = await withKeys(t)
  await app.listen({ host: '127.0.0.1', port: 0 })
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1')
  const line = `Authorization: Bearer ${ehr}\r\n`
  socket.write(`POST /v1/toy HTTP/1.1\r\nHost: a\r\n${line}${line}Content-Length: 0\r\n\r\n`)
  t.match(String((await once(socket, 'data'))[0]), /^HTTP\/1\.1 401 /)
  socket.destroy()
  const long = connect((app.server.address() as AddressInfo).port, '127.0.0.1')
  long.write(`POST /v1/toy HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${'a'.repeat(10_240)}\r\n\r\n`)
  t.match(String((await once(long, 'data'))[0]), /^HTTP\/1\.1 431 /)
  long.destroy()
})

const ISSUER = 'https://issuer.example'
const AUDIENCE = 'scores'
const TOKENS = { AUTH: 'jwt', AUTH_ISSUER: ISSUER, AUTH_AUDIENCE: AUDIENCE } as const

t.test('tokens', async (t) => {
  const rsa = await generateKeyPair('RS256')
  const ec = await generateKeyPair('ES384')
  const stranger = await generateKeyPair('RS256')
  const jwks = {
    keys: [
      { ...(await exportJWK(rsa.publicKey)), kid: 'r' },
      { ...(await exportJWK(ec.publicKey)), kid: 'e' },
    ],
  }
  const { status } = await asking(t, { ...TOKENS, AUTH_JWKS_FILE: fileOf(jwks) })
  const now = Math.floor(Date.now() / 1000)
  const good = { iss: ISSUER, aud: AUDIENCE, sub: 'ehr', exp: now + 300, scope: 'openid compute' }
  const token = (claims: object = {}, key = rsa.privateKey, alg = 'RS256', kid = 'r') =>
    new SignJWT({ ...good, ...claims }).setProtectedHeader({ alg, kid }).sign(key)
  const bearer = async (made: string | Promise<string>) => status({ authorization: `Bearer ${await made}` })

  t.equal(await bearer(token()), 200)
  t.equal(await bearer(token({}, ec.privateKey, 'ES384', 'e')), 200)
  t.equal(await bearer(token({ scope: undefined, scp: ['compute:toy'] })), 200)
  t.equal(await bearer(token({ exp: now - 30 })), 200, 'clocks differ')
  t.equal(await bearer(token({ aud: ['others', AUDIENCE] })), 200)
  t.equal(await bearer(token({ scope: 'openid' })), 403)
  t.equal(await bearer(token({ scope: undefined })), 403)
  for (const [what, claims] of Object.entries({
    over: { exp: now - 90 },
    endless: { exp: undefined },
    'not yet': { nbf: now + 90 },
    'of another issuer': { iss: 'https://other.example' },
    'for others': { aud: 'others' },
    'of nobody': { sub: undefined },
    'of no name': { sub: '' },
    'of no text': { sub: {} },
  }))
    t.equal(await bearer(token(claims)), 401, what)
  t.equal(await bearer(token({}, stranger.privateKey)), 401, 'signed by another key')
  t.equal(await bearer(token({}, rsa.privateKey, 'RS256', 'unknown')), 401, 'an unknown key')
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  t.equal(await bearer(`${part({ alg: 'none' })}.${part(good)}.`), 401, 'not signed')
  const unsigned = `${part({ alg: 'HS256', kid: 'r' })}.${part(good)}`
  const mac = createHmac('sha256', await exportSPKI(rsa.publicKey))
    .update(unsigned)
    .digest('base64url')
  t.equal(await bearer(`${unsigned}.${mac}`), 401, 'signed with what is public')
  const whole = await token()
  t.equal(await bearer(`${whole.slice(0, -5)}AAAAA`), 401)
  t.equal(await bearer(whole.replace(/\.[^.]+\./, `.${part({ ...good, scope: 'compute metrics' })}.`)), 401)
})
