/** Where the faces are served: with an added instrument, embedded, proxied and alone, and to whom (F17, F18). */
import { instruments } from '@activity-scores/services/registry'
import { defineInstrument } from '@activity-scores/shared/contract/instrument'
import { instrumentSetOf } from '@activity-scores/shared/engine/instrument-set'
import { buildService } from '@activity-scores/shared/http/service'
import { silentLogger } from '@activity-scores/shared/testing/testing'
import t from 'tap'
import { readGatewayConfig } from '../../src/config.js'
import { ehrFace } from '../../src/ehr/face.js'
import { buildGateway } from '../../src/gateway.js'
import { preparedGateway, services, slugs } from '../helpers.js'
import { codesIn, fhirOf, holds, scoreIn } from './asked.js'
import { bundle } from './encode.js'
import { das28Prefetch, found, hook, VALUES } from './prefetched.js'

const app = await preparedGateway(t, { PUBLIC_URL: 'https://scores.example/base/' })
const call = fhirOf(app)

t.test('F17: an instrument that is added appears everywhere', async (t) => {
  const [first] = instruments
  const toy = defineInstrument({
    ...(instruments.find(({ slug }) => slug === 'esspri') ?? (first as never)),
    slug: 'toy-score',
    title: 'Toy score',
  })
  const instrumentSet = instrumentSetOf([toy])
  const config = readGatewayConfig({ LOG_LEVEL: 'silent' }, [])
  const faces = (of: typeof instrumentSet, executors: Parameters<typeof ehrFace>[0]['executors']) => [
    ehrFace({ instrumentSet: of, executors, config, logger: silentLogger() }),
  ]
  const { app: lone } = await buildService([toy], config, silentLogger(), undefined, faces)
  t.teardown(() => lone.close())
  t.match((await lone.inject({ url: '/fhir/metadata' })).body, '"name":"toy-score"')
  t.equal((await lone.inject({ url: '/fhir/OperationDefinition/toy-score' })).statusCode, 200)
  const parameter = ['dryness', 'fatigue', 'limbPain'].map((name) => ({ name, valueInteger: 6 }))
  t.equal(scoreIn(await fhirOf(lone)('/fhir/$toy-score', { resourceType: 'Parameters', parameter })), 6)
})

t.test('F18: embedded, proxied and alone: the same bytes', async (t) => {
  const chosen = ['das28-esr', 'crcl']
  const upstreams = await services(t, chosen)
  const environment = { PUBLIC_URL: 'https://scores.example/base/' }
  const { app: proxy, prepare } = await buildGateway(
    instrumentSetOf(instruments),
    readGatewayConfig(
      { LOG_LEVEL: 'silent', OVERLOAD_DELAY_MS: '0', UPSTREAM_TIMEOUT_MS: '10000', ...environment, ...upstreams },
      slugs,
    ),
    silentLogger(),
  )
  t.teardown(() => proxy.close())
  await prepare()
  const proxied = fhirOf(proxy)
  const bodies = [
    VALUES,
    bundle([found('4537-7', { valueString: 'x' })]),
    { resourceType: 'Parameters', parameter: [{ name: 'esr', valueQuantity: { value: 900, code: 'mm/h' } }] },
  ]
  for (const body of bodies) {
    const [one, other] = [await call('/fhir/$das28-esr', body), await proxied('/fhir/$das28-esr', body)]
    t.equal(other.text, one.text)
    t.equal(other.status, one.status)
  }
  const cds = { 'content-type': 'application/json' }
  t.equal((await proxied('/cds-services/das28-esr', hook(das28Prefetch()), cds)).status, 200)
  const lines = `${JSON.stringify(VALUES)}\n\n{"a":1}\n`
  const batch = { 'content-type': 'application/fhir+ndjson' }
  const read = async (of: typeof app) =>
    (await of.inject({ method: 'POST', url: '/fhir/$das28-esr/batch', headers: batch, payload: lines })).body
  t.equal(await read(proxy), await read(app))
})

t.test('callers without a credential, and more than one may ask', async (t) => {
  const folder = t.testdir({ 'keys.json': '{"keys":[]}' })
  const guarded = fhirOf(await preparedGateway(t, { AUTH: 'api-key', AUTH_KEYS_FILE: `${folder}/keys.json` }))
  for (const url of ['/fhir/$cdai', '/fhir/%24cdai', '/cds-services/cdai']) {
    const reply = await guarded(url, VALUES)
    t.equal(reply.status, 401, url)
    holds(t, reply, url)
    t.match(reply.headers['www-authenticate'], /^Bearer/)
  }
  const limited = fhirOf(await preparedGateway(t, { RATE_LIMIT_ROWS: '1', RATE_LIMIT_WINDOW_S: '60' }))
  await limited('/fhir/$das28-esr', VALUES)
  const reply = await limited('/fhir/$das28-esr', VALUES)
  t.equal(reply.status, 429)
  t.same(codesIn(reply), ['rate_limited'])
  t.ok(reply.headers['retry-after'])
  holds(t, reply, '429')
})
