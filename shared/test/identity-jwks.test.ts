/** Key sets that are fetched, and what becomes of it when they cannot be; gateways that name their callers. */
import { once } from 'node:events'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import t, { type Test } from 'tap'
import { buildService } from '../src/http/service.js'
import { newKey } from '../src/identity/keys.js'
import { createLogger } from '../src/telemetry/logging.js'
import { testConfig } from '../src/testing/testing.js'
import { toy } from './toy.js'

const ISSUER = 'https://issuer.example'
const AUDIENCE = 'scores'
const TOKENS = { AUTH: 'jwt', AUTH_ISSUER: ISSUER, AUTH_AUDIENCE: AUDIENCE } as const
const PAYLOAD = '{"age":50,"tenderJointCount28":4}'

async function asking(t: Test, environment: Readonly<Record<string, string>>) {
  const log: string[] = []
  const logger = createLogger('trace', { write: (line) => log.push(line) })
  const { app } = await buildService([toy], testConfig(environment), logger)
  t.teardown(() => app.close())
  return { app, log }
}

const post = (app: FastifyInstance, headers: Readonly<Record<string, string>>) =>
  app.inject({
    method: 'POST',
    url: '/v1/toy',
    headers: { 'content-type': 'application/json', ...headers },
    payload: PAYLOAD,
  })

/** An issuer whose key set is at an address, and a clock that can be put forward. */
async function issuer(t: Test) {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true })
  const jwk = { ...(await exportJWK(publicKey)), kid: 'k' }
  const state = { asked: 0, broken: false }
  const server = createServer((_request, response) => {
    state.asked += 1
    const head = { 'content-type': 'application/json' }
    response.writeHead(state.broken ? 500 : 200, head).end(JSON.stringify({ keys: [jwk] }))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => server.close())
  const { now } = Date
  let ahead = 0
  Date.now = () => now() + ahead
  t.teardown(() => {
    Date.now = now
  })
  const { app, log } = await asking(t, {
    ...TOKENS,
    AUTH_JWKS_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`,
  })
  let made = 0
  const ask = async (kid = 'k') => {
    const exp = Math.floor(Date.now() / 1000) + 300
    const claims = { iss: ISSUER, aud: AUDIENCE, sub: 'a', exp, scope: 'compute', jti: String(made++) }
    const token = await new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid }).sign(privateKey)
    return post(app, { authorization: `Bearer ${token}` })
  }
  const wait = (seconds: number): void => {
    ahead += seconds * 1000
  }
  const told = (): number => log.filter((line) => line.includes('cannot be had')).length
  return { state, ask, wait, told }
}

t.test('nobody is let in before the key set is there, and nobody is told that the token is wrong', async (t) => {
  const { state, ask, wait, told } = await issuer(t)
  state.broken = true
  const away = await ask()
  t.equal(away.statusCode, 503)
  t.equal(away.json().code, 'identity_unavailable')
  t.ok(Number(away.headers['retry-after']) > 0)
  for (let i = 0; i < 20; i += 1) t.equal((await ask()).statusCode, 503)
  t.equal(state.asked, 1, 'the issuer is left alone meanwhile')
  t.equal(told(), 1)
  state.broken = false
  wait(Number(away.headers['retry-after']))
  t.equal((await ask()).statusCode, 200, 'whoever comes back when told to is let in')
})

t.test('tokens of unknown keys do not decide how often the issuer is asked, nor what is logged', async (t) => {
  const { state, ask, wait, told } = await issuer(t)
  t.equal((await ask()).statusCode, 200)
  for (let i = 0; i < 20; i += 1) t.equal((await ask(`unknown-${i}`)).statusCode, 401)
  t.equal(state.asked, 1)
  wait(31)
  t.equal((await ask('unknown')).statusCode, 401)
  t.equal(state.asked, 2, 'a key may be new')
  state.broken = true
  wait(31)
  for (let i = 0; i < 20; i += 1) {
    t.equal((await ask('unknown')).statusCode, 503)
    t.equal((await ask()).statusCode, 200, 'known keys are kept')
  }
  t.equal(state.asked, 3)
  t.equal(told(), 1, 'nor by turns with tokens that are good')
})

t.test('a service counts whom a gateway names, if its key may name others', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'identity-'))
  const [gateway, gatewayEntry] = newKey('gateway', ['compute', 'relay'])
  const [ehr, ehrEntry] = newKey('ehr', ['compute'])
  const [relay, relayEntry] = newKey('relay', ['relay'])
  const file = join(folder, 'keys.json')
  writeFileSync(file, JSON.stringify({ keys: [gatewayEntry, ehrEntry, relayEntry] }))
  const keys = { AUTH: 'api-key', AUTH_KEYS_FILE: file, RATE_LIMIT_ROWS: '1' }
  const { app } = await asking(t, { ...keys, RATE_LIMIT_HEADER: 'x-caller' })
  const statuses = async (key: string) => {
    const found = []
    for (const caller of ['a', 'b', 'a'])
      found.push((await post(app, { 'x-api-key': key, 'x-caller': caller })).statusCode)
    return found
  }
  t.same(await statuses(gateway), [200, 200, 429])
  t.same(await statuses(ehr), [200, 429, 429], 'names that a caller gives itself do not count')
  t.same(await statuses(relay), [403, 403, 403], 'it opens nothing')
  for (const header of ['x-api-key', 'Authorization'])
    await t.rejects(asking(t, { ...keys, RATE_LIMIT_HEADER: header }), {
      name: 'ConfigError',
      message: /^RATE_LIMIT_HEADER: .* carries the credential where AUTH is set/,
    })
})
