/** Limits through the gateway: what its services refuse comes back as it is, and who asks is passed on. */
import { instruments } from '@activity-scores/services/registry'
import { buildService } from '@activity-scores/shared/http/service'
import { silentLogger, testConfig } from '@activity-scores/shared/testing/testing'
import t, { type Test } from 'tap'
import { upstreamVariable } from '../src/config.js'
import { gateway } from './helpers.js'

const SLUG = 'das28-esr'
const lone = instruments.filter(({ slug }) => slug === SLUG)
const payload = JSON.stringify(lone[0]?.examples[0]?.request)
const headers = { 'content-type': 'application/json' }

/** A gateway before one service, each with limits of its own. */
async function before(t: Test, service: Readonly<Record<string, string>>, own: Readonly<Record<string, string>> = {}) {
  const { app } = await buildService(lone, testConfig(service), silentLogger())
  t.teardown(() => app.close())
  const origin = await app.listen({ host: '127.0.0.1', port: 0 })
  return (await gateway(t, { [upstreamVariable(SLUG)]: origin, ...own })).listen({ host: '127.0.0.1', port: 0 })
}

const post = (origin: string, path: string, body: string, more: Readonly<Record<string, string>> = {}) =>
  fetch(origin + path, { method: 'POST', body, headers: { ...headers, ...more } })

t.test('a service that refuses for now is believed, with its Retry-After', async (t) => {
  const origin = await before(t, { RATE_LIMIT_ROWS: '1', RATE_LIMIT_WINDOW_S: '600' })
  t.equal((await post(origin, `/v1/${SLUG}`, payload)).status, 200)
  const batch = JSON.stringify([{ id: 1, input: JSON.parse(payload) }])
  for (const [path, body] of [
    [`/v1/${SLUG}`, payload],
    [`/v1/${SLUG}/batch`, batch],
  ] as const) {
    const refused = await post(origin, path, body)
    t.equal(refused.status, 429, path)
    t.ok(Number(refused.headers.get('retry-after')) > 500)
    t.equal(((await refused.json()) as { readonly code: string }).code, 'rate_limited')
    t.match(refused.headers.get('ratelimit-policy'), '"rows";q=10000000;w=10', 'the limit shown is that of the door')
  }
})

t.test('who asks is passed on, so that services can tell callers apart', async (t) => {
  const header = { RATE_LIMIT_HEADER: 'x-api-key' }
  const origin = await before(t, { RATE_LIMIT_ROWS: '1', RATE_LIMIT_WINDOW_S: '600', ...header }, header)
  const status = async (key: string, path = `/v1/${SLUG}`, body = payload) =>
    (await post(origin, path, body, { 'x-api-key': key })).status
  t.equal(await status('one'), 200)
  t.equal(await status('two'), 200)
  t.equal(await status('one'), 429)
  t.equal(await status('three', `/v1/${SLUG}/batch`, '[]'), 200)
  t.equal(await status('three', `/v1/${SLUG}/batch`, '[]'), 429)
})

t.test('a panel costs the instruments that it computes', async (t) => {
  const app = await gateway(t, { RATE_LIMIT_ROWS: '10' })
  const panel = JSON.stringify({ instruments: ['das28-esr', 'cdai', 'crcl'], inputs: {} })
  const ask = (body: string) => app.inject({ method: 'POST', url: '/v1/panel', headers, payload: body })
  t.match((await ask(panel)).headers['ratelimit'], '"rows";r=7;')
  t.match((await ask('{"inputs":{}}')).headers['ratelimit'], '"rows";r=6;', 'one of nothing is one')
  t.match((await ask(panel)).headers['ratelimit'], '"rows";r=3;')
  t.match((await ask('{')).headers['ratelimit'], '"rows";r=2;', 'what is refused is one too')
})

t.test('every answer has the fixed headers; the pages may show themselves over plain http', async (t) => {
  const app = await gateway(t)
  for (const url of [
    '/',
    '/docs',
    '/docs/static/swagger-ui.css',
    '/openapi.json',
    '/health/live',
    '/metrics',
    '/nope',
    `/v1/${SLUG}`,
  ]) {
    const { headers: sent } = await app.inject({ url })
    for (const name of [
      'content-security-policy',
      'cross-origin-opener-policy',
      'cross-origin-resource-policy',
      'origin-agent-cluster',
      'referrer-policy',
      'x-content-type-options',
      'x-dns-prefetch-control',
      'x-download-options',
      'x-frame-options',
      'x-permitted-cross-domain-policies',
      'x-xss-protection',
    ])
      t.ok(sent[name], `${url} ${name}`)
    t.equal(sent['strict-transport-security'], undefined)
    t.equal(sent['x-powered-by'], undefined)
    t.equal(sent['server'], undefined)
    const policy = String(sent['content-security-policy'])
    t.notMatch(policy, 'upgrade-insecure-requests')
    t.match(policy, "frame-ancestors 'none'")
    t.match(policy, url.startsWith('/docs') ? /^default-src 'self'/ : /^default-src 'none'/, url)
    t.notMatch(policy.replace("style-src 'self' 'unsafe-inline'", ''), 'unsafe', 'no script but our own files')
  }
})
