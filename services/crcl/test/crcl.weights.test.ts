import { between, exactly, type Interval } from '@activity-scores/shared/language/interval'
import { analytes } from '@activity-scores/shared/language/units'
import { decimal } from '@activity-scores/shared/testing/arbitrary'
import { fc } from '@activity-scores/shared/testing/drawing'
import t from 'tap'
import { POLICIES, type Policy, positiveIdealWeight, select, weightRange } from '../decisions.js'
import type { Sex } from '../formula.js'

const sexes = fc.constantFrom<Sex>('female', 'male')
const policies = fc.constantFrom(...POLICIES)
const [allWeights, allHeights] = [between(...analytes.weight.allowed), between(...analytes.height.allowed)]

/** Every weight that a policy selects on a grid over both ranges; a height without ideal weight gives none. */
function selectedOnGrid(policy: Policy, sex: Sex, actual: Interval, height: Interval, steps: number) {
  const grid = ({ lower, upper }: Interval) =>
    lower === upper ? [lower] : Array.from({ length: steps + 1 }, (_, i) => lower + ((upper - lower) * i) / steps)
  return grid(height).flatMap((heightCm) => {
    const idealKg = positiveIdealWeight(sex, heightCm)
    return idealKg === null ? [] : grid(actual).map((kg) => select(policy, kg, idealKg, heightCm).weightKg)
  })
}

const within = (lower: number, upper: number) =>
  fc.tuple(decimal(lower, upper, 1), decimal(lower, upper, 1)).map(([a, b]) => between(Math.min(a, b), Math.max(a, b)))

t.test('the range of weights', async (t) => {
  t.test('contains every weight that a policy can select, over any two ranges', async (t) => {
    const low = [within(20, 60), within(100, 150)] as const
    const ranges = fc.oneof(fc.tuple(within(20, 400), within(100, 250)), fc.tuple(...low))
    const property = fc.property(policies, sexes, ranges, (policy, sex, [actual, height]) => {
      const range = weightRange(policy, sex, actual, height)
      const selected = selectedOnGrid(policy, sex, actual, height, 8)
      if (range === null) return policy !== 'actual' && selected.length === 0
      return selected.every((kg) => range.lower - 1e-9 <= kg && kg <= range.upper + 1e-9)
    })
    fc.assert(property, { numRuns: 2000 })
    t.pass()
  })

  t.test('ends where a policy really arrives, without the height, the weight or both', async (t) => {
    const known = fc.constantFrom('height', 'weight', 'neither')
    // From 133.9 (138.4) kg, the ideal weight at 250 cm, to a BMI of 25 or 1.25 of it the end is a little above.
    const weights = fc.oneof(decimal(20, 133, 1), decimal(190, 400, 1))
    const property = fc.property(policies, sexes, known, weights, decimal(103, 250, 1), (policy, sex, what, kg, cm) => {
      const actual = what === 'weight' ? exactly(kg) : allWeights
      const height = what === 'height' ? exactly(cm) : allHeights
      const selected = selectedOnGrid(policy, sex, actual, height, 300)
      return Math.abs(Number(weightRange(policy, sex, actual, height)?.upper) - Math.max(...selected)) < 1e-9
    })
    fc.assert(property, { numRuns: 200 })
    t.pass()
  })
})
