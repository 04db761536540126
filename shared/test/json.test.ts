import '../src/testing/patience.js'
import t from 'tap'
import { type Parsed, parseJson } from '../src/engine/json.js'
import { nameOf, pointerNear, pointerTo, pointerToField } from '../src/language/pointer.js'

const pointers = (parsed: Parsed): readonly string[] => (parsed.ok ? [] : parsed.faults.map(({ pointer }) => pointer))
const messageOf = (text: string): string => {
  const parsed = parseJson(text)
  return parsed.ok ? 'parsed' : (parsed.faults[0]?.message ?? 'no fault')
}

t.test('a key twice in one object is refused, with its place', async (t) => {
  const texts: readonly (readonly [name: string, text: string, ...pointers: string[]])[] = [
    ['at the top', '{"esr": 4, "esr": 5}', '/esr'],
    ['with the same value', '{"esr": 4, "esr": 4}', '/esr'],
    ['nested', '{"esr": {"value": 4, "unit": "mm/h", "value": 5}}', '/esr/value'],
    ['in an array', '{"rows": [{"a": 1}, {"a": 1, "a": 2}]}', '/rows/1/a'],
    ['in nested arrays', '[[], [1, [{"x": [1, 2], "x": 3}]]]', '/1/1/0/x'],
    ['escaped', '{"esr": 4, "\\u0065sr": 5}', '/esr'],
    ['escaped solidus', '{"mm/h": 4, "mm\\/h": 5}', '/mm~1h'],
    ['tilde', '{"a~b": 4, "a~b": 5}', '/a~0b'],
    ['tilde and solidus', '{"~1": 4, "\\u007e1": 5}', '/~01'],
    ['the empty key', '{"": 1, "": 2}', '/'],
    ['a quote in the key', '{"a\\"b": 1, "a\\u0022b": 2}', '/a"b'],
    ['a backslash in the key', '{"a\\\\": 1, "a\\u005c": 2}', '/a\\'],
    ['a colon in the key', '{"a:b": 1, "a:b": 2}', '/a:b'],
    ['braces in the key', '{"}{][,": 1, "}{][,": 2}', '/}{][,'],
    ['__proto__', '{"__proto__": 1, "__proto__": 2}', '/__proto__'],
    ['three times', '{"a": 1, "a": 2, "a": 3}', '/a', '/a'],
    ['two keys', '{"a": 1, "b": {"c": 1, "c": 2}, "a": 2}', '/b/c', '/a'],
    ['inside a value that is lost', '{"a": {"x": 1, "x": 2}, "a": {"x": 1}}', '/a/x', '/a'],
    ['without spaces', '{"a":1,"a":2}', '/a'],
    ['with every kind of white space', '{\t"a"\r\n:\n1 ,\r"a"  :  2}', '/a'],
    ...[' ', '\t', '\n', '\r'].map((space): readonly [string, string, string] => [
      'white space before one colon',
      `{"a":1,"a"${space}:2}`,
      '/a',
    ]),
    ['the value being a text like a key', '{"a": "a", "b": "b\\": 1", "a": "a:"}', '/a'],
  ]
  for (const [name, text, ...expected] of texts) {
    t.test(name, async (t) => {
      const parsed = parseJson(text)
      t.same(pointers(parsed), expected)
      if (parsed.ok) throw new Error('it was read')
      t.equal(parsed.code, 'duplicate_key')
      t.equal(parsed.faults.length, expected.length)
      t.ok(parsed.faults.every(({ code, message }) => code === 'duplicate_key' && /Send each key once/.test(message)))
    })
  }

  t.test('as far down as is read', async (t) => {
    const depth = 31
    const text = `[${'{"a":['.repeat(depth)}{"b":1,"b":2}${']}'.repeat(depth)}]`
    t.same(pointers(parseJson(text)), [`/0${'/a/0'.repeat(depth)}/b`])
  })

  t.test('of very many, the first and one more than are told of', async (t) => {
    t.equal(pointers(parseJson(`{${Array(20_000).fill('"b":1').join(',')}}`)).length, 501)
  })

  t.test('under a name that is too long to be told, the pointer leads to what is around it', async (t) => {
    const long = 'k'.repeat(600)
    t.same(pointers(parseJson(`{"a":{"${long}":1,"${long}":2}}`)), ['/a'])
    t.same(pointers(parseJson(`{"a":{"${long}":{"b":1,"b":2}}}`)), ['/a'])
    t.same(pointers(parseJson(`{"a":{"${long.slice(0, 500)}":1,"${long.slice(0, 500)}":2}}`)), [
      `/a/${long.slice(0, 500)}`,
    ])
  })

  t.test('after a long text', async (t) => {
    t.same(pointers(parseJson(`{"a":"${'x\\n'.repeat(300_000)}","a":1}`)), ['/a'])
  })
})

t.test('the same key in different objects is no fault', async (t) => {
  for (const text of [
    '{"baseline": {"fvc": 1}, "followUp": {"fvc": 2}}',
    '[{"a": 1}, {"a": 1}]',
    '{"a": {"a": {"a": []}}}',
    '{"a": "\\"a\\": 1, \\"a\\": 2"}',
    '{"a\\\\": ":", "b": "\\\\"}',
    '{"esr": 1, "Esr": 2, "esr ": 3}',
    '{"\\u00e9": 1, "e\\u0301": 2}',
    '{"__proto__": {"a": 1}, "constructor": {"a": 1}}',
    '[":", "::", {":": ":"}]',
    '{"system":"http://loinc.org","time":"2026-03-01T10:30:00Z","text":"a \\": :","x" : " :"}',
    '":"',
    '7',
    'null',
  ])
    t.ok(parseJson(text).ok, text)
})

t.test('64 levels of brackets are read, one more is refused', async (t) => {
  const codeOf = (text: string): string => {
    const parsed = parseJson(text)
    return parsed.ok ? 'read' : parsed.code
  }
  const arrays = (levels: number, inner = ''): string => `${'['.repeat(levels)}${inner}${']'.repeat(levels)}`
  const objects = (levels: number, inner = '1'): string => `${'{"a":'.repeat(levels)}${inner}${'}'.repeat(levels)}`
  const rows = (row: string): string => `[${Array(1000).fill(row).join(',')}]`
  const cases: readonly (readonly [what: string, text: (levels: number) => string])[] = [
    ['arrays', arrays],
    ['objects', objects],
    ['an empty object inside', (levels) => objects(levels - 1, '{}')],
    ['arrays in objects', (levels) => objects(levels - 10, arrays(10))],
    ['objects in arrays', (levels) => arrays(levels - 10, objects(10))],
    ['beside much that is not deep', (levels) => `[${rows('{"a":[1]}')},${arrays(levels - 1)}]`],
    ['in each row of many', (levels) => rows(objects(levels - 1))],
    ['brackets in texts hide it', (levels) => `${'{"}]":'.repeat(levels)}"{["${'}'.repeat(levels)}`],
    ['closing brackets in keys and opening ones in values', (levels) => objects(levels, '"}}}{{{[[["')],
  ]
  for (const [what, text] of cases) {
    t.equal(codeOf(text(64)), 'read', what)
    t.equal(codeOf(text(65)), 'too_deep', what)
    t.equal(codeOf(text(5000)), 'too_deep', what)
  }
  const texts = `["${'{['.repeat(5000)}",${Array(100).fill('"[[[[\\"{{{{"').join(',')}]`
  t.equal(codeOf(texts), 'read', 'brackets in texts are no levels')
  t.equal(codeOf(rows('{"id":1,"input":{"a":{"value":1,"unit":"mm"}}}')), 'read', 'many rows are no levels')
  for (const open of ['['.repeat(16_000), '{"a":'.repeat(16_000)])
    t.equal(codeOf(open), 'too_deep', 'before it is looked at as JSON')
})

t.test('what is not JSON is told with its place and how to mend it', async (t) => {
  const places: readonly (readonly [text: string, line: number, column: number])[] = [
    ['{"a": 4,5}', 1, 9],
    ['{"a": NaN}', 1, 7],
    ['{"a": Infinity}', 1, 7],
    ['{"a": 1,}', 1, 9],
    ["{'a': 1}", 1, 2],
    ['{a: 1}', 1, 2],
    ['{\n  "a": 1\n  "b": 2\n}', 3, 3],
    ['{"a": .5}', 1, 7],
    ['{"a": 01}', 1, 8],
    ['{"a": +1}', 1, 7],
    ['{"a": 1} x', 1, 10],
    ['{"a": 1}{"a": 1}', 1, 9],
    ['{"a": 1}}', 1, 9],
    ['{"a": tru}', 1, 10],
    ['{"a": "\t"}', 1, 8],
    ['{"a": "\\x"}', 1, 9],
    ['// note\n{}', 1, 1],
    ['abc at position 40', 1, 1],
  ]
  for (const [text, line, column] of places)
    t.match(messageOf(text), `it goes wrong at line ${line}, column ${column}. Numbers are written 4.5`, text)
  for (const text of ['{', '{"a"', '{"a": "b', '{"a": 1', '[1, 2', '{"a": 1.', '{"a": -', '{"a": nul', '{"a": 1,\n\n'])
    t.match(messageOf(text), 'ends too early', text)
  for (const text of ['', ' ', '\r\n\t']) t.match(messageOf(text), 'The body is empty. Send one JSON object.')
  t.match(messageOf('\uFEFF{"a": 1}'), 'byte order mark')
  t.same(parseJson('{'), {
    ok: false,
    code: 'invalid_json',
    faults: [{ pointer: '', code: 'invalid_json', message: messageOf('{') }],
  })
})

t.test('pointers', async (t) => {
  t.equal(pointerTo([]), '')
  t.equal(pointerTo(['a/b', 'm~n', 0, '']), '/a~1b/m~0n/0/')
  t.equal(pointerToField('baseline.dlco'), '/baseline/dlco')
  t.equal(nameOf(''), 'the request body')
  t.equal(nameOf('/esr/value'), 'esr.value')
  t.equal(nameOf(pointerTo(['a/b', 'm~n', '~1'])), 'a/b.m~n.~1')
})

t.test('a pointer to a made-up place leads to what is around it, and has 512 characters at most', async (t) => {
  const part = 'k'.repeat(100)
  t.equal(pointerNear(Array(5).fill(part)), `/${part}`.repeat(5), '505 characters are told')
  t.equal(pointerNear(Array(6).fill(part)), `/${part}`.repeat(5), 'a sixth part would make 606')
  t.equal(pointerNear(['a', 'k'.repeat(513), 'b']), '/a', 'nor does one part alone')
  t.equal(pointerNear(['a', '/'.repeat(300)]), '/a', 'as it is written: each slash takes two')
  t.equal(pointerNear(['k'.repeat(511)]), `/${'k'.repeat(511)}`, 'the longest')
})
