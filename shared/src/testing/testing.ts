/** What the tests of every instrument stand on. Used by tests only. */
import { readFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import type { Test } from 'tap'
import { readConfig } from '../config/read.js'
import type { Fault, Instrument } from '../contract/instrument.js'
import { toJsonSchema } from '../engine/json-schema.js'
import { buildService } from '../http/service.js'
import { hostVariables } from '../http/variables.js'
import type { Warning } from '../language/outcome.js'
import { caseOf, holdCases, type KitCase, type KitPlaces } from './kit-cases.js'
import { decidedInWords } from './missing.js'
import './patience.js'

/** The clinical specification's tolerance for values. */
const CLOSE = 1e-9

export const silentLogger = () => pino({ level: 'silent' })
export const testConfig = (environment: Readonly<Record<string, string>> = {}) =>
  // Tests do in one turn of the event loop what a server is asked over many; on a busy machine that looks like overload.
  readConfig(hostVariables, { LOG_LEVEL: 'silent', OVERLOAD_DELAY_MS: '0', ...environment })

/** The instrument as a service without a socket; closed with the test. */
export async function serviceFor(t: Test, instrument: Instrument): Promise<FastifyInstance> {
  const { app } = await buildService([instrument], testConfig(), silentLogger())
  t.teardown(() => app.close())
  served.set(app, instrument)
  return app
}

const served = new WeakMap<FastifyInstance, Instrument>()

export interface Reply {
  readonly status: number
  readonly type: string
  readonly raw: string
  /** The parsed body; result or problem. */
  readonly json: Json
}

// biome-ignore lint/suspicious/noExplicitAny: tests reach freely into answers; a wrong reach fails the assertion
export type Json = any

/** POSTs through the whole HTTP stack. A string body is sent as it is. */
export async function post(
  app: FastifyInstance,
  slug: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Reply> {
  const reply = await app.inject({
    method: 'POST',
    url: `/v1/${slug}`,
    headers: { 'content-type': 'application/json', ...headers },
    payload: typeof body === 'string' ? body : JSON.stringify(body),
  })
  const type = String(reply.headers['content-type'])
  return { status: reply.statusCode, type, raw: reply.payload, json: type.includes('json') ? reply.json() : undefined }
}

/** Numbers to 1e-9, everything else exactly; objects by the members that are expected. */
export function matches(t: Test, actual: unknown, expected: unknown, message: string): void {
  if (typeof expected === 'number') {
    const close = typeof actual === 'number' && Math.abs(actual - expected) <= CLOSE
    t.ok(close, `${message} is ${expected}`, { found: actual, wanted: expected })
  } else if (Array.isArray(expected)) {
    t.equal(
      Array.isArray(actual) ? actual.length : undefined,
      expected.length,
      `${message} has ${expected.length} items`,
    )
    expected.forEach((item, i) => {
      matches(t, (actual as readonly unknown[] | undefined)?.[i], item, `${message}[${i}]`)
    })
  } else if (typeof expected === 'object' && expected !== null) {
    for (const [key, value] of Object.entries(expected))
      matches(t, (actual as Readonly<Record<string, unknown>> | null)?.[key], value, `${message}.${key}`)
  } else t.equal(actual, expected, `${message} is ${String(expected)}`)
}

/** The state of one criterion of a result. */
export const stateOf = (result: Json, id: string): string =>
  result.criteria.find((criterion: { readonly id: string }) => criterion.id === id)?.state ?? `no criterion ${id}`

/** The codes of the warnings of a result. */
export const codesOf = (result: Json): readonly string[] => result.warnings.map(({ code }: Warning) => code)

/** The warnings of a result, each as its code and the pointer it stands at. */
export const warningsOf = (result: Json): readonly (readonly string[])[] =>
  result.warnings.map(({ code, pointer }: Warning) => [code, pointer])

/** The faults of a problem, each as `<code> <pointer>`. */
export const faultsOf = (problem: Json): readonly string[] =>
  problem.errors.map(({ code, pointer }: Fault) => `${code} ${pointer}`)

export interface WorkedExample {
  readonly id: string
  readonly inputs: Readonly<Record<string, Json>>
  readonly expected: Readonly<Record<string, Json>>
  readonly source: string
}

export interface WorkedExamples {
  readonly slug: string
  /** From a compiled test: `import.meta.url` and the file name in the instrument's `examples` folder. */
  readonly from: string
  readonly file: string
  /** How many rows the file has; a changed file must be looked at. */
  readonly rows: number
  /** Rows that are another instrument's, or not an instrument's at all, each with the reason. */
  readonly elsewhere?: Readonly<Record<string, string>>
  /** Puts one input of the file into the request. One without an entry here is the field of that name, or fails the test. */
  readonly inputs?: Readonly<Record<string, (value: Json, request: Record<string, Json>, row: WorkedExample) => void>>
  /** Asserts one expectation of the file. One without an entry here is the member of that name, or fails the test. */
  readonly expected?: Readonly<Record<string, (t: Test, reply: Reply, value: Json, row: WorkedExample) => void>>
  /** Where an expectation stands in a result, so that the conformance kit can ask other calculators for it; `expected` asserts it. */
  readonly kit?: KitPlaces
}

/** The rows of a file: a list, or an object that names its schema and has the rows (`services/test/examples.schema.json`). */
export function readWorkedExamples({ slug, from, file }: Pick<WorkedExamples, 'slug' | 'from' | 'file'>) {
  const content: Json = JSON.parse(readFileSync(new URL(`../../../${slug}/examples/${file}`, from), 'utf8'))
  return (Array.isArray(content) ? content : content.rows) as readonly WorkedExample[]
}

/**
 * Runs every row of a clinical example file through HTTP; no row, input or expectation is passed over silently, and each
 * value is taken out of the request of each row.
 */
export async function workedExamples(t: Test, app: FastifyInstance, set: WorkedExamples): Promise<void> {
  const all = readWorkedExamples(set)
  t.equal(all.length, set.rows, `${set.file} has ${set.rows} rows`)
  const elsewhere = set.elsewhere ?? {}
  for (const id of Object.keys(elsewhere))
    t.ok(
      all.some((row) => row.id === id),
      `${id} is a row of ${set.file}`,
    )
  const instrument = served.get(app)
  const fields = instrument ? (toJsonSchema(instrument.request, 'input').properties ?? {}) : {}
  const cases: KitCase[] = []
  for (const row of all.filter(({ id }) => !(id in elsewhere))) {
    await t.test(`${set.file}: ${row.id}`, async (t) => {
      const request: Record<string, Json> = {}
      for (const [key, value] of Object.entries(row.inputs)) {
        const put = set.inputs?.[key]
        if (put) put(value, request, row)
        else if (key in fields) request[key] = value
        else t.fail(`input ${key} is no field of the request and is not mapped`)
      }
      const reply = await post(app, set.slug, request)
      for (const [key, value] of Object.entries(row.expected)) {
        const check = set.expected?.[key] ?? ownNames[key]
        if (check) check(t, reply, value, row)
        else t.fail(`expectation ${key} is not asserted`)
      }
      if (instrument) t.same(decidedInWords(instrument, request), [])
      cases.push(...[caseOf(row, request, reply, set.kit) ?? []].flat())
    })
  }
  holdCases(t, set.slug, cases)
}

/** Warning codes that the contract adds to those of the clinical examples. */
const ADDED_BY_CONTRACT = ['reported_value_crosses_cutoff']

/** `status`, `missing`, `invalid`, `warnings` as the rheumatoid arthritis files write them; names are mapped by `field`. */
export const commonExpectations = (field: (name: string) => string): NonNullable<WorkedExamples['expected']> => ({
  status: (t, reply, value) => {
    t.equal(reply.status, value === 'invalid' ? 422 : 200)
    if (value !== 'invalid') t.equal(reply.json.status, value)
  },
  missing: (t, reply, value) => {
    t.same(reply.json.missing, value.map(field))
  },
  invalid: (t, reply, value) => {
    const pointers: readonly string[] = reply.json.errors.map((fault: { readonly pointer: string }) => fault.pointer)
    for (const name of value)
      t.ok(
        pointers.some((pointer) => pointer.split('/').includes(field(name).split('.')[0] ?? '')),
        `a fault points to ${name}`,
      )
  },
  warnings: (t, reply, value) => {
    t.same(
      codesOf(reply.json).filter((code) => !ADDED_BY_CONTRACT.includes(code)),
      value,
    )
  },
})

const member =
  (name: string) =>
  (t: Test, reply: Reply, value: Json): void =>
    matches(t, reply.json[name], value, name)

/** Expectations under the names that an answer has itself. */
const ownNames: NonNullable<WorkedExamples['expected']> = {
  ...commonExpectations((name) => name),
  score: member('score'),
  category: member('category'),
  details: member('details'),
  criteria: (t, reply, value) => {
    for (const [id, state] of Object.entries(value)) t.equal(stateOf(reply.json, id), state, id)
  },
}
