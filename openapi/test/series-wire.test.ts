/** Series on the wire: the same answers whoever computes them, what is refused, and what they cost. */
import { instruments } from '@activity-scores/services/registry'
import type { Instrument } from '@activity-scores/shared/contract/instrument'
import { instrumentSetOf } from '@activity-scores/shared/engine/instrument-set'
import { buildService } from '@activity-scores/shared/http/service'
import { type Json, silentLogger, testConfig } from '@activity-scores/shared/testing/testing'
import t from 'tap'
import { gateway, services, usualGateway } from './helpers.js'
import { nothing, ofOnePerson, post, published, visits, withoutEsr } from './visits.js'

const compared = instruments.filter(({ changes = [] }) => changes.length > 0)
const find = (slug: string): Instrument => instruments.find((each) => each.slug === slug) as Instrument

t.test('embedded, proxied and a service alone answer alike', async (t) => {
  const embedded = await usualGateway()
  const proxied = await gateway(t, await services(t))
  const all = instrumentSetOf(instruments)
  for (const instrument of [...compared, find('crcl'), find('eular-response')]) {
    const { slug, examples } = instrument
    const host = await buildService([instrument], testConfig(), silentLogger(), undefined, undefined, all)
    t.teardown(() => host.app.close())
    const body = visits(...ofOnePerson([examples[0]?.request, examples[1]?.request, { unknownField: 1 }]))
    for (const headers of [{}, { prefer: 'return=minimal' }, { accept: 'text/plain' }]) {
      const { text, status } = await post(embedded, `${slug}/series`, body, headers)
      t.equal((await post(proxied, `${slug}/series`, body, headers)).text, text, `${slug} proxied`)
      t.equal((await post(host.app, `${slug}/series`, body, headers)).text, text, `${slug} alone`)
      t.equal(status, slug === 'eular-response' ? 404 : 200)
    }
  }
})

t.test('requests that are refused, with the place', async (t) => {
  const app = await usualGateway()
  const dated = (...dates: readonly string[]) => ({ visits: dates.map((date) => ({ date, input: {} })) })
  const cases: readonly (readonly [unknown, string, string])[] = [
    [dated('2026-01-12'), '/visits', 'out_of_range'],
    [dated('2026-01-12', '2026-01-12'), '/visits/1/date', 'date_order'],
    [dated('2026-01-12', '2026-01-11'), '/visits/1/date', 'date_order'],
    [dated('2026-01-12', '2026-02-30'), '/visits/1/date', 'invalid_format'],
    [{ visits: [{ date: '2026-01-12', input: {} }, { date: '2026-01-13' }] }, '/visits/1/input', 'required'],
    [
      {
        visits: [
          { date: '2026-01-12', input: {} },
          { date: '2026-01-13', input: 5 },
        ],
      },
      '/visits/1/input',
      'wrong_type',
    ],
    [{ ...dated('2026-01-12', '2026-01-13'), derive: true }, '/derive', 'unknown_field'],
    [dated(...Array.from({ length: 101 }, (_, i) => `${1900 + i}-01-01`)), '/visits', 'out_of_range'],
    [[], '', 'wrong_type'],
  ]
  for (const [body, pointer] of cases) {
    const { status, json } = await post(app, 'cdai/series', body)
    t.equal(status, 422, pointer)
    t.ok(
      json.errors.some((fault: Json) => fault.pointer === pointer),
      `${pointer}: ${JSON.stringify(json.errors)}`,
    )
  }
  const send = (payload: string | Buffer) =>
    app.inject({ method: 'POST', url: '/v1/cdai/series', headers: { 'content-type': 'application/json' }, payload })
  const raw: readonly (readonly [string | Buffer, number, string])[] = [
    ['{"visits":[', 400, 'invalid_json'],
    ['{"visits":[],"visits":[]}', 400, 'duplicate_key'],
    [`{"visits":${'['.repeat(70)}${']'.repeat(70)}}`, 400, 'too_deep'],
    [Buffer.from('{"visits":"\xe4"}', 'latin1'), 400, 'not_utf8'],
    [`{"visits":"${'x'.repeat(200_000)}"}`, 422, 'invalid_input'],
    [`{"visits":"${'x'.repeat(270_000)}"}`, 413, 'body_too_large'],
  ]
  for (const [payload, status, code] of raw) {
    const reply = await send(payload)
    t.same([reply.statusCode, reply.json().code], [status, code], code)
  }
})

t.test('a visit counts as a row, and so does each comparison', async (t) => {
  const app = await gateway(t, { RATE_LIMIT_ROWS: '20', RATE_LIMIT_WINDOW_S: '600' })
  const ask = (body: unknown) =>
    app.inject({
      method: 'POST',
      url: '/v1/das28-esr/series',
      headers: { 'content-type': 'application/json' },
      payload: JSON.stringify(body),
    })
  t.match(
    (await ask(visits(published, nothing, published))).headers['ratelimit'],
    '"rows";r=14;',
    'three visits, three pairs',
  )
  t.match((await ask(visits(published, withoutEsr))).headers['ratelimit'], '"rows";r=12;', 'no pair')
})

t.test('as text: a line for each visit and each change', async (t) => {
  const { text } = await post(await usualGateway(), 'das28-esr/series', visits(published, nothing), {
    accept: 'text/plain',
  })
  t.match(text.split('\n'), [
    /^2026-01-12: DAS28-ESR 3\.81, moderate/,
    /^2026-04-13: DAS28-ESR 0\.00, remission/,
    '2026-01-12 to 2026-04-13: change -3.81',
    /^2026-01-12 to 2026-04-13: EULAR response good/,
  ])
})
