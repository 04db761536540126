/** The documentation: every page of it is ours, also those that are not there. */
import '../src/testing/patience.js'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import fastify from 'fastify'
import t from 'tap'
import { parse } from 'yaml'
import { yamlOf } from '../src/document/yaml.js'
import { instrumentSetOf } from '../src/engine/instrument-set.js'
import { mountDocs } from '../src/http/plugins/docs.js'
import { toy } from './toy.js'
import { ask, hasFixedHeaders, isProblem } from './toy-host.js'

t.test('what is not there, or not asked for rightly, is a problem as everywhere', async (t) => {
  for (const url of [
    '/docs/nope',
    '/docs/static/nope',
    '/docs/static',
    '/docs/static/',
    '/docs/static/..%2f..%2fpackage.json',
    '/docs/static/%2e%2e/package.json',
    '/docs/static//swagger-ui.css',
    '/docs/static/swagger-ui.css/more',
    `/docs/static/${'a'.repeat(500)}`,
    '/docs//',
  ])
    isProblem(t, await ask({ url }), 404, 'not_found', 'GET /openapi.json lists every path')
  for (const url of ['/docs', '/docs/', '/docs/nope', '/docs/static/swagger-ui.css', '/docs/json'])
    for (const method of ['POST', 'DELETE', 'OPTIONS'] as const)
      isProblem(t, await ask({ method, url }), 405, 'method_not_allowed', 'This path takes GET, HEAD.')
  for (const url of ['/docs/%zz', '/docs/static/%'])
    isProblem(t, await ask({ url }), 400, 'bad_request', 'Check the URL, its percent-encoding')
})

t.test('pages and files come whole; a file that a browser has is not sent again', async (t) => {
  for (const [url, type, part] of [
    ['/docs', 'text/html; charset=utf-8', '/docs/static/swagger-ui-bundle.js'],
    ['/docs/', 'text/html; charset=utf-8', './static/swagger-ui-bundle.js'],
    ['/docs?x=1', 'text/html; charset=utf-8', '/docs/static/swagger-ui-bundle.js'],
    ['/docs/json', 'application/json; charset=utf-8', '"openapi":"3.1.1"'],
    ['/docs/yaml', 'application/yaml; charset=utf-8', 'openapi: 3.1.1'],
  ] as const) {
    const page = await ask({ url })
    t.equal(page.statusCode, 200, url)
    t.equal(page.headers['content-type'], type)
    t.match(page.payload, part)
    hasFixedHeaders(t, page)
    if (type.startsWith('text/html')) t.match(page.headers['content-security-policy'], /^default-src 'self';/)
  }
  const url = '/docs/static/swagger-ui-bundle.js'
  const file = await ask({ url })
  t.equal(file.statusCode, 200)
  t.match(file.headers['content-type'], 'application/javascript')
  t.ok(file.rawPayload.length > 1_000_000)
  t.equal(Number(file.headers['content-length']), file.rawPayload.length)
  const again = await ask({ url, headers: { 'if-none-match': String(file.headers.etag) } })
  t.equal(again.statusCode, 304)
  t.equal(again.payload, '')
  t.equal((await ask({ url, headers: { 'if-none-match': '"another"' } })).statusCode, 200)
})

t.test('documents and pages are sent compressed, and not again to who has them', async (t) => {
  for (const url of ['/openapi.json', '/openapi.yaml', '/v1/instruments/toy/openapi.json', '/docs/others.json']) {
    const plain = await ask({ url })
    t.equal(plain.statusCode, 200, url)
    t.equal(plain.headers['cache-control'], 'no-cache')
    t.match(plain.headers.vary, /accept-encoding/)
    const tags = new Set([plain.headers.etag])
    for (const [accepted, encoding, read] of [
      ['gzip', 'gzip', gunzipSync],
      ['br;q=0.5, gzip', 'br', brotliDecompressSync],
      ['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
    ] as const) {
      const answer = await ask({ url, headers: { 'accept-encoding': accepted } })
      t.equal(answer.headers['content-encoding'], encoding, accepted)
      t.equal(read(answer.rawPayload).toString(), plain.payload, 'the same bytes')
      t.ok(answer.rawPayload.length < plain.rawPayload.length / 2)
      t.equal(Number(answer.headers['content-length']), answer.rawPayload.length)
      tags.add(answer.headers.etag)
      for (const known of [answer.headers.etag, `W/${answer.headers.etag}`, `"x", ${answer.headers.etag}`, '*']) {
        const headers = { 'accept-encoding': accepted, 'if-none-match': String(known) }
        const again = await ask({ url, headers })
        t.equal(again.statusCode, 304, `${url} ${known}`)
        t.equal(again.payload, '')
        t.equal(again.headers.etag, answer.headers.etag)
      }
    }
    t.equal(tags.size, 3, 'each encoding has a strong tag of its own')
    for (const accepted of ['identity', 'br;q=0, gzip;q=0', `gzip${','.repeat(2000)}`, ''])
      t.equal((await ask({ url, headers: { 'accept-encoding': accepted } })).headers['content-encoding'], undefined)
  }
})

t.test('YAML says what JSON says', async (t) => {
  const json = (await ask({ url: '/openapi.json' })).json()
  t.same(parse((await ask({ url: '/openapi.yaml' })).payload), json)
  const deep = { a: { b: { c: { d: { e: { f: { g: { h: { '/i': [{ j: 1 }, [], {}] } } } } } } } } }
  const odd = {
    '200': {},
    'a: b': { '#': 'x\n  y\n\n z \n', '': null, no: 'no', '~': '~', '1e3': '1e3' },
    '- x': { ' y': `${'word '.repeat(40)}\nand ${'more '.repeat(40)}`, list: ['\ttab', 'ä"\\\n', ' '] },
    deep,
    more: { text: '\n first line is empty\n', number: 0.1, yes: true, big: 9007199254740991 },
  }
  t.strictSame(parse(await yamlOf(odd)), odd)
})

t.test('a document that could not be made is tried again at the next look', async (t) => {
  const app = fastify()
  t.teardown(() => app.close())
  let asked = 0
  const written = async (): Promise<string> => {
    asked++
    if (asked === 1) throw new Error('not yet')
    return '{"openapi":"3.1.1","info":{"title":"x","version":"1"},"paths":{}}'
  }
  app.decorate('refuseOtherMethods', () => undefined)
  mountDocs(app, { title: 'x', instrumentSet: instrumentSetOf([toy]), operations: [], written })
  t.equal((await app.inject('/openapi.json')).statusCode, 500)
  t.equal((await app.inject('/openapi.json')).statusCode, 200)
  t.equal((await app.inject('/docs')).statusCode, 200)
  t.equal(asked, 2, 'and made once')
})
