import { fc } from '@activity-scores/shared/testing/drawing'
import { boundsContainCompletions, removalNeverMeets } from '@activity-scores/shared/testing/properties'
import t from 'tap'
import clinessdai from '../index.js'
import type { Request } from '../schema.js'

import { type Levels, names, TABLE } from './requests.js'

/** Every total that some level of the missing domains gives. */
const totals = (given: Levels): readonly number[] =>
  TABLE.reduce<readonly number[]>(
    (sums, [name, weight, all]) => {
      const level = given[name]
      const options: readonly number[] = level == null ? all : [level]
      return [...new Set(sums.flatMap((sum) => options.map((option) => sum + weight * option)))]
    },
    [0],
  )
const agreed = (answers: readonly string[]): string =>
  new Set(answers).size === 1 ? String(answers[0]) : 'undetermined'
const state = (met: boolean) => (met ? 'met' : 'not_met')
const band = (total: number) => (total < 5 ? 'low' : total <= 13 ? 'moderate' : 'high')

t.test('properties', async (t) => {
  const levels = fc.record(
    Object.fromEntries(
      TABLE.map(([name, , all]) => [
        name,
        fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constantFrom(...all) }),
      ]),
    ),
  ) as fc.Arbitrary<Levels>

  t.test('missing domains are decided exactly as all their completions together', async (t) => {
    const reachable = totals({})
    const property = fc.property(
      levels,
      fc.subarray(names, { maxLength: 3 }),
      fc.constantFrom(...reachable),
      (complete, gone, baseline) => {
        const domains = { ...complete, ...Object.fromEntries(gone.map((name) => [name, null])) }
        const { score, category, criteria } = clinessdai.compute({ domains, baseline: { clinessdai: baseline } })
        const now = totals(domains)
        const bounds = score?.bounds ?? { lower: score?.value, upper: score?.value }
        const expected = [
          agreed(now.map((total) => state(total >= 5))),
          agreed(now.map((total) => state(baseline - total >= 3))),
          state(baseline >= 5),
        ]
        return (
          criteria.map(({ state }) => state).join() === expected.join() &&
          category?.code === agreed(now.map(band)) &&
          bounds.lower === Math.min(...now) &&
          bounds.upper === Math.max(...now)
        )
      },
    )
    fc.assert(property, { numRuns: 1500 })
    t.pass()
  })

  t.test('removing an input never meets a criterion; a higher level never lowers the score', async (t) => {
    const complete: fc.Arbitrary<Request> = fc.record({
      domains: levels,
      baseline: levels.map((domains) => ({ domains })),
    })
    const removals = [...names.map((name) => [`domains.${name}`]), ['baseline.domains.cns'], ['baseline']]
    removalNeverMeets(clinessdai, complete, removals)
    boundsContainCompletions(clinessdai, complete, removals)
    const higher = fc.property(complete, fc.constantFrom(...TABLE), (body, [name, , all]) => {
      const level = body.domains?.[name] ?? 0
      const next = all.find((option) => option > level) ?? level
      const after = clinessdai.compute({ ...body, domains: { ...body.domains, [name]: next } })
      return Number(after.score?.value) >= Number(clinessdai.compute(body).score?.value)
    })
    fc.assert(higher)
    t.pass()
  })
})
