import { decimal } from '@activity-scores/shared/testing/arbitrary'
import { each, fc } from '@activity-scores/shared/testing/drawing'
import { boundsContainCompletions, removalNeverMeets } from '@activity-scores/shared/testing/properties'
import { stateOf } from '@activity-scores/shared/testing/testing'
import t from 'tap'
import egfr from '../index.js'
import type { Request } from '../schema.js'

type Sex = 'female' | 'male'
const SEXES = ['female', 'male'] as const
const sexes = fc.constantFrom<Sex>(...SEXES)
const years = fc.integer({ min: 18, max: 120 })
const mgDl = (value: number) => ({ value, unit: 'mg/dL' })
const complete: fc.Arbitrary<Request> = fc.record({
  age: years,
  sex: sexes,
  creatinine: fc.oneof(decimal(0.1, 3, 2), decimal(0.1, 30, 2)).map(mgDl),
})
const rateOf = (body: Request): number => egfr.compute(body).score?.value ?? Number.NaN

/**
 * eGFR against a cut-off as whole numbers, for creatinine in 0.001 mg/dL. Both sides to the power that makes the
 * exponents whole: the fifth above kappa (6/5), the 1000th below it (241/1000 or 302/1000).
 */
function reaches(cutOff: number, ageYears: number, thousandths: number, sex: Sex): boolean {
  const kappa = sex === 'female' ? 700 : 900
  const power = thousandths > kappa ? 5n : 1000n
  const exponent = thousandths > kappa ? 6n : sex === 'female' ? 241n : 302n
  const years = BigInt(ageYears) * power
  const bySex = sex === 'female' ? 1012n : 1000n
  const left = 142n ** power * BigInt(kappa) ** exponent * 9938n ** years * bySex ** power
  const right = BigInt(cutOff) ** power * BigInt(thousandths) ** exponent * 10_000n ** years * 1000n ** power
  return left >= right
}

const CUT_OFFS = [
  [15, 'G5'],
  [30, 'G4'],
  [45, 'G3b'],
  [60, 'G3a'],
  [90, 'G2'],
] as const

const isAbove = (thousandths: number, sex: Sex): boolean => thousandths > (sex === 'female' ? 700 : 900)

/** The creatinine at a cut-off, to the nearest 0.001 mg/dL: where to aim, not what is right. */
function aim(cutOff: number, ageYears: number, sex: Sex): number {
  const [kappa, alpha, bySex] = sex === 'female' ? [0.7, 0.241, 1.012] : [0.9, 0.302, 1]
  const most = (142 * 0.9938 ** ageYears * bySex) / cutOff
  return Math.round(1000 * kappa * most ** (1 / (most >= 1 ? 1.2 : alpha)))
}

t.test('properties', async (t) => {
  const oracle = (above: boolean) =>
    fc.property(
      fc.constantFrom(...CUT_OFFS),
      years,
      sexes,
      fc.integer({ min: -2, max: 2 }),
      ([cutOff, code], age, sex, off) => {
        const thousandths = aim(cutOff, age, sex) + off
        fc.pre(thousandths >= 100 && thousandths <= 30_000)
        fc.pre(above === isAbove(thousandths, sex))
        const met = reaches(cutOff, age, thousandths, sex)
        const outcome = egfr.compute({ age, sex, creatinine: mgDl(thousandths / 1000) })
        if (cutOff === 15 && stateOf(outcome, 'egfr-below-15') !== (met ? 'not_met' : 'met')) return false
        return (outcome.category?.code !== code) === met
      },
    )

  t.test('beside each cut-off the category is that of exact arithmetic', async (t) => {
    const examples = each(CUT_OFFS, [18, 75], SEXES, [-2, 2]).filter(([[cutOff], age, sex]) =>
      isAbove(aim(cutOff, age, sex), sex),
    )
    const sides = examples.map(([[cutOff], age, sex, off]) => reaches(cutOff, age, aim(cutOff, age, sex) + off, sex))
    t.same(
      sides,
      examples.map(([, , , off]) => off < 0),
      'the constructed cases lie on either side',
    )
    t.equal(examples.length, 38, 'all but one pair lie above kappa')
    fc.assert(oracle(true), { numRuns: 1000, examples })
    fc.assert(oracle(false), { numRuns: 5 }) // numbers of a hundred thousand digits
  })

  t.test('more creatinine or more years never raise the rate; units agree', async (t) => {
    const property = fc.property(complete, fc.integer({ min: 1, max: 50 }), (body, step) => {
      const value = body.creatinine?.value ?? 1
      const now = rateOf(body)
      const units = [
        { value: value * 10, unit: 'mg/L' },
        { value: value * 88.4, unit: 'umol/L' },
        { value: (value * 88.4) / 1000, unit: 'mmol/L' },
      ]
      return (
        (value + step / 10 > 30 || rateOf({ ...body, creatinine: mgDl(value + step / 10) }) < now) &&
        rateOf({ ...body, age: Math.min(120, (body.age ?? 0) + step) }) <= now &&
        units.every((creatinine) => !(Math.abs(rateOf({ ...body, creatinine }) - now) > 1e-9 * now))
      )
    })
    fc.assert(property, { numRuns: 1000 })
    t.pass()
  })

  t.test('removing an input never meets the criterion; bounds contain every completion', async (t) => {
    const removals = [['age'], ['sex'], ['creatinine']]
    removalNeverMeets(egfr, complete, removals, 1000)
    boundsContainCompletions(egfr, complete, removals, 1000)
    t.pass()
  })
})
