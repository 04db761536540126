import { each, fc } from '@activity-scores/shared/testing/drawing'
import { removalNeverMeets } from '@activity-scores/shared/testing/properties'
import { stateOf } from '@activity-scores/shared/testing/testing'
import t from 'tap'
import prednisoneEquivalent from '../index.js'
import type { Course, Request } from '../schema.js'

const BELOW = 'below-7.5'
const UNABLE = 'unable-to-taper-below-7.5'
/** mg equal to 5 mg prednisone in 0.05 mg, typed again from the clinical specification. */
const EQUAL = {
  prednisone: 100n,
  prednisolone: 100n,
  methylprednisolone: 80n,
  triamcinolone: 80n,
  dexamethasone: 15n,
  betamethasone: 15n,
  hydrocortisone: 400n,
  cortisone: 500n,
  deflazacort: 120n,
} as const
type Drug = keyof typeof EQUAL
const drugs = fc.constantFrom(...(Object.keys(EQUAL) as Drug[]))

/** A course in whole numbers: the dose in 0.001 mg. */
interface Plan {
  readonly drug: Drug
  readonly thousandths: number
  readonly doses: number
  readonly days: number
}

const plan: fc.Arbitrary<Plan> = fc.record({
  drug: drugs,
  thousandths: fc.integer({ min: 1, max: 30_000 }),
  doses: fc.integer({ min: 1, max: 4 }),
  days: fc.integer({ min: 1, max: 28 }),
})
const courseOf = ({ drug, thousandths, doses, days }: Plan): Course => ({
  drug,
  route: 'oral',
  dose: { value: thousandths / 1000, unit: 'mg' },
  dosesPerPeriod: doses,
  periodDays: days,
})
/** mg/d of prednisone as a fraction: thousandths/1000 * doses/days * 5 / (equal * 0.05). */
const fractionOf = ({ drug, thousandths, doses, days }: Plan): readonly [bigint, bigint] => [
  BigInt(thousandths) * BigInt(doses) * 100n,
  BigInt(days) * EQUAL[drug] * 1000n,
]
const isBelow = (plans: readonly Plan[]): boolean => {
  const [n, d] = plans
    .map(fractionOf)
    .reduce<readonly [bigint, bigint]>(([a, b], [c, e]) => [a * e + c * b, b * e], [0n, 1n])
  return 2n * n < 15n * d
}
const doseOf = (request: Request): number => prednisoneEquivalent.compute(request).score?.value ?? Number.NaN

/** Both amounts of betamethasone are in the bounds; here the one of the table is chosen. */
const CHOSEN = { betamethasoneEquivalence: '0.75-mg' } as const

t.test('properties', async (t) => {
  t.test('about 7.5 mg/d the decision is that of exact arithmetic', async (t) => {
    // The first course adds up to less than 7.5; the second, prednisone, is aimed at the rest where it is a whole number.
    const aimed = fc.record({ first: plan, days: fc.constantFrom(1, 2, 3, 7), off: fc.constantFrom(-1, 0, 0, 1) })
    const property = fc.property(aimed, ({ first, days, off }) => {
      const [n, d] = fractionOf(first)
      const rest = (15n * d - 2n * n) * 1000n * BigInt(days)
      fc.pre(rest > 0n)
      const thousandths = Number(rest / (2n * d)) + off
      fc.pre(thousandths >= 1 && thousandths <= 5_000_000)
      const plans: readonly Plan[] = [first, { drug: 'prednisone', thousandths, doses: 1, days }]
      const outcome = prednisoneEquivalent.compute({ courses: plans.map(courseOf), ...CHOSEN })
      return stateOf(outcome, BELOW) === (isBelow(plans) ? 'met' : 'not_met')
    })
    // One dose a day equal to 5 mg of prednisone, and 2.5 mg of prednisone, give or take 0.001 mg.
    const equal = (Object.keys(EQUAL) as Drug[]).map(
      (drug): Plan => ({ drug, thousandths: 50 * Number(EQUAL[drug]), doses: 1, days: 1 }),
    )
    for (const first of equal) {
      const at = (thousandths: number) => isBelow([first, { drug: 'prednisone', thousandths, doses: 1, days: 1 }])
      t.same([2499, 2500, 2501].map(at), [true, false, false], `constructed about 7.5 mg/d with ${first.drug}`)
    }
    const examples = each(equal, [1, 2, 3, 7], [-1, 0, 1]).map(
      ([first, days, off]): [{ first: Plan; days: number; off: number }] => [{ first, days, off }],
    )
    fc.assert(property, { numRuns: 2000, examples })
  })

  t.test('more drug never lowers the dose, whatever is said or not said of pulses and amounts', async (t) => {
    const flags = fc.constantFrom(true, false, null)
    const any = fc.record({ plan, infused: fc.boolean(), pulse: flags, factor: fc.constantFrom(1, 10, 100) })
    const more = fc.constantFrom(1.01, 1.5, 3, 20)
    const choice = fc.constantFrom(null, '0.75-mg' as const, '0.6-mg' as const)
    const property = fc.property(
      fc.array(any, { minLength: 1, maxLength: 3 }),
      more,
      choice,
      (given, times, amount) => {
        const request = (factor: number): Request => ({
          courses: given.map(({ plan: one, infused, pulse, factor: own }, i) => ({
            ...courseOf(one),
            dose: { value: (one.thousandths * own * (i === 0 ? factor : 1)) / 1000, unit: 'mg' },
            route: infused ? 'intravenous' : 'oral',
            pulse,
          })),
          taperFailed: true,
          betamethasoneEquivalence: amount,
        })
        const [less, more] = [prednisoneEquivalent.compute(request(1)), prednisoneEquivalent.compute(request(times))]
        const upper = ({ score }: typeof less) => score?.bounds?.upper ?? score?.value ?? Number.NaN
        const lowered = less.score?.value != null && more.score?.value != null && more.score.value < less.score.value
        const became = (id: string, state: string) => stateOf(less, id) !== state && stateOf(more, id) === state
        return !lowered && upper(more) >= upper(less) && !became(BELOW, 'met') && !became(UNABLE, 'not_met')
      },
    )
    fc.assert(property, { numRuns: 3000 })
    t.pass()
  })

  t.test('more of any drug, or one course more, raises the dose; the order is irrelevant', async (t) => {
    const property = fc.property(fc.array(plan, { minLength: 1, maxLength: 5 }), plan, (plans, extra) => {
      const courses = plans.map(courseOf)
      const dose = doseOf({ courses })
      const more = plans.map((one, i) => courseOf(i === 0 ? { ...one, thousandths: one.thousandths + 500 } : one))
      return (
        doseOf({ courses: more }) > dose &&
        doseOf({ courses: [...courses, courseOf(extra)] }) > dose &&
        Math.abs(doseOf({ courses: [...courses].reverse() }) - dose) < 1e-9
      )
    })
    fc.assert(property, { numRuns: 500 })
    t.pass()
  })

  t.test('removing a part of a course never meets a criterion, and its bounds hold the whole', async (t) => {
    const flags = fc.constantFrom(true, false, null)
    const bodies: fc.Arbitrary<Request> = fc.record({
      courses: fc.tuple(plan.map(courseOf), plan.map(courseOf)).map(([a, b]) => [a, { ...b, startDate: '2026-01-01' }]),
      referenceDate: fc.constant('2026-03-01'),
      taperFailed: flags,
      taperStatedImpossible: flags,
    })
    const removals = [
      ['courses'],
      ['referenceDate'],
      ['courses.0.dose'],
      ['courses.1.dosesPerPeriod'],
      ['courses.0.periodDays'],
      ['taperFailed'],
      ['taperStatedImpossible'],
    ]
    removalNeverMeets(prednisoneEquivalent, bodies, removals, 1000)
    const bounded = fc.property(bodies, (body) => {
      const whole = doseOf(body)
      const [first, second] = body.courses ?? []
      const partial: Request = { ...body, referenceDate: null, courses: first && second ? [first, second] : [] }
      const bounds = prednisoneEquivalent.compute(partial).score?.bounds
      return Number(bounds?.lower) <= whole + 1e-9 && whole <= Number(bounds?.upper) + 1e-9
    })
    fc.assert(bounded, { numRuns: 500 })
    t.pass()
  })
})
