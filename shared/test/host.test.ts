import { setTimeout as delay } from 'node:timers/promises'
import t from 'tap'
import { CatalogueEntrySchema, CatalogueSchema } from '../src/document/system.js'
import { embedFrom, instrumentSetFrom } from '../src/engine/instrument-set.js'
import { buildHost } from '../src/http/host.js'
import { buildService } from '../src/http/service.js'
import { silentLogger, testConfig } from '../src/testing/testing.js'
import { toy } from './toy.js'
import { ask, BODY, compute, hasFixedHeaders, isProblem, JSON_TYPE } from './toy-host.js'

const BROKEN = instrumentSetFrom({
  broken: () => Promise.reject(new Error('no such module')),
  toy: async () => ({ default: toy as never }),
})

const GETS = ['/', '/v1/instruments', '/v1/instruments/toy', '/health/live', '/health/ready', '/metrics'].concat([
  '/openapi.json',
  '/openapi.yaml',
  '/docs',
])

t.test('paths and methods', async (t) => {
  t.test('a slug or path that is not served is 404, whatever the body is', async (t) => {
    for (const url of ['/v1/nope', '/v1/instruments/nope', '/v1/toy%20'])
      isProblem(
        t,
        await ask({ url }),
        404,
        'unknown_instrument',
        'The nearest: toy. GET /v1/instruments lists and describes all 1.',
      )
    isProblem(t, await ask({ url: '/v1/TOY' }), 404, 'unknown_instrument', 'perhaps /v1/toy is meant')
    for (const url of ['/nope', '/v1', '/v1/toy/', '/v1/toy/more', '//v1/toy', '/docs/%2e%2e/package.json'])
      isProblem(t, await ask({ url }), 404, 'not_found', 'GET /openapi.json lists every path')
    isProblem(t, await compute({}, 'x'.repeat(20_000), '/v1/nope'), 404, 'unknown_instrument', 'The nearest: toy.')
    isProblem(t, await compute({ 'content-type': 'text/plain' }, 'x', '/v1/nope'), 404, 'unknown_instrument', 'toy')
    t.equal((await ask({ url: '/v1/nope?x=1' })).json().instance, '/v1/nope', 'the query is not repeated')
  })

  t.test('another method on a path that is served is 405 with Allow, before the body is read', async (t) => {
    const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'] as const
    for (const [url, allowed] of [
      ['/v1/toy', ['POST']] as const,
      ...GETS.map((url) => [url, ['GET', 'HEAD']] as const),
    ]) {
      for (const method of methods.filter((other) => !(allowed as readonly string[]).includes(other))) {
        const withBody = ['POST', 'PUT', 'PATCH'].includes(method)
        const payload = withBody ? 'x'.repeat(20_000) : undefined
        const reply = await ask({
          // The types of this version do not know TRACE; Fastify does.
          method: method as 'GET',
          url,
          headers: withBody ? { 'content-type': 'text/csv' } : {},
          ...(payload && { payload }),
        })
        t.equal(reply.statusCode, 405, `${method} ${url}`)
        t.equal(reply.headers.allow, allowed.join(', '))
        if (method !== 'HEAD') isProblem(t, reply, 405, 'method_not_allowed', `This path takes ${allowed.join(', ')}.`)
      }
    }
  })

  t.test('every GET answers HEAD with the same headers and no body', async (t) => {
    for (const url of GETS) {
      const [get, head] = [await ask({ url }), await ask({ method: 'HEAD', url })]
      t.equal(get.statusCode, 200, url)
      t.equal(head.statusCode, 200)
      t.equal(head.payload, '')
      t.equal(head.headers['content-type'], get.headers['content-type'])
      hasFixedHeaders(t, get)
      hasFixedHeaders(t, head)
    }
  })

  t.test('a URL that cannot be decoded is 400', async (t) => {
    isProblem(t, await ask({ url: '/v1/%zz' }), 400, 'bad_request', 'Check the URL, its percent-encoding')
  })

  t.test('the root leads a browser to the documentation and tells a program where things are', async (t) => {
    for (const accept of ['text/html', 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8']) {
      const reply = await ask({ url: '/', headers: { accept } })
      t.equal(reply.statusCode, 302)
      t.equal(reply.headers.location, '/docs')
    }
    for (const headers of [{}, { accept: '*/*' }, { accept: 'application/json' }]) {
      const reply = await ask({ url: '/', headers })
      t.equal(reply.statusCode, 200)
      for (const url of Object.values(reply.json())) t.equal((await ask({ url: String(url) })).statusCode, 200)
    }
  })
})

t.test('bodies', async (t) => {
  t.test('JSON in UTF-8 is read, however its type is written', async (t) => {
    const written = [
      'application/json',
      'Application/JSON',
      ' application/json',
      'application/json;',
      'application/json\t;charset=utf-8',
    ]
    for (const type of written.concat([
      'application/json ; charset=UTF-8',
      'application/json;charset="utf-8"',
      'application/json; charset=utf8',
    ]))
      t.equal((await compute({ 'content-type': type })).statusCode, 200, JSON.stringify(type))
    for (const encoding of ['identity', 'Identity'])
      t.equal((await compute({ 'content-encoding': encoding })).statusCode, 200, encoding)
  })

  t.test('anything else is 415', async (t) => {
    const types = [
      'text/plain',
      'application/jsonx',
      'application/vnd.api+json',
      'application/json, text/plain',
      '*/*',
      '',
    ]
    for (const type of types.concat([
      'application/json; charset=utf-16',
      'application/json; charset="latin1"',
      'multipart/form-data',
    ]))
      isProblem(
        t,
        await compute({ 'content-type': type }),
        415,
        'unsupported_media_type',
        '"Content-Type: application/json"',
      )
    for (const encoding of ['gzip', 'br', 'gzip, identity'])
      isProblem(t, await compute({ 'content-encoding': encoding }), 415, 'unsupported_media_type', 'uncompressed')
    const untyped = await ask({ method: 'POST', url: '/v1/toy', payload: BODY })
    isProblem(t, untyped, 415, 'unsupported_media_type', '"Content-Type: application/json"')
  })

  t.test('more bytes than any request needs are 413', async (t) => {
    isProblem(t, await compute({}, ' '.repeat(66_000) + BODY), 413, 'body_too_large', 'Send one JSON object')
    t.equal((await compute({}, ' '.repeat(65_536 - BODY.length) + BODY)).statusCode, 200, '65 536 bytes are read')
  })

  t.test('an empty or broken body is 400, a body at fault 422', async (t) => {
    for (const payload of ['', ' \n'])
      isProblem(t, await compute({}, payload), 400, 'invalid_json', 'The body is empty.')
    isProblem(t, await ask({ method: 'POST', url: '/v1/toy' }), 400, 'invalid_json', 'The body is empty.')
    isProblem(t, await compute({}, '{"age": 50'), 400, 'invalid_json', 'ends too early')
    isProblem(t, await compute({}, '{"age": 50, "age": 51}'), 400, 'duplicate_key', 'Send each key once')
    const invalid = await compute({}, '{"age": 5, "x": 1}')
    isProblem(t, invalid, 422, 'invalid_input', '2 faults. The first: age is out of range.')
    t.equal(invalid.json().instance, '/v1/toy')
    t.same(
      invalid.json().errors.map(({ pointer }: { pointer: string }) => pointer),
      ['/age', '/x'],
    )
  })

  t.test('thousands of brackets are a fault of the sender', async (t) => {
    const nested = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`
    isProblem(t, await compute({}, nested(64)), 422, 'invalid_input', 'is an array')
    isProblem(t, await compute({}, `{"age":${nested(63)}}`), 422, 'invalid_input', 'age is an array')
    for (const body of [nested(65), nested(32_000), `{"age":${nested(64)}}`, '['.repeat(65_000)])
      isProblem(t, await compute({}, body), 400, 'too_deep', 'deeper than 64 levels')
  })

  t.test('an instrument that fails gives 500 without a word of why', async (t) => {
    const reply = await compute({ 'x-request-id': 'incident-0001' }, '{"age": 50, "tenderJointCount28": 27}')
    isProblem(t, reply, 500, 'internal_error', 'report the X-Request-Id')
    t.equal(reply.headers['x-request-id'], 'incident-0001')
    t.notMatch(reply.payload, /RangeError|cannot count|toy\.js|node_modules|27/)
  })
})

t.test('request ids', async (t) => {
  for (const id of ['abcdefgh', 'A.b_c-1234', '0'.repeat(64)])
    t.equal((await compute({ 'x-request-id': id })).headers['x-request-id'], id)
  const minted = new Set<unknown>()
  const unsafe = ['short', 'x'.repeat(65), 'with space', 'a"b":1,"c', 'ünïcödé1', 'a/b/c/d/e', '{"a":"bcd"}', '']
  for (const id of unsafe) {
    const { headers } = await compute({ 'x-request-id': id })
    t.not(headers['x-request-id'], id)
    minted.add(headers['x-request-id'])
    hasFixedHeaders(t, await ask({ url: '/health/live', headers: { 'x-request-id': id } }))
  }
  t.equal(minted.size, unsafe.length, 'each request has its own')
  t.equal((await ask({ url: '/nope', headers: { 'x-request-id': 'abcdefgh' } })).headers['x-request-id'], 'abcdefgh')
})

t.test('catalogue', async (t) => {
  const list = (await ask({ url: '/v1/instruments' })).json()
  t.ok(CatalogueSchema.safeParse(list).success)
  t.same(list.instruments, [
    {
      slug: 'toy',
      condition: 'any',
      title: 'Toy',
      version: '1.0.0',
      summary: 'Counts joints.',
      path: '/v1/toy',
      series: true,
    },
  ])
  const entry = (await ask({ url: '/v1/instruments/toy' })).json()
  t.ok(CatalogueEntrySchema.safeParse(entry).success)
  const inputs = new Map(entry.inputs.map((input: { name: string }) => [input.name, input]))
  t.match(inputs.get('age'), { required: true, description: 'Completed years', schema: { minimum: 18, maximum: 120 } })
  t.match(inputs.get('creatinine'), { required: false, description: /8\.84 to 2652 `umol\/L`/ })
  t.same(entry.bands[0].bands, [
    { code: 'few', label: 'Few joints', lower: null, lowerIncluded: false, upper: 5, upperIncluded: true },
    { code: 'many', label: 'Many joints', lower: 5, lowerIncluded: false, upper: null, upperIncluded: false },
  ])
  t.equal(entry.rules.length, toy.rules.length)
  t.ok(toy.request.safeParse(entry.examples[0].request).success)
})

t.test('an instrument that cannot be loaded is named, and readiness stays false', async (t) => {
  const { app, prepare, stopping } = await buildHost({
    title: 'Broken',
    config: testConfig(),
    logger: silentLogger(),
    instrumentSet: BROKEN,
    executors: BROKEN.slugs.map((slug) => embedFrom(BROKEN, slug)),
  })
  t.teardown(() => app.close())
  await t.rejects(prepare(), { message: 'broken cannot be prepared', cause: { message: 'no such module' } })
  t.equal((await app.inject('/health/ready')).json().status, 'starting')
  const call = (slug: string, type = 'application/json') =>
    app.inject({ method: 'POST', url: `/v1/${slug}`, headers: { 'content-type': type }, payload: BODY })
  t.equal((await call('toy')).statusCode, 200, 'the others answer until the process ends')
  isProblem(t, await call('broken'), 500, 'internal_error', 'Repeat the request')
  for (const type of ['application/json', 'application/x-ndjson', 'text/csv'])
    isProblem(t, await call('broken/batch', type), 500, 'internal_error', 'Repeat the request')
  stopping()
  t.equal((await app.inject('/health/ready')).json().status, 'stopping')
})

t.test('the first batch waits for its instrument, in each form', async (t) => {
  for (const [type, payload] of [
    ['application/json', `[{"id":"a","input":${BODY}}]`],
    ['application/x-ndjson', `{"id":"a","input":${BODY}}\n`],
    ['text/csv', 'id,age,tenderJointCount28\na,50,4\n'],
  ] as const) {
    const instrumentSet = instrumentSetFrom({ toy: () => delay(20, { default: toy as never }) })
    const { app } = await buildHost({
      title: 'Late',
      config: testConfig(),
      logger: silentLogger(),
      instrumentSet,
      executors: [embedFrom(instrumentSet, 'toy')],
    })
    t.teardown(() => app.close())
    const reply = await app.inject({ method: 'POST', url: '/v1/toy/batch', headers: { 'content-type': type }, payload })
    t.equal(reply.statusCode, 200, type)
    t.match(reply.payload, /few/, `${type}: four joints are few`)
  }
})

t.test('health', async (t) => {
  const stopping = await buildService([toy], testConfig(), silentLogger())
  t.teardown(() => stopping.app.close())
  const get = (url: string) => stopping.app.inject({ url })
  t.same((await get('/health/live')).json(), { status: 'live' })
  const early = await get('/health/ready')
  t.equal(early.statusCode, 503, 'not before all is compiled')
  t.same(early.json(), { status: 'starting', instruments: { toy: 'embedded' } })
  t.equal(
    (await stopping.app.inject({ method: 'POST', url: '/v1/toy', headers: JSON_TYPE, payload: BODY })).statusCode,
    200,
    'who calls is answered all the same',
  )
  await stopping.prepare()
  const prepared = await get('/health/ready')
  t.equal(prepared.statusCode, 200)
  t.same(prepared.json(), { status: 'ready', instruments: { toy: 'embedded' } })
  stopping.stopping()
  const ready = await get('/health/ready')
  t.equal(ready.statusCode, 503)
  t.same(ready.json(), { status: 'stopping', instruments: { toy: 'embedded' } })
  t.equal((await get('/health/live')).statusCode, 200, 'alive while it stops')
  const late = await stopping.app.inject({ method: 'POST', url: '/v1/toy', headers: JSON_TYPE, payload: BODY })
  t.equal(late.statusCode, 200, 'requests in flight go on')
})
