import type { Comparator } from '@activity-scores/shared/language/quantity'
import { decimal } from '@activity-scores/shared/testing/arbitrary'
import { fc } from '@activity-scores/shared/testing/drawing'
import { type Removal, without } from '@activity-scores/shared/testing/properties'
import { codesOf, type Json, matches, post, serviceFor, stateOf } from '@activity-scores/shared/testing/testing'
import t from 'tap'
import { POLICIES } from '../decisions.js'
import crcl from '../index.js'
import type { Request } from '../schema.js'

const slug = 'crcl'
const C60 = 'crcl-at-least-60'
const kg = (value: number) => ({ value, unit: 'kg' })
const cm = (value: number) => ({ value, unit: 'cm' })
const mgDl = (value: number, comparator?: Comparator) => ({ value, unit: 'mg/dL', comparator })
/** CrCl 60 at a creatinine of 1 mg/dL, (140 - 60) * 54 / 72, and 600 at 0.1. */
const man: Request = { age: 60, sex: 'male', weight: kg(54) }
const reasonOf = (result: Json) => result.criteria[0].reason

t.test('a creatinine that is a limit', async (t) => {
  const app = await serviceFor(t, crcl)
  const ask = async (more: object) => (await post(app, slug, { ...man, ...more })).json
  const at = (comparator: Comparator, value: number, more: object = {}) =>
    ask({ creatinine: mgDl(value, comparator), ...more })

  t.test('at exactly 60 each comparator decides for itself', async (t) => {
    for (const [comparator, state] of [
      ['<', 'met'],
      ['<=', 'met'],
      ['>', 'not_met'],
      ['>=', 'undetermined'],
    ] as const)
      for (const creatinine of [mgDl(1, comparator), { value: 88.4, unit: 'umol/L', comparator }]) {
        const result = await ask({ creatinine })
        t.equal(stateOf(result, C60), state, `${comparator}${creatinine.value}`)
        t.equal(reasonOf(result), state === 'undetermined' ? 'censored:creatinine' : null)
        t.same(result.inputs.creatinine, { value: 1, unit: 'mg/dL', comparator })
        t.same(codesOf(result), ['creatinine_censored'])
      }
  })

  t.test('an upper limit is computed at the limit, with bounds to the least allowed creatinine', async (t) => {
    for (const comparator of ['<', '<='] as const) {
      const met = await at(comparator, 0.8)
      t.match(met, { status: 'computed', missing: [], score: { reported: '75.0' } })
      matches(t, met.score, { value: 75, bounds: { lower: 75, upper: 600 } }, 'score')
      t.equal(
        met.text,
        'Cockcroft-Gault CrCl 75.0 mL/min or more (actual weight; creatinine is an upper limit), at least 60',
      )
      const open = await at(comparator, 1.2)
      matches(t, open.score, { value: 50, bounds: { lower: 50, upper: 600 } }, 'score')
      t.equal(stateOf(open, C60), 'undetermined')
      t.equal(reasonOf(open), 'censored:creatinine')
      t.match(open.text, /50\.0 mL\/min or more .*, undetermined about 60$/)
      t.match(open.warnings, [{ code: 'creatinine_censored', pointer: '/creatinine', message: 'at the limit' }])
      matches(t, open.details, { actual: 50, factors: { creatinine: 1.2 } }, 'details')
    }
    const low = await at('<=', 0.1)
    matches(t, low.score, { value: 600, bounds: { lower: 600, upper: 600 } }, 'nothing is allowed below')
    const never = await at('<', 9, { age: 120, weight: kg(20) }) // 55.6 even at 0.1 mg/dL
    t.equal(stateOf(never, C60), 'not_met')
    const crossing = await at('<', 1, { weight: kg(53.96) }) // 59.9556 at the limit
    t.same(codesOf(crossing), ['creatinine_censored', 'reported_value_crosses_cutoff'])
    t.equal(stateOf(crossing, C60), 'undetermined')
  })

  t.test('a lower limit gives no value, only an upper bound', async (t) => {
    for (const comparator of ['>', '>='] as const) {
      const below = await at(comparator, 1.2)
      t.match(below, { status: 'not_computable', missing: [], score: { value: null, reported: null } })
      matches(t, below.score.bounds, { lower: 0, upper: 50 }, 'bounds')
      t.equal(stateOf(below, C60), 'not_met')
      t.equal(
        below.text,
        'Cockcroft-Gault CrCl not computable: creatinine is known only from below; possible up to 50.0 mL/min, below 60',
      )
      t.match(below.details, { actual: null, normalised: null, factors: null, weightUsed: 54 })
      const open = await at(comparator, 0.8)
      matches(t, open.score.bounds, { lower: 0, upper: 75 }, 'bounds')
      t.equal(reasonOf(open), 'censored:creatinine')
      t.match(open.text, /possible up to 75\.0 mL\/min$/)
      t.equal((await at(comparator, 30)).status, 'not_computable', 'beyond the greatest allowed value as well')
    }
  })

  t.test('stands beside an unknown sex, age or weight', async (t) => {
    const noSex = await at('<=', 0.8, { sex: null })
    t.match(noSex, { status: 'not_computable', missing: ['sex'], details: { bySex: null } })
    matches(t, noSex.score.bounds, { lower: 63.75, upper: 600 }, '75 * 0.85 to 600')
    t.equal(stateOf(noSex, C60), 'met')
    t.match(
      noSex.text,
      /missing sex; creatinine is known only from above; possible 63\.8 mL\/min or more, at least 60$/,
    )
    const open = await at('>', 0.9, { sex: null })
    t.equal(reasonOf(open), 'missing:sex, censored:creatinine')
    matches(t, open.score.bounds, { lower: 0, upper: 66.666666666667 }, '60 / 0.9')
    t.equal(stateOf(await at('>', 1, { sex: null }), C60), 'not_met', 'the man has less than 60')
    t.equal(stateOf(await at('>=', 1, { sex: null }), C60), 'undetermined', 'the man may have 60')
    const dates = { age: null, birthDate: '1966-03', sampleDate: '2026-03-15' } // 59 or 60
    const imprecise = await at('<', 1, dates)
    t.match(imprecise, { status: 'not_computable', score: { value: null } })
    matches(t, imprecise.score.bounds, { lower: 60, upper: 607.5 }, '60 years at 1 to 59 years at 0.1')
    t.equal(stateOf(imprecise, C60), 'met')
    t.equal(reasonOf(await at('<', 1.1, dates)), 'censored:creatinine, precision:birthDate')
    const noWeight = await at('>=', 10, { weight: null }) // 44.4 at 400 kg
    t.same(noWeight.missing, ['weight'])
    t.equal(stateOf(noWeight, C60), 'not_met')
    t.match(noWeight.text, /missing weight; creatinine is known only from below, below 60$/)
  })

  t.test('the choice of weight is sensitive when it is at some possible creatinine', async (t) => {
    // cg-10: at 1.1 mg/dL the weights give 79.5, 42.3 and 57.2, that is 87.5/c, 46.6/c and 62.9/c at c mg/dL.
    const obese = { age: 62, sex: 'female', weight: kg(95), height: cm(158) }
    const rows: readonly (readonly [Comparator, number, boolean])[] = [
      ['<', 3, true],
      ['<', 0.78, true],
      ['<', 0.77, false], // 46.6 / 0.77 is 60.5: all at least 60
      ['>', 1.45, true],
      ['>', 1.46, false], // 87.5 / 1.46 is 59.9
    ]
    for (const [comparator, value, expected] of rows) {
      const result = await at(comparator, value, obese)
      t.equal(result.details.weightChoiceSensitive, expected, `${comparator}${value}`)
      t.equal(codesOf(result).includes('weight_choice_sensitive'), expected)
      if (expected) t.match(result.warnings.at(-1).message, 'leaves possible')
    }
  })
})

const comparators = fc.constantFrom<Comparator>('<', '<=', '>=', '>')
const sexes = fc.constantFrom('female' as const, 'male' as const)
const years = fc.integer({ min: 18, max: 120 })
const stated = (body: Request) => crcl.compute(body).criteria[0]?.state

interface Case {
  readonly age: number
  readonly sex: 'female' | 'male'
  readonly comparator: Comparator
  /** Creatinine in 0.01 mg/dL. */
  readonly hundredths: number
}

/** (140 - age) * W * f / 10^4 against 60 * 72 * S / 100, with W in 0.01 kg: all in whole numbers. */
const perWeight = ({ age, sex }: Case): bigint => BigInt(140 - age) * (sex === 'female' ? 85n : 100n)
const against60 = (one: Case, weight: bigint, hundredths: number): bigint =>
  perWeight(one) * weight - 432_000n * BigInt(hundredths)

/** What exact arithmetic decides at both ends of what the limit leaves possible, 0.1 mg/dL and none at all. */
function expectedOf(one: Case, weight: bigint): string {
  const [atLimit, atLeast] = [against60(one, weight, one.hundredths), against60(one, weight, 10)]
  if (one.comparator.startsWith('<')) return atLimit >= 0n ? 'met' : atLeast < 0n ? 'not_met' : 'undetermined'
  return (one.comparator === '>' ? atLimit <= 0n : atLimit < 0n) ? 'not_met' : 'undetermined'
}

const answered = ({ age, sex, comparator, hundredths }: Case, weight: bigint) =>
  stated({ age, sex, weight: kg(Number(weight) / 100), creatinine: mgDl(hundredths / 100, comparator) })

t.test('on 60 and a hundredth of a kilogram beside it, each comparator decides as exact arithmetic does', async (t) => {
  const at60: readonly (readonly [age: number, sex: 'female' | 'male', hundredths: number, weight: bigint])[] = [
    [60, 'male', 100, 5400n],
    [50, 'female', 85, 4800n],
    [20, 'male', 250, 9000n],
    [55, 'female', 85, 5082n], // 5082.35...: beside 60 only
  ]
  const seen = new Set<string>()
  for (const [age, sex, hundredths, weight] of at60)
    for (const comparator of ['<', '<=', '>', '>='] as const)
      for (const off of [-1n, 0n, 1n]) {
        const one: Case = { age, sex, comparator, hundredths }
        const expected = expectedOf(one, weight + off)
        t.equal(answered(one, weight + off), expected, `${age} ${sex} ${comparator}${hundredths} ${weight + off}`)
        if (against60(one, weight + off, hundredths) === 0n) seen.add(`${comparator} ${expected}`)
      }
  t.same([...seen].sort(), ['< met', '<= met', '> not_met', '>= undetermined'], 'each was exactly on 60')
  const open: Case = { age: 60, sex: 'male', comparator: '<', hundredths: 120 }
  t.equal(answered(open, 5400n), 'undetermined', '50 at the limit, 600 at 0.1 mg/dL')
  t.equal(answered({ ...open, age: 120 }, 2000n), 'not_met', '55.6 even at 0.1 mg/dL')
})

t.test('properties', async (t) => {
  t.test('the decision is that of exact arithmetic at both ends of what is possible', async (t) => {
    const aimed = fc.record({
      age: years,
      sex: sexes,
      comparator: comparators,
      hundredths: fc.integer({ min: 11, max: 300 }),
      offset: fc.constantFrom(-1n, 0n, 1n),
    })
    const property = fc.property(aimed, ({ offset, ...one }) => {
      const weight = (432_000n * BigInt(one.hundredths)) / perWeight(one) + offset
      fc.pre(weight >= 2000n && weight <= 40_000n)
      return answered(one, weight) === expectedOf(one, weight)
    })
    fc.assert(property, { numRuns: 2000 })
    t.pass()
  })

  t.test('whatever a limit and missing inputs leave possible is within the bounds and decided alike', async (t) => {
    const whole: fc.Arbitrary<Request> = fc.record({
      age: years,
      sex: sexes,
      weight: decimal(20, 400, 1).map(kg),
      height: decimal(103, 250, 1).map(cm),
      creatinine: fc.oneof(decimal(0.1, 3, 2), decimal(0.1, 30, 2)).map((value) => mgDl(value)),
      weightPolicy: fc.constantFrom(...POLICIES),
    })
    const removals: readonly Removal[] = [['age'], ['sex'], ['weight'], ['height']]
    const distances = fc.oneof(fc.constant(0), decimal(0, 1, 2))
    const property = fc.property(
      whole,
      comparators,
      distances,
      fc.subarray([...removals]),
      (body, given, far, gone) => {
        const distance = given.length === 1 ? far + 0.01 : far
        const value = (body.creatinine?.value ?? 0) + (given.startsWith('<') ? distance : -distance)
        fc.pre(value >= 0.1 && value <= 30)
        const { score, criteria, details } = crcl.compute(
          gone.reduce(without, { ...body, creatinine: mgDl(value, given) }),
        )
        const truth = crcl.compute(body)
        const { lower, upper } = score?.bounds ?? { lower: Number.NaN, upper: Number.NaN }
        const sensitive = (details as Json).weightChoiceSensitive !== false
        return (
          Number(lower) <= Number(truth.score?.value) + 1e-9 &&
          Number(truth.score?.value) <= Number(upper) + 1e-9 &&
          [truth.criteria[0]?.state, 'undetermined'].includes(criteria[0]?.state) &&
          (sensitive || !(truth.details as Json).weightChoiceSensitive)
        )
      },
    )
    fc.assert(property, { numRuns: 2000 })
    t.pass()
  })
})
