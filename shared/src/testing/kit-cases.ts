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
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** What of a row's expectations has a place in a result under a name that other calculators can know. */
function expectOf({ expected }: Row, result: Json): Json {
  const score = {
    ...(isClose(result.score?.value, expected['value']) ? { value: expected['value'] } : {}),
    ...(typeof expected['reported'] === 'string' && result.score?.reported === expected['reported']
      ? { reported: expected['reported'] }
      : {}),
  }
  const { category } = expected
  const hasCategory = typeof category === 'string' && result.category?.code === category
  const missing: Json = expected['missing']
  return {
    ...(expected['status'] === result.status ? { status: result.status } : {}),
    ...(Object.keys(score).length > 0 ? { score } : {}),
    ...(hasCategory ? { category: { code: category } } : {}),
    ...(Array.isArray(missing) && missing.length === result.missing.length ? { missing: result.missing } : {}),
    ...(isSame(expected['warnings'], []) && isSame(result.warnings, []) ? { warnings: [] } : {}),
  }
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

/** Members that must be there beside `status`, or a case would say too little to be one. */
const SAYS_SOMETHING = ['score', 'category', 'missing']

/** The case of a row whose assertions hold; undefined where its source says nothing that others could be asked. */
export function caseOf(
  row: Row,
  request: Json,
  reply: { readonly status: number; readonly json: Json },
): KitCase | undefined {
  const { id, source } = row
  const head = { id, title: id.replaceAll('-', ' '), source }
  if (reply.status === 422) {
    const [first] = reply.json.errors as readonly { readonly pointer: string }[]
    const pointer = `/${first?.pointer.split('/')[1] ?? ''}`
    return { ...head, kind: 'refusal', level: RULING.test(source) ? 3 : 2, input: request, refuse: { pointer } }
  }
  const expect = expectOf(row, reply.json)
  if (!SAYS_SOMETHING.some((name) => name in expect)) return undefined
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
