/** Nothing that a request may hold is without a limit: proven on the schema of every instrument. */
import '@activity-scores/shared/testing/patience'
import { type JsonSchema, toJsonSchema } from '@activity-scores/shared/engine/json-schema'
import t from 'tap'
import { asked } from './asked.js'

/** Texts of these formats have a length of their own. */
const FORMATS = ['date', 'date-time']

const typesOf = ({ type }: JsonSchema): readonly unknown[] => [type ?? []].flat()

/** What is open in one schema, without its parts. */
function openIn(node: JsonSchema): readonly string[] {
  const types = typesOf(node)
  const choices = node.oneOf ?? node.anyOf ?? node['allOf']
  if (node.enum || node.const !== undefined || node.$ref || choices) return []
  const has = (...keywords: readonly string[]): boolean =>
    keywords.some((keyword) => Number.isFinite(node[keyword] as number))
  const open: string[] = []
  if (types.length === 0) open.push('anything')
  if (types.includes('array') && !has('maxItems')) open.push('an array of any length')
  if (types.includes('string') && !has('maxLength') && !FORMATS.includes(String(node['format'])))
    open.push('a text of any length')
  if (types.includes('number') || types.includes('integer')) {
    if (!has('minimum', 'exclusiveMinimum')) open.push('a number without a lower limit')
    if (!has('maximum', 'exclusiveMaximum')) open.push('a number without an upper limit')
  }
  if (types.includes('object') && node['additionalProperties'] !== false && !has('maxProperties'))
    open.push('an object of any members')
  return open
}

/** Every schema inside a schema, whatever keyword holds it. */
function* inside(node: unknown, path: string): Generator<readonly [path: string, schema: JsonSchema]> {
  if (typeof node !== 'object' || node === null) return
  const schema = node as JsonSchema
  yield [path, schema]
  for (const keyword of ['properties', '$defs'] as const)
    for (const [key, child] of Object.entries(schema[keyword] ?? {})) yield* inside(child, `${path}/${keyword}/${key}`)
  for (const keyword of ['oneOf', 'anyOf', 'allOf', 'prefixItems'])
    for (const [i, child] of ((schema[keyword] ?? []) as readonly unknown[]).entries())
      yield* inside(child, `${path}/${keyword}/${i}`)
  for (const keyword of ['items', 'additionalProperties', 'propertyNames'])
    yield* inside(schema[keyword], `${path}/${keyword}`)
}

/** `items: false` after `prefixItems` and what only refuses (`not`) admit nothing, so that they need no limit. */
const openOf = (schema: JsonSchema): readonly string[] =>
  [...inside(schema, '#')].flatMap(([path, node]) =>
    path.endsWith('/propertyNames') ? [] : openIn(node).map((what) => `${path}: ${what}`),
  )

t.test('the walk finds what is open', async (t) => {
  const open: readonly (readonly [schema: JsonSchema, found: string])[] = [
    [{ type: 'array', items: { type: 'boolean' } }, '#: an array of any length'],
    [{ type: ['string', 'null'] }, '#: a text of any length'],
    [{ type: 'string', pattern: '^a+$' }, '#: a text of any length'],
    [{ type: 'number', minimum: 0 }, '#: a number without an upper limit'],
    [{ type: 'integer', exclusiveMaximum: 4 }, '#: a number without a lower limit'],
    [{ type: 'object', properties: {} }, '#: an object of any members'],
    [{ anyOf: [{ type: 'null' }, {}] }, '#/anyOf/1: anything'],
    [
      {
        type: 'object',
        additionalProperties: false,
        properties: { a: { type: 'array', maxItems: 2, items: { type: 'string' } } },
      },
      '#/properties/a/items: a text of any length',
    ],
  ]
  for (const [schema, found] of open) t.same(openOf(schema), [found])
  const closed: readonly JsonSchema[] = [
    { type: 'boolean' },
    { type: ['number', 'null'], exclusiveMinimum: 0, maximum: 4 },
    { type: 'string', format: 'date' },
    { enum: ['a', null] },
    { const: 4 },
    { type: 'array', maxItems: 3, items: { type: 'string', maxLength: 4 } },
  ]
  for (const schema of closed) t.same(openOf(schema), [])
})

for (const { slug, request } of asked)
  t.test(`${slug}: every array, text and number has its limits, and no object takes unknown members`, async (t) => {
    t.same(openOf(toJsonSchema(request, 'input')), [])
  })
