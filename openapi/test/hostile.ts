/** Bodies made to cost much: each is written out to a size, for the place where the fields of an instrument stand. */
import { alternatives, type JsonSchema, toJsonSchema } from '@activity-scores/shared/engine/json-schema'
import type * as z from 'zod'

export interface Hostile {
  readonly name: string
  /** The text, or the bytes, of an object of about `room` bytes. */
  readonly write: (room: number) => string | Buffer
}

/** As many of the pieces as fit between what stands before and after them. */
function fill(room: number, before: string, piece: (i: number) => string, after: string, between = ','): string {
  const parts: string[] = []
  let left = room - Buffer.byteLength(before) - Buffer.byteLength(after)
  for (let i = 0; ; i++) {
    const part = piece(i)
    left -= Buffer.byteLength(part) + between.length
    if (left < 0) return before + parts.join(between) + after
    parts.push(part)
  }
}

const object = (piece: (i: number) => string) => (room: number) => fill(room, '{', piece, '}')
const wrapped = (open: string, close: string, times: number, inner: (room: number) => string) => (room: number) => {
  const [before, after] = [open.repeat(times), close.repeat(times)]
  return before + inner(room - before.length - after.length) + after
}
const member = (key: string, value: (room: number) => string) => (room: number) => {
  const before = `{${JSON.stringify(key)}:`
  return `${before}${value(room - Buffer.byteLength(before) - 1)}}`
}
const array = (piece: (i: number) => string) => (room: number) => fill(room, '[', piece, ']')
const text = (piece: string) => (room: number) => fill(room, '"', () => piece, '"', '')
const deep = (open: string, close: string, middle: string) => (room: number) => {
  const times = Math.floor((room - middle.length) / (open.length + close.length))
  return open.repeat(times) + middle + close.repeat(times)
}

/** Whole bodies of the fields that need to know nothing of them. */
const anywhere: readonly Hostile[] = [
  ...[0, 1, 30, 58, 62, 200].map((levels) => ({
    name: `one key again and again, ${levels} levels down`,
    write: wrapped(
      '{"a":',
      '}',
      levels,
      object(() => '"b":1'),
    ),
  })),
  ...[200, 1500].map((levels) => ({
    name: `one key again and again in ${levels} arrays`,
    write: member(
      'a',
      wrapped(
        '[',
        ']',
        levels,
        object(() => '"b":1'),
      ),
    ),
  })),
  ...[100, 1000, 20_000].map((length) => ({
    name: `a key of ${length} again and again`,
    write: object(() => `"${'k'.repeat(length)}":1`),
  })),
  { name: 'each key twice', write: object((i) => `"k${i >> 1}":1`) },
  { name: 'one key in other letters', write: object((i) => (i % 2 ? '"\\u0062":1' : '"b":1')) },
  {
    name: 'objects with a key twice',
    write: member(
      'a',
      array(() => '{"b":1,"b":2}'),
    ),
  },
  { name: 'objects in objects with a key twice', write: deep('{"a":1,"a":', '}', '1') },
  { name: 'keys that nobody knows', write: object((i) => `"k${i}":1`) },
  { name: 'keys that nobody knows, with objects', write: object((i) => `"k${i}":{}`) },
  ...[100, 500, 5000].map((length) => ({
    name: `keys of ${length} that nobody knows`,
    write: object((i) => `"${`k${i}`.padEnd(length, 'x')}":1`),
  })),
  { name: 'keys that are escaped in pointers', write: object((i) => `"${i}${'/~'.repeat(200)}":1`) },
  { name: 'keys of control characters', write: object((i) => `"${i}${'\\u0001'.repeat(80)}":1`) },
  { name: 'keys of half characters', write: object((i) => `"${i}${'\\ud800'.repeat(80)}":1`) },
  { name: 'keys of the prototype', write: object((i) => `"__proto__${i}":{"constructor":1}`) },
  { name: 'one key as long as the body', write: (room) => `{${text('k')(room - 4)}:1}` },
  { name: 'arrays in arrays', write: member('a', deep('[', ']', '')) },
  { name: 'arrays that do not close', write: member('a', (room) => '['.repeat(room)) },
  { name: 'objects in objects', write: deep('{"a":', '}', '1') },
  { name: 'objects that do not close', write: (room) => '{"a":'.repeat(Math.floor(room / 5)) },
  { name: 'depth hidden by brackets in texts', write: deep('{"}":', '}', '"{"') },
  {
    name: 'depth feigned by brackets in texts',
    write: member(
      'a',
      array(() => '"[[[["'),
    ),
  },
  {
    name: 'empty arrays',
    write: member(
      'a',
      array(() => '[]'),
    ),
  },
  {
    name: 'empty objects',
    write: member(
      'a',
      array(() => '{}'),
    ),
  },
  {
    name: 'numbers too large',
    write: member(
      'a',
      array(() => '1e999'),
    ),
  },
  { name: 'a number of many digits', write: member('a', (room) => '9'.repeat(room)) },
  { name: 'a text of colons', write: member('a', text(':')) },
  {
    name: 'texts of colons',
    write: member(
      'a',
      array(() => '":::"'),
    ),
  },
  { name: 'texts of quotes', write: member('a', text('\\"')) },
  { name: 'texts of backslashes', write: member('a', text('\\\\')) },
  { name: 'a text that does not close', write: (room) => `{"a":"${'x'.repeat(room - 6)}` },
  { name: 'backslashes that do not close', write: (room) => `{"a":"${'\\'.repeat(room - 6)}` },
  { name: 'a late comma', write: (room) => fill(room, '{', (i) => `"k${i}":1`, ',}') },
  { name: 'a name that is none, late', write: (room) => fill(room, '{"a":[', () => '1', ',tru]}') },
  { name: 'lines, then no value', write: (room) => `{"a":${'\n'.repeat(room - 8)}x}` },
  { name: 'blanks alone', write: (room) => ' '.repeat(room) },
  {
    name: 'half a character at the end',
    write: (room) => Buffer.from(`{"a":"${'x'.repeat(room - 8)}\xc3"}`, 'latin1'),
  },
  { name: 'Latin 1', write: (room) => Buffer.from(member('a', text('\xfc'))(room >> 1), 'latin1') },
  { name: 'characters that stand for unread ones', write: member('a', text('\uFFFD')) },
  { name: 'UTF-16', write: (room) => Buffer.from(`\uFEFF${object((i) => `"k${i}":1`)(room >> 1)}`, 'utf16le') },
]

type Node = JsonSchema

const resolved = (node: Node, root: Node): Node => {
  const name = node.$ref?.split('/').at(-1)
  return name === undefined ? node : (root.$defs?.[name] ?? node)
}

/** Whatever the schema of the fields allows somewhere is sent there too often, too long, or almost right. */
function inPlaces(schema: Node): readonly Hostile[] {
  const names = Object.keys(schema.properties ?? {})
  const [first = 'a'] = names
  const swapped = (name: string): string => `${name.slice(1, 3)}${name[0]}${name.slice(3)}`
  const near = object((i) => `"${swapped(names[i % names.length] ?? '')}${i}":1`)
  const found: Hostile[] = [
    { name: 'names that are almost right', write: near },
    { name: 'one name again and again', write: object(() => `"${first}":1`) },
  ]
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const nodes = alternatives(property)
      .map((node) => resolved(node, schema))
      .flatMap(alternatives)
    const at = (what: string, value: (room: number) => string): void => {
      found.push({ name: `${name}: ${what}`, write: member(name, value) })
    }
    const unit = nodes.flatMap((node) => node.properties?.['unit']?.enum ?? [])[0]
    const items = nodes.flatMap(({ items }) => (items ? alternatives(resolved(items, schema)) : []))
    if (unit !== undefined) {
      at('a unit as long as the body', member('unit', text('m')))
      at('a quantity with keys that nobody knows', (room) =>
        fill(room, '{"value":1,', (i) => `"k${i}":1`, ',"unit":"x"}'),
      )
      at(
        'quantities in the place of one',
        array(() => '{"value":1,"unit":"x"}'),
      )
    } else if (nodes.some((node) => node.properties)) {
      at(
        'keys that nobody knows',
        object((i) => `"k${i}":1`),
      )
      at(
        'many of it',
        array(() => '{}'),
      )
    } else if (items.length > 0) {
      at(
        'items of the wrong type',
        array(() => '1'),
      )
      at(
        'items that are not allowed',
        array(() => '"x"'),
      )
      at(
        'items without what they need',
        array(() => '{}'),
      )
      at(
        'items with keys that nobody knows',
        array((i) => `{"k${i}":1}`),
      )
      const [item] = items
      const quantities = Object.entries(item?.properties ?? {}).filter(([, each]) =>
        alternatives(resolved(each, schema)).some((node) => resolved(node, schema).properties?.['unit']),
      )
      for (const [field] of quantities)
        at(
          `items whose ${field} has another unit`,
          array(() => `{"${field}":{"value":1,"unit":"x"}}`),
        )
    } else {
      at('a text as long as the body', text('x'))
      at(
        'numbers in the place of one',
        array(() => '1'),
      )
    }
  }
  return found
}

/** Whatever its fields are. */
export { anywhere as hostileToAll }

export const hostileTo = (request: z.ZodType): readonly Hostile[] => inPlaces(toJsonSchema(request, 'input'))

/** Rows of a batch that are hostile by their number or their frame. */
export const hostileRows: readonly Hostile[] = [
  { name: 'numbers', write: array(() => '1') },
  { name: 'empty rows', write: array(() => '{}') },
  { name: 'rows without fields', write: array(() => '{"input":{}}') },
  { name: 'rows of numbers', write: array(() => '{"input":1}') },
  { name: 'rows with a field that nobody knows', write: array(() => '{"input":{"k":1}}') },
  { name: 'rows with members that nobody knows', write: array((i) => `{"k${i}":1}`) },
  { name: 'a row of members that nobody knows', write: (room) => `[${object((i) => `"k${i}":1`)(room - 2)}]` },
  { name: 'ids that come back as others', write: array((i) => `{"id":${i}.0,"input":{}}`) },
  { name: 'ids of arrays', write: array(() => '{"id":[[]],"input":{}}') },
  { name: 'a row with an id as long as the body', write: (room) => `[{"id":${text('x')(room - 20)},"input":{}}]` },
  { name: 'an id of many digits', write: (room) => `[{"id":${'9'.repeat(room - 20)},"input":{}}]` },
]

const lines = (first: string, line: (i: number) => string) => (room: number) => fill(room, first, line, '', '')

/** Tables, of an instrument with the columns `id` and `tenderJointCount28`. */
export const hostileTables: readonly Hostile[] = [
  { name: 'columns that nobody knows', write: (room) => fill(room, '', (i) => `k${i}`, '\n1\n') },
  { name: 'one column again and again', write: (room) => fill(room, '', () => 'id', '\n1\n') },
  { name: 'cells without end', write: (room) => fill(room, 'id\n', () => '', '\n') },
  { name: 'rows of many cells', write: lines('id\n', () => `${','.repeat(1000)}\n`) },
  { name: 'rows of nothing', write: lines('id\n', () => '""\n') },
  { name: 'rows of no numbers', write: lines('id,tenderJointCount28\n', () => ',x\n') },
  { name: 'quotes that do not match', write: lines('id\n', () => '"') },
  { name: 'quotes doubled', write: (room) => fill(room, 'id\n"', () => '""', '"\n', '') },
  { name: 'lines in quotes', write: (room) => fill(room, 'id\n"', () => '\n', '"\n', '') },
  { name: 'empty lines', write: lines('id\n', () => '\n') },
  { name: 'Latin 1', write: (room) => Buffer.from(lines('id\n', () => '\xfc\n')(room >> 1), 'latin1') },
]
