import { decimal } from '@activity-scores/shared/testing/arbitrary'
import { each, fc } from '@activity-scores/shared/testing/drawing'
import { boundsContainCompletions, removalNeverMeets, without } from '@activity-scores/shared/testing/properties'
import type { Json } from '@activity-scores/shared/testing/testing'
import t from 'tap'
import essdai from '../index.js'
import type { Request } from '../schema.js'
import { type Levels, levelsWithTotal, TABLE } from './levels.js'

/** Low levels often, so that totals near 5 and 14 occur. */
const levels = fc.record(
  Object.fromEntries(
    TABLE.map(([name, , all]) => [
      name,
      fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constantFrom(...all) }),
    ]),
  ),
) as fc.Arbitrary<Levels>
const names = TABLE.map(([name]) => name)
const lacking = (most: number) =>
  fc.tuple(levels, fc.subarray(names, { maxLength: most })).map(([given, gone]) => ({
    ...given,
    ...Object.fromEntries(gone.map((name) => [name, null])),
  }))

/** Every total that some level of the missing domains gives. */
function totals(given: Levels): readonly number[] {
  return TABLE.reduce<readonly number[]>(
    (sums, [name, weight, all]) => {
      const level = given[name]
      const options: readonly number[] = level == null ? all : [level]
      return [...new Set(sums.flatMap((sum) => options.map((option) => sum + weight * option)))]
    },
    [0],
  )
}

/** The one answer of all completions, or that there is none. */
const agreed = (answers: readonly string[]): string => {
  const set = new Set(answers)
  return set.size === 1 ? [...set].join() : 'undetermined'
}
const state = (met: boolean) => (met ? 'met' : 'not_met')
const band = (total: number) => (total < 5 ? 'low' : total <= 13 ? 'moderate' : 'high')

t.test('properties', async (t) => {
  t.test('every total from 0 to 123 can occur, with its category', async (t) => {
    for (let total = 0; total <= 123; total += 1) {
      const outcome = essdai.compute({ domains: levelsWithTotal(total) })
      if (outcome.score?.value !== total || outcome.category?.code !== band(total)) t.fail(`${total}`)
    }
    t.pass()
  })

  t.test('missing domains are decided exactly as all their completions together', async (t) => {
    const property = fc.property(lacking(2), lacking(2), (domains, before) => {
      const { score, category, criteria } = essdai.compute({ domains, baseline: { domains: before } })
      const [now, base] = [totals(domains), totals(before)]
      const expected = [
        agreed(now.map((total) => state(total >= 5))),
        agreed(base.flatMap((b) => now.map((total) => state(b - total >= 3)))),
        agreed(base.map((b) => state(b >= 5))),
      ]
      const bounds = score?.bounds ?? { lower: score?.value, upper: score?.value }
      return (
        criteria.map(({ state }) => state).join() === expected.join() &&
        category?.code === agreed(now.map(band)) &&
        bounds.lower === Math.min(...now) &&
        bounds.upper === Math.max(...now)
      )
    })
    // Around 5, 14 and a difference of 3, everything known and with a domain open.
    const around = [0, 4, 5, 7, 8, 13, 14].map((total): Levels => levelsWithTotal(total))
    const open = around.map((given): Levels => ({ ...given, biological: null }))
    const examples = each([...around, ...open], [...around, ...open])
    fc.assert(property, { numRuns: 1500, examples })
    const states = examples.flatMap(([domains, before]) =>
      essdai.compute({ domains, baseline: { domains: before } }).criteria.map(({ id, state }) => `${id} ${state}`),
    )
    t.equal(new Set(states).size, 9, 'the constructed cases have each criterion in every state')
  })

  const complete: fc.Arbitrary<Request> = fc.record({
    domains: levels,
    baseline: fc.oneof(
      levels.map((domains) => ({ domains })),
      fc.integer({ min: 0, max: 123 }).map((total) => ({ essdai: total })),
    ),
  })
  const removals = [
    ...names.map((name) => [`domains.${name}`]),
    names.map((name) => `domains.${name}`),
    ['baseline.domains.renal', 'baseline.essdai'],
    ['baseline'],
  ]

  t.test('removing an input never meets a criterion; bounds contain every completion', async (t) => {
    removalNeverMeets(essdai, complete, removals)
    boundsContainCompletions(essdai, complete, removals)
    t.pass()
  })

  t.test('a higher level never lowers the score nor meets improvement', async (t) => {
    const property = fc.property(complete, fc.constantFrom(...TABLE), (body, [name, , all]) => {
      const level = body.domains?.[name] ?? 0
      const next = all.find((option) => option > level) ?? level
      const before = essdai.compute(body)
      const after = essdai.compute({ ...body, domains: { ...body.domains, [name]: next } })
      return (
        Number(after.score?.value) >= Number(before.score?.value) &&
        (after.criteria[1]?.state !== 'met' || before.criteria[1]?.state === 'met') &&
        (after.criteria[0]?.state === 'met' || before.criteria[0]?.state !== 'met')
      )
    })
    fc.assert(property, { numRuns: 1000 })
    t.pass()
  })

  t.test('laboratory results leave the score alone; units agree; a limit holds the level of every value', async (t) => {
    const near = fc.oneof(decimal(0, 200, 1), fc.constantFrom(79.9, 80, 80.1, 99.9, 100, 100.1, 119.9, 120))
    const level = (gL: number) => (gL < 80 ? 3 : gL <= 100 ? 2 : gL < 120 ? 1 : 0)
    const property = fc.property(
      near.filter((gL) => gL >= 10),
      decimal(0, 30, 1),
      fc.boolean(),
      (gL, by, below) => {
        const proposed = (haemoglobin: Request['haemoglobin']) => {
          const outcome = essdai.compute({ haemoglobin, cytopeniaAttributedToDisease: true })
          if (outcome.score?.bounds?.upper !== 123) throw new Error('the score was touched')
          return (outcome.details as Json).proposedLevels.haematological.byTest.haemoglobin
        }
        const exact = proposed({ value: gL, unit: 'g/L' })
        const converted = proposed({ value: Number((gL / 10).toFixed(2)), unit: 'g/dL' })
        const limit = Number((below ? gL + by : Math.max(10, gL - by)).toFixed(1))
        const range = proposed({ value: limit, unit: 'g/L', comparator: below ? '<=' : '>=' })
        return (
          exact.lower === level(gL) &&
          exact.upper === level(gL) &&
          converted.lower === level(gL) &&
          converted.upper === level(gL) &&
          range.lower <= level(gL) &&
          range.upper >= level(gL)
        )
      },
    )
    fc.assert(property, { numRuns: 1000 })
    t.pass()
  })

  t.test('the order of the domains is irrelevant', async (t) => {
    const property = fc.property(complete, (body) => {
      const reversed = Object.fromEntries(Object.entries(body.domains ?? {}).reverse())
      return (
        JSON.stringify(essdai.compute({ ...body, domains: reversed })) === JSON.stringify(essdai.compute(body)) &&
        JSON.stringify(essdai.compute(without(body, []))) === JSON.stringify(essdai.compute(body))
      )
    })
    fc.assert(property, { numRuns: 300 })
    t.pass()
  })
})
