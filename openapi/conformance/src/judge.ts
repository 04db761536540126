/** Whether an answer is what a case expects. */
import type { Case, Json } from './cases.js'

/** What a calculator gave for one case. */
export type Answer =
  | { readonly kind: 'result'; readonly result: Json }
  /** It refused the input; the places at fault, where it names them. */
  | { readonly kind: 'refused'; readonly pointers: readonly string[] }
  /** It does not know the instrument, or a field of the case. */
  | { readonly kind: 'unsupported'; readonly why: string }
  /** It broke: no answer, or none that can be read. */
  | { readonly kind: 'broken'; readonly why: string }

export interface Verdict {
  readonly state: 'passed' | 'failed' | 'unsupported'
  /** What differs, one line each: where, expected, got. */
  readonly differences: readonly string[]
}

export interface JudgeOptions {
  /** Judges `reported` alone where a case has both: for calculators that print decimals and keep no more. */
  readonly reportedOnly?: boolean
}

const TOLERANCE = 1e-9

export function judge(one: Case, answer: Answer, { reportedOnly = false }: JudgeOptions = {}): Verdict {
  if (answer.kind === 'unsupported') return { state: 'unsupported', differences: [answer.why] }
  if (answer.kind === 'broken') return failed([answer.why])
  if (one.refuse) {
    if (answer.kind === 'result') return failed([`a refusal at ${one.refuse.pointer} was expected, got a result`])
    const { pointer } = one.refuse
    const isNamed = answer.pointers.length === 0 || answer.pointers.some((each) => isWithin(each, pointer))
    return isNamed ? PASSED : failed([`a fault at ${pointer} was expected, got ${answer.pointers.join(', ')}`])
  }
  if (answer.kind === 'refused') return failed([`a result was expected, the input was refused at ${answer.pointers}`])
  const found = differences(one.expect ?? {}, comparable(answer.result), '', {
    tolerance: one.tolerance ?? TOLERANCE,
    reportedOnly,
  })
  return found.length === 0 ? PASSED : failed(found)
}

const PASSED: Verdict = { state: 'passed', differences: [] }
const failed = (found: readonly string[]): Verdict => ({ state: 'failed', differences: found })

const isWithin = (pointer: string, place: string): boolean => pointer === place || pointer.startsWith(`${place}/`)

const isObject = (value: Json | undefined): value is { readonly [name: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Criteria by id and warnings as codes, in whichever way a calculator lists them. */
function comparable(result: Json): Json {
  if (!isObject(result)) return result
  const { criteria, warnings } = result
  return {
    ...result,
    ...(Array.isArray(criteria) ? { criteria: byId(criteria) } : {}),
    ...(Array.isArray(warnings)
      ? { warnings: warnings.map((each) => (isObject(each) ? (each['code'] ?? null) : each)) }
      : {}),
  }
}

const byId = (criteria: readonly Json[]): Json =>
  Object.fromEntries(
    criteria.flatMap((each) =>
      isObject(each) && typeof each['id'] === 'string' ? [[each['id'], each['state'] ?? null]] : [],
    ),
  )

interface How {
  readonly tolerance: number
  readonly reportedOnly: boolean
}

/** What is left out says as much as null, and as a list without entries. */
const isNothing = (value: Json | undefined): boolean =>
  value === undefined || value === null || (Array.isArray(value) && value.length === 0)

/** Of what is missing the order is not said. */
const sorted = (names: readonly Json[]): readonly Json[] => names.toSorted((a, b) => String(a).localeCompare(String(b)))

function listDifferences(expected: readonly Json[], got: Json | undefined, at: string, how: How): readonly string[] {
  if (!Array.isArray(got) || got.length !== expected.length) return [difference(at, expected, got)]
  const [items, found] = at === '/missing' ? [sorted(expected), sorted(got)] : [expected, got as readonly Json[]]
  return items.flatMap((item, i) => differences(item, found[i], `${at}/${i}`, how))
}

function differences(expected: Json, got: Json | undefined, at: string, how: How): readonly string[] {
  if (isNothing(expected) && isNothing(got)) return []
  if (typeof expected === 'number') return isClose(expected, got, how.tolerance) ? [] : [difference(at, expected, got)]
  if (Array.isArray(expected)) return listDifferences(expected, got, at, how)
  if (!isObject(expected)) return expected === got ? [] : [difference(at, expected, got)]
  if (!isNothing(got) && !isObject(got)) return [difference(at, expected, got)]
  const members = isObject(got) ? got : {}
  return Object.entries(expected).flatMap(([name, value]) => {
    if (how.reportedOnly && name === 'value' && 'reported' in expected) return []
    return differences(value, members[name], `${at}/${name}`, how)
  })
}

const isClose = (expected: number, got: Json | undefined, tolerance: number): boolean =>
  typeof got === 'number' && Math.abs(got - expected) <= tolerance * Math.max(1, Math.abs(expected))

const difference = (at: string, expected: Json, got: Json | undefined): string =>
  `${at || '/'}: expected ${JSON.stringify(expected)}, got ${got === undefined ? 'nothing' : JSON.stringify(got)}`
