import { fc } from '@activity-scores/shared/testing/drawing'
import { boundsContainCompletions, removalNeverMeets } from '@activity-scores/shared/testing/properties'
import { faultsOf, type Json, post, serviceFor, stateOf, workedExamples } from '@activity-scores/shared/testing/testing'
import t, { type Test } from 'tap'
import clinessdai from '../index.js'
import type { Request } from '../schema.js'

const slug = 'clinessdai'
const fileState = (state: string): string => (state === 'cannot_determine' ? 'undetermined' : state)

t.test('worked examples of the clinical specification', async (t) => {
  const end = (name: 'lower' | 'upper') => (t: Test, reply: Json, value: number) => {
    const { score } = reply.json
    t.equal(score.bounds === null ? score.value : score.bounds[name], value)
  }
  await workedExamples(t, await serviceFor(t, clinessdai), {
    slug,
    from: import.meta.url,
    file: 'clinessdai.json',
    rows: 16,
    inputs: {
      domainLevels_0to3: (domains, request) => {
        request['domains'] = domains
      },
    },
    expected: {
      total_units: (t, reply, value) => {
        t.equal(reply.status, 200)
        t.equal(reply.json.score.value, value)
      },
      category: (t, reply, value) => t.equal(reply.json.category.code, value ?? 'undetermined'),
      missingDomains: (t, reply, value) => t.same(reply.json.details.missingDomains, value),
      lowerBound_units: end('lower'),
      upperBound_units: end('upper'),
      atLeast5: (t, reply, value) => t.equal(stateOf(reply.json, 'at-least-5'), fileState(value)),
    },
  })
})

/** Weights and levels as the clinical specification prints them (section 14). */
const TABLE = [
  ['constitutional', 4, [0, 1, 2]],
  ['lymphadenopathy', 4, [0, 1, 2, 3]],
  ['glandular', 2, [0, 1, 2]],
  ['articular', 3, [0, 1, 2, 3]],
  ['cutaneous', 3, [0, 1, 2, 3]],
  ['pulmonary', 6, [0, 1, 2, 3]],
  ['renal', 6, [0, 1, 2, 3]],
  ['muscular', 7, [0, 1, 2, 3]],
  ['pns', 5, [0, 1, 2, 3]],
  ['cns', 5, [0, 2, 3]],
  ['haematological', 2, [0, 1, 2, 3]],
] as const
const names = TABLE.map(([name]) => name)
type Levels = Readonly<Partial<Record<(typeof names)[number], number | null>>>
const NONE: Levels = Object.fromEntries(names.map((name) => [name, 0]))

t.test('edges', async (t) => {
  const app = await serviceFor(t, clinessdai)
  const ask = async (body: object) => (await post(app, slug, body)).json

  t.test('levels that do not exist, and the biological domain, are refused', async (t) => {
    const levels = { cns: 1, constitutional: 3, glandular: 3, biological: 0 }
    t.same(faultsOf(await ask({ domains: levels })).toSorted(), [
      'illegal_level /domains/cns',
      'out_of_range /domains/constitutional',
      'out_of_range /domains/glandular',
      'unknown_field /domains/biological',
    ])
  })

  t.test('a baseline total must be one that levels can give', async (t) => {
    for (const total of [1, 134])
      t.same(faultsOf(await ask({ baseline: { clinessdai: total } })), ['conflict /baseline/clinessdai'])
    t.same(faultsOf(await ask({ baseline: { clinessdai: 136 } })), ['out_of_range /baseline/clinessdai'])
    t.same(faultsOf(await ask({ baseline: { essdai: 8 } })), ['unknown_field /baseline/essdai'])
    t.same(faultsOf(await ask({ baseline: { clinessdai: 8, domains: NONE } })), ['conflict /baseline/clinessdai'])
  })

  t.test('change on both sides of 3 points', async (t) => {
    const mcii = async (baseline: number) =>
      stateOf(await ask({ domains: { ...NONE, articular: 2 }, baseline: { clinessdai: baseline } }), 'mcii')
    t.equal(await mcii(8), 'not_met')
    t.equal(await mcii(9), 'met')
    t.equal(await mcii(4), 'not_met')
    t.equal(stateOf(await ask({ domains: NONE }), 'mcii'), 'undetermined')
  })

  t.test('nothing sent is not zero', async (t) => {
    const result = await ask({})
    t.same(result.score.bounds, { lower: 0, upper: 135 })
    t.equal(result.missing.length, 11)
  })
})

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
