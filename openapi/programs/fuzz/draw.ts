/** Requests drawn from the document: half as it asks for them, half with something wrong in body, text or headers. */
import { fromSchema } from '@activity-scores/shared/testing/arbitrary'
import { mutated } from '@activity-scores/shared/testing/mutate'
import fc from 'fast-check'
import { type Document, inlined, type Operation } from './operations.js'

export interface Draft {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** How the text becomes bytes; only the first is what the service reads. */
  readonly encoding: 'utf8' | 'latin1' | 'utf16le'
}

const JSON_MEDIA = 'application/json'
const DECIMALS = 2
const MOST_ROWS = 5

/** What any caller may ask for. */
const wishes = fc.record(
  {
    accept: fc.constantFrom(
      '*/*',
      'application/json',
      'text/plain',
      'text/markdown',
      'text/html;q=0.9, text/plain;q=0.8',
    ),
    prefer: fc.constantFrom('return=minimal', 'return=representation', 'respond-async, return=minimal', 'wait=5'),
    'x-request-id': fc.constantFrom('visit-2026-03-01', 'a.b_c-d.e_f'),
  },
  { requiredKeys: [] },
)

const word = fc.string({ minLength: 1, maxLength: 20, unit: fc.constantFrom(...'abz/;=,"*+.-_ 019\t%{}') })

/** What no caller should send; each may be refused, none may do harm. */
const oddHeaders = fc.record(
  {
    'content-type': fc.oneof(
      fc.constantFrom(
        'application/json; charset=utf-8',
        'Application/JSON',
        'application/json\t;charset="UTF8"',
        'application/json; charset=utf-16',
        'application/json, application/json',
        'application/xml',
        'application/x-ndjson',
        'application/x-www-form-urlencoded',
        'multipart/form-data; boundary=x',
        'text/csv',
        'text/plain',
        '',
      ),
      word,
    ),
    'content-encoding': fc.constantFrom('identity', 'gzip', 'br, gzip', ''),
    accept: fc.oneof(fc.constantFrom('', 'image/png', 'text/*;q=0', 'application/json;q=x', '*/*;q=0.0001'), word),
    prefer: fc.oneof(fc.constantFrom('', 'return', 'return="minimal', 'return=minimal;return=full'), word),
    'x-request-id': fc.oneof(fc.constant('x'.repeat(200)), word),
    'x-forwarded-for': word,
    'content-language': word,
  },
  { requiredKeys: [] },
)

/** Changes of a text at some place of it. */
const spoilt: readonly ((text: string, at: number) => string)[] = [
  (text, at) => text.slice(0, at),
  (text, at) => text.slice(at),
  (text, at) => `${text.slice(0, at)}${text.slice(at + 1)}`,
  (text) => `${text}${text}`,
  (text) => `\uFEFF${text}`,
  (text) => text.replace('{', '{"age":1,"age":2,'),
  (text) => text.replace('{', '{"__proto__":{"polluted":true},'),
  (text) => text.replace(/-?\d+(\.\d+)?/, '1e999'),
  (text) => text.replace(/-?\d+(\.\d+)?/, '-0'),
  (text) => text.replace(/-?\d+(\.\d+)?/, '007'),
  (text) => text.replace(/-?\d+(\.\d+)?/, 'NaN'),
  (text) => text.replace(/-?\d+(\.\d+)?/, '3.0000000000000000000001'),
  (text, at) => `${text.slice(0, at)}\u0000\u00fc\u{1f9b4}\ud800${text.slice(at)}`,
  (text, at) => `${text.slice(0, at)}\n${text.slice(at)}`,
  (text) => text.replaceAll(',', ';'),
  () => '',
  () => 'null',
  () => '[]',
  () => '"text"',
  () => '['.repeat(20_000),
  (text) => text.replace(/"[^"]*"/, () => `"${'x'.repeat(3000)}"`),
  (text, at) => `${text.slice(0, at)}${' '.repeat(70_000)}${text.slice(at)}`,
]

/** Every way of being wrong, beside a body that is right. */
const damage = fc.oneof(
  { weight: 6, arbitrary: fc.constant({ body: true }) },
  { weight: 3, arbitrary: fc.record({ how: fc.constantFrom(...spoilt.keys()), at: fc.nat(4000) }) },
  { weight: 2, arbitrary: fc.record({ headers: oddHeaders }) },
  { weight: 1, arbitrary: fc.record({ encoding: fc.constantFrom<Draft['encoding']>('latin1', 'utf16le') }) },
  { weight: 1, arbitrary: fc.record({ headers: oddHeaders, body: fc.constant(true) }) },
)
type Damage = {
  readonly body?: boolean
  readonly how?: number
  readonly at?: number
  readonly headers?: Partial<Record<string, string>>
  readonly encoding?: Draft['encoding']
}

/** Requests of one operation. */
export function drafts(operation: Operation, document: Document): fc.Arbitrary<Draft> {
  const path = fc.constantFrom(...operation.paths)
  if (operation.kind === 'page') return pages(operation, path)
  const texts = Object.entries(operation.body).map(([media, content]) => {
    const { right, wrong } = textsOf(media, content, document)
    return fc
      .tuple(right, fc.option(fc.tuple(damage, wrong), { freq: 2 }), path, wishes)
      .map(([text, harm, path, headers]): Draft => {
        const draft: Draft = {
          method: operation.method,
          path,
          headers: { 'content-type': media, ...present(headers) },
          body: text,
          encoding: 'utf8',
        }
        return harm === null ? draft : harmed(draft, harm[0], harm[1])
      })
  })
  const [first, ...others] = texts
  if (!first) throw new Error(`${operation.id} documents no body`)
  return fc.oneof(first, ...others)
}

/** The requests that the document itself shows; each must be answered as it says. */
export function shown({ kind, method, paths, body }: Operation): readonly Draft[] {
  const [path = ''] = paths
  const plain = { method, path, encoding: 'utf8' } as const
  if (kind === 'page') return [{ ...plain, headers: {}, body: '' }]
  return Object.entries(body).flatMap(([media, { example, examples = {} }]) => {
    const texts =
      example === undefined ? Object.values(examples).map(({ value }) => JSON.stringify(value)) : [String(example)]
    return texts.map((text) => ({ ...plain, headers: { 'content-type': media }, body: text }))
  })
}

function harmed(draft: Draft, { body, how, at = 0, headers, encoding }: Damage, wrong: string): Draft {
  const spoil = how === undefined ? undefined : spoilt[how]
  const text = body ? wrong : draft.body
  return {
    ...draft,
    headers: { ...draft.headers, ...present(headers ?? {}) },
    body: spoil ? spoil(text, at % (text.length + 1)) : text,
    encoding: encoding ?? draft.encoding,
  }
}

/** Pages are read, with a body that nobody asked for at times, and asked for with methods that they do not take. */
const pages = ({ method }: Operation, path: fc.Arbitrary<string>): fc.Arbitrary<Draft> =>
  fc
    .tuple(
      fc.constantFrom(method, method, 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'),
      path,
      wishes,
      oddHeaders,
      fc.constantFrom('', '', '{}'),
    )
    .map(([method, path, usual, odd, body]) => ({
      method,
      path,
      headers: { ...present(usual), ...present(odd) },
      body: method === 'HEAD' ? '' : body,
      encoding: 'utf8',
    }))

const present = (headers: Readonly<Partial<Record<string, string>>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))

interface Texts {
  readonly right: fc.Arbitrary<string>
  readonly wrong: fc.Arbitrary<string>
}

function textsOf(media: string, content: Operation['body'][string], document: Document): Texts {
  if (media === JSON_MEDIA) {
    const { values, wrong } = jsonOf(content, document)
    return { right: values.map((value) => JSON.stringify(value)), wrong: wrong.map((value) => JSON.stringify(value)) }
  }
  const example = String(content.example)
  if (media !== 'application/x-ndjson') return { right: fc.constant(example), wrong: recelled(example) }
  const rows = fc.constantFrom<unknown>(
    ...example
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as unknown),
  )
  const lines = (values: fc.Arbitrary<unknown>) =>
    fc.array(values, { maxLength: MOST_ROWS }).map((all) => all.map((row) => `${JSON.stringify(row)}\n`).join(''))
  return { right: lines(rows), wrong: lines(mutated(rows)) }
}

/** Values by the schema and the examples; an array of rows is short. */
function jsonOf({ schema, examples = {} }: Operation['body'][string], document: Document) {
  const shown = Object.values(examples).map(({ value }) => value)
  const drawn = fromSchema(inlined(schema, document), DECIMALS)
  const values = fc.oneof({ weight: 3, arbitrary: drawn }, { weight: 1, arbitrary: fc.constantFrom(...shown) })
  return { values, wrong: mutated(values) }
}

/** A table with other things in some of its cells. */
function recelled(table: string): fc.Arbitrary<string> {
  const cell = fc.constantFrom(
    '',
    '-1',
    '1e999',
    '"',
    '""',
    'x',
    '|',
    '1|2',
    'TRUE',
    ' 7',
    'null',
    '{}',
    '=1+1',
    '\r\n',
  )
  return fc.array(fc.tuple(fc.nat(500), cell), { minLength: 1, maxLength: 4 }).map((changes) =>
    changes.reduce((text, [at, other]) => {
      const cells = text.split(/([,\n])/)
      const place = (at * 2) % (cells.length + 1)
      return cells.map((known, i) => (i === place ? other : known)).join('')
    }, table),
  )
}
