import { instruments } from '@activity-scores/services/registry'
import { validBodies } from '@activity-scores/shared/testing/arbitrary'
import { draws, fc, someOf } from '@activity-scores/shared/testing/drawing'
import t, { type Test } from 'tap'
import { gateway, services } from './helpers.js'

interface Sent {
  readonly name: string
  readonly path: string
  readonly body: string
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
}

const JSON_HEADERS = { 'content-type': 'application/json' }
const text = (body: unknown): string => JSON.stringify(body)

/** Each has a service of its own. */
const asked = someOf(instruments, 12)

/** Every documented example, bodies drawn from the schema, and one of each kind of bad request, for each instrument. */
const calls: readonly Sent[] = asked.flatMap((instrument) => {
  const path = `/v1/${instrument.slug}`
  const first = text(instrument.examples[0]?.request)
  const examples = instrument.examples.map(({ name, request }) => ({
    name: `example ${name}`,
    path,
    body: text(request),
  }))
  const drawn = fc.sample(validBodies(instrument), { numRuns: draws(6, 100) })
  const rows = [
    { id: 1, input: { unknownField: 1 } },
    ...instrument.examples.map(({ name, request }) => ({ id: name, input: request })),
  ]
  const lines = ['{"id":', ...rows.map(text)].join('\n')
  const batch = `${path}/batch`
  return [
    { name: 'batch', path: batch, body: text(rows) },
    { name: 'batch, minimal', path: batch, body: text(rows), headers: { prefer: 'return=minimal' } },
    { name: 'stream', path: batch, body: lines, headers: { 'content-type': 'application/x-ndjson' } },
    { name: 'batch that is no array', path: batch, body: '{}' },
    { name: 'batch of text', path: batch, body: 'x', headers: { 'content-type': 'text/plain' } },
    { name: 'batch by GET', path: batch, body: '[]', method: 'PUT' },
    ...examples,
    ...drawn.map((body, i) => ({ name: `drawn body ${i}`, path, body: text(body) })),
    { name: 'minimal', path, body: first, headers: { prefer: 'return=minimal' } },
    { name: 'one line', path, body: first, headers: { accept: 'text/plain' } },
    { name: 'unknown field', path, body: '{"unknownField":1}' },
    { name: 'several faults', path, body: '{"unknownField":1,"another":2}' },
    { name: 'null', path, body: 'null' },
    { name: 'an array', path, body: '[]' },
    { name: 'a text', path, body: '"x"' },
    { name: 'not JSON', path, body: '{"a":' },
    { name: 'empty', path, body: '' },
    { name: 'a duplicate key', path, body: '{"a":1,"a":2}' },
    { name: 'too large', path, body: `{"a":"${'x'.repeat(66_000)}"}` },
    { name: 'text/plain', path, body: first, headers: { 'content-type': 'text/plain' } },
    { name: 'utf-16', path, body: first, headers: { 'content-type': 'application/json; charset=utf-16' } },
    { name: 'wrong method', path, body: first, method: 'PUT' },
    { name: 'invalid UTF-8 as a number', path, body: '{"a":1e999}' },
  ]
})

async function send(origin: string, call: Sent) {
  const answer = await fetch(`${origin}${call.path}`, {
    method: call.method ?? 'POST',
    headers: { ...JSON_HEADERS, 'x-request-id': 'parity-0001', ...call.headers },
    body: call.body,
  })
  const { status, headers } = answer
  return {
    status,
    body: await answer.text(),
    type: headers.get('content-type'),
    applied: headers.get('preference-applied'),
    allow: headers.get('allow'),
    id: headers.get('x-request-id'),
  }
}

const listening = async (t: Test, environment?: Readonly<Record<string, string>>) =>
  (await gateway(t, environment)).listen({ port: 0, host: '127.0.0.1' })

t.test('embedded and proxied answer alike, byte for byte, over real sockets', async (t) => {
  const embedded = await listening(t)
  const proxied = await listening(
    t,
    await services(
      t,
      asked.map(({ slug }) => slug),
    ),
  )
  const panel = asked.flatMap(({ slug, examples }) =>
    examples.map(({ name, request }) => ({
      name: `panel of ${slug} ${name}`,
      path: '/v1/panel',
      body: text({ instruments: [slug], inputs: request }),
    })),
  )
  const all = {
    instruments: null,
    inputs: Object.assign({}, ...instruments.map(({ examples }) => examples[0]?.request)) as object,
  }
  for (const call of [...calls, ...panel, { name: 'panel of all', path: '/v1/panel', body: text(all) }])
    t.same(await send(proxied, call), await send(embedded, call), `${call.path} ${call.name}`)
  for (const path of ['/v1/instruments', '/openapi.json', '/openapi.yaml']) {
    const [a, b] = await Promise.all([embedded, proxied].map(async (origin) => (await fetch(origin + path)).text()))
    t.equal(a, b, path)
  }
})
