/** A batch gives each row what the single route gives: every documented example of every instrument, in every form. */
import { post, serviceFor } from '@activity-scores/shared/testing/testing'
import t from 'tap'
import { asked } from './asked.js'

interface Row {
  readonly id: unknown
  readonly status: number
  readonly result?: object
  readonly problem?: { readonly code: string; readonly errors: readonly { readonly pointer: string }[] }
}

for (const instrument of asked) {
  t.test(instrument.slug, async (t) => {
    const app = await serviceFor(t, instrument)
    const url = `/v1/${instrument.slug}/batch`
    const send = (type: string, payload: string, headers: Readonly<Record<string, string>> = {}) =>
      app.inject({ method: 'POST', url, headers: { 'content-type': type, ...headers }, payload })
    const rows = instrument.examples.map(({ name, request }) => ({ id: name, input: request }))
    const single = await Promise.all(rows.map(async ({ input }) => (await post(app, instrument.slug, input)).raw))

    t.test('a JSON array: order kept, the bytes of the single route, a bad row fails alone', async (t) => {
      const reply = await send('application/json', JSON.stringify([{ id: 7, input: { unknownField: 1 } }, ...rows]))
      t.equal(reply.statusCode, 200)
      const answers = reply.json() as readonly Row[]
      t.same(
        answers.map(({ id }) => id),
        [7, ...rows.map(({ id }) => id)],
      )
      t.equal(answers[0]?.status, 422)
      t.ok(answers[0]?.problem?.errors.some(({ pointer }) => pointer === '/unknownField'))
      for (const body of single) t.ok(reply.payload.includes(body), 'the bytes of the single route')
    })

    t.test('NDJSON: a broken line is its own problem, the stream goes on', async (t) => {
      const lines = rows.map((row) => JSON.stringify(row))
      const reply = await send(
        'application/x-ndjson',
        ['{"id":', '', '{"id":1,"id":2,"input":{}}', ...lines].join('\r\n'),
      )
      t.equal(reply.statusCode, 200)
      t.match(reply.headers['content-type'], 'application/x-ndjson')
      const answers = reply.payload.trimEnd().split('\n')
      const [broken, twice, ...rest] = answers.map((line) => JSON.parse(line) as Row)
      t.equal(broken?.problem?.code, 'invalid_json')
      t.equal(twice?.problem?.code, 'duplicate_key')
      t.same(
        rest.map(({ id }) => id),
        rows.map(({ id }) => id),
      )
      rest.forEach((_row, i) => {
        t.equal(answers[i + 2], `{"id":${JSON.stringify(rows[i]?.id)},"status":200,"result":${single[i]}}`)
      })
    })

    t.test('minimal and text forms, and no more rows than allowed', async (t) => {
      const body = JSON.stringify(rows)
      const minimal = (await send('application/json', body, { prefer: 'return=minimal' })).json() as readonly Row[]
      for (const { result } of minimal) t.notOk(Object.keys(result ?? {}).includes('details'))
      const text = await send('application/json', body, { accept: 'text/plain' })
      const lines = await Promise.all(
        rows.map(async ({ input }) => (await post(app, instrument.slug, input, { accept: 'text/plain' })).raw),
      )
      t.equal(text.payload, lines.join(''))
      const many = await send('application/json', JSON.stringify(Array.from({ length: 10_001 }, () => ({ input: {} }))))
      t.equal(many.statusCode, 422)
      t.equal((await send('application/json', '{"id":1,"input":{}}')).statusCode, 422)
      t.equal((await send('text/plain', body)).statusCode, 415)
    })
  })
}
