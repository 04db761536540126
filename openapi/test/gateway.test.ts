import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ConfigError } from '@activity-scores/shared/config/error'
import { post } from '@activity-scores/shared/testing/testing'
import t, { type Test } from 'tap'
import { readGatewayConfig } from '../src/config.js'
import { gateway, preparedUsualGateway, services, slugs } from './helpers.js'

const published = {
  tenderJointCount28: 4,
  swollenJointCount28: 5,
  esr: { value: 7, unit: 'mm/h' },
  patientGlobal: { value: 50, unit: 'mm' },
}

/** A server that is not one of ours; returns its origin. */
async function stranger(t: Test, answer: Parameters<typeof createServer>[1]): Promise<string> {
  const server = createServer(answer as never).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

t.test('serves every instrument of the registry', async (t) => {
  const app = await preparedUsualGateway()
  const { instruments } = (await app.inject('/v1/instruments')).json()
  t.same(
    instruments.map((entry: { slug: string }) => entry.slug),
    slugs,
  )
  for (const slug of slugs) {
    const entry = await app.inject(`/v1/instruments/${slug}`)
    t.equal(entry.json().slug, slug)
    t.equal((await post(app, slug, { unknownField: 1 })).status, 422)
  }
  const ready = (await app.inject('/health/ready')).json()
  t.same(ready, { status: 'ready', instruments: Object.fromEntries(slugs.map((slug) => [slug, 'embedded'])) })
})

t.test('a service that is down, hangs or lies harms only its own slug', async (t) => {
  const cases = [
    { name: 'down', origin: 'http://127.0.0.1:1', status: 502, code: 'upstream_unavailable' },
    { name: 'hanging', origin: await stranger(t, () => undefined), status: 504, code: 'upstream_timeout' },
    {
      name: 'html',
      origin: await stranger(t, (_q, r) => r.setHeader('content-type', 'text/html').end('<p>hello')),
      status: 502,
      code: 'upstream_unavailable',
    },
    {
      name: 'another service',
      origin: await stranger(t, (_q, r) => r.writeHead(404, { 'content-type': 'application/json' }).end('{}')),
      status: 502,
      code: 'upstream_unavailable',
    },
    {
      name: 'endless',
      origin: await stranger(t, (_q, r) => {
        r.setHeader('content-type', 'application/json')
        const more = () => {
          while (!r.destroyed && r.write('x'.repeat(65_536)));
          if (!r.destroyed) r.once('drain', more)
        }
        more()
      }),
      status: 502,
      code: 'upstream_unavailable',
    },
  ]
  for (const { name, origin, status, code } of cases) {
    const app = await gateway(t, { UPSTREAM_DAS28_ESR: origin, UPSTREAM_TIMEOUT_MS: '300' })
    const reply = await post(app, 'das28-esr', published)
    t.equal(reply.status, status, name)
    t.equal(reply.json.code, code, name)
    t.match(reply.json.detail, 'das28-esr', `${name}: names the slug`)
    t.notMatch(reply.raw, '127.0.0.1', `${name}: and no address`)
    const other = slugs.find((slug) => slug !== 'das28-esr')
    if (other) t.equal((await post(app, other, { unknownField: 1 })).status, 422, `${name}: ${other} answers`)
    if (name !== 'down') continue
    t.equal((await app.inject('/health/ready')).json().instruments['das28-esr'], 'unreachable')
    const both = (await post(app, 'panel', { instruments: ['das28-esr', 'cdai'], inputs: published })).json.results
    t.equal(both['das28-esr'].status, 502)
    t.equal(both.cdai.status, 200)
  }
})

t.test('readiness names each service', async (t) => {
  // All of them are asked at once, in this process.
  const app = await gateway(t, { ...(await services(t)), UPSTREAM_TIMEOUT_MS: '30000' })
  const { instruments } = (await app.inject('/health/ready')).json()
  t.same(instruments, Object.fromEntries(slugs.map((slug) => [slug, 'ready'])))
})

t.test('configuration', async (t) => {
  const read = (environment: Readonly<Record<string, string>>) => readGatewayConfig(environment, slugs)
  t.equal(read({}).upstreams.size, 0, 'embedded by default')
  const template = read({
    UPSTREAM_TEMPLATE: 'http://{slug}:3000',
    UPSTREAM_CDAI: 'http://127.0.0.1:4000',
    UPSTREAM_CRCL: 'embedded',
  })
  t.equal(template.upstreams.get('das28-esr'), 'http://das28-esr:3000')
  t.equal(template.upstreams.get('cdai'), 'http://127.0.0.1:4000')
  t.notOk(template.upstreams.has('crcl'))
  const faults: readonly (readonly [Record<string, string>, RegExp])[] = [
    [{ UPSTREAM_TEMPLATE: 'http://services:3000' }, /UPSTREAM_TEMPLATE: must have \{slug\} in it/],
    [{ UPSTREAM_CDAI: 'cdai:3000' }, /UPSTREAM_CDAI: must be/],
    [{ UPSTREAM_CDAI: 'http://cdai:3000/path' }, /UPSTREAM_CDAI: must be/],
    [{ UPSTREAM_CDAI: 'http://cdai:3000/path' }, /UPSTREAM_CDAI: .*without a path/],
    [{ UPSTREAM_CDAI: 'http://cdai:3000/?' }, /UPSTREAM_CDAI: .*without a query/],
    [{ UPSTREAM_CDAI: 'http://cdai:3000?key=planted' }, /UPSTREAM_CDAI: .*without a query/],
    [{ UPSTREAM_CDAI: 'http://cdai:3000#part' }, /UPSTREAM_CDAI: .*without a fragment/],
    [{ UPSTREAM_CDAI: 'http:cdai:3000' }, /UPSTREAM_CDAI: must be an http\(s\) origin/],
    [
      { UPSTREAM_CDAI: 'http://user:planted@cdai:3000' },
      /UPSTREAM_CDAI: .*user name.*not be sent.*UPSTREAM_API_KEY_FILE/,
    ],
    [{ UPSTREAM_CDAI: 'http://planted@cdai:3000' }, /UPSTREAM_CDAI: .*user name/],
    [{ UPSTREAM_TEMPLATE: 'http://{slug}:planted@services:3000' }, /UPSTREAM_TEMPLATE: .*user name/],
    [{ UPSTREAM_TEMPLATE: 'http://services:3000/{slug}' }, /UPSTREAM_TEMPLATE: .*without a path/],
    [{ UPSTREAM_CDIA: 'http://cdai:3000' }, /UPSTREAM_CDIA: no such instrument; the nearest variable is UPSTREAM_CDAI/],
    [{ UPSTREAM_TIMEOUT: '900' }, /the nearest variable is UPSTREAM_TIMEOUT_MS/],
    [{ UPSTREAM_CDAI_PORT: '3001' }, /UPSTREAM_CDAI_PORT: no such instrument/],
    [{ PORT: 'http', UPSTREAM_TIMEOUT_MS: '-1' }, /PORT: .*\n.*UPSTREAM_TIMEOUT_MS: /],
  ]
  for (const [environment, message] of faults) {
    t.throws(() => read(environment), ConfigError)
    try {
      read(environment)
    } catch (error) {
      t.match((error as Error).message, message)
      t.notMatch((error as Error).message, 'planted')
    }
  }
  // What Kubernetes sets for services that are called upstream and upstream-cdai.
  const links = {
    UPSTREAM_SERVICE_HOST: '10.0.0.1',
    UPSTREAM_SERVICE_PORT: '80',
    UPSTREAM_PORT: 'tcp://10.0.0.1:80',
    UPSTREAM_PORT_80_TCP: 'tcp://10.0.0.1:80',
    UPSTREAM_CDAI_SERVICE_PORT_HTTP: '80',
    UPSTREAM_CDAI_PORT: 'tcp://10.0.0.1:80',
  }
  t.equal(read(links).upstreams.size, 0)
  t.equal(read({ UPSTREAM_CDAI: 'http://cdai:3000/' }).upstreams.get('cdai'), 'http://cdai:3000')
})
