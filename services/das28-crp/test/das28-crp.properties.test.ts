import { decimal } from '@activity-scores/shared/testing/arbitrary'
import { each, fc } from '@activity-scores/shared/testing/drawing'
import { boundsContainCompletions, without } from '@activity-scores/shared/testing/properties'
import t from 'tap'
import das28Crp from '../index.js'
import type { Request } from '../schema.js'

const complete: fc.Arbitrary<Request> = fc.record({
  tenderJointCount28: fc.integer({ min: 0, max: 28 }),
  swollenJointCount28: fc.integer({ min: 0, max: 28 }),
  crp: decimal(0, 200, 1).map((value) => ({ value, unit: 'mg/L' })),
  patientGlobal: decimal(0, 100, 0).map((value) => ({ value, unit: 'mm' })),
})
const removals = [['tenderJointCount28'], ['swollenJointCount28'], ['crp'], ['patientGlobal']]
const variant = fc.constantFrom('4-variable' as const, '3-variable' as const)
const categories = (body: Request) =>
  (das28Crp.compute(body).details as { readonly categories: Readonly<Record<string, string>> }).categories

/** Band of an exact score, all in units of 0.00001. */
const band = (exact: bigint, remission: bigint, low: bigint, moderate: bigint, lowIncluded = true) => {
  if (exact < remission) return 'remission'
  if (lowIncluded ? exact <= low : exact < low) return 'low'
  return exact <= moderate ? 'moderate' : 'high'
}

t.test('properties', async (t) => {
  t.test('more disease never lowers the score', async (t) => {
    const more = fc.record({ tender: fc.boolean(), swollen: fc.boolean(), crp: fc.boolean(), global: fc.boolean() })
    const up = (value: number, by: boolean, limit: number) => (by ? Math.min(limit, value + 1) : value)
    const property = fc.property(complete, more, variant, (body, worse, variant) => {
      const later: Request = {
        tenderJointCount28: up(body.tenderJointCount28 ?? 0, worse.tender, 28),
        swollenJointCount28: up(body.swollenJointCount28 ?? 0, worse.swollen, 28),
        crp: { value: up(body.crp?.value ?? 0, worse.crp, 1000), unit: 'mg/L' },
        patientGlobal: { value: up(body.patientGlobal?.value ?? 0, worse.global, 100), unit: 'mm' },
        variant,
      }
      return Number(das28Crp.compute(later).score?.value) >= Number(das28Crp.compute({ ...body, variant }).score?.value)
    })
    fc.assert(property)
    t.pass()
  })

  t.test('mg/L and mg/dL, and mm, cm and the 0 to 10 rating, give the same score and categories', async (t) => {
    const property = fc.property(complete, decimal(0, 1000, 1), decimal(0, 10, 2), (body, mgL, rating) => {
      const results = [
        { crp: { value: mgL, unit: 'mg/L' }, patientGlobal: { value: rating, unit: 'cm' } },
        {
          crp: { value: Number((mgL / 10).toFixed(2)), unit: 'mg/dL' },
          patientGlobal: { value: rating, unit: '{score}' },
        },
        { crp: { value: mgL, unit: 'mg/L' }, patientGlobal: { value: Number((rating * 10).toFixed(1)), unit: 'mm' } },
      ].map((given) => das28Crp.compute({ ...body, ...given }))
      const [first] = results
      return results.every(
        (result) =>
          Math.abs(Number(result.score?.value) - Number(first?.score?.value)) < 1e-9 &&
          JSON.stringify(result.details) === JSON.stringify(first?.details),
      )
    })
    fc.assert(property)
    t.pass()
  })

  t.test('on decimal cut-offs the decision is that of exact arithmetic', async (t) => {
    // CRP 0 and square joint counts leave no irrational term. In units of 0.00001:
    // 4 variables 56 000 a + 28 000 b + 14 G + 96 000 (G in 0.01 mm); 3 variables 61 600 a + 30 800 b + 115 000.
    const CUT_OFFS = [240_000, 260_000, 290_000, 320_000, 460_000, 510_000]
    const aimed = fc
      .record({
        a: fc.integer({ min: 0, max: 5 }),
        b: fc.integer({ min: 0, max: 5 }),
        cutOff: fc.constantFrom(...CUT_OFFS),
        off: fc.integer({ min: -2, max: 2 }),
        variant,
      })
      .map(({ a, b, cutOff, off, variant }) => ({
        a,
        b,
        variant,
        hundredths: Math.max(0, Math.min(10_000, Math.floor((cutOff - 96_000 - 56_000 * a - 28_000 * b) / 14) + off)),
      }))
    const property = fc.property(aimed, ({ a, b, hundredths, variant }) => {
      const body: Request = {
        tenderJointCount28: a * a,
        swollenJointCount28: b * b,
        crp: { value: 0, unit: 'mg/L' },
        patientGlobal: { value: hundredths / 100, unit: 'mm' },
        variant,
      }
      const exact =
        variant === '4-variable'
          ? 56_000n * BigInt(a) + 28_000n * BigInt(b) + 14n * BigInt(hundredths) + 96_000n
          : 61_600n * BigInt(a) + 30_800n * BigInt(b) + 115_000n
      const found = categories(body)
      return (
        found['eular'] === band(exact, 260_000n, 320_000n, 510_000n) &&
        found['acr2012'] === band(exact, 260_000n, 320_000n, 510_000n, false) &&
        found['crp_specific'] === band(exact, 240_000n, 290_000n, 460_000n) &&
        das28Crp.compute(body).category?.code === found['eular']
      )
    })
    // Where 56 a + 28 b leaves a multiple of 0.00014 the score lies on the cut-off itself, elsewhere within 0.00014 of it.
    const examples = each(CUT_OFFS, [0, 1, 2, 3, 4, 5], [0, 1, 2, 3, 4, 5], [-1, 0, 1]).flatMap(
      ([cutOff, a, b, off]) => {
        const hundredths = Math.floor((cutOff - 96_000 - 56_000 * a - 28_000 * b) / 14) + off
        return hundredths < 0 || hundredths > 10_000 ? [] : [{ a, b, hundredths, variant: '4-variable' as const }]
      },
    )
    const scores = new Set(examples.map(({ a, b, hundredths }) => 56_000 * a + 28_000 * b + 14 * hundredths + 96_000))
    for (const cutOff of CUT_OFFS)
      for (const side of [-1, 1])
        t.ok(
          [...scores].some((score) => side * (score - cutOff) > 0 && side * (score - cutOff) <= 14),
          `constructed beside ${cutOff}`,
        )
    for (const cutOff of [320_000, 460_000]) t.ok(scores.has(cutOff), `constructed at ${cutOff}`)
    fc.assert(property, { numRuns: 2000, examples: examples.map((example) => [example]) })
  })

  t.test('the bounds contain every completion', async (t) => {
    boundsContainCompletions(das28Crp, complete, removals)
    t.pass()
  })

  t.test('whatever a CRP limit and missing inputs leave possible is within the bounds and decided alike', async (t) => {
    const limit = fc.record({
      comparator: fc.constantFrom('<' as const, '<=' as const, '>=' as const, '>' as const),
      distance: decimal(0.01, 60, 2),
    })
    const property = fc.property(complete, limit, variant, fc.subarray(removals), (body, given, variant, gone) => {
      const actual = body.crp?.value ?? 0
      const value = given.comparator.startsWith('<') ? actual + given.distance : actual - given.distance
      if (value < 0) return true
      const crp = { value, unit: 'mg/L', comparator: given.comparator }
      const limited = gone.reduce(without, { ...body, variant, crp })
      const { score } = das28Crp.compute(limited)
      const truth = Number(das28Crp.compute({ ...body, variant }).score?.value)
      const { lower, upper } = score?.bounds ?? { lower: score?.value ?? null, upper: score?.value ?? null }
      const whole = categories({ ...body, variant })
      return (
        lower !== null &&
        lower <= truth + 1e-9 &&
        (upper === null || truth <= upper + 1e-9) &&
        Object.entries(categories(limited)).every(([set, code]) => code === 'undetermined' || code === whole[set])
      )
    })
    fc.assert(property, { numRuns: 1000 })
    t.pass()
  })

  t.test('the least score is 0.96, or 1.15 without the global', async (t) => {
    const property = fc.property(
      complete,
      variant,
      (body, variant) =>
        Number(das28Crp.compute({ ...body, variant }).score?.value) >= (variant === '4-variable' ? 0.96 : 1.15),
    )
    fc.assert(property)
    const nothing: Request = { tenderJointCount28: 0, swollenJointCount28: 0, crp: { value: 0, unit: 'mg/L' } }
    t.equal(das28Crp.compute({ ...nothing, variant: '3-variable' }).score?.value, 1.15)
  })

  t.test('same input, same bytes', async (t) => {
    const property = fc.property(
      complete,
      (body) => JSON.stringify(das28Crp.compute(structuredClone(body))) === JSON.stringify(das28Crp.compute(body)),
    )
    fc.assert(property, { numRuns: 200 })
    t.pass()
  })
})
