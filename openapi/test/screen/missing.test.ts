/**
 * What is missing decides nothing: every value of a screening request is taken out in turn, dates and other visits too.
 * Exceptions are those of the protocol file and of the instruments that its inputs are fields of.
 */
import '@activity-scores/shared/patience'
import { instruments } from '@activity-scores/services/registry'
import { fromSchema } from '@activity-scores/shared/arbitrary'
import { isAt, type Path, pathsOf, withoutPath } from '@activity-scores/shared/deletions'
import { draws, fc, SEED } from '@activity-scores/shared/drawing'
import { toJsonSchema } from '@activity-scores/shared/json-schema'
import { compileValidator } from '@activity-scores/shared/validate'
import t from 'tap'
import type { z } from 'zod'
import { member, type Patient, whole } from '../../bench/patients.js'
import { day } from '../../bench/patients-days.js'
import { PROTOCOLS } from '../../src/files/paths.js'
import { circumstancesOf } from '../../src/screen/answer.js'
import { type Decision, decide } from '../../src/screen/decide.js'
import { loadProtocol } from '../../src/screen/load.js'
import { requestRules, type ScreenRequest, screenAcceptor, screenRequest } from '../../src/screen/request.js'

const plan = loadProtocol(`${PROTOCOLS}/nct06464679.json`, instruments)
const { protocol } = plan
const schema = screenRequest(protocol, instruments)
const validate = compileValidator({ request: schema, rules: requestRules(protocol) }, screenAcceptor(schema).accepts)

function decided(request: unknown): Decision | null {
  const validated = validate(request)
  if (!validated.ok) return null
  const decision = decide(plan, circumstancesOf(plan, validated.input))
  return decision.patient.faults.length > 0 ? null : decision
}

interface Named {
  readonly pattern: string
  /** Only where this input has this value. */
  readonly where?: { readonly input: string; readonly is: unknown }
}

/** What the protocol names, and what the instruments name of fields that an input is sent to. */
const named: readonly Named[] = [
  ...['readings', 'readings.*', 'include', 'include.*'].map((pattern) => ({ pattern })),
  ...(protocol.options ?? []).map(({ field }) => ({ pattern: field })),
  ...(protocol.completeLists ?? []).map(({ list }) => ({ pattern: `${list}.*` })),
  ...Object.values(protocol.calls).flatMap(({ use, with: fields }) => {
    const { options = [], completeLists = [] } = instruments.find(({ slug }) => slug === use) ?? {}
    const inputOf = (pattern: string): string | null => {
      const [field = '', ...rest] = pattern.split('.')
      const argument = fields[field]
      return typeof argument === 'string' ? ['inputs', argument, ...rest].join('.') : null
    }
    const only = (where: { readonly field: string; readonly is: unknown } | undefined) => {
      const input = where && fields[where.field]
      return typeof input === 'string' ? { where: { input, is: where?.is } } : {}
    }
    return [
      ...options.map(({ field, where }) => ({ pattern: inputOf(field), ...only(where) })),
      ...completeLists.map(({ list, where }) => ({ pattern: inputOf(`${list}.*`), ...only(where) })),
    ].flatMap(({ pattern, ...rest }) => (pattern === null ? [] : [{ pattern, ...rest }]))
  }),
]

const isNamed = (path: Path, { inputs }: ScreenRequest): boolean =>
  named.some(({ pattern, where }) => isAt(path, pattern) && (where === undefined || inputs[where.input] === where.is))

/** Statements or sources that contradict one another leave open what either alone decides: taking one away is no gap. */
const contradicts = (decision: Decision): boolean =>
  decision.patient.conflicts().length > 0 ||
  decision.verdicts.some(({ reasons }) => reasons.some((reason) => reason.startsWith('conflict:')))

function without(before: Decision, request: unknown, path: Path): readonly string[] {
  if (isNamed(path, request as ScreenRequest)) return []
  const after = decided(withoutPath(request, path))
  if (!after) return []
  const found = after.criteria.flatMap(({ definition: { id } }, i) => {
    const [was, is] = [before.verdicts[i]?.state, after.verdicts[i]?.state]
    return is === 'undetermined' || is === was ? [] : [`${id} ${was} became ${is}`]
  })
  if (after.verdict !== 'undetermined' && after.verdict !== before.verdict)
    found.push(`the verdict ${before.verdict} became ${after.verdict}`)
  return found.length > 0 ? [`without ${path.join('.')}: ${found.join('; ')}`] : []
}

function broken(request: unknown): readonly string[] {
  const before = decided(request)
  if (!before || contradicts(before)) return []
  return [...pathsOf(request)].flatMap((path) => without(before, request, path))
}

t.test('the examples of the protocol', async (t) => {
  for (const { name, request } of protocol.examples) t.same(broken(request), [], name)
})

const { inputs } = (schema as unknown as z.ZodObject<{ inputs: z.ZodObject }>).shape
const drawnInput = Object.fromEntries(
  Object.entries(toJsonSchema(inputs, 'input').properties ?? {}).map(([name, each]) => [name, fromSchema(each, 1)]),
)
const recent = Object.keys(protocol.inputs).filter((name) => protocol.inputs[name]?.window !== undefined)
const perVisit = Object.keys(protocol.inputs).filter((name) => protocol.inputs[name]?.perVisit === true)
const subset = <Value>(of: Readonly<Record<string, fc.Arbitrary<Value>>>, most: number) =>
  fc
    .subarray(Object.keys(of), { maxLength: most })
    .chain((keys) => fc.record(Object.fromEntries(keys.map((key) => [key, of[key] as fc.Arbitrary<Value>]))))
const daysAgo = fc.constantFrom(0, 1, 7, 28, 29, 200, 400).map((days) => day('2026-03-01', -days))

/** A synthetic patient of whom some inputs are drawn anew, with other days, visits and readings. */
const requests: fc.Arbitrary<unknown> = fc
  .record({
    seed: fc.nat({ max: 100_000 }),
    gaps: fc.boolean(),
    other: subset(drawnInput, 6),
    dates: subset(Object.fromEntries(recent.map((name) => [name, daysAgo])), 4),
    visits: fc.array(
      fc.record({
        date: daysAgo,
        inputs: subset(
          Object.fromEntries(perVisit.map((name) => [name, drawnInput[name] as fc.Arbitrary<unknown>])),
          4,
        ),
      }),
      { maxLength: 2 },
    ),
    readings: subset(
      Object.fromEntries(
        Object.entries(protocol.readings).map(([id, { options }]) => [
          id,
          fc.constantFrom(...options.map((option) => option.id)),
        ]),
      ),
      5,
    ),
  })
  .map(({ seed, gaps, other, dates, visits, readings }) => {
    const { undated, ...patient }: Patient = gaps ? member(seed, SEED) : whole(seed + 1)
    const isDated = !undated || Object.keys(dates).length > 0
    return {
      ...patient,
      inputs: { ...patient.inputs, ...other },
      ...(isDated ? { dates: { ...patient.dates, ...dates } } : { undated }),
      visits,
      readings,
    }
  })

t.test('drawn requests', async (t) => {
  const property = fc.property(requests, (request) => {
    const found = broken(request)
    if (found.length > 0) throw new Error(found.join('\n'))
  })
  fc.assert(property, { numRuns: draws(40, 2000) })
  t.pass()
})

t.test('every exception names a place of the request', async (t) => {
  const shape = toJsonSchema(schema as z.ZodType<ScreenRequest>, 'input')
  for (const { pattern } of named) {
    const keys = pattern.split('.').filter((key) => key !== '*')
    let node: unknown = shape
    for (const key of keys.slice(0, 2)) node = (node as { properties?: Record<string, unknown> }).properties?.[key]
    t.ok(node, pattern)
  }
})
