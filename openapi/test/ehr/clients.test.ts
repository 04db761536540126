/** Client tokens (C15): each check by itself, for RS384 and ES384, by a key set in the file and by its address. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose'
import t from 'tap'
import { preparedGateway } from '../helpers.js'
import { codesIn, fhirOf } from './asked.js'
import { das28Prefetch, hook } from './prefetched.js'

const BASE = 'https://scores.example'
const folder = mkdtempSync(join(tmpdir(), 'clients-'))
t.teardown(() => rmSync(folder, { recursive: true, force: true }))
const file = join(folder, 'clients.json')

async function pair(alg: string, kid: string) {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true })
  return { privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg } }
}
const rsa = await pair('RS384', 'rsa-1')
const elliptic = await pair('ES384', 'es-1')
const rotated = await pair('ES384', 'es-2')
const served = { keys: [elliptic.jwk] as object[] }
let fetches = 0
const issuer = createServer((_request, response) => {
  fetches++
  response.setHeader('content-type', 'application/json').end(JSON.stringify(served))
})
await new Promise<void>((resolve) => issuer.listen(0, '127.0.0.1', resolve))
t.teardown(() => issuer.close())
const jku = `http://127.0.0.1:${(issuer.address() as AddressInfo).port}/keys`

const clients = (more: object = {}) => ({
  clients: [
    { name: 'hospital-a', iss: 'https://a.example/fhir', sub: 'client-a', algs: ['RS384'], jwks: { keys: [rsa.jwk] } },
    { name: 'hospital-b', iss: 'https://b.example', algs: ['ES384'], jku, services: ['das28-esr', 'cdai'] },
  ],
  ...more,
})
writeFileSync(file, JSON.stringify(clients()))
const environment = { CDS_CLIENTS_FILE: file, PUBLIC_URL: BASE, REFUSAL_LIMIT: '0' }
const app = await preparedGateway(t, environment)
const call = fhirOf(app)

const PATH = '/cds-services/das28-esr'
const now = (): number => Math.floor(Date.now() / 1000)
let ids = 0

interface Made {
  readonly alg?: string
  readonly kid?: string | undefined
  readonly claims?: Readonly<Record<string, unknown>>
  readonly header?: object
  readonly key?: Parameters<SignJWT['sign']>[0]
}
const claimsOfA = (): JWTPayload => ({
  iss: 'https://a.example/fhir',
  sub: 'client-a',
  aud: BASE + PATH,
  iat: now(),
  exp: now() + 300,
  jti: `id-${ids++}`,
})
const claimsOfB = (): JWTPayload => ({
  iss: 'https://b.example',
  aud: [BASE + PATH],
  iat: now(),
  exp: now() + 300,
  jti: `id-${ids++}`,
})

async function token({
  alg = 'RS384',
  kid = 'rsa-1',
  claims = {},
  header = {},
  key = rsa.privateKey,
}: Made = {}): Promise<string> {
  const payload = Object.fromEntries(
    Object.entries({ ...claimsOfA(), ...claims }).filter(([, value]) => value !== undefined),
  )
  return new SignJWT(payload).setProtectedHeader({ alg, kid, typ: 'JWT', ...header }).sign(key)
}
const tokenOfB = (made: Made = {}): Promise<string> =>
  token({
    alg: 'ES384',
    kid: 'es-1',
    key: elliptic.privateKey,
    ...made,
    claims: { ...claimsOfB(), sub: undefined, ...made.claims },
  })

const ask = async (bearer: string | undefined, path = PATH) =>
  call(path, hook(das28Prefetch()), {
    'content-type': 'application/json',
    ...(bearer === undefined ? {} : { authorization: bearer }),
  })

t.test('a good token of either client', async (t) => {
  t.equal((await ask(`Bearer ${await token()}`)).status, 200)
  t.equal((await ask(`Bearer ${await tokenOfB()}`)).status, 200)
  t.equal(
    (await ask(`Bearer ${await token({ claims: { aud: `${BASE}${PATH}/` } })}`)).status,
    200,
    'one trailing slash',
  )
  t.equal((await ask(`Bearer ${await token({ header: { typ: undefined } })}`)).status, 200, 'no typ')
  t.equal(
    (await ask(`Bearer ${await token({ claims: { nbf: now() - 300 } })}`)).status,
    200,
    'nbf five minutes ago, as Epic does',
  )
  t.equal((await ask(`Bearer ${await token({ claims: { iat: now() + 30 } })}`)).status, 200, 'within the skew')
})

t.test('each check refuses with the same words', async (t) => {
  const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(JSON.stringify(claimsOfA())).toString('base64url')}.`
  const secret = new TextEncoder().encode('x'.repeat(64))
  const other = await pair('RS384', 'rsa-1')
  const good = await token()
  const refused: Readonly<Record<string, string | undefined>> = {
    nothing: undefined,
    'another scheme': `Basic ${good}`,
    'no token': 'Bearer x',
    'alg none': `Bearer ${unsigned}`,
    'a shared secret': `Bearer ${await token({ alg: 'HS256', key: secret as never })}`,
    'another alg': `Bearer ${await token({ alg: 'RS256', key: (await pair('RS256', 'x')).privateKey })}`,
    'another typ': `Bearer ${await token({ header: { typ: 'at+jwt' } })}`,
    'unknown iss': `Bearer ${await token({ claims: { iss: 'https://c.example' } })}`,
    'another sub': `Bearer ${await token({ claims: { sub: 'client-x' } })}`,
    'another jku': `Bearer ${await tokenOfB({ header: { jku: 'https://evil.example/keys' } })}`,
    'no kid': `Bearer ${await token({ header: { kid: undefined } })}`,
    'unknown kid': `Bearer ${await token({ kid: 'rsa-9' })}`,
    'another key': `Bearer ${await token({ key: other.privateKey })}`,
    'wrong aud': `Bearer ${await token({ claims: { aud: `${BASE}/cds-services` } })}`,
    'aud of another path': `Bearer ${await token({ claims: { aud: `${BASE}/cds-services/cdai` } })}`,
    'no aud': `Bearer ${await token({ claims: { aud: undefined } })}`,
    expired: `Bearer ${await token({ claims: { iat: now() - 600, exp: now() - 120 } })}`,
    'no exp': `Bearer ${await token({ claims: { exp: undefined } })}`,
    'no iat': `Bearer ${await token({ claims: { iat: undefined } })}`,
    'no jti': `Bearer ${await token({ claims: { jti: undefined } })}`,
    'nbf to come': `Bearer ${await token({ claims: { nbf: now() + 300 } })}`,
    'iat to come': `Bearer ${await token({ claims: { iat: now() + 300, exp: now() + 400 } })}`,
    'too long': `Bearer ${await token({ claims: { exp: now() + 7200 } })}`,
  }
  let body: string | undefined
  for (const [what, bearer] of Object.entries(refused)) {
    const reply = await ask(bearer)
    t.equal(reply.status, 401, what)
    t.same(codesIn(reply), ['token_invalid'])
    t.equal(reply.headers['www-authenticate'], 'Bearer')
    body ??= reply.text
    t.equal(reply.text, body, what)
  }
})

t.test('discovery and feedback ask, too; the rest keeps its own identity', async (t) => {
  const discovery = `Bearer ${await token({ claims: { aud: `${BASE}/cds-services` } })}`
  const all = await app.inject({ url: '/cds-services', headers: { authorization: discovery } })
  t.equal(all.statusCode, 200)
  t.ok(all.json().services.length > 5)
  t.equal((await app.inject({ url: '/cds-services' })).statusCode, 401)
  const ofB = `Bearer ${await tokenOfB({ claims: { aud: `${BASE}/cds-services` } })}`
  const some = await app.inject({ url: '/cds-services', headers: { authorization: ofB } })
  t.same(
    some
      .json()
      .services.map(({ id }: { id: string }) => id)
      .sort(),
    ['cdai', 'das28-esr'],
    'those of the client',
  )
  const sdai = `Bearer ${await tokenOfB({ claims: { aud: `${BASE}/cds-services/sdai` } })}`
  const forbidden = await ask(sdai, '/cds-services/sdai')
  t.equal(forbidden.status, 403)
  t.same(codesIn(forbidden), ['scope_missing'])
  t.equal((await call(`${PATH}/feedback`, { feedback: [] }, { 'content-type': 'application/json' })).status, 401)
  const feedback = `Bearer ${await token({ claims: { aud: `${BASE}${PATH}/feedback` } })}`
  t.equal(
    (await call(`${PATH}/feedback`, { feedback: [] }, { 'content-type': 'application/json', authorization: feedback }))
      .status,
    400,
  )
  t.equal((await call('/fhir/$cdai', { resourceType: 'Parameters' })).status, 200, 'FHIR is as it was')
})

t.test('a key that is rotated in is fetched once', async (t) => {
  served.keys = [elliptic.jwk, rotated.jwk]
  const before = fetches
  const made = { kid: 'es-2', key: rotated.privateKey }
  // The set was fetched a moment ago, so that it is not asked for again within half a minute.
  t.equal((await ask(`Bearer ${await tokenOfB(made)}`)).status, 401)
  t.equal(fetches, before)
  const fresh = fhirOf(await preparedGateway(t, environment))
  const reply = await fresh(PATH, hook(das28Prefetch()), {
    'content-type': 'application/json',
    authorization: `Bearer ${await tokenOfB(made)}`,
  })
  t.equal(reply.status, 200)
})

t.test('replay, where it is on', async (t) => {
  const other = join(folder, 'replay.json')
  writeFileSync(other, JSON.stringify(clients({ replay: true })))
  const once = fhirOf(await preparedGateway(t, { ...environment, CDS_CLIENTS_FILE: other }))
  const authorization = `Bearer ${await token()}`
  const send = () => once(PATH, hook(das28Prefetch()), { 'content-type': 'application/json', authorization })
  t.equal((await send()).status, 200)
  t.equal((await send()).status, 401)
})

t.test('too many wrong signatures', async (t) => {
  const limited = fhirOf(await preparedGateway(t, { ...environment, REFUSAL_LIMIT: '3' }))
  const statuses: number[] = []
  for (let i = 0; i < 5; i++)
    statuses.push(
      (await limited(PATH, hook({}), { 'content-type': 'application/json', authorization: 'Bearer a.b.c' })).status,
    )
  t.same(statuses, [401, 401, 401, 429, 429])
})

t.test('a faulty file stops the start', async (t) => {
  const faulty: readonly (readonly [unknown, RegExp])[] = [
    [{ clients: [] }, /clients/],
    [clients({ clients: [{ name: 'a', iss: 'x', algs: ['HS256'], jwks: { keys: [] } }] }), /algs/],
    [clients({ clients: [{ name: 'a', iss: 'x', algs: ['none'], jwks: { keys: [] } }] }), /algs/],
    [clients({ clients: [{ name: 'a', iss: 'x', algs: ['ES384'] }] }), /needs jku or jwks/],
    [clients({ clients: [{ name: 'a', iss: 'x', algs: ['ES384'], jku: 'http://other.example/keys' }] }), /jku/],
    [clients({ colour: 1 }), /colour/],
  ]
  for (const [content, why] of faulty) {
    const other = join(folder, 'faulty.json')
    writeFileSync(other, JSON.stringify(content))
    await t.rejects(preparedGateway(t, { ...environment, CDS_CLIENTS_FILE: other }), { message: why })
  }
})
