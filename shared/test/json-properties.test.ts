import t from 'tap'
import { type Parsed, parseJson } from '../src/engine/json.js'
import { fc } from '../src/testing/drawing.js'

const pointers = (parsed: Parsed): readonly string[] => (parsed.ok ? [] : parsed.faults.map(({ pointer }) => pointer))
const messageOf = (text: string): string => {
  const parsed = parseJson(text)
  return parsed.ok ? 'parsed' : (parsed.faults[0]?.message ?? 'no fault')
}

/** A JSON value with its own printer, so that keys can be written in any way, and twice. */
type Tree =
  | { readonly kind: 'leaf'; readonly text: string }
  | { readonly kind: 'array'; readonly items: readonly Tree[] }
  | { readonly kind: 'object'; readonly members: readonly (readonly [string, Tree])[] }

const hardKeys = [
  '__proto__',
  'constructor',
  'toString',
  '',
  'a',
  'a:b',
  'a"b',
  'a\\',
  '\\"',
  '/',
  '~',
  '~1',
  '{',
  '0',
  '\n',
]
const key = fc.oneof(fc.constantFrom(...hardKeys), fc.string({ unit: 'binary', maxLength: 5 }))

const { tree } = fc.letrec<{ tree: Tree; leaf: Tree; array: Tree; object: Tree }>((tie) => ({
  tree: fc.oneof({ maxDepth: 4 }, tie('leaf'), tie('array'), tie('object')),
  leaf: fc.jsonValue({ maxDepth: 0 }).map((value): Tree => ({ kind: 'leaf', text: JSON.stringify(value) })),
  array: fc.array(tie('tree'), { maxLength: 3 }).map((items): Tree => ({ kind: 'array', items })),
  object: fc
    .uniqueArray(fc.tuple(key, tie('tree')), { maxLength: 4, selector: ([name]) => name })
    .map((members): Tree => ({ kind: 'object', members })),
}))

const escaped = (name: string): string =>
  `"${[...Array(name.length).keys()].map((i) => `\\u${name.charCodeAt(i).toString(16).padStart(4, '0')}`).join('')}"`

function print(node: Tree): string {
  if (node.kind === 'leaf') return node.text
  if (node.kind === 'array') return `[${node.items.map(print).join(', ')}]`
  return `{${node.members.map(([name, value]) => `${JSON.stringify(name)}: ${print(value)}`).join(',\n ')}}`
}

interface Twice {
  readonly text: string
  readonly pointer: string
}

const escapePointer = (part: string): string => `/${part.split('~').join('~0').split('/').join('~1')}`

/** The text of the tree for each of its keys, with that one key written a second time at the end of its object. */
function everyDuplicate(node: Tree, pointer: string, wrap: (text: string) => string): readonly Twice[] {
  if (node.kind === 'leaf') return []
  const inArray = node.kind === 'array'
  const parts = inArray ? node.items.map(print) : node.members.map(([k, v]) => `${JSON.stringify(k)}: ${print(v)}`)
  const around = (texts: readonly string[]) => wrap(inArray ? `[${texts.join(',')}]` : `{${texts.join(',')}}`)
  const children = inArray ? node.items.map((item, i) => [String(i), item] as const) : node.members
  const below = children.flatMap(([name, child], i) =>
    everyDuplicate(child, pointer + escapePointer(name), (text) =>
      around(parts.with(i, inArray ? text : `${JSON.stringify(name)}: ${text}`)),
    ),
  )
  if (inArray) return below
  const here = node.members.flatMap(([name]) =>
    [JSON.stringify(name), escaped(name)].map((written) => ({
      text: around([...parts, `${written} : 0`]),
      pointer: pointer + escapePointer(name),
    })),
  )
  return [...here, ...below]
}

t.test('properties', async (t) => {
  t.test('whatever JSON.stringify writes is read as it is', async (t) => {
    const property = fc.property(fc.jsonValue(), fc.constantFrom(undefined, 1), (value, indent) => {
      const text = JSON.stringify(value, null, indent)
      const parsed = parseJson(text)
      if (!parsed.ok) throw new Error(JSON.stringify(parsed))
      return JSON.stringify(parsed.value) === JSON.stringify(JSON.parse(text))
    })
    fc.assert(property, { numRuns: 1000 })
    t.pass()
  })

  t.test('objects with awkward but different keys are read', async (t) => {
    const property = fc.property(tree, (node) => {
      const parsed = parseJson(print(node))
      return parsed.ok && JSON.stringify(parsed.value) === JSON.stringify(JSON.parse(print(node)))
    })
    fc.assert(property, { numRuns: 1000 })
    t.pass()
  })

  t.test('any key of any object written twice, plain or escaped, is found and pointed to', async (t) => {
    const property = fc.property(tree, (node) => {
      for (const { text, pointer } of everyDuplicate(node, '', (whole) => whole)) {
        const parsed = parseJson(text)
        if (parsed.ok) throw new Error(`not seen in ${text}`)
        if (pointers(parsed).join() !== pointer) throw new Error(`${pointers(parsed).join()} instead of ${pointer}`)
      }
    })
    // Every awkward key beside the others, in an object in an array in an object.
    const leaf: Tree = { kind: 'leaf', text: '1' }
    const inner: Tree = { kind: 'object', members: hardKeys.map((name) => [name, leaf]) }
    const nested: Tree = { kind: 'object', members: [['a', { kind: 'array', items: [leaf, inner] }]] }
    t.equal(
      everyDuplicate(nested, '', (whole) => whole).length,
      2 * (hardKeys.length + 1),
      'each key, plain and escaped',
    )
    fc.assert(property, { numRuns: 500, examples: [[nested]] })
  })

  t.test('a foreign character is named with its line and column', async (t) => {
    const foreign = fc.constantFrom('\u0001', '\u0000')
    const property = fc.property(fc.jsonValue(), foreign, fc.nat(), (value, character, at) => {
      const text = JSON.stringify(value, null, 2)
      const i = at % (text.length + 1)
      const before = text.slice(0, i).split('\n')
      const wanted = `line ${before.length}, column ${(before.at(-1) ?? '').length + 1}.`
      const message = messageOf(text.slice(0, i) + character + text.slice(i))
      if (!message.includes(wanted)) throw new Error(`${message}; wanted ${wanted}`)
    })
    fc.assert(property, { numRuns: 2000 })
    t.pass()
  })

  t.test('a beginning of a body is told to end too early', async (t) => {
    const property = fc.property(fc.jsonValue(), fc.nat(), (value, at) => {
      const text = JSON.stringify({ body: value, unit: '\u2028 é "\\' }).replace('é', '\\u00e9')
      return messageOf(text.slice(0, 1 + (at % (text.length - 1)))).includes('ends too early')
    })
    fc.assert(property, { numRuns: 2000 })
    t.pass()
  })

  t.test('no message holds a piece of what was sent', async (t) => {
    const marker = 'Zyxw8675309'
    const around = fc.constantFrom(
      '{"a": M}',
      '{"a": "M"',
      'M',
      '{M: 1}',
      '{"M" 1}',
      '{"a": "M", "a": "M"}',
      '[1, M]',
      '"M',
    )
    const property = fc.property(around, fc.string({ maxLength: 40 }), (frame, noise) => {
      const parsed = parseJson(frame.replace('M', marker + noise.replaceAll('$', '')))
      return parsed.ok || !JSON.stringify(parsed.faults).includes('Zyxw')
    })
    fc.assert(property, { numRuns: 1000 })
    t.pass()
  })
})
