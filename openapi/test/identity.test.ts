/** Who may call, at the gateway: every operation that computes asks, and services know the gateway by a key of its own. */
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { instruments } from '@activity-scores/services/registry'
import { buildService } from '@activity-scores/shared/http/service'
import { newKey } from '@activity-scores/shared/identity/keys'
import { type Json, silentLogger, testConfig } from '@activity-scores/shared/testing/testing'
import t from 'tap'
import { PROTOCOLS } from '../src/files/paths.js'
import { protocolFiles } from '../src/screen/load.js'
import { gateway, preparedGateway } from './helpers.js'

const folder = mkdtempSync(join(tmpdir(), 'identity-'))
const [ehr, ehrEntry] = newKey('ehr', ['compute'])
const [door, doorEntry] = newKey('gateway', ['compute'])

function fileOf(name: string, text: string): string {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}
const callers = fileOf('callers.json', JSON.stringify({ keys: [ehrEntry] }))
const doors = fileOf('doors.json', JSON.stringify({ keys: [doorEntry] }))
const KEYS = { AUTH: 'api-key', AUTH_KEYS_FILE: callers } as const

const cdai = instruments.filter(({ slug }) => slug === 'cdai')
const body = JSON.stringify(cdai[0]?.examples[0]?.request)

t.test('every POST of the document asks who calls, and says so', async (t) => {
  const app = await gateway(t, KEYS)
  const document: Json = (await app.inject('/openapi.json')).json()
  t.same(Object.keys(document.components.securitySchemes), ['apiKey', 'bearer'])
  let asked = 0
  for (const [path, { post }] of Object.entries(document.paths as Json) as [string, Json][]) {
    if (!post) continue
    asked += 1
    t.same(post.security, [{}, { apiKey: [] }, { bearer: [] }], path)
    t.ok(post.responses['401'] && post.responses['403'] && post.responses['503'], path)
    const url = path.replace('{slug}', 'cdai')
    const reply = await app.inject({ method: 'POST', url, payload: '{}' })
    t.equal(reply.statusCode, 401, path)
    t.equal(reply.json().code, 'unauthenticated')
    const known = await app.inject({ method: 'POST', url, payload: '{}', headers: { 'x-api-key': ehr } })
    t.not(known.statusCode, 401, `${path} with a key`)
  }
  t.equal(
    asked,
    2 * instruments.length + 4 + 3 * protocolFiles([PROTOCOLS]).size,
    'each instrument and its batches, series, the panel with batches and series, each screening with batches and attrition',
  )
})

t.test('what has nothing of patients is open', async (t) => {
  const app = await preparedGateway(t, KEYS)
  for (const url of [
    '/',
    '/docs/',
    '/openapi.json',
    '/v1/instruments',
    '/v1/protocols',
    '/health/live',
    '/health/ready',
  ])
    t.equal((await app.inject(url)).statusCode, 200, url)
  t.equal((await app.inject('/metrics')).statusCode, 401)
})

t.test('the gateway shows services a key of its own, and never that of its caller', async (t) => {
  const seen: string[] = []
  const config = testConfig({ AUTH: 'api-key', AUTH_KEYS_FILE: doors, REFUSAL_LIMIT: '1' })
  const { app: service } = await buildService(cdai, config, silentLogger())
  t.teardown(() => service.close())
  service.server.prependListener('request', ({ headers }) => seen.push(JSON.stringify(headers)))
  const origin = await service.listen({ port: 0, host: '127.0.0.1' })
  const ask = async (own: string, url = '/v1/cdai', payload = body) => {
    const app = await gateway(t, { ...KEYS, UPSTREAM_CDAI: origin, UPSTREAM_API_KEY_FILE: fileOf('own', `${own}\n`) })
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${ehr}` }
    return app.inject({ method: 'POST', url, payload, headers })
  }
  t.equal((await ask(door)).statusCode, 200)
  const batch = await ask(door, '/v1/cdai/batch', `[{"id":1,"input":${body}}]`)
  t.equal(batch.json()[0].status, 200)
  t.notOk(seen.some((headers) => headers.includes(ehr)))
  t.ok(seen.some((headers) => headers.includes(door)))
  const wrong = await ask('as_gateway_wrong')
  t.equal(wrong.statusCode, 502, 'a fault between gateway and service, not of the caller')
  t.equal((await ask('as_gateway_wrong', '/v1/cdai/batch', '[]')).statusCode, 502)
  // A service that has had enough of a wrong key says 429, which is no affair of the caller either.
  for (let i = 0; i < 15; i++) t.equal((await ask('as_gateway_wrong')).statusCode, 502)
  const direct = await fetch(`${origin}/v1/cdai`, { method: 'POST', headers: { 'x-api-key': 'as_gateway_wrong' } })
  t.equal(direct.status, 429)
  t.equal((await ask('as_gateway_wrong', '/v1/cdai/batch', '[]')).statusCode, 502)
  t.equal((await ask(door)).statusCode, 200, 'the right key is taken all the same')
  await t.rejects(ask('two words'), /UPSTREAM_API_KEY_FILE: .* holds no API key/)
  const named = { UPSTREAM_CDAI: origin, UPSTREAM_API_KEY_FILE: fileOf('own', door), RATE_LIMIT_HEADER: 'x-api-key' }
  await t.rejects(gateway(t, named), /RATE_LIMIT_HEADER: .* where UPSTREAM_API_KEY_FILE is set/)
})

t.test('npm run key: a key that is taken, and nothing lost of the file', async (t) => {
  const file = join(folder, 'made.json')
  const make = (...args: readonly string[]) =>
    spawnSync(process.execPath, [fileURLToPath(new URL('../src/commands/make-key.js', import.meta.url)), ...args], {
      encoding: 'utf8',
    })
  t.equal(make('lab', 'compute:cdai', '--file', file).status, 0)
  chmodSync(file, 0o604)
  const { stderr } = make('ward', 'compute', '--expires', '2999-12-31', '--file', file)
  const key = /as_ward_\S+/.exec(stderr)?.[0] ?? ''
  const text = readFileSync(file, 'utf8')
  t.notOk(text.includes(key))
  t.same(
    JSON.parse(text).keys.map(({ id, expires }: Json) => [id, expires]),
    [
      ['lab', undefined],
      ['ward', '2999-12-31'],
    ],
  )
  t.equal(statSync(file).mode & 0o777, 0o604, 'who could read it still can')
  const app = await gateway(t, { AUTH: 'api-key', AUTH_KEYS_FILE: file })
  const reply = await app.inject({ method: 'POST', url: '/v1/cdai', headers: { 'x-api-key': key }, payload: '{}' })
  t.equal(reply.statusCode, 415, 'let in')
  const broken = fileOf('broken.json', '{"keys": [')
  for (const args of [['lab'], ['Lab', 'compute'], ['lab', 'all'], ['lab', 'compute', '--for', 'ever'], []])
    t.match(make(...args), { status: 1, stderr: /^Usage: / }, args.join(' '))
  t.match(make('lab', 'compute', '--file', broken), { status: 1, stderr: /^\S+ is not a file of API keys/ })
  t.equal(readFileSync(broken, 'utf8'), '{"keys": [')
})
