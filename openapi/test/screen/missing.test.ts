/**
 * What is missing decides nothing: every value of a screening request is taken out in turn, dates and other visits too.
 * Exceptions are those of the protocol file and of the instruments that its inputs are fields of.
 */
import { existsSync, readFileSync } from 'node:fs'
import '@activity-scores/shared/testing/patience'
import { toJsonSchema } from '@activity-scores/shared/engine/json-schema'
import { fromSchema } from '@activity-scores/shared/testing/arbitrary'
import { draws, fc, SEED } from '@activity-scores/shared/testing/drawing'
import type { Json } from '@activity-scores/shared/testing/testing'
import t from 'tap'
import type * as z from 'zod'
import { member, type Patient, whole } from '../../programs/kit/patients.js'
import { day } from '../../programs/kit/patients-days.js'
import { PROTOCOLS } from '../../src/files/paths.js'
import type { ScreenRequest } from '../../src/screen/answer/request.js'
import { protocolFiles } from '../../src/screen/load.js'
import { loosened } from './loosened.js'

const { decidedByAbsence, exceptions, isAnswered, plan, schema } = loosened('nct06464679')
const { protocol } = plan

/** Of so many worked cases one, another on each run, is looked at in an otherwise whole record, too, which costs as much as twenty. */
const IN_WHOLE_RECORD = draws(40, 1)

t.test('the examples of the protocols', async (t) => {
  for (const id of protocolFiles([PROTOCOLS]).keys()) {
    const { plan: of, decidedByAbsence: decidedBy } = loosened(id)
    t.ok(of.protocol.examples.length >= 3, id)
    for (const { name, request } of of.protocol.examples) t.same(decidedBy(request), [], `${id} ${name}`)
    const [whole] = of.protocol.examples
    for (const [i, { id: row, request }] of workedRequests(id).entries()) {
      t.same(decidedBy(request), [], `${id} ${row}`)
      if ((i + SEED) % IN_WHOLE_RECORD !== 0) continue
      const inputs = { ...Object(whole?.request['inputs']), ...request.inputs }
      t.same(decidedBy({ ...request, inputs }), [], `${id} ${row}, in a whole record`)
    }
  }
})

/** Worked cases of a protocol that has them as requests; those of the first are in the words of the clinical files. */
function workedRequests(id: string): readonly { readonly id: string; readonly request: Json }[] {
  const file = new URL(`../../../../openapi/test/screen/examples/${id}.json`, import.meta.url)
  if (!existsSync(file)) return []
  const { arm, asOf, rows } = JSON.parse(readFileSync(file, 'utf8')) as Json
  return rows.map(({ id: row, inputs, dates, readings, undated = dates ? null : 'as-of' }: Json) => ({
    id: row,
    request: { arm, asOf, inputs, dates, readings, undated },
  }))
}

const example = (arm: string, inputs: object, rest: object = {}): object => {
  const request = protocol.examples.find((each) => each.request['arm'] === arm)?.request ?? {}
  return { ...request, inputs: { ...Object(request['inputs']), ...inputs }, ...rest }
}
const crp = (value: number) => ({ crp: { value, unit: 'mg/L' }, esr: { value: 5, unit: 'mm/h' } })
const percent = (value: number) => ({ value, unit: '%' })
const LATEST = { readings: { A17: 'latest', A18: 'latest' } }
const RA = 'rheumatoid-arthritis'

/** Requests in which something is used instead of something else, which a drawn one seldom has. */
const SELDOM: Readonly<Record<string, object>> = {
  'a finished score beside its parts': example('sjogren', {
    longestListedDrugMonths: 6,
    immunomodulators: [{ drug: 'methotrexate', start: '2025-08-20', ongoing: true }],
  }),
  'a course without an end': example('sjogren', {
    immunomodulators: [
      { drug: 'methotrexate', start: '2024-08-20', end: '2025-01-01' },
      { drug: 'rituximab', start: '2025-06' },
    ],
  }),
  'the latest examination is another visit': example(RA, crp(15), {
    ...LATEST,
    undated: null,
    dates: { crp: '2026-02-05', esr: '2026-02-05' },
    visits: [{ date: '2026-02-25', inputs: crp(2) }],
  }),
  'the latest examination is that of the day': example(RA, crp(15), {
    ...LATEST,
    visits: [{ date: '2026-02-25', inputs: crp(2) }],
  }),
  'two visits of one day': example(RA, crp(2), {
    ...LATEST,
    visits: [crp(15), { ...crp(15), tenderJointCount68: 3 }].map((inputs) => ({ date: '2026-02-25', inputs })),
  }),
  'statements that cannot both be true, each read by a criterion of its own': example('myositis', {
    malignancy: 'non-melanoma-skin-free-over-5-years',
    tumourHistory: false,
  }),
  'litres beside percent of predicted': example('systemic-sclerosis', {
    fvcPercentPredicted: percent(79),
    lungBaseline: { date: '2025-10-01', fvc: { value: 3, unit: 'L' }, fvcPercentPredicted: percent(80) },
    lungFollowUp: { fvc: { value: 2.5, unit: 'L' }, fvcPercentPredicted: percent(79) },
  }),
  'the limit of the site beside that of the report': example(RA, {
    ast: { value: 70, upperLimit: 40, unit: 'U/L' },
    astAttributedToDisease: false,
    siteUpperLimits: { ast: { value: 20, unit: 'U/L' } },
  }),
  'two samples of which neither can be of the other day': example(
    RA,
    {
      wbc: { value: 4.2, unit: '10*9/L' },
      neutrophils: { value: 4.4, unit: '10*9/L' },
    },
    { undated: null, readings: { A2: 'none' }, dates: { wbc: '2026-02-20', neutrophils: '2026-03-01' } },
  ),
}

t.test('what is used instead of something else', async (t) => {
  for (const [name, request] of Object.entries(SELDOM)) {
    t.ok(isAnswered(request), `${name} is answered`)
    t.same(decidedByAbsence(request), [], name)
  }
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
    const found = decidedByAbsence(request)
    if (found.length > 0) throw new Error(found.join('\n'))
  })
  fc.assert(property, { numRuns: draws(6, 3000) })
  t.pass()
})

t.test('every exception names a place of the request', async (t) => {
  const shape = toJsonSchema(schema as z.ZodType<ScreenRequest>, 'input')
  for (const { pattern } of [...exceptions.options, ...exceptions.lists, ...exceptions.precedences]) {
    const keys = pattern.split('.').filter((key) => key !== '*')
    let node: unknown = shape
    for (const key of keys.slice(0, keys[0] === 'visits' ? 1 : 2))
      node = (node as { properties?: Record<string, unknown> }).properties?.[key]
    t.ok(node, pattern)
  }
})
