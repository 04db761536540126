/** Bodies made to harm, tried on every instrument: each is refused at once, harms nothing, and is not sent back. */
import { toJsonSchema } from '@activity-scores/shared/engine/json-schema'
import { buildService } from '@activity-scores/shared/http/service'
import { type Json, post, silentLogger, testConfig } from '@activity-scores/shared/testing/testing'
import t from 'tap'
import { asked } from './asked.js'
import { fieldsOf, isQuantity, pointerOf, put, RAW, unitsOf, write } from './bad-fields.js'

const { app } = await buildService(asked, testConfig(), silentLogger())
t.teardown(() => app.close())

const LONG = 'x'.repeat(10_000)
/**
 * Processor time, which a busy machine does not stretch: far more than any of these takes; what is refused slowly is
 * found by it.
 */
const SLOW_MS = 1500
/** A refusal does not grow with what is refused. */
const LARGEST_REFUSAL = 12_000

async function timed<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly ms: number }> {
  const before = process.cpuUsage()
  const result = await work()
  const { user, system } = process.cpuUsage(before)
  return { result, ms: (user + system) / 1000 }
}

for (const { slug, request, examples } of asked) {
  t.test(slug, async (t) => {
    const schema = toJsonSchema(request, 'input')
    const fields = fieldsOf(schema, schema)
    const [base] = examples.map((example) => example.request)

    t.test('10 kB of text in the place of each field, and of each unit and comparator', async (t) => {
      const found: string[] = []
      let slowest = 0
      for (const field of fields) {
        const [unit] = isQuantity(field) ? unitsOf(field) : []
        const attempts: readonly unknown[] = [
          LONG,
          [LONG],
          ...(unit === undefined
            ? []
            : [
                { value: 1, unit: LONG },
                { value: LONG, unit },
                { value: 1, unit, comparator: LONG },
              ]),
        ]
        for (const value of attempts) {
          const { result, ms } = await timed(() => post(app, slug, write(put(base, field.path, value))))
          slowest = Math.max(slowest, ms)
          const { status, raw } = result
          if (status !== 422 || raw.includes('xxxxxxxxxx') || raw.length > LARGEST_REFUSAL)
            found.push(`${pointerOf(field.path)}: ${status} ${raw.length}`)
        }
      }
      t.same(found, [])
      t.ok(slowest < SLOW_MS, `${fields.length} fields, the slowest ${slowest.toFixed(1)} ms`)
    })

    t.test('a key of 10 kB, and thousands of keys', async (t) => {
      const long = await post(app, slug, write({ ...(base as object), [LONG]: 1 }))
      t.equal(long.status, 422)
      const many = `{${Array.from({ length: 5000 }, (_, i) => `"k${i}":1`).join(',')}}`
      const { result, ms } = await timed(() => post(app, slug, many))
      t.equal(result.status, 422)
      t.ok(result.json.errors.length >= 100, `${result.json.errors.length} listed`)
      t.match(result.json.detail, `More than 500 faults, ${result.json.errors.length} of them listed`)
      t.ok(result.raw.length <= 65_536)
      t.ok(ms < SLOW_MS, `5000 unknown keys: ${ms.toFixed(0)} ms, ${result.raw.length} bytes`)
    })

    t.test('keys of the prototype are fields that are not known, and change nothing', async (t) => {
      const inner = fields.find(({ path, nodes }) => path.length === 1 && nodes.some((node) => node.properties))
      const places: readonly (readonly string[])[] = [[], ...(inner ? [inner.path] : [])]
      for (const path of places)
        for (const key of ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf']) {
          const harm = key === 'constructor' ? '{"prototype":{"polluted":true}}' : '{"polluted":true}'
          const text = write(put(base, [...path, 'KEY'], 'HARM'))
            .replace('"KEY"', JSON.stringify(key))
            .replace('"HARM"', harm)
          const { status, json } = await post(app, slug, text)
          t.equal(status, 422, `${pointerOf([...path, key])}`)
          const place = json.errors.map((fault: Json) => `${fault.pointer} ${fault.code}`)
          // Within a choice of forms the fault may name the form that was meant, and then stands at the form itself.
          const named =
            path.length === 0 ? [`${pointerOf([key])} unknown_field`] : [pointerOf([...path, key]), pointerOf(path)]
          t.ok(
            named.some((start) => place.some((each: string) => each.startsWith(start))),
            place.join(', '),
          )
        }
      t.equal(({} as Json).polluted, undefined)
      t.equal((await post(app, slug, base)).status, 200, 'the next caller is not touched')
    })

    t.test('numbers as no instrument writes them', async (t) => {
      for (const number of [
        '1e999',
        '-1e999',
        `1${'0'.repeat(10_000)}`,
        `0.${'0'.repeat(10_000)}1`,
        `1e${'9'.repeat(5000)}`,
      ]) {
        const field = fields.find(
          ({ path, nodes }) => path.length === 1 && nodes.some((node) => node.properties?.['unit']),
        )
        const value = field ? { value: RAW(number), unit: unitsOf(field)[0] } : RAW(number)
        const text = write(put(base, field?.path ?? fields[0]?.path ?? [], value))
        const { result, ms } = await timed(() => post(app, slug, text))
        // A number too small for a double is read as 0, which some fields take; none takes what is too large for one.
        if (number.startsWith('0.')) t.ok([200, 422].includes(result.status), `${number.slice(0, 8)}: ${result.status}`)
        else t.equal(result.status, 422, `${number.slice(0, 8)} is refused`)
        t.notMatch(result.raw, /NaN|Infinity|null,"reported":"/)
        t.ok(ms < SLOW_MS)
      }
    })
  })
}
