import { each, fc } from '@activity-scores/shared/testing/drawing'
import { cm } from '@activity-scores/shared/testing/myositis-files'
import { removalNeverMeets } from '@activity-scores/shared/testing/properties'
import t from 'tap'
import deterioration from '../index.js'
import type { Request } from '../schema.js'

const ITEMS = ['mmt', 'physicianGlobal', 'patientGlobal', 'haqDi', 'extramuscularActivity'] as const
type Item = (typeof ITEMS)[number]
/** Whole steps of each measure: 1 unit of strength, 0.01 cm, 0.001 of HAQ. */
type Steps = Readonly<Record<Item, number>>

const MOST: Steps = { mmt: 150, physicianGlobal: 1000, patientGlobal: 1000, haqDi: 3000, extramuscularActivity: 1000 }

/** About half of the draws are worse by 20 or 30 % or by 2 cm, give or take a step; now and then the baseline is 0. */
const aimed = (item: Item) => {
  const max = MOST[item]
  const sign = item === 'mmt' ? -1 : 1
  const from = fc.oneof({ arbitrary: fc.integer({ min: 0, max }), weight: 9 }, { arbitrary: fc.constant(0), weight: 1 })
  const later = (first: number) => {
    const changes = [0.2 * first, 0.3 * first, ...(max === 1000 ? [200] : [])]
    const near = fc
      .tuple(fc.constantFrom(...changes), fc.integer({ min: -1, max: 1 }))
      .map(([change, off]) => Math.min(max, Math.max(0, first + sign * (Math.round(change) + off))))
    return fc.oneof({ arbitrary: near, weight: 3 }, { arbitrary: fc.integer({ min: 0, max }), weight: 1 })
  }
  return from.chain((first) => fc.tuple(fc.constant(first), later(first), later(first)))
}

const cases = fc
  .tuple(...ITEMS.map(aimed))
  .map((drawn): readonly [Steps, Steps, Steps] => [visitAt(drawn, 0), visitAt(drawn, 1), visitAt(drawn, 2)])

const visitAt = (drawn: readonly (readonly number[])[], at: number): Steps =>
  Object.fromEntries(ITEMS.map((item, i) => [item, drawn[i]?.[at] ?? 0])) as Steps

const visit = (given: Steps) => ({
  mmt8Bilateral: given.mmt,
  physicianGlobal: cm(given.physicianGlobal / 100),
  patientGlobal: { value: given.patientGlobal / 10, unit: 'mm' },
  haqDi: given.haqDi / 1000,
  extramuscularActivity: { value: given.extramuscularActivity / 100, unit: '{score}' },
})
const requestOf = ([baseline, followUp, confirmation]: readonly [Steps, Steps, Steps]): Request => ({
  baseline: visit(baseline),
  followUp: visit(followUp),
  confirmation: visit(confirmation),
})

/** By exact arithmetic: worse by at least this percent of the baseline; a rise from 0 is. */
function worseBy(percent: bigint, item: Item, from: Steps, to: Steps): boolean {
  const loss = item === 'mmt' ? BigInt(from[item]) - BigInt(to[item]) : BigInt(to[item]) - BigInt(from[item])
  return loss > 0n && 100n * loss >= percent * BigInt(from[item])
}

function limbs(from: Steps, to: Steps): readonly boolean[] {
  const rose = (item: Item) => BigInt(to[item]) - BigInt(from[item]) >= 200n
  return [
    rose('physicianGlobal') && worseBy(20n, 'mmt', from, to),
    rose('extramuscularActivity'),
    ITEMS.filter((item) => worseBy(30n, item, from, to)).length >= 3,
  ]
}

const statesOf = (request: Request) => deterioration.compute(request).criteria.map(({ state }) => state)
const FIELDS = ['physicianGlobal', 'patientGlobal', 'haqDi', 'extramuscularActivity']
const removals = ['baseline', 'followUp', 'confirmation'].flatMap((name) => [
  [`${name}.mmt8Bilateral`, `${name}.mmt8Unilateral`],
  ...FIELDS.map((field) => [`${name}.${field}`]),
])

t.test('properties', async (t) => {
  t.test('every decision is that of exact arithmetic', async (t) => {
    const property = fc.property(cases, ([baseline, followUp, confirmation]) => {
      const first = limbs(baseline, followUp)
      const second = limbs(baseline, confirmation).includes(true)
      const worse = first.includes(true)
      const expected = [...first, worse, second, worse && second]
      return statesOf(requestOf([baseline, followUp, confirmation])).every(
        (state, i) => state === (expected[i] ? 'met' : 'not_met'),
      )
    })
    // Each limb by itself from this visit, on its cut-offs and a step short of them, once and confirmed.
    const start: Steps = { mmt: 100, physicianGlobal: 300, patientGlobal: 300, haqDi: 1000, extramuscularActivity: 300 }
    const beside = [-1, 0]
    const worse: readonly Steps[] = [
      ...each(beside, beside).map(([global, mmt]) => ({ ...start, physicianGlobal: 500 + global, mmt: 80 - mmt })),
      ...beside.map((off) => ({ ...start, extramuscularActivity: 500 + off })),
      ...each(beside, beside, beside).map(([global, haq, patient]) => ({
        ...start,
        physicianGlobal: 390 + global,
        patientGlobal: 390 + patient,
        haqDi: 1300 + haq,
      })),
    ]
    const reached = worse.map((visit) => limbs(start, visit).map(Number).join(''))
    t.same([...new Set(reached)].sort(), ['000', '001', '010', '100'], 'the constructed cases meet each limb alone')
    const examples = each([start], worse, [start, ...worse]).map((visits): [[Steps, Steps, Steps]] => [visits])
    fc.assert(property, { numRuns: 2000, examples })
  })

  t.test('removing an input never meets a criterion; nor does removing the second visit', async (t) => {
    removalNeverMeets(deterioration, cases.map(requestOf), [...removals, ['confirmation']], 1000)
    t.pass()
  })

  t.test('more disease at the later visits never undoes deterioration', async (t) => {
    const property = fc.property(cases, fc.integer({ min: 1, max: 100 }), ([baseline, ...later], by) => {
      const worse = later.map(
        (given) =>
          Object.fromEntries(
            ITEMS.map((item) => [
              item,
              item === 'mmt' ? Math.max(0, given.mmt - by) : Math.min(MOST[item], given[item] + by),
            ]),
          ) as Steps,
      )
      const [first = baseline, second = baseline] = worse
      const before = statesOf(requestOf([baseline, ...later]))
      const after = statesOf(requestOf([baseline, first, second]))
      return before.every((state, i) => state !== 'met' || after[i] === 'met')
    })
    fc.assert(property, { numRuns: 1000 })
    t.pass()
  })
})
