import { decimal } from '@activity-scores/shared/testing/arbitrary'
import { each, fc } from '@activity-scores/shared/testing/drawing'
import { boundsContainCompletions, removalNeverMeets } from '@activity-scores/shared/testing/properties'
import t from 'tap'
import { POLICIES } from '../decisions.js'
import crcl from '../index.js'
import type { Request } from '../schema.js'

const sexes = fc.constantFrom('female' as const, 'male' as const)
const years = fc.integer({ min: 18, max: 120 })
const policies = fc.constantFrom(...POLICIES)
const crclOf = (body: Request): number => crcl.compute(body).score?.value ?? Number.NaN
const stateOf = (body: Request) => crcl.compute(body).criteria[0]?.state

const measurements = (lowestHeightCm: number) => ({
  sex: sexes,
  weight: decimal(20, 400, 1).map((value) => ({ value, unit: 'kg' })),
  height: decimal(lowestHeightCm, 250, 1).map((value) => ({ value, unit: 'cm' })),
  creatinine: fc.oneof(decimal(0.1, 3, 2), decimal(0.1, 30, 2)).map((value) => ({ value, unit: 'mg/dL' })),
  weightPolicy: policies,
})
/** From 103 cm the ideal weight is positive for either sex, so that every policy has a value. */
const complete: fc.Arbitrary<Request> = fc.record({ age: years, ...measurements(103) })
const anyHeight: fc.Arbitrary<Request> = fc.record({ age: years, ...measurements(100) })
const dated: fc.Arbitrary<Request> = fc
  .record({ age: years, day: fc.integer({ min: 1, max: 28 }), ...measurements(103) })
  .map(({ age, day, ...rest }) => ({
    ...rest,
    birthDate: `${2025 - age}-06-${String(day).padStart(2, '0')}`,
    sampleDate: '2025-06-15',
  }))
  .filter(({ birthDate }) => birthDate > '1905-06-16' && birthDate <= '2007-06-15') // 18 to 120 for certain

const removals = [['age', 'birthDate', 'sampleDate'], ['sex'], ['weight'], ['height'], ['creatinine']]

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b))

interface Aim {
  readonly unit: 'mg/dL' | 'umol/L'
  /** Weight in 0.01 kg and creatinine in 0.01 mg/dL or 0.1 umol/L: whole numbers, so that nothing is rounded. */
  readonly weight: bigint
  readonly creatinine: bigint
  readonly age: number
  readonly sex: 'female' | 'male'
}

/**
 * CrCl >= 60 as a comparison of whole numbers:
 * mg/dL: (140 - age) * W/100 * f/100 >= 60 * 72 * S/100; umol/L: the same with S/100 = U/10/88.4.
 */
const sides = ({ unit, weight, creatinine, age, sex }: Aim): readonly [bigint, bigint] => {
  const product = BigInt(140 - age) * (sex === 'female' ? 85n : 100n) * weight
  return unit === 'mg/dL'
    ? [product, 60n * 72n * 100n * creatinine]
    : [product * 884n, 60n * 72n * 10_000n * creatinine]
}

/** Weights on, just below and just above the cut-off, with creatinines that allow an exact hit. */
const aimed: fc.Arbitrary<Aim> = fc
  .record({
    unit: fc.constantFrom('mg/dL' as const, 'umol/L' as const),
    age: years,
    sex: sexes,
    multiple: fc.integer({ min: 1, max: 300 }),
    offset: fc.constantFrom(-2n, -1n, 0n, 0n, 1n, 2n),
  })
  .map(({ unit, age, sex, multiple, offset }) => {
    const [perWeight, perCreatinine] = sides({ unit, age, sex, weight: 1n, creatinine: 1n })
    const common = gcd(perWeight, perCreatinine)
    const creatinine = (BigInt(multiple) * perWeight) / common
    return { unit, age, sex, creatinine, weight: (BigInt(multiple) * perCreatinine) / common + offset }
  })
  .filter(
    ({ unit, weight, creatinine }) =>
      weight >= 2000n &&
      weight <= 40_000n &&
      creatinine >= (unit === 'mg/dL' ? 10n : 89n) &&
      creatinine <= (unit === 'mg/dL' ? 3000n : 26_520n),
  )

t.test('properties', async (t) => {
  t.test('on decimal inputs the decision about 60 is that of exact arithmetic', async (t) => {
    const property = fc.property(aimed, (aim) => {
      const [left, right] = sides(aim)
      const expected = left >= right ? 'met' : 'not_met'
      const scale = aim.unit === 'mg/dL' ? 100 : 10
      const found = stateOf({
        age: aim.age,
        sex: aim.sex,
        weight: { value: Number(aim.weight) / 100, unit: 'kg' },
        creatinine: { value: Number(aim.creatinine) / scale, unit: aim.unit },
      })
      return found === expected
    })
    // (140 - age) * W * f against 60 * 72 * S, in the steps of Aim: equal, then a step of weight beside.
    const equal: readonly Omit<Aim, 'weight'>[] = [
      { unit: 'mg/dL', age: 20, sex: 'male', creatinine: 100n }, // 120 * 36 kg
      { unit: 'mg/dL', age: 70, sex: 'male', creatinine: 175n }, // 70 * 108 kg
      { unit: 'mg/dL', age: 55, sex: 'female', creatinine: 289n }, // 85 * 0.85 * 172.8 kg
      { unit: 'umol/L', age: 20, sex: 'male', creatinine: 884n }, // as 1 mg/dL
      { unit: 'umol/L', age: 68, sex: 'male', creatinine: 884n }, // 72 * 60 kg
    ]
    const examples = each(equal, [-1n, 0n, 1n]).map(([aim, off]): [Aim] => {
      const [perWeight, right] = sides({ ...aim, weight: 1n })
      return [{ ...aim, weight: right / perWeight + off }]
    })
    const found = examples.map(([aim]) => sides(aim)).map(([left, right]) => Math.sign(Number(left - right)))
    t.same(
      found,
      [...equal].flatMap(() => [-1, 0, 1]),
      'the constructed cases lie on the cut-off and on both sides',
    )
    fc.assert(property, { numRuns: 2000, examples })
  })

  const agree = (bodies: readonly Request[]): boolean => {
    const [first, ...rest] = bodies.map((body) => crcl.compute(body))
    return rest.every(
      (outcome) =>
        Math.abs(Number(outcome.score?.value) - Number(first?.score?.value)) <=
          1e-12 * Math.abs(Number(first?.score?.value)) && outcome.criteria[0]?.state === first?.criteria[0]?.state,
    )
  }

  t.test('creatinine in mg/dL, mg/L, umol/L and mmol/L agrees', async (t) => {
    const property = fc.property(complete, fc.integer({ min: 1, max: 300 }), (body, tenths) => {
      // tenths/10 mg/dL = tenths mg/L = tenths * 8.84 umol/L = tenths * 0.00884 mmol/L
      const given = [
        { value: tenths / 10, unit: 'mg/dL' },
        { value: tenths, unit: 'mg/L' },
        { value: (tenths * 884) / 100, unit: 'umol/L' },
        { value: (tenths * 884) / 100_000, unit: 'mmol/L' },
      ]
      return agree(given.map((creatinine) => ({ ...body, creatinine })))
    })
    fc.assert(property)
    t.pass()
  })

  t.test('weight in kg, g and pounds agrees, height in cm, m and inches', async (t) => {
    const weights = fc.integer({ min: 4410, max: 88_000 }).map((n) => n / 100) // pounds
    const property = fc.property(complete, weights, decimal(41, 98, 1), (body, pounds, inches) => {
      const grams = pounds * 453.59237
      const byWeight = [
        { value: pounds, unit: '[lb_av]' },
        { value: grams, unit: 'g' },
        { value: grams / 1000, unit: 'kg' },
      ]
      const byHeight = [
        { value: inches, unit: '[in_i]' },
        { value: (inches * 254) / 100, unit: 'cm' },
        { value: (inches * 254) / 10_000, unit: 'm' },
      ]
      const actual: Request = { ...body, weightPolicy: 'actual' }
      const adjusted: Request = { ...body, weightPolicy: 'adjusted' }
      return (
        agree(byWeight.map((weight) => ({ ...actual, weight }))) &&
        agree(byHeight.map((height) => ({ ...adjusted, height })))
      )
    })
    fc.assert(property)
    t.pass()
  })

  t.test('more creatinine or more years never raise it, more weight never lowers it', async (t) => {
    const property = fc.property(complete, decimal(0, 5, 2), (body, more) => {
      const value = crclOf(body)
      const creatinine = { value: Math.min(30, (body.creatinine?.value ?? 0) + more), unit: 'mg/dL' }
      const older = Math.min(120, (body.age ?? 0) + Math.ceil(more))
      const heavier: Request = {
        ...body,
        weightPolicy: body.weightPolicy?.startsWith('auto') ? 'actual' : body.weightPolicy,
      }
      const weight = { value: Math.min(400, (body.weight?.value ?? 0) + more), unit: 'kg' }
      return (
        crclOf({ ...body, creatinine }) <= value &&
        crclOf({ ...body, age: older }) <= value &&
        crclOf({ ...heavier, weight }) >= crclOf(heavier)
      )
    })
    fc.assert(property)
    t.pass()
  })

  t.test('bounds of an unknown sex are the values of the two sexes', async (t) => {
    const property = fc.property(complete, (body) => {
      const { score, status } = crcl.compute({ ...body, sex: null })
      const female = crclOf({ ...body, sex: 'female' })
      const male = crclOf({ ...body, sex: 'male' })
      return (
        status === 'not_computable' &&
        score?.bounds?.lower === Math.min(female, male) &&
        score.bounds.upper === Math.max(female, male)
      )
    })
    fc.assert(property)
    t.pass()
  })

  t.test('no automatic policy uses more than the actual weight', async (t) => {
    const property = fc.property(
      complete,
      fc.constantFrom('auto-bmi' as const, 'auto-ratio' as const),
      (body, policy) => {
        const automatic = crclOf({ ...body, weightPolicy: policy })
        return automatic > 0 && automatic <= crclOf({ ...body, weightPolicy: 'actual' }) + 1e-9
      },
    )
    fc.assert(property, { numRuns: 1000 })
    t.pass()
  })

  t.test('the weight choice is called sensitive exactly when the three weights disagree', async (t) => {
    const property = fc.property(complete, (body) => {
      const { details, warnings } = crcl.compute(body)
      const three = details as { readonly actual: number; readonly ideal: number; readonly adjusted: number }
      const enough = [three.actual, three.ideal, three.adjusted].filter((value) => value >= 60 - 1e-9).length
      const warned = warnings.some(({ code }) => code === 'weight_choice_sensitive')
      return warned === (enough === 1 || enough === 2)
    })
    fc.assert(property, { numRuns: 1000 })
    t.pass()
  })

  t.test('a shorter date never contradicts the whole one', async (t) => {
    const lengths = fc.constantFrom(10, 7, 4)
    const property = fc.property(dated, lengths, lengths, (body, birthLength, sampleLength) => {
      const whole = crclOf(body)
      const { score, criteria } = crcl.compute({
        ...body,
        birthDate: (body.birthDate ?? '').slice(0, birthLength),
        sampleDate: (body.sampleDate ?? '').slice(0, sampleLength),
      })
      const state = criteria[0]?.state
      if (state !== 'undetermined' && state !== stateOf(body)) return false
      if (score?.value != null) return score.value === whole
      return Number(score?.bounds?.lower) <= whole && whole <= Number(score?.bounds?.upper)
    })
    fc.assert(property, { numRuns: 1000 })
    t.pass()
  })

  t.test('removing an input never meets the criterion; bounds contain every completion', async (t) => {
    removalNeverMeets(crcl, fc.oneof(complete, anyHeight, dated), [...removals, ['sampleDate']], 2000)
    boundsContainCompletions(crcl, fc.oneof(complete, dated), [...removals, ['sampleDate']], 2000)
    t.pass()
  })
})
