/** Callers who are refused: how often, before anything dear is done for them, and at nobody else's cost. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { InjectOptions } from 'fastify'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import t, { type Test } from 'tap'
import { buildService } from '../src/http/service.js'
import { newKey } from '../src/identity/keys.js'
import { RefusalAccount, Refusals } from '../src/identity/refusals.js'
import { silentLogger, testConfig } from '../src/testing/testing.js'
import { toy } from './toy.js'

const folder = mkdtempSync(join(tmpdir(), 'refusals-'))
let files = 0
function fileOf(value: unknown): string {
  const file = join(folder, `${files++}.json`)
  writeFileSync(file, JSON.stringify(value))
  return file
}

const issuer = await generateKeyPair('ES256')
const forger = await generateKeyPair('ES256')
const jwks = fileOf({ keys: [{ ...(await exportJWK(issuer.publicKey)), kid: 'k' }] })
const [key, entry] = newKey('ehr', ['compute'])
const [narrow, narrowEntry] = newKey('narrow', ['compute:other'])
const BOTH = {
  AUTH: 'api-key,jwt',
  AUTH_ISSUER: 'https://issuer.example',
  AUTH_AUDIENCE: 'scores',
  AUTH_JWKS_FILE: jwks,
  AUTH_KEYS_FILE: fileOf({ keys: [entry, narrowEntry] }),
  // No window ends within a test, however busy the machine is.
  REFUSAL_WINDOW_S: '600',
} as const

let tokens = 0
/** A token that no other is equal to. */
const token = (subject: string, { privateKey } = issuer, until = '1h'): Promise<string> =>
  new SignJWT({ scope: 'compute', jti: String(tokens++) })
    .setProtectedHeader({ alg: 'ES256', kid: 'k' })
    .setIssuer(BOTH.AUTH_ISSUER)
    .setAudience(BOTH.AUTH_AUDIENCE)
    .setSubject(subject)
    .setExpirationTime(until)
    .sign(privateKey)
const forged = (subject = 'anybody'): Promise<string> => token(subject, forger)

type Headers = Readonly<Record<string, string>>
const payload = JSON.stringify({ age: 50, tenderJointCount28: 4 })

async function asking(t: Test, environment: Headers) {
  const { app } = await buildService([toy], testConfig({ ...BOTH, ...environment }), silentLogger())
  t.teardown(() => app.close())
  const ask = (credential: string, headers: Headers = {}, options: InjectOptions = {}) =>
    app.inject({
      method: 'POST',
      url: '/v1/toy',
      payload,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${credential}`, ...headers },
      ...options,
    })
  const status = async (...given: Parameters<typeof ask>): Promise<number> => (await ask(...given)).statusCode
  return { app, ask, status }
}

const times = async <T>(count: number, make: () => Promise<T>): Promise<readonly T[]> => {
  const all: T[] = []
  for (let i = 0; i < count; i++) all.push(await make())
  return all
}

t.test('forged tokens: so many are looked at, the rest is 429 and not looked at', async (t) => {
  const { ask, status } = await asking(t, { REFUSAL_LIMIT: '3' })
  const known = await token('known')
  t.equal(await status(known), 200)
  t.same(await times(5, async () => status(await forged())), [401, 401, 401, 429, 429])
  const refused = await ask(await forged())
  t.match(refused.headers['retry-after'], /^([1-9]\d?|[1-5]\d\d|600)$/)
  t.equal(refused.headers['www-authenticate'], undefined)
  t.match(refused.json(), { code: 'refused_too_often', status: 429, instance: '/v1/toy', detail: /was not looked at/ })
  t.equal(await status(await token('new')), 429, 'whether it is good or not')
  t.equal(await status(known), 200, 'a token that was good is taken')
  t.equal(await status(key), 200, 'and a key')
  t.equal(await status(await token('known')), 200, 'and another token of somebody who had a good one')
  t.equal(
    await status('', {}, { url: '/metrics', method: 'GET', payload: '' }),
    401,
    'without a credential: what is needed',
  )
  t.equal(await status(await forged(), { 'content-type': 'text/plain' }), 429, 'before anything of the body')
})

t.test('a good token outlives its first minute among forgeries', async (t) => {
  const { status } = await asking(t, { REFUSAL_LIMIT: '2' })
  const known = await token('known')
  t.equal(await status(known), 200)
  await times(3, async () => status(await forged()))
  const { now } = Date
  t.teardown(() => {
    Date.now = now
  })
  Date.now = () => now() + 61_000
  t.equal(await status(await token('new')), 429)
  t.same([await status(await forged('known')), await status(await forged('known'))], [401, 429], 'by its name no more')
  t.equal(await status(known), 200, 'it is checked again')
})

t.test('who renews a token has a small budget of their own', async (t) => {
  const { status } = await asking(t, { REFUSAL_LIMIT: '20' })
  t.equal(await status(await token('known')), 200)
  await times(20, async () => status(await forged()))
  t.same(await times(4, async () => status(await forged('known'))), [401, 401, 429, 429], 'a tenth')
  t.equal(await status(await token('stranger')), 429)
})

t.test('many good tokens at once are no forgeries', async (t) => {
  const { status } = await asking(t, { REFUSAL_LIMIT: '1' })
  const all = await times(40, () => token('many'))
  t.same(new Set(await Promise.all(all.map((each) => status(each)))), new Set([200]))
  const strangers = await Promise.all(Array.from({ length: 40 }, (_, i) => token(`stranger-${i}`)))
  t.same(new Set(await Promise.all(strangers.map((each) => status(each)))), new Set([200]))
  const forgeries = await times(40, () => forged())
  const found = await Promise.all(forgeries.map((each) => status(each)))
  t.equal(found.filter((each) => each === 401).length, 1)
  t.equal(found.filter((each) => each === 429).length, 39, 'forgeries at once are looked at no more often')
})

t.test('one token that comes many times at once is looked at once', async (t) => {
  const { status } = await asking(t, { REFUSAL_LIMIT: '2' })
  const wrong = await forged()
  const found = await Promise.all(Array.from({ length: 10 }, () => status(wrong)))
  t.same(found, Array(10).fill(401))
  t.equal(await status(wrong), 401, 'and not again soon')
  t.equal(await status(await token('new')), 200, 'one signature is left')
})

t.test('refusals without a signature: ten times as many, and at the cost of nobody who is let in', async (t) => {
  const { status } = await asking(t, { REFUSAL_LIMIT: '1' })
  t.same(await times(7, () => status('as_nobody_wrong')), Array(7).fill(401))
  t.same(await times(5, () => status(narrow)), [403, 403, 403, 429, 429])
  t.equal(await status('as_nobody_wrong'), 429)
  t.equal(await status(key), 200)
  t.equal(await status(await token('new')), 200, 'a token that is not known is still looked at')
})

t.test('the budget is that of an address: of the connection, or as the proxy in front names it', async (t) => {
  const plain = await asking(t, { REFUSAL_LIMIT: '1' })
  const from = (remoteAddress: string) => ({ remoteAddress })
  t.equal(await plain.status(await forged(), {}, from('192.0.2.1')), 401)
  t.equal(await plain.status(await forged(), {}, from('192.0.2.1')), 429)
  t.equal(
    await plain.status(await forged(), { 'x-forwarded-for': '192.0.2.9' }, from('192.0.2.1')),
    429,
    "a header is anybody's word",
  )
  t.equal(await plain.status(await forged(), {}, from('192.0.2.2')), 401)
  t.equal(await plain.status(await forged(), {}, from('2001:db8:1:2::1')), 401)
  t.equal(await plain.status(await forged(), {}, from('2001:db8:1:2:ffff::9')), 429, 'a /64 network is one')

  const proxied = await asking(t, { REFUSAL_LIMIT: '1', REFUSAL_HEADER: 'X-Forwarded-For' })
  const named = async (value: string): Promise<number> => proxied.status(await forged(), { 'x-forwarded-for': value })
  t.equal(await named('192.0.2.1'), 401)
  t.equal(await named('192.0.2.1'), 429)
  t.equal(await named('203.0.113.7, 192.0.2.1'), 429, 'only what the last proxy added counts')
  t.equal(await named('192.0.2.1, 192.0.2.2'), 401)
  t.equal(await named('2001:db8:1:2::1'), 401)
  t.equal(await named('2001:db8:1:2::2'), 429)
  t.equal(await named('anything'), 401, 'what is no address is the connection')
  t.equal(await named('else'), 429)
  await t.rejects(asking(t, { REFUSAL_HEADER: 'Authorization' }), { name: 'ConfigError', message: /^REFUSAL_HEADER: / })
})

t.test('the next window is a new one; 0 is no limit', async (t) => {
  const short = await asking(t, { REFUSAL_LIMIT: '1', REFUSAL_WINDOW_S: '1' })
  // On a busy machine a window may end between two calls.
  while ((await short.status(await forged())) !== 429);
  await delay(1200)
  t.equal(await short.status(await token('new')), 200)
  const open = await asking(t, { REFUSAL_LIMIT: '0' })
  t.same(new Set(await times(150, async () => open.status(await forged()))), new Set([401]))
})

t.test('addresses that are made up take a bounded memory', async (t) => {
  const refusals = new Refusals({ limit: 1, window: 60, header: undefined })
  t.teardown(() => refusals.close())
  const from = (remoteAddress: string) => ({ headers: {}, socket: { remoteAddress } }) as unknown as IncomingMessage
  const accounts = new Set<RefusalAccount>()
  for (let i = 0; i < 12_000; i++) accounts.add(refusals.signaturesOf(from(`192.${i >> 8}.${i & 255}.1`)))
  // 10,000 and the one that all others share.
  t.equal(accounts.size, 10_001)
  t.ok(accounts.has(refusals.signaturesOf(from('192.0.0.1'))), 'who was there keeps an account of their own')
})

t.test('what waits for a check is let go whatever comes of it', async (t) => {
  const account = new RefusalAccount(1)
  let fail: (error: Error) => void = () => undefined
  const first = account.check(() => new Promise<string | undefined>((_, reject) => (fail = reject)))
  const second = account.check(async () => 'good')
  const third = account.check(async () => undefined)
  const fourth = account.check(async () => 'good')
  fail(new Error('no keys'))
  await t.rejects(first, /no keys/)
  t.equal(await second, 'good', 'a check that could not be done is no refusal')
  t.equal(await third, undefined)
  t.equal(await fourth, 'limited')
  t.equal(account.count(), false)
})
