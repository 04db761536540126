/** What a request can get wrong, tried on every field of every instrument: each fault is named, placed and can be mended. */
import type { Instrument } from '@activity-scores/shared/contract/instrument'
import { toJsonSchema } from '@activity-scores/shared/engine/json-schema'
import { ProblemSchema } from '@activity-scores/shared/engine/problems'
import { buildService } from '@activity-scores/shared/http/service'
import { type Json, post, type Reply, silentLogger, testConfig } from '@activity-scores/shared/testing/testing'
import t, { type Test } from 'tap'
import { instruments } from '../registry.js'
import { asked } from './asked.js'
import {
  attempts,
  type Field,
  fieldsOf,
  isNumber,
  isQuantity,
  pointerOf,
  put,
  RAW,
  unitsOf,
  write,
} from './bad-fields.js'

const { app } = await buildService(instruments, testConfig(), silentLogger())
t.teardown(() => app.close())

interface Expected {
  readonly pointer: string
  readonly code: string
  /** What the message must say. */
  readonly says: readonly string[]
}

const describe = (reply: Reply): string => `${reply.status} ${reply.raw.slice(0, 400)}`

/** Null when the answer is a 422 with the expected fault among its errors, else what is wrong with it. */
function lacks(reply: Reply, { pointer, code, says }: Expected): string | null {
  if (reply.status !== 422 || !ProblemSchema.safeParse(reply.json).success) return `no 422: ${describe(reply)}`
  const at = reply.json.errors.filter((fault: Json) => fault.pointer === pointer && fault.code === code)
  if (at.length !== 1) return `no ${code} at ${pointer}: ${describe(reply)}`
  const silent = says.filter((word) => !at[0].message.includes(word))
  return silent.length === 0 ? null : `${at[0].message} does not say ${silent.join(', ')}`
}

/** Every key of every object in a text, written a second time at the end of its object. */
function* withKeyTwice(value: Json, path: readonly string[] = []): Generator<readonly [text: string, pointer: string]> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return
  for (const key of Object.keys(value)) {
    const twice = `${JSON.stringify(value).slice(0, -1)},${JSON.stringify(key)}:null}`
    yield [twice, pointerOf([...path, key])]
    for (const [inner, pointer] of withKeyTwice(value[key], [...path, key]))
      yield [JSON.stringify({ ...value, [key]: RAW('inner') }).replace('"@@inner@@"', () => inner), pointer]
  }
}

async function everyField(t: Test, { slug, examples }: Instrument, fields: readonly Field[]): Promise<void> {
  const [base] = examples.map((example) => example.request)
  const found: string[] = []
  let tried = 0
  for (const field of fields)
    for (const [value, pointer, code, ...says] of attempts(field)) {
      tried++
      const reply = await post(app, slug, write(put(base, field.path, value)))
      const lack = lacks(reply, { pointer, code, says })
      if (lack !== null) found.push(`${field.path.join('.')} = ${write(value)}: ${lack}`)
    }
  t.same(found, [])
  t.ok(tried >= fields.length, `${tried} faults tried`)
}

async function everyRequired(t: Test, { slug, examples }: Instrument, fields: readonly Field[]): Promise<void> {
  const found: string[] = []
  const [base] = examples.map((example) => example.request)
  for (const { path } of fields.filter(({ required }) => required)) {
    const expected = { pointer: pointerOf(path), code: 'required', says: [path.join('.'), 'Send'] }
    const inOther = path.length > 1 ? put(base, path.slice(0, -1), {}) : base
    for (const body of [put(inOther, path, undefined), put(inOther, path, null)]) {
      const lack = lacks(await post(app, slug, body), expected)
      if (lack !== null) found.push(lack)
    }
  }
  t.same(found, [])
}

/** Null means missing: accepted, or refused as something that is required; never read as zero and never a failure. */
async function everyNull(t: Test, { slug, examples }: Instrument, fields: readonly Field[]): Promise<void> {
  const found: string[] = []
  for (const { request } of examples)
    for (const { path, required } of fields.filter((field) => field.path.length === 1)) {
      const body = put(request, path, null)
      const [absent, sent] = [await post(app, slug, put(request, path, undefined)), await post(app, slug, body)]
      if (![200, 422].includes(sent.status)) found.push(describe(sent))
      if (required ? sent.status !== 422 : sent.raw !== absent.raw) found.push(`${path}: ${describe(sent)}`)
    }
  t.same(found, [])
}

for (const instrument of asked) {
  t.test(instrument.slug, async (t) => {
    const { slug, examples } = instrument
    const schema = toJsonSchema(instrument.request, 'input')
    const fields = fieldsOf(schema, schema)
    const [base] = examples.map((example) => example.request)

    t.test('every field refuses what it cannot be, and says what it can', (t) => everyField(t, instrument, fields))
    t.test('every required part is missed by its name', (t) => everyRequired(t, instrument, fields))
    t.test('null is the same as absent', (t) => everyNull(t, instrument, fields))

    t.test('several faults of one body are all reported', async (t) => {
      const wrong = fields.filter(({ path, nodes }) => path.length === 1 && nodes.length > 0)
      const body = wrong.reduce((made, { path }) => put(made, path, [[]]), { ...(base as object), tjc: 1, esrMm: 2 })
      const { status, json } = await post(app, slug, body)
      t.equal(status, 422)
      const pointers = json.errors.map((fault: Json) => fault.pointer.split('/').slice(0, 2).join('/'))
      t.same([...new Set(pointers)].sort(), [...wrong.map(({ path }) => pointerOf(path)), '/tjc', '/esrMm'].sort())
      t.match(json.detail, `${json.errors.length} faults. The first:`)
    })

    const numbers = fields.filter((field) => isNumber(field) || isQuantity(field))
    t.test('-0 gives the bytes of 0', { skip: numbers.length === 0 && 'no field takes numbers' }, async (t) => {
      for (const field of numbers) {
        const [unit] = isQuantity(field) ? unitsOf(field) : []
        const send = (text: string) =>
          post(app, slug, write(put(base, field.path, unit ? { value: RAW(text), unit } : RAW(text))))
        t.equal((await send('-0')).raw, (await send('0')).raw, field.path.join('.'))
      }
    })

    t.test('a key twice anywhere in the body is 400', async (t) => {
      for (const [text, pointer] of withKeyTwice(base)) {
        const { status, json } = await post(app, slug, text)
        t.equal(status, 400)
        t.equal(json.code, 'duplicate_key')
        t.same(json.errors, [{ pointer, code: 'duplicate_key', message: json.detail }])
        t.match(json.detail, 'Send each key once')
      }
    })

    t.test('what is no object is refused as a whole', async (t) => {
      for (const [body, code, says] of [
        ['[]', 'wrong_type', 'is an array'],
        [`[${JSON.stringify(base)}]`, 'wrong_type', 'is an array'],
        ['"text"', 'wrong_type', 'is a string'],
        ['4', 'wrong_type', 'is a number'],
        ['null', 'required', 'must not be null'],
      ] as const)
        t.equal(lacks(await post(app, slug, body), { pointer: '', code, says: [says, 'Send an object'] }), null, body)
    })

    t.test('transport', async (t) => {
      const text = JSON.stringify(base)
      const refused = async (reply: Promise<Reply>, status: number, code: string, says: string) => {
        const { status: found, json } = await reply
        t.equal(found, status)
        t.equal(json.code, code)
        t.match(json.detail, says)
        t.ok(json.errors.length > 0)
      }
      await refused(post(app, slug, text + ' '.repeat(66_000)), 413, 'body_too_large', 'larger than any valid request')
      await refused(
        post(app, slug, text, { 'content-type': 'text/plain' }),
        415,
        'unsupported_media_type',
        'application/json',
      )
      await refused(post(app, `${slug}x`, text), 404, 'unknown_instrument', slug)
      await refused(post(app, slug, text.slice(0, -1)), 400, 'invalid_json', 'ends too early')
      await refused(post(app, slug, ''), 400, 'invalid_json', 'empty')
      const get = await app.inject({ url: `/v1/${slug}` })
      t.equal(get.statusCode, 405)
      t.equal(get.headers.allow, 'POST')
      t.match(get.json().detail, 'This path takes POST')
    })
  })
}

t.test('das28-esr, the table of bad input', async (t) => {
  const good = {
    tenderJointCount28: 4,
    swollenJointCount28: 5,
    esr: { value: 7, unit: 'mm/h' },
    patientGlobal: { value: 50, unit: 'mm' },
  }
  const ask = (more: object) => post(app, 'das28-esr', write({ ...good, ...more }))

  t.test('29 joints', async (t) => {
    const says = ['tenderJointCount28 is out of range', 'from 0 to 28']
    t.equal(
      lacks(await ask({ tenderJointCount28: 29 }), { pointer: '/tenderJointCount28', code: 'out_of_range', says }),
      null,
    )
  })

  t.test('an ESR in another unit', async (t) => {
    const says = ['"mm/h"', 'the value in that unit']
    const expected = { pointer: '/esr/unit', code: 'not_allowed_value', says }
    for (const unit of ['mm/hr', 'mm', 'mg/L', 'MM/H', ''])
      t.equal(lacks(await ask({ esr: { value: 7, unit } }), expected), null)
  })

  t.test('a patient global without its scale, or beyond the scale that is named', async (t) => {
    const bare = { pointer: '/patientGlobal', code: 'wrong_type', says: ['unit cannot be guessed', '0 to 10 cm'] }
    t.equal(lacks(await ask({ patientGlobal: 50 }), bare), null)
    const beyond = {
      pointer: '/patientGlobal/value',
      code: 'out_of_range',
      says: ['from 0 to 10 cm', 'check the unit'],
    }
    t.equal(lacks(await ask({ patientGlobal: { value: 50, unit: 'cm' } }), beyond), null)
  })

  t.test('an ESR of 0 is floored with a warning, or refused where that is asked for', async (t) => {
    const zero = await ask({ esr: { value: 0, unit: 'mm/h' } })
    t.equal(zero.status, 200)
    t.ok(Number.isFinite(zero.json.score.value))
    t.equal(zero.json.warnings[0].code, 'esr_floored_to_1')
    const minus = await ask({ esr: { value: RAW('-0'), unit: 'mm/h' } })
    t.equal(minus.raw, zero.raw)
    const says = ['below 1 mm/h', '"esrBelowOne": "floor"']
    const reject = await ask({ esr: { value: 0, unit: 'mm/h' }, esrBelowOne: 'reject' })
    t.equal(lacks(reject, { pointer: '/esr/value', code: 'esr_below_one', says }), null)
  })

  t.test('everything at once', async (t) => {
    const { status, json } = await ask({
      tenderJointCount28: 29,
      swollenJointCount28: '5',
      esr: { value: RAW('1e999'), unit: 'mm/h' },
      patientGlobal: 50,
      crp: 4,
      variant: '5-variable',
    })
    t.equal(status, 422)
    t.same(json.errors.map(({ pointer, code }: Json) => `${pointer} ${code}`).sort(), [
      '/crp unknown_field',
      '/esr/value out_of_range',
      '/patientGlobal wrong_type',
      '/swollenJointCount28 wrong_type',
      '/tenderJointCount28 out_of_range',
      '/variant not_allowed_value',
    ])
  })
})
