import t from 'tap'
import type { Fault } from '../src/contract/instrument.js'
import { compileValidator } from '../src/engine/validate.js'
import { validBodies } from '../src/testing/arbitrary.js'
import { fc } from '../src/testing/drawing.js'
import { singleFaults } from './faults.js'
import { toy } from './toy.js'

const validate = compileValidator(toy)
const faultsOf = (body: unknown): readonly Fault[] => {
  const validated = validate(body)
  return validated.ok ? [] : validated.faults
}
const brief = (faults: readonly Fault[]) => faults.map(({ pointer, code }) => `${pointer} ${code}`).sort()

t.test('each fault has its place, its code, and a sentence that mends it', async (t) => {
  for (const [name, part, pointer, code, message] of singleFaults)
    t.same(faultsOf({ age: 50, ...part }), [{ pointer, code, message }], name)

  t.same(faultsOf({}), [
    { pointer: '/age', code: 'required', message: 'age is required. Send a whole number from 18 to 120.' },
  ])
  for (const key of ['tjc28', '__proto__', 'constructor', 'toString', 'a/b', 'a~b', '']) {
    const [fault, ...more] = faultsOf(JSON.parse(`{"age": 50, ${JSON.stringify(key)}: 4}`))
    t.same(more, [])
    t.equal(fault?.code, 'unknown_field')
    t.equal(fault?.pointer, `/${key.replace('~', '~0').replace('/', '~1')}`)
    t.match(fault?.message, 'the fields here are age, tenderJointCount28, swollenJointCount28, jointCountMethod,')
  }
})

t.test('a body that is no object', async (t) => {
  const kinds: readonly (readonly [unknown, string, string])[] = [
    [[], 'wrong_type', 'the request body is an array. Send an object with the fields age, '],
    [[{ age: 50 }], 'wrong_type', 'the request body is an array.'],
    ['text', 'wrong_type', 'the request body is a string.'],
    [4, 'wrong_type', 'the request body is a number.'],
    [true, 'wrong_type', 'the request body is a boolean.'],
    [null, 'required', 'the request body must not be null here. Send an object with the fields age, '],
  ]
  for (const [body, code, message] of kinds) {
    const [fault, ...more] = faultsOf(body)
    t.same(more, [])
    t.equal(fault?.pointer, '')
    t.equal(fault?.code, code)
    t.match(fault?.message, message)
  }
})

t.test('null and absent mean missing, and are no fault', async (t) => {
  const optional = [
    'tenderJointCount28',
    'jointCountMethod',
    'creatinine',
    'esr',
    'aids',
    'onset',
    'baseline',
    'confirmed',
  ]
  for (const field of optional) t.same(faultsOf({ age: 50, [field]: null }), [], field)
  t.same(faultsOf({ age: 50 }), [])
  t.same(faultsOf({ age: 50, baseline: {}, followUp: { dlco: null, date: null, grade: null } }), [])
})

t.test('all faults of a body are reported at once', async (t) => {
  t.test('every field at fault, and the rules that none of them touches', async (t) => {
    const faults = faultsOf({
      age: '50',
      tenderJointCount28: 29,
      swollenJointCount28: 2.5,
      patientGlobal: 50,
      creatinine: { value: '88', unit: 'mol', note: 1 },
      esr: { value: 301, unit: 'mm/h', comparator: '=' },
      fvcPercentPredicted: { value: -1, unit: 'L', extra: true },
      index: 4,
      confirmed: 'no',
      onset: 'May',
      aids: ['dog', 'cane', 'cat'],
      baseline: { date: '2026-05-01', dlco: { value: 14, unit: 'mL/min/mm[Hg]' }, grade: 1.5 },
      followUp: { date: '2026-04-01', dlco: { value: 5, unit: 'mmol/min/kPa' }, other: 1 },
      unknown: 1,
    })
    t.same(
      brief(faults),
      [
        '/age wrong_type',
        '/tenderJointCount28 out_of_range',
        '/swollenJointCount28 not_whole_number',
        '/patientGlobal wrong_type',
        '/creatinine/unit not_allowed_value',
        '/creatinine/value wrong_type',
        '/creatinine/note unknown_field',
        '/esr/value out_of_range',
        '/esr/comparator not_allowed_value',
        '/fvcPercentPredicted/value out_of_range',
        '/fvcPercentPredicted/unit not_allowed_value',
        '/fvcPercentPredicted/extra unknown_field',
        '/index out_of_range',
        '/confirmed wrong_type',
        '/onset invalid_format',
        '/aids/0 not_allowed_value',
        '/aids/2 not_allowed_value',
        '/baseline/grade not_whole_number',
        '/followUp/other unknown_field',
        '/followUp/dlco/unit unit_mismatch',
        '/followUp/date dates_not_in_order',
        '/unknown unknown_field',
      ].sort(),
    )
  })

  t.test('beside a unit that is missing or not taken, the rest of the quantity is checked as well', async (t) => {
    t.same(brief(faultsOf({ age: 50, creatinine: {} })), ['/creatinine/unit required', '/creatinine/value required'])
    t.same(brief(faultsOf({ age: 50, esr: { value: '5', comparator: '~', x: 1 }, patientGlobal: { value: null } })), [
      '/esr/comparator not_allowed_value',
      '/esr/unit required',
      '/esr/value wrong_type',
      '/esr/x unknown_field',
      '/patientGlobal/unit required',
      '/patientGlobal/value required',
    ])
    const [value] = faultsOf({ age: 50, creatinine: { value: '88' } }).filter(({ pointer }) => /value$/.test(pointer))
    t.equal(value?.message, 'creatinine.value is a string. Send a number, without quotes.', 'no range without a unit')
  })

  t.test('several rules are reported together', async (t) => {
    const body = {
      age: 50,
      tenderJointCount28: 1.5,
      swollenJointCount28: 0.5,
      baseline: { date: '2026-05-01' },
      followUp: { date: '2026-05-01' },
    }
    t.same(brief(faultsOf(body)), [
      '/followUp/date dates_not_in_order',
      '/swollenJointCount28 not_whole_number',
      '/tenderJointCount28 not_whole_number',
    ])
  })

  t.test('a rule waits while a field that it reads is at fault', async (t) => {
    const twoUnits = { dlco: { value: 5, unit: 'mmol/min/kPa' } }
    const later = { date: '2026-04-01', ...twoUnits }
    t.same(brief(faultsOf({ age: 50, baseline: { date: 'May', dlco: 14 }, followUp: later })), [
      '/baseline/date invalid_format',
      '/baseline/dlco wrong_type',
    ])
    t.same(brief(faultsOf({ age: 50, baseline: 'none', followUp: later })), ['/baseline wrong_type'])
    t.same(brief(faultsOf({ age: 50, tenderJointCount28: 1.5, jointCountMethod: 'x' })), [
      '/jointCountMethod not_allowed_value',
    ])
  })

  t.test('an unknown field beside them does not hold a rule back', async (t) => {
    const [mlMinMmHg, mmolMinKPa] = ['mL/min/mm[Hg]', 'mmol/min/kPa'].map((unit) => ({ value: 9, unit, note: 1 }))
    t.same(brief(faultsOf({ age: 50, baseline: { dlco: mlMinMmHg }, followUp: { dlco: mmolMinKPa } })), [
      '/baseline/dlco/note unknown_field',
      '/followUp/dlco/note unknown_field',
      '/followUp/dlco/unit unit_mismatch',
    ])
    t.same(brief(faultsOf({ tenderJointCount28: 1.5, tender: 1 })), [
      '/age required',
      '/tender unknown_field',
      '/tenderJointCount28 not_whole_number',
    ])
  })
})

const CODES = ['required', 'unknown_field', 'wrong_type', 'out_of_range', 'not_whole_number', 'not_allowed_value']
  .concat(['invalid_format', 'unit_mismatch', 'dates_not_in_order'])
  .join()

/** Replaces, removes or adds something somewhere in a body. */
const mutated = fc
  .tuple(
    validBodies(toy),
    fc.array(fc.tuple(fc.nat(), fc.nat(), fc.jsonValue({ maxDepth: 1 })), { minLength: 1, maxLength: 4 }),
  )
  .map(([body, changes]) => changes.reduce((copy: unknown, change) => mutate(copy, ...change), body))

const awkward = [-0, 28.000001, 1e-12, 1e300, Number.MAX_SAFE_INTEGER + 2, '', 'mm/h', null, true, [], {}, '2026-02-29']

function mutate(body: unknown, where: number, how: number, value: unknown): unknown {
  if (typeof body !== 'object' || body === null) return how % 2 === 0 ? value : awkward[how % awkward.length]
  const copy = structuredClone(body) as Record<string, unknown>
  const keys = Object.keys(copy)
  const key = keys[where % (keys.length + 1)]
  if (key === undefined) return Array.isArray(copy) ? [...copy, value] : { ...copy, [`x${how}`]: value }
  if (how % 7 === 0) delete copy[key]
  else copy[key] = mutate(copy[key], Math.floor(where / 7), how, value)
  return copy
}

/** The last part of a pointer may name what is missing; everything before it must be there. */
function leadsInto(body: unknown, pointer: string): boolean {
  const parts = pointer.split('/').slice(1, -1)
  const holder = parts.reduce<unknown>((value, part) => (value as Record<string, unknown> | undefined)?.[part], body)
  return pointer === '' || (typeof holder === 'object' && holder !== null)
}

t.test('properties', async (t) => {
  t.test('the compiled check and zod agree, and every refusal can be mended by its faults', async (t) => {
    const property = fc.property(fc.oneof(validBodies(toy), mutated), (body) => {
      const validated = validate(body)
      const shaped = toy.request.safeParse(body).success
      if (validated.ok) return shaped && validated.input === body
      const { faults } = validated
      const ruleBroken = shaped && toy.rules.some((rule) => rule.check(body as never).length > 0)
      if (shaped !== ruleBroken) throw new Error('the compiled check and zod disagree')
      for (const { pointer, code, message } of faults) {
        if (!CODES.includes(code)) throw new Error(`code ${code}`)
        if (!leadsInto(body, pointer)) throw new Error(`${pointer} leads nowhere`)
        if (!/(Send|Correct|State|must be) /.test(message)) throw new Error(`no remedy in: ${message}`)
      }
      return faults.length > 0 && new Set(brief(faults)).size === faults.length
    })
    const valid: readonly unknown[] = toy.examples.map(({ request }) => request)
    const refused = [null, [], 'text', 4, ...valid.flatMap((body) => awkward.map((value) => mutate(body, 0, 1, value)))]
    t.ok(valid.length > 0 && valid.every((body) => validate(body).ok), 'constructed: accepted')
    t.notOk(
      refused.some((body) => validate(body).ok),
      'constructed: refused',
    )
    fc.assert(property, { numRuns: 2000, examples: [...valid, ...refused].map((body) => [body]) })
  })

  t.test('messages never repeat a submitted value', async (t) => {
    const words = fc.constantFrom<unknown>('Zyxw', ['Zyxw'], { Zyxw: 1 }, 8_675_309.25, -8_675_309, [8_675_309])
    const property = fc.property(validBodies(toy), fc.nat(), fc.nat(), words, (body, where, how, word) => {
      const faults = faultsOf(mutate(body, where, how * 14 + 2, word))
      return faults.every(({ message }) => !/Zyxw|8.?675.?309/.test(message))
    })
    fc.assert(property, { numRuns: 2000 })
    t.pass()
  })
})
