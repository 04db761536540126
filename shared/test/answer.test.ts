import '../src/testing/patience.js'
import t from 'tap'
import { resultSchema } from '../src/contract/result-schema.js'
import { toy } from './toy.js'
import { compute, hasFixedHeaders, isProblem } from './toy-host.js'

t.test('forms of the answer', async (t) => {
  const full = await compute()

  t.test('the whole result, in its schema, with the fixed headers', async (t) => {
    t.equal(full.statusCode, 200)
    t.equal(full.headers['content-type'], 'application/json; charset=utf-8')
    t.equal(full.headers.vary, 'accept, prefer')
    t.equal(Number(full.headers['content-length']), Buffer.byteLength(full.payload))
    t.ok(resultSchema(toy).safeParse(full.json()).success)
    t.notOk('preference-applied' in full.headers)
    hasFixedHeaders(t, full)
  })

  t.test('Prefer: return=minimal in every way it may be written', async (t) => {
    const asked = [
      'return=minimal',
      'return="minimal"',
      'Return = Minimal',
      'respond-async, return=minimal',
      'return=minimal, wait=1',
    ]
    for (const prefer of asked.concat([
      'return=minimal; foo=1',
      'foo="a,b", return=minimal',
      'return=minimal, return=representation',
    ])) {
      const reply = await compute({ prefer })
      t.equal(reply.headers['preference-applied'], 'return=minimal', prefer)
      t.same(reply.json(), {
        instrument: 'toy',
        version: '1.0.0',
        status: 'computed',
        score: { value: 4, reported: '4', unit: '{#}', bounds: null },
        category: { set: 'toy', code: 'few', label: 'Few joints' },
        criteria: [{ id: 'above-5', state: 'not_met' }],
        missing: [],
        warnings: [],
      })
    }
    t.same((await compute({ prefer: 'return=minimal' }, '{"age":50,"tenderJointCount28":0}')).json().warnings, [
      { code: 'none_tender' },
    ])
  })

  t.test('any other preference leaves the whole result', async (t) => {
    const others = [
      'return=representation',
      'return=minimalist',
      'xreturn=minimal',
      'wait=10',
      '',
      'foo; return=minimal',
    ]
    for (const prefer of others.concat(['foo="a, return=minimal"', 'return=representation, return=minimal'])) {
      const reply = await compute({ prefer })
      t.notOk('preference-applied' in reply.headers, prefer)
      t.equal(reply.payload, full.payload)
    }
    const refused = await compute({ prefer: 'return=minimal' }, '{}')
    t.notOk('preference-applied' in refused.headers, 'a problem is always whole')
  })

  t.test('Accept: the one line of text where it is wanted more than JSON', async (t) => {
    const text = [
      'text/plain',
      'TEXT/PLAIN',
      'text/*',
      'text/plain, */*',
      'text/plain; charset=utf-8',
      'application/json;q=0.1, text/plain',
    ]
    for (const accept of text.concat(['*/*;q=0.8, text/plain;q=0.9'])) {
      const reply = await compute({ accept, prefer: 'return=minimal' })
      t.equal(reply.headers['content-type'], 'text/plain; charset=utf-8', accept)
      t.equal(reply.payload, 'Toy 4, few\n')
      t.notOk('preference-applied' in reply.headers)
    }
    const json = [
      '*/*',
      'application/json',
      'application/*',
      'text/plain;q=0.5, application/json',
      'text/plain;q=0',
      'text/html',
      '',
    ]
    for (const accept of json) t.equal((await compute({ accept })).payload, full.payload, accept)
    isProblem(t, await compute({ accept: 'text/plain' }, '{}'), 422, 'invalid_input', 'age is required')
  })

  t.test('same input, same bytes; -0 is 0', async (t) => {
    t.equal((await compute()).payload, full.payload)
    const zero = await compute({}, '{"age": 50, "tenderJointCount28": 0}')
    t.equal((await compute({}, '{"age": 50, "tenderJointCount28": -0}')).payload, zero.payload)
    t.equal((await compute({}, '{"age": 50, "tenderJointCount28": -0.0e1}')).payload, zero.payload)
  })
})
