import { each, fc } from '@activity-scores/shared/testing/drawing'
import { cm } from '@activity-scores/shared/testing/myositis-files'
import { removalNeverMeets } from '@activity-scores/shared/testing/properties'
import t from 'tap'
import imacs from '../index.js'
import type { Request } from '../schema.js'
import { ck } from './requests.js'

/** Whole steps of each measure: 1 unit of strength, 0.01 cm, 0.001 of HAQ, 0.1 U/L. */
interface Steps {
  readonly from: number
  readonly to: number
}

/** Most draws change by 20 % down, 25 % up (`sign` 1) or the reverse, give or take a step; now and then from 0. */
const aimed = (max: number, sign: 1 | -1, min = 0): fc.Arbitrary<Steps> => {
  const change = fc.constantFrom(-20, 25, 0)
  const near = fc
    .tuple(fc.integer({ min, max }), change, fc.integer({ min: -1, max: 1 }))
    .map(([from, percent, off]) => ({
      from,
      to: Math.min(max, Math.max(min, from + sign * (Math.round((percent * from) / 100) + off))),
    }))
  const zero = fc.record({ from: fc.constant(min), to: fc.integer({ min, max: min + 2 }) })
  return fc.oneof({ arbitrary: near, weight: 8 }, { arbitrary: zero, weight: 1 })
}

const cases = fc.record({
  mmt: aimed(150, -1),
  physicianGlobal: aimed(1000, 1),
  patientGlobal: aimed(1000, 1),
  haqDi: aimed(3000, 1),
  enzyme: aimed(100_000, 1, 1),
  extramuscularActivity: aimed(1000, 1),
})
type Case = typeof cases extends fc.Arbitrary<infer Value> ? Value : never

const visit = (given: Case, at: 'from' | 'to') => ({
  mmt8Bilateral: given.mmt[at],
  physicianGlobal: cm(given.physicianGlobal[at] / 100),
  patientGlobal: { value: given.patientGlobal[at] / 10, unit: 'mm' },
  haqDi: given.haqDi[at] / 1000,
  enzymes: ck(given.enzyme[at] / 10),
  extramuscularActivity: { value: given.extramuscularActivity[at] / 100, unit: '{score}' },
})
const requestOf = (given: Case): Request => ({ baseline: visit(given, 'from'), followUp: visit(given, 'to') })

/** By exact arithmetic: the gain is at least 20 % of the baseline, the loss at least 25 %; a rise from 0 as specified. */
function decide(item: string, { from, to }: Steps): readonly [improved: boolean, worse: boolean] {
  const gain = item === 'mmt' ? BigInt(to) - BigInt(from) : BigInt(from) - BigInt(to)
  if (from === 0) return item === 'mmt' ? [to > 0, false] : [false, to > 0]
  return [100n * gain >= 20n * BigInt(from), -100n * gain >= 25n * BigInt(from)]
}

const statesOf = (given: Request) => new Map(imacs.compute(given).criteria.map(({ id, state }) => [id, state]))
const FORMS = ['mmt8Bilateral', 'mmt8Unilateral', 'mmtTotal']
const FIELDS = ['physicianGlobal', 'patientGlobal', 'haqDi', 'enzymes', 'extramuscularActivity']
const removals = ['baseline', 'followUp'].flatMap((name) => [
  FORMS.map((form) => `${name}.${form}`),
  ...FIELDS.map((field) => [`${name}.${field}`]),
])

t.test('properties', async (t) => {
  t.test('every decision is that of exact arithmetic', async (t) => {
    const property = fc.property(cases, (given) => {
      const decided = Object.entries(given).map(([item, steps]) => ({ item, steps, verdict: decide(item, steps) }))
      const improved = decided.filter(({ verdict }) => verdict[0]).length
      const worse = decided.filter(({ verdict }) => verdict[1]).length
      const strengthWorse = decide('mmt', given.mmt)[1]
      const { details, criteria } = imacs.compute(requestOf(given))
      const { measures, improvedCount, worsenedCount } = details as {
        measures: Record<string, { improved: string; worse: string }>
        improvedCount: number
        worsenedCount: number
      }
      const state = criteria[3]?.state
      return (
        improvedCount === improved &&
        worsenedCount === worse &&
        decided.every(
          ({ item, verdict }) =>
            (measures[item]?.improved === 'met') === verdict[0] && (measures[item]?.worse === 'met') === verdict[1],
        ) &&
        (state === 'met') === (improved >= 3 && worse <= 2 && !strengthWorse)
      )
    })
    // Three measures at 20 % better and three at 25 % worse, each give or take a step, strength in either group.
    const beside = [-1, 0, 1]
    const examples = each(beside, beside, [true, false]).map(([gain, loss, stronger]): [Case] => {
      const better = { from: 100, to: 80 + gain }
      const worse = { from: 100, to: 125 + loss }
      return [
        {
          mmt: stronger ? { from: 100, to: 120 + gain } : { from: 100, to: 75 + loss },
          physicianGlobal: better,
          patientGlobal: better,
          haqDi: stronger ? worse : better,
          enzyme: worse,
          extramuscularActivity: worse,
        },
      ]
    })
    const answers = examples.map(([given]) => statesOf(requestOf(given)).get('definition-of-improvement'))
    t.same([...new Set(answers)].sort(), ['met', 'not_met'], 'the constructed cases have both answers')
    fc.assert(property, { numRuns: 2000, examples })
  })

  t.test('removing an input never meets a criterion', async (t) => {
    removalNeverMeets(imacs, cases.map(requestOf), removals, 1000)
    t.pass()
  })

  t.test('a better follow-up never loses the definition', async (t) => {
    const property = fc.property(cases, fc.integer({ min: 1, max: 100 }), (given, by) => {
      const better = Object.fromEntries(
        Object.entries(given).map(([item, { from, to }]) => [
          item,
          { from, to: item === 'mmt' ? Math.min(150, to + by) : Math.max(item === 'enzyme' ? 1 : 0, to - by) },
        ]),
      ) as Case
      const met = (one: Case) => statesOf(requestOf(one)).get('definition-of-improvement') === 'met'
      return !met(given) || met(better)
    })
    fc.assert(property, { numRuns: 1000 })
    t.pass()
  })

  t.test('whatever a comparator and missing measures leave possible is decided alike', async (t) => {
    const limits = fc.tuple(
      fc.constantFrom('<', '<=', '>=', '>'),
      fc.constantFrom('from', 'to'),
      fc.nat(500),
      fc.subarray(FIELDS.filter((field) => field !== 'enzymes')),
    )
    const property = fc.property(cases, limits, (given, [comparator, at, distance, gone]) => {
      const reached = given.enzyme[at as 'from' | 'to'] + (comparator.startsWith('<') ? distance + 1 : -distance - 1)
      if (reached <= 0) return true
      const name = at === 'from' ? 'baseline' : 'followUp'
      const whole = requestOf(given)
      const open = {
        ...whole,
        [name]: {
          ...whole[name],
          enzymes: ck(reached / 10, { comparator }),
          ...Object.fromEntries(gone.map((field) => [field, null])),
        },
      }
      const truth = statesOf(whole)
      return [...statesOf(open)].every(([id, state]) => state === 'undetermined' || state === truth.get(id))
    })
    fc.assert(property, { numRuns: 1000 })
    t.pass()
  })
})
