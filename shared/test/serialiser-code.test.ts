import '../src/testing/patience.js'
import t from 'tap'
import * as z from 'zod'
import { type JsonSchema, toJsonSchema } from '../src/engine/json-schema.js'
import { generateWriter } from '../src/engine/serialiser-code.js'

const runtime = {
  number: String,
  escaped: (text: string) => JSON.stringify(text).slice(1, -1),
  anything: JSON.stringify,
}

function written(schema: JsonSchema, value: unknown): string {
  const code = generateWriter(schema, schema.$defs ?? {}, '#')
  return new Function(...Object.keys(runtime), 'v', code)(...Object.values(runtime), value)
}

const part = z.strictObject({ name: z.string(), more: z.number().optional() }).meta({ id: 'Part' })

const cases: readonly { readonly schema: z.ZodType; readonly values: readonly unknown[] }[] = [
  { schema: z.number(), values: [0, -1.5, 1e300] },
  { schema: z.string().nullable(), values: [null, '', 'a "quoted"\n line', 'µmol/L'] },
  { schema: z.enum(['a', 'b']).nullable(), values: [null, 'a', 'b'] },
  { schema: z.enum(["it's", 'a "b"']), values: ["it's", 'a "b"'] },
  { schema: z.array(z.number()), values: [[], [1], [1, 2, 3]] },
  { schema: z.array(z.number().nullable()), values: [[], [null], [1, null, null, 2]] },
  { schema: z.array(z.array(z.string())), values: [[], [[]], [['a'], [], ['b', 'c']]] },
  { schema: z.array(z.record(z.string(), z.number())), values: [[], [{}], [{}, { a: 1 }]] },
  { schema: z.array(z.enum(['a', 'b'])), values: [[], ['a', 'b', 'a']] },
  {
    schema: z.array(part.nullable()),
    values: [[], [null, { name: 'x' }], [{ name: 'x', more: 1 }, null, { name: 'y' }]],
  },
  {
    schema: z.strictObject({
      kind: z.literal("it's \\ one"),
      yes: z.boolean(),
      first: part.optional(),
      list: z.array(part).optional(),
      second: part.nullable().optional(),
      last: z.strictObject({ 'a-b': z.boolean().nullable() }),
    }),
    values: [
      { kind: "it's \\ one", yes: true, last: { 'a-b': null } },
      { kind: "it's \\ one", yes: false, first: { name: 'x' }, list: [], second: null, last: { 'a-b': true } },
      { kind: "it's \\ one", yes: false, list: [{ name: 'x' }], second: { name: '' }, last: { 'a-b': false } },
    ],
  },
  // The first member may be absent: then commas cannot be known beforehand.
  { schema: z.strictObject({ a: z.number().optional(), b: z.number() }), values: [{ b: 1 }, { a: 1, b: 2 }] },
  { schema: z.strictObject({}), values: [{}] },
]

t.test('the generated code writes what JSON.stringify writes', async (t) => {
  for (const { schema, values } of cases) {
    const plain = toJsonSchema(schema, 'output')
    for (const value of values) {
      t.ok(schema.safeParse(value).success)
      t.equal(written(plain, value), JSON.stringify(value), JSON.stringify(value))
    }
  }
})

t.test('a part can be written in a way of its own', async (t) => {
  const schema = toJsonSchema(z.strictObject({ a: z.array(z.strictObject({ b: z.number() })) }), 'output')
  const paths: string[] = []
  const code = generateWriter(schema, {}, '#', (path, value) => {
    paths.push(path)
    return path === '#.a[]' ? `own(${value})` : undefined
  })
  const own = ({ b }: { readonly b: number }): string => `<${b}>`
  t.equal(new Function('own', 'v', code)(own, { a: [{ b: 1 }, { b: 2 }] }), '{"a":[<1>,<2>]}')
  t.same(paths, ['#', '#.a', '#.a[]'])
})
