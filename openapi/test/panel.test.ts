import { type Json, matches, post } from '@activity-scores/shared/testing/testing'
import t from 'tap'
import { slugs, usualGateway } from './helpers.js'

const visit = {
  tenderJointCount28: 4,
  swollenJointCount28: 5,
  esr: { value: 7, unit: 'mm/h' },
  patientGlobal: { value: 50, unit: 'mm' },
  physicianGlobal: { value: 60, unit: 'mm' },
}

t.test('the panel', async (t) => {
  const app = await usualGateway()
  const ask = (body: unknown, headers = {}) => post(app, 'panel', body, headers)

  t.test('computes several instruments from one pool, each as on its own route', async (t) => {
    const { json } = await ask({ instruments: ['das28-esr', 'cdai'], inputs: visit })
    matches(t, json.results['das28-esr'].result.score, { value: 3.808236138039, reported: '3.81' }, 'DAS28') // das28-01-pub
    matches(t, json.results.cdai.result.score, { value: 20, reported: '20.0' }, 'CDAI') // cdai-10-pub
    t.same(json.unused, [])
    const { physicianGlobal: _notIts, ...own } = visit
    const alone = await post(app, 'das28-esr', own)
    t.same(json.results['das28-esr'].result, alone.json)
  })

  t.test('isolates a failure and reports keys that nobody uses', async (t) => {
    const inputs = { ...visit, creatinine: { value: 88.4, unit: 'mg/dL' }, patientGlobl: { value: 5, unit: 'mm' } }
    const { json } = await ask({ instruments: ['das28-esr', 'crcl'], inputs })
    t.equal(json.results['das28-esr'].status, 200)
    t.equal(json.results.crcl.status, 422)
    t.equal(json.results.crcl.problem.errors[0].pointer, '/creatinine/value')
    t.same(json.unused, ['/inputs/physicianGlobal', '/inputs/patientGlobl'])
  })

  t.test('refuses a nested __proto__ as the own route does, and reads nothing through it', async (t) => {
    const hidden = ['{"HAQ01":1,"__proto__":{"HAQ02":3}}', '{"__proto__":{"HAQ01":3}}', '{"__proto__":{}}']
    for (const items of hidden) {
      const own = `{"items":${items},"aids":[],"help":[]}`
      const { json } = await ask(`{"instruments":["haq-di"],"inputs":${own}}`)
      const alone = await post(app, 'haq-di', own)
      t.equal(alone.status, 422)
      t.equal(alone.json.errors[0].pointer, '/items/__proto__')
      t.same(json.results['haq-di'], { status: 422, problem: alone.json }, items)
    }
    const { json } = await ask('{"instruments":["crcl"],"inputs":{"__proto__":{"age":50}}}')
    t.same(json.unused, ['/inputs/__proto__'])
    t.equal(json.results.crcl.result.inputs.age, null)
  })

  t.test('gives each instrument its part of a shared field', async (t) => {
    const inputs = {
      baseline: { total: 20, fvcPercentPredicted: { value: 80, unit: '%' } },
      followUp: { total: 23, fvcPercentPredicted: { value: 72, unit: '%' } },
    }
    const { json } = await ask({ instruments: ['mrss-change', 'ild-progression'], inputs })
    matches(t, json.results['mrss-change'].result.details, { absoluteChange: 3, percentChange: 15 }, 'mRSS') // mrss-change-04
    matches(t, json.results['ild-progression'].result.details, { fvcRelativeDecline: 10 }, 'FVC') // omeract-07
    t.same(json.unused, [])
    const alone = (await ask({ instruments: ['mrss-change'], inputs })).json
    t.same(alone.unused, ['/inputs/baseline/fvcPercentPredicted', '/inputs/followUp/fvcPercentPredicted'])
  })

  t.test(
    'refuses a pool whose fields cannot all be right, though each instrument alone finds nothing wrong',
    async (t) => {
      const asked = async (instruments: readonly string[], inputs: object) => {
        const { status, json } = await ask({ instruments, inputs })
        if (status === 200) return Object.values(json.results).map((one) => (one as { readonly status: number }).status)
        return json.errors.map(({ pointer, code }: { pointer: string; code: string }) => `${pointer} ${code}`)
      }
      const wrong = (...fields: readonly string[]) => fields.map((field) => `/inputs/${field} inconsistent`)
      const counts = ['tenderJointCount28', 'swollenJointCount28']
      const terms = [...counts, 'patientGlobal', 'physicianGlobal']
      // visit: CDAI 20, DAS28-ESR 3.808 (4-variable), 3.67 (3-variable)
      t.same(await asked(['cdai', 'difficult-to-treat-ra'], { ...visit, cdai: 12 }), wrong('cdai', ...terms))
      t.same(await asked(['cdai', 'difficult-to-treat-ra'], { ...visit, cdai: 20.04 }), wrong('cdai', ...terms))
      t.same(await asked(['cdai', 'difficult-to-treat-ra'], { ...visit, cdai: 20 }), [200, 200])
      t.same(await asked(['difficult-to-treat-ra'], { ...visit, cdai: 12 }), [200], 'nobody asked uses the counts')
      const crp = { value: 12, unit: 'mg/L' }
      const indices = ['sdai', 'difficult-to-treat-ra']
      t.same(await asked(indices, { ...visit, crp, sdai: 32 }), wrong('sdai', ...terms, 'crp'), 'CRP added in mg/L')
      t.same(await asked(indices, { ...visit, crp, sdai: 21.2 }), [200, 200])
      const both = ['das28-esr', 'difficult-to-treat-ra']
      t.same(await asked(both, { ...visit, das28Esr: 5.1 }), wrong('das28Esr', ...counts, 'esr', 'patientGlobal'))
      t.same(await asked(both, { ...visit, das28Esr: 3.81 }), [200, 200])
      t.same(await asked(both, { ...visit, esr: { value: 7, unit: 'mm/h', comparator: '<' }, das28Esr: 3 }), [200, 200])
      t.same(await asked(both, { ...visit, patientGlobal: null, das28Esr: 4.2 }), [200, 200], 'a global of 80 mm')
      const full = { tenderJointCount28: 10, tenderJointCount68: 4, swollenJointCount28: 0 }
      t.same(await asked(['das28-esr', 'joint-counts'], full), wrong('tenderJointCount28', 'tenderJointCount68'))
      t.same(await asked(['joint-counts'], full), [422], 'alone it refuses them itself')
      const items = { HAQ01: 3, HAQ03: 3, HAQ05: 3, HAQ08: 3, HAQ10: 3, HAQ13: 3, HAQ15: 3, HAQ18: 3 }
      const haq = { items, aids: [], help: [] }
      t.same(await asked(['haq-di', 'rapid3'], { ...haq, haqDi: 1 }), wrong('haqDi', 'items', 'aids', 'help'))
      t.same(await asked(['haq-di', 'rapid3'], { ...haq, haqDi: 3 }), [200, 200])
      const blood = { wbc: { value: 4, unit: '10*9/L' }, neutrophils: { value: 2.5, unit: '10*9/L' } }
      const cells = { ...blood, lymphocytes: { value: 2.2, unit: '10*9/L' } }
      t.same(await asked(['laboratory-limits', 'essdai'], cells), wrong('wbc', 'neutrophils', 'lymphocytes'))
      t.same(
        await asked(['laboratory-limits', 'essdai'], { ...cells, lymphocytes: { value: 1.9, unit: '10*9/L' } }),
        [200, 200],
      )
      const small = { ...cells, neutrophils: { value: 2.5, unit: '10*9/l' } }
      t.same(await asked(['laboratory-limits', 'essdai'], small), wrong('wbc', 'neutrophils', 'lymphocytes'))
      const change = { baseline: { cdai: 10, tenderJointCount28: 14 }, followUp: {} }
      t.same(
        await asked(['index-response', 'acr-response'], change),
        wrong('baseline/cdai', 'baseline/tenderJointCount28'),
      )
      t.same(
        await asked(both, { ...visit, das28Esr: 'high' }),
        [200, 422],
        'what is no number is refused where it is used',
      )
    },
  )

  t.test('a part of a shared field that holds null alone is a part that was not sent', async (t) => {
    const resultOf = async (baseline: unknown) => {
      const { json } = await ask({ instruments: ['essdai'], inputs: { baseline, pulmonary: 1 } })
      return json.results.essdai.result
    }
    const date = '2026-01-01'
    t.same(await resultOf({ date, domains: null }), await resultOf({ date }), 'beside the part of another instrument')
    t.same(
      (await resultOf({ domains: null })).inputs.baseline,
      { total: null, domains: null },
      'alone it is echoed as sent',
    )
  })

  t.test('never drops a key inside a field: a misspelt comparator is refused', async (t) => {
    const inputs = { ...visit, esr: { value: 7, unit: 'mm/h', comparatr: '<' }, baseline: { totl: 20 } }
    const { json } = await ask({ instruments: ['das28-esr', 'mrss-change'], inputs })
    t.equal(json.results['das28-esr'].problem.errors[0].pointer, '/esr/comparatr')
    t.equal(json.results['mrss-change'].problem.errors[0].pointer, '/baseline/totl')
  })

  t.test('takes every instrument that uses an input when none is named', async (t) => {
    const { json } = await ask({ inputs: { sex: 'male', age: 60 } })
    t.same(Object.keys(json.results), ['crcl', 'egfr-ckd-epi-2021'])
    t.same((await ask({ inputs: {} })).json, { results: {}, unused: [] })
  })

  t.test('answers in each form', async (t) => {
    const body = { instruments: ['das28-esr', 'crcl'], inputs: { ...visit, creatinine: 1 } }
    const text = await ask(body, { accept: 'text/plain' })
    t.equal(text.raw.split('\n')[0], 'DAS28-ESR 3.81, moderate disease activity')
    t.match(text.raw.split('\n')[1], /^crcl: creatinine is a bare number/)
    const minimal = await ask(body, { prefer: 'return=minimal' })
    t.notOk(minimal.json.results['das28-esr'].result.references)
  })

  t.test('what it says beside results does not grow with what is sent', async (t) => {
    const strange = (many: number) => Object.fromEntries(Array.from({ length: many }, (_, i) => [`k${i}`, 1]))
    const unused = await ask({ inputs: { age: 60, ...strange(700) } })
    t.equal(unused.json.unused.length, 700)
    const many = await ask({ inputs: { age: 60, ...strange(2000) } })
    t.equal(many.status, 422)
    t.same([many.json.errors[0].pointer, many.json.errors[0].code], ['/inputs', 'too_many_unused'])
    t.match(many.json.detail, '2000 inputs are used by none of these instruments')
    for (const inputs of [{ baseline: strange(5000) }, { patientGlobal: { value: 1, ...strange(5000) } }]) {
      const { json, raw } = await ask({ inputs })
      t.ok(raw.length <= 65_536, `${raw.length} bytes`)
      const refused = Object.entries<Json>(json.results)
      t.ok(refused.length > 3)
      for (const [slug, { status, problem }] of refused) {
        t.equal(status, 422, slug)
        t.ok(problem.errors.length >= 1, `${slug} names ${problem.errors.length}`)
        t.match(
          problem.detail,
          `More than 500 faults, ${problem.errors.length} of them listed. Ask this instrument alone`,
        )
      }
      const text = await ask({ inputs }, { accept: 'text/plain' })
      t.match(text.raw, /: More than 500 faults, \d+ of them listed/)
    }
    const few = await ask({ inputs: { baseline: { ...strange(3) } } })
    for (const { problem } of Object.values<Json>(few.json.results)) t.match(problem.detail, /^3 faults\. The first: /)
  })

  t.test('refuses what is not a panel, as a problem', async (t) => {
    const bad: readonly (readonly [unknown, string])[] = [
      [{ instruments: ['das28'], inputs: {} }, '/instruments/0'],
      [{ instruments: [], inputs: {} }, '/instruments'],
      [{ instruments: slugs }, '/inputs'],
      [{ inputs: [], more: 1 }, '/inputs'],
      [[], ''],
    ]
    for (const [body, pointer] of bad) {
      const reply = await ask(body)
      t.equal(reply.status, 422)
      t.equal(reply.json.errors[0].pointer, pointer)
      t.equal(reply.json.instance, '/v1/panel')
    }
    t.equal((await ask('{"inputs":{},"inputs":{}}')).json.code, 'duplicate_key')
  })
})
