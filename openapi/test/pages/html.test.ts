/** Pages as bytes: without script, their policy and budgets, and how they are turned off. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { instruments } from '@activity-scores/services/registry'
import { instrumentSetOf } from '@activity-scores/shared/engine/instrument-set'
import '@activity-scores/shared/testing/patience'
import { silentLogger } from '@activity-scores/shared/testing/testing'
import t from 'tap'
import { readGatewayConfig } from '../../src/config.js'
import { ASSETS } from '../../src/files/paths.js'
import { buildGateway } from '../../src/gateway.js'
import { readAssets } from '../../src/pages/assets.js'
import type { Entry } from '../../web/model/catalogue.js'
import { formOf } from '../../web/model/fields.js'
import { requestOf, valuesOf } from '../../web/model/request.js'
import { gateway, slugs, usualGateway } from '../helpers.js'

const HTML = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }
const FORM = { 'content-type': 'application/x-www-form-urlencoded' }
const LABELS = { units: {}, yes: 'yes', no: 'no' }

t.test('without script every example of every instrument gives what the API gives', async (t) => {
  const app = await usualGateway()
  for (const { slug, examples } of instruments) {
    const entry = (await app.inject(`/v1/instruments/${slug}`)).json<Entry>()
    const fields = formOf(entry.requestSchema, { ...LABELS, units: entry.units })
    for (const { name, request } of examples) {
      const values = valuesOf(fields, request)
      const payload = new URLSearchParams(values).toString()
      const reply = await app.inject({ method: 'POST', url: `/i/${slug}`, headers: FORM, payload })
      const answer = (await app.inject({ method: 'POST', url: `/v1/${slug}`, payload: request as object })).json()
      t.equal(reply.statusCode, 200, `${slug} ${name}`)
      t.ok(reply.payload.includes(escaped(answer.text)), `${slug} ${name}: ${answer.text}`)
      if (answer.score?.reported) t.ok(reply.payload.includes(`class="score">${answer.score.reported}<`), 'the number')
    }
  }
})

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '')

t.test('a fault stands at its field, what was typed stays, and nothing typed becomes HTML', async (t) => {
  const app = await usualGateway()
  const payload = new URLSearchParams({
    'esr/value': '400',
    tenderJointCount28: '"><script>alert(1)</script>',
    variant: 'x',
    __proto__: 'x',
    'a/b/c': 'x',
  }).toString()
  const reply = await app.inject({ method: 'POST', url: '/i/das28-esr', headers: FORM, payload })
  t.equal(reply.statusCode, 422)
  t.match(reply.payload, /id="f-esr_value-fault">esr.value is out of range/)
  t.match(reply.payload, /value="400" id="f-esr_value"/)
  t.notMatch(reply.payload, /<script>alert/)
  t.match(reply.headers['content-security-policy'], /require-trusted-types-for 'script'/)
})

t.test('a form is bounded and must be one', async (t) => {
  const app = await usualGateway()
  const send = (payload: string, headers: Record<string, string> = FORM) =>
    app.inject({ method: 'POST', url: '/i/cdai', headers, payload })
  t.equal((await send(`a=${'x'.repeat(70_000)}`)).statusCode, 413)
  t.equal((await send('{}', { 'content-type': 'application/json' })).statusCode, 415)
  t.equal((await send('')).statusCode, 200, 'an empty form is an empty request')
  t.equal((await send('%zz=%&&==&=&a')).statusCode, 200)
  const twice = await send('tenderJointCount28=1&tenderJointCount28=2')
  t.equal(twice.statusCode, 422)
  t.match(twice.payload, /id="f-tenderJointCount28-fault">This field was sent more than once/)
  t.equal((await app.inject({ method: 'PUT', url: '/i/cdai' })).headers.allow, 'GET, HEAD, POST')
  t.equal((await app.inject('/i/nope')).statusCode, 404)
  const courses = new URLSearchParams({
    'courses/49/drug': '"prednisone"',
    'courses/1e9/drug': 'x',
    'courses/-1/drug': 'x',
  })
  const reply = await app.inject({
    method: 'POST',
    url: '/i/prednisone-equivalent',
    headers: FORM,
    payload: courses.toString(),
  })
  t.equal(reply.statusCode, 422, 'an entry far down is the first that is sent')
  t.match(reply.payload, /id="f-courses_49_route-fault"/, 'and its fault stands where it was typed')
})

t.test('what is empty is never sent, and a list is empty only where that was said', async (t) => {
  const app = await usualGateway()
  const entry = (await app.inject('/v1/instruments/joint-counts')).json<Entry>()
  const fields = formOf(entry.requestSchema, LABELS)
  const written = (values: Record<string, string>) => requestOf(fields, values, 'en', entry.completeLists).input
  t.same(written({}), {})
  t.same(written({ tenderJointCount28: ' ' }), {})
  t.same(written({ allOtherJoints: '"absent"' }), { joints: {}, allOtherJoints: 'absent' })
  t.same(written({ allOtherJoints: '"not_done"' }), { allOtherJoints: 'not_done' })
})

t.test('the root is JSON for programs and a page for browsers; pages can be turned off', async (t) => {
  const app = await usualGateway()
  t.equal((await app.inject('/')).json().documentation, '/docs')
  t.equal((await app.inject({ url: '/', headers: { accept: 'application/json' } })).json().documentation, '/docs')
  const page = await app.inject({ url: '/', headers: HTML })
  for (const slug of slugs) t.ok(page.payload.includes(`href="/i/${slug}"`), slug)
  const off = await gateway(t, { PAGES: 'off' })
  t.equal((await off.inject({ url: '/', headers: HTML })).headers.location, '/docs')
  t.equal((await off.inject('/i/cdai')).statusCode, 404)
})

t.test('who may show a page in a frame is named, and nobody else may', async (t) => {
  const usual = await usualGateway()
  const framed = await gateway(t, { FRAME_ANCESTORS: 'https://ehr.example https://portal.example:8443' })
  for (const [app, ancestors, older] of [
    [usual, "'none'", 'DENY'],
    [framed, 'https://ehr.example https://portal.example:8443', undefined],
  ] as const)
    for (const reply of [
      await app.inject({ url: '/', headers: HTML }),
      await app.inject('/i/cdai'),
      await app.inject({ method: 'POST', url: '/i/cdai', headers: FORM, payload: '' }),
    ]) {
      t.match(reply.headers['content-security-policy'], `frame-ancestors ${ancestors};`)
      t.equal(reply.headers['x-frame-options'], older)
      t.notMatch(reply.headers['content-security-policy'], /unsafe/)
    }
  t.throws(() => readGatewayConfig({ FRAME_ANCESTORS: "https://a.example; script-src 'unsafe-inline'" }, slugs))
})

t.test('scripts and style within budget, named by their contents, compressed by the build', async (t) => {
  const app = await usualGateway()
  const names = readdirSync(ASSETS).filter((name) => /\.(?:js|css)$/.test(name))
  const size = (name: string): number => gzipSync(readFileSync(join(ASSETS, name)), { level: 9 }).length
  const total = (some: readonly string[]): number => some.reduce((sum, name) => sum + size(name), 0)
  const { pages, style } = await readAssets(ASSETS)
  for (const [page, { script, imports }] of Object.entries(pages)) {
    const bytes = total([script, ...imports])
    t.ok(bytes <= 25_000, `script of ${page}: ${bytes}`)
  }
  t.ok(size(style) <= 6000, 'style')
  t.ok(total(names.filter((name) => name.startsWith('map-'))) <= 12_000, 'maps')
  for (const name of names) {
    const reply = await app.inject({ url: `/assets/${name}`, headers: { 'accept-encoding': 'br' } })
    t.equal(reply.headers['cache-control'], 'public, max-age=31536000, immutable')
    t.equal(reply.headers['content-encoding'] ?? 'br', 'br')
    t.match(reply.headers['content-type'], /^text\/(?:javascript|css); charset=utf-8$/)
  }
})

t.test('an instrument that is added has its page', async (t) => {
  const [first] = instruments
  const toy = { ...first, slug: 'toy-score', title: 'Toy score' } as (typeof instruments)[number]
  const config = readGatewayConfig({ LOG_LEVEL: 'silent', OVERLOAD_DELAY_MS: '0' }, ['toy-score'])
  const { app } = await buildGateway(instrumentSetOf([toy]), config, silentLogger(), { freshDocument: true }).catch(
    (error: Error) => t.bailout(error.message) as never,
  )
  t.teardown(() => app.close())
  t.match((await app.inject({ url: '/', headers: HTML })).payload, /href="\/i\/toy-score"/)
  t.equal((await app.inject({ method: 'POST', url: '/i/toy-score', headers: FORM, payload: '' })).statusCode, 200)
})
