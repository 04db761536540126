/** Random requests of this instrument, aimed at its cut-offs, and the decimal oracle of its ratio. Tests only. */
import { ENZYME_NAMES } from '@activity-scores/shared/measures/muscle-enzymes'
import { MUSCLES } from '@activity-scores/shared/measures/muscle-test'
import { decimal } from '@activity-scores/shared/testing/arbitrary'
import { fc } from '@activity-scores/shared/testing/drawing'
import type { Request } from '../schema.js'

/** `value` with this many decimals, about half of the draws within a few steps of `cutOff`. */
export const aimed = (cutOff: number, max: number, decimals: number): fc.Arbitrary<number> => {
  const scale = 10 ** decimals
  const near = fc
    .integer({ min: -3, max: 3 })
    .map((steps) => Math.min(max * scale, Math.max(0, Math.round(cutOff * scale) + steps)) / scale)
  return fc.oneof(near, decimal(0, max, decimals))
}

const aimedScale = fc.oneof(
  aimed(2, 10, 2).map((value) => ({ value, unit: 'cm' })),
  aimed(2, 10, 1).map((value) => ({ value, unit: '{score}' })),
  aimed(20, 100, 1).map((value) => ({ value, unit: 'mm' })),
)

/** Upper limit in steps of its unit, value at 1.5 times it more or less: [value, limit] in whole steps. */
export const aimedSteps = fc
  .tuple(
    fc.integer({ min: 1, max: 20_000 }),
    fc.integer({ min: -3, max: 3 }),
    fc.boolean(),
    fc.integer({ min: 1, max: 60_000 }),
  )
  .map(([limit, off, near, far]) => [near ? Math.max(1, Math.floor((3 * limit) / 2) + off) : far, limit] as const)

/** value / limit >= 1.5 in whole steps: 2 * value >= 3 * limit. */
export const reachesOneAndAHalf = ([value, limit]: readonly [number, number]): boolean =>
  2n * BigInt(value) >= 3n * BigInt(limit)

const STEP: Readonly<Record<string, number>> = { 'U/L': 10, '[IU]/L': 10, 'ukat/L': 1000, 'nkat/L': 1, 'kU/L': 1000 }
export const enzymeUnits = Object.keys(STEP)
/** Steps of 0.1 U/L, 0.001 ukat/L, and so on: what laboratories print. */
export const inUnit = ([value, limit]: readonly [number, number], unit: string) => ({
  value: value / (STEP[unit] ?? 1),
  upperLimit: limit / (STEP[unit] ?? 1),
  unit,
})

const enzyme = fc.tuple(aimedSteps, fc.constantFrom(...enzymeUnits)).map(([steps, unit]) => inUnit(steps, unit))

const censored = fc
  .tuple(enzyme, fc.constantFrom('<', '<=', '>=', '>', null))
  .map(([given, comparator]) => ({ ...given, comparator }))

const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null, freq: 4 })

/** Both forms near the cut-off: full strength less a loss shared out at random, now and then a muscle not graded. */
const muscleTest = fc
  .tuple(fc.constantFrom('bilateral', 'unilateral'), fc.array(fc.nat(14), { maxLength: 16 }), fc.option(fc.nat(14)))
  .map(([mode, losses, gap]): NonNullable<Request['mmt8']> => {
    const grade = (i: number) => (i === gap ? null : Math.max(0, 10 - losses.filter((loss) => loss === i).length))
    return { mode, grades: Object.fromEntries(MUSCLES[mode].map((muscle, i) => [muscle, grade(i)])) }
  })

/** Now and then a list of ticks is not sent. */
const answers = fc
  .tuple(
    fc.array(maybe(fc.constantFrom(0, 0, 0, 1, 2)), { minLength: 8, maxLength: 8 }),
    maybe(fc.constantFrom(['walking'] as const, [])),
    fc.boolean(),
  )
  .map(([given, aids, helpSent]): NonNullable<Request['haq']> => {
    const items = ['HAQ01', 'HAQ03', 'HAQ05', 'HAQ08', 'HAQ10', 'HAQ13', 'HAQ15', 'HAQ18']
    return {
      items: Object.fromEntries(items.map((item, i) => [item, given[i]])),
      aids: aids && [...aids],
      help: helpSent ? [] : null,
    }
  })

const strength = fc.oneof(
  fc.constantFrom(0, 141, 142, 143, 150).map((mmt8Bilateral) => ({ mmt8Bilateral })),
  muscleTest.map((mmt8) => ({ mmt8 })),
  fc.constant({}),
)
const disability = fc.oneof(
  aimed(0.25, 3, 3).map((haqDi) => ({ haqDi })),
  answers.map((haq) => ({ haq })),
  fc.constant({}),
)

export const request: fc.Arbitrary<Request> = fc
  .tuple(
    strength,
    disability,
    fc.record({
      muscleInvolvement: maybe(fc.boolean()),
      physicianGlobal: maybe(aimedScale),
      patientGlobal: maybe(aimedScale),
      extramuscularActivity: maybe(aimedScale),
      enzymes: maybe(fc.record(Object.fromEntries(ENZYME_NAMES.map((name) => [name, maybe(censored)])))),
    }),
  )
  .map(([mmt8, haq, rest]) => ({ ...rest, ...mmt8, ...haq }))
