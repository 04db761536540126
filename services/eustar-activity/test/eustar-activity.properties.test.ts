import { decimal } from '@activity-scores/shared/testing/arbitrary'
import { each, fc } from '@activity-scores/shared/testing/drawing'
import { boundsContainCompletions, removalNeverMeets } from '@activity-scores/shared/testing/properties'
import type { Json } from '@activity-scores/shared/testing/testing'
import t from 'tap'
import eustarActivity from '../index.js'
import type { Request } from '../schema.js'

/** CRP in hundredths of mg/L and DLCO in hundredths of a percent, often within one step of the cut-off. */
const near = (cutOff: number, max: number) =>
  fc.oneof(
    fc.integer({ min: -1, max: 1 }).map((off) => cutOff + off),
    fc.integer({ min: 1, max }),
  )

interface Drawn {
  readonly flags: readonly [boolean, boolean, boolean]
  readonly mrss: number
  readonly crp: number
  readonly dlco: number
  readonly unit: 'mg/L' | 'mg/dL'
}

const drawn: fc.Arbitrary<Drawn> = fc.record({
  flags: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
  mrss: fc.oneof(fc.integer({ min: 0, max: 51 }), fc.integer({ min: 0, max: 20 })),
  crp: near(10_00, 500_00),
  dlco: near(70_00, 140_00),
  unit: fc.constantFrom('mg/L' as const, 'mg/dL' as const),
})

const requestOf = ({ flags: [skin, ulcers, rubs], mrss, crp, dlco, unit }: Drawn): Request => ({
  patientReportedSkinWorseningLastMonth: skin,
  digitalUlcers: ulcers,
  mrss,
  tendonFrictionRubs: rubs,
  crp: { value: crp / (unit === 'mg/L' ? 100 : 1000), unit },
  dlcoPercentPredicted: { value: dlco / 100, unit: '%' },
})

/** Totals in thousandths, with whole numbers alone. */
function exact({ flags: [skin, ulcers, rubs], mrss, crp, dlco }: Drawn): { readonly graded: bigint; binary: bigint } {
  const others =
    (skin ? 1500n : 0n) +
    (ulcers ? 1500n : 0n) +
    (rubs ? 2250n : 0n) +
    (BigInt(crp) > 1000n ? 2250n : 0n) +
    (BigInt(dlco) < 7000n ? 1000n : 0n)
  const graded = BigInt(mrss) * 84n
  return { graded: others + (graded > 1500n ? 1500n : graded), binary: others + (mrss > 18 ? 1500n : 0n) }
}

const detailsOf = (request: Request) => eustarActivity.compute(request).details as Json
const complete = drawn.map(requestOf)
const removals = [
  ['patientReportedSkinWorseningLastMonth'],
  ['digitalUlcers'],
  ['mrss', 'sites'],
  ['tendonFrictionRubs'],
  ['crp'],
  ['dlcoPercentPredicted'],
]

t.test('properties', async (t) => {
  t.test('totals and decisions are those of exact arithmetic, in either unit of CRP', async (t) => {
    const property = fc.property(drawn, (given) => {
      const found = detailsOf(requestOf(given))
      const wanted = exact(given)
      return (['graded', 'binary'] as const).every((variant) => {
        const total = wanted[variant]
        return (
          found[variant].value === Number(total) / 1000 &&
          found[variant].category === (total >= 2500n ? 'active' : 'not_active')
        )
      })
    })
    const yesNo = [true, false]
    const examples = each(each(yesNo, yesNo, yesNo), [0, 2, 3, 4, 10, 11, 12, 17, 18, 19], [1000, 1001], [6999, 7000], [
      'mg/L',
      'mg/dL',
    ] as const).map(([flags, mrss, crp, dlco, unit]): [Drawn] => [{ flags, mrss, crp, dlco, unit }])
    const totals = examples.flatMap(([given]) => Object.values(exact(given)))
    t.ok(totals.includes(2500n), 'constructed at 2.5')
    t.ok(
      totals.some((total) => total < 2500n && total >= 2400n),
      'constructed just below',
    )
    t.ok(
      totals.some((total) => total > 2500n && total <= 2600n),
      'constructed just above',
    )
    fc.assert(property, { numRuns: 2000, examples })
  })

  t.test('no total is reported on the other side of 2.5', async (t) => {
    for (let others = 0; others < 32; others += 1) {
      const points = [1500, 1500, 2250, 2250, 1000].reduce((sum, p, i) => sum + (others & (1 << i) ? p : 0), 0)
      for (let mrss = 0; mrss <= 51; mrss += 1)
        for (const skin of [Math.min(1500, 84 * mrss), mrss > 18 ? 1500 : 0])
          if (points + skin >= 2495 && points + skin < 2500) t.fail(`${points + skin}`)
    }
    t.pass()
  })

  t.test('more disease never lowers the index', async (t) => {
    const more = fc.record({
      flags: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
      mrss: fc.integer({ min: 0, max: 5 }),
      crp: fc.integer({ min: 0, max: 500 }),
      dlco: fc.integer({ min: 0, max: 500 }),
    })
    const property = fc.property(drawn, more, (given, by) => {
      const [a, b, c] = given.flags
      const worse: Drawn = {
        ...given,
        flags: [a || by.flags[0], b || by.flags[1], c || by.flags[2]],
        mrss: Math.min(51, given.mrss + by.mrss),
        crp: given.crp + by.crp,
        dlco: Math.max(1, given.dlco - by.dlco),
      }
      const [before, after] = [detailsOf(requestOf(given)), detailsOf(requestOf(worse))]
      return after.graded.value >= before.graded.value && after.binary.value >= before.binary.value
    })
    fc.assert(property, { numRuns: 1000 })
    t.pass()
  })

  t.test('removing an item never meets a criterion', async (t) => {
    const limit = fc.record({
      value: decimal(0.01, 30, 2),
      unit: fc.constant('mg/L'),
      comparator: fc.constantFrom('<' as const, '<=' as const, '>=' as const, '>' as const),
    })
    const bodies = fc.tuple(complete, fc.option(limit)).map(([body, crp]) => (crp ? { ...body, crp } : body))
    removalNeverMeets(eustarActivity, bodies, removals, 1000)
    t.pass()
  })

  t.test('the bounds contain every completion, with either term', async (t) => {
    const bodies = fc
      .tuple(complete, fc.constantFrom('graded' as const, 'binary' as const))
      .map(([body, mrssTerm]): Request => ({ ...body, mrssTerm }))
    boundsContainCompletions(eustarActivity, bodies, removals, 1000)
    t.pass()
  })

  t.test('what a CRP limit leaves possible is within the bounds and decided alike', async (t) => {
    const limit = fc.record({
      comparator: fc.constantFrom('<' as const, '<=' as const, '>=' as const, '>' as const),
      distance: fc.integer({ min: 1, max: 2000 }),
    })
    const property = fc.property(drawn, limit, (given, { comparator, distance }) => {
      const hundredths = given.crp + (comparator.startsWith('<') ? distance : -distance)
      if (hundredths < 0) return true
      const crp = { value: hundredths / 100, unit: 'mg/L', comparator }
      const { score, criteria } = eustarActivity.compute({ ...requestOf(given), crp })
      const whole = eustarActivity.compute(requestOf(given))
      const truth = Number(whole.score?.value)
      const { lower, upper } = score?.bounds ?? { lower: score?.value ?? null, upper: score?.value ?? null }
      return (
        lower !== null &&
        upper !== null &&
        lower <= truth &&
        truth <= upper &&
        criteria.every(({ state }, i) => state === 'undetermined' || state === whole.criteria[i]?.state)
      )
    })
    fc.assert(property, { numRuns: 1000 })
    t.pass()
  })

  t.test('same input, same bytes', async (t) => {
    const property = fc.property(
      complete,
      (body) =>
        JSON.stringify(eustarActivity.compute(structuredClone(body))) === JSON.stringify(eustarActivity.compute(body)),
    )
    fc.assert(property, { numRuns: 200 })
    t.pass()
  })
})
