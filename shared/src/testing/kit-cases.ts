/**
 * Cases of the conformance kit that come from worked examples. A test maps the names of its source to request and answer and
 * has compared both when it asks here; every number below is the one of the source. Used by tests only.
 */
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Test } from 'tap'

// biome-ignore lint/suspicious/noExplicitAny: tests reach freely into answers; a wrong reach fails the assertion
type Json = any

interface Row {
  readonly id: string
  readonly inputs: Readonly<Record<string, Json>>
  readonly expected: Readonly<Record<string, Json>>
  readonly source: string
}

/** `npm run kit` collects the cases here, a line each. */
const COLLECT = process.env['KIT_CASES']
const FOLDER = fileURLToPath(new URL('../../../../openapi/conformance/cases/', import.meta.url))

export interface KitCase {
  readonly id: string
  readonly title: string
  readonly source: string
  readonly kind: 'published' | 'derived' | 'cut-off' | 'missing' | 'unit' | 'refusal'
  readonly level: 1 | 2 | 3
  readonly input: Json
  readonly expect?: Json
  readonly refuse?: { readonly pointer: string }
}

const isClose = (a: unknown, b: unknown): boolean =>
  typeof a === 'number' && typeof b === 'number' && Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b))

/** Where in a result an expectation of this name stands: `score.value`, `category.code`, `details.…`, `criteria.<id>` for its state. */
export type KitPlaces = Readonly<Record<string, string | ((row: Row) => string)>>

/** A place for each criterion, from its name in a file to its id. */
export const criteriaIn = (ids: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(ids).map(([name, id]) => [name, `criteria.${id}`]))

const pathOf = (place: string): readonly string[] =>
  place.startsWith('criteria.') ? ['criteria', place.slice('criteria.'.length)] : place.split('.')

function put(tree: Json, [first = '', ...rest]: readonly string[], value: Json): void {
  if (rest.length === 0) tree[first] = value
  else {
    tree[first] ??= {}
    put(tree[first], rest, value)
  }
}

/** Adds what the source says where the result has it: the number is the one of the source, and never put in its place. */
function putPlaced(expect: Json, row: Row, result: Json, places: KitPlaces): void {
  const criteria = Object.fromEntries(result.criteria.map(({ id, state }: Json) => [id, state]))
  for (const [name, place] of Object.entries(places)) {
    const said = row.expected[name]
    if (said === undefined) continue
    const value = said === 'cannot_determine' ? 'undetermined' : said
    const path = pathOf(typeof place === 'string' ? place : place(row))
    const found = path.reduce((at: Json, key) => at?.[key], { ...result, criteria })
    if (isClose(found, value) || found === value) put(expect, path, value)
  }
}

/** What of a row's expectations has a place in a result under a name that other calculators can know. */
function expectOf(row: Row, result: Json, places: KitPlaces): Json {
  const { expected } = row
  const score = {
    ...(isClose(result.score?.value, expected['value']) ? { value: expected['value'] } : {}),
    ...(typeof expected['reported'] === 'string' && result.score?.reported === expected['reported']
      ? { reported: expected['reported'] }
      : {}),
  }
  const { category } = expected
  const hasCategory = typeof category === 'string' && result.category?.code === category
  const missing: Json = expected['missing']
  const expect = {
    ...(expected['status'] === result.status ? { status: result.status } : {}),
    ...(Object.keys(score).length > 0 ? { score } : {}),
    ...(hasCategory ? { category: { code: category } } : {}),
    ...(Array.isArray(missing) && missing.length === result.missing.length ? { missing: result.missing } : {}),
  }
  putPlaced(expect, row, result, places)
  return expect
}

/** What kind of case it is, by what it says of itself. */
export function kindOf(id: string, source: string, title: string, expect: Json): KitCase['kind'] {
  const said = `${id} ${title}`.toLowerCase()
  if (expect?.missing?.length > 0 || expect?.status === 'not_computable') return 'missing'
  if (/exact|cut-?off|just-|trap|boundary|float/.test(said)) return 'cut-off'
  if (/unit|-in-m|in-cm|-mm-|-cm-|millimet|centimet|umol|per-dl|convert/.test(said)) return 'unit'
  return /^published|github\.com|doi:|et al/i.test(source) ? 'published' : 'derived'
}

const RULING = /ruling|convention|of this project|contract/i

export const levelOf = (kind: KitCase['kind'], source: string): KitCase['level'] =>
  RULING.test(source) ? 3 : kind === 'published' || kind === 'derived' ? 1 : 2

/** Beside `status` there must be something, or a case would say too little to be one; that nothing is missing is said by any answer. */
const saysSomething = ({ status: _status, missing, ...more }: Json): boolean =>
  Object.keys(more).length > 0 || missing?.length > 0

/** The case of a row whose assertions hold; undefined where its source says nothing that others could be asked. */
export function caseOf(
  row: Row,
  request: Json,
  reply: { readonly status: number; readonly json: Json },
  places: KitPlaces = {},
): KitCase | undefined {
  const { id, source } = row
  const head = { id, title: id.replaceAll('-', ' '), source }
  if (reply.status === 422) {
    const [first] = reply.json.errors as readonly { readonly pointer: string }[]
    const pointer = `/${first?.pointer.split('/')[1] ?? ''}`
    return { ...head, kind: 'refusal', level: RULING.test(source) ? 3 : 2, input: request, refuse: { pointer } }
  }
  const expect = expectOf(row, reply.json, places)
  if (!saysSomething(expect)) return undefined
  const kind = kindOf(id, source, '', expect)
  return { ...head, kind, level: levelOf(kind, source), input: request, expect }
}

/** Collects the cases, or compares them with those that are committed. */
export function holdCases(t: Test, slug: string, cases: readonly KitCase[]): void {
  if (COLLECT !== undefined) {
    const lines = cases.map((each) => `${JSON.stringify(each)}\n`).join('')
    appendFileSync(join(COLLECT, `${slug}.ndjson`), lines)
    return
  }
  const file = join(FOLDER, `${slug}.json`)
  if (!existsSync(file)) return
  const written = new Map<string, Json>(
    JSON.parse(readFileSync(file, 'utf8')).cases.map((each: Json) => [each.id, each]),
  )
  t.same(
    cases.map(({ id }) => written.get(id)),
    cases,
    'the cases of the conformance kit are these: npm run kit',
  )
}
