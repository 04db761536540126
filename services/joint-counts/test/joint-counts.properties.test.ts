import { type Finding, JOINT_IDS, type JointId } from '@activity-scores/shared/measures/joints'
import { fc } from '@activity-scores/shared/testing/drawing'
import { removalNeverMeets, without } from '@activity-scores/shared/testing/properties'
import t from 'tap'
import jointCounts from '../index.js'
import type { Request } from '../schema.js'

/** Typed from the table of the specification, apart from the code: joints that the 28 leave out. */
const OUTSIDE_28 = /-(TMJ|SCJ|ACJ|DIP\d|HIP|ANK|TAR|MTP\d|TIP\d)$/
const NAMES = ['tenderJointCount28', 'swollenJointCount28', 'tenderJointCount68', 'swollenJointCount66'] as const
const inSet: Readonly<Record<(typeof NAMES)[number], (id: JointId) => boolean>> = {
  tenderJointCount28: (id) => !OUTSIDE_28.test(id),
  swollenJointCount28: (id) => !OUTSIDE_28.test(id),
  tenderJointCount68: () => true,
  swollenJointCount66: (id) => !id.endsWith('HIP'),
}
const sideOf = (name: (typeof NAMES)[number]) => (name.startsWith('tender') ? 'tender' : 'swollen')

type Full = Readonly<Record<JointId, Readonly<Record<'tender' | 'swollen', Finding>>>>

/** A complete examination; most joints are absent, so that counts near 6 are usual. */
const finding = fc.oneof(
  { weight: 12, arbitrary: fc.constant<Finding>('absent') },
  { weight: 2, arbitrary: fc.constant<Finding>('present') },
  { weight: 1, arbitrary: fc.constant<Finding>('not_evaluable') },
)
const examination = fc
  .array(fc.record({ tender: finding, swollen: finding }), { minLength: 68, maxLength: 68 })
  .map((found) => Object.fromEntries(JOINT_IDS.map((id, i) => [id, found[i]])) as Full)

interface Counted {
  readonly value: number | null
  readonly lower: number | null
  readonly upper: number | null
}
const countsOf = (request: Request) =>
  jointCounts.compute(request).details as Readonly<Record<(typeof NAMES)[number], Counted>>

t.test('properties', async (t) => {
  t.test('a complete examination is counted, and prorated, as by hand', async (t) => {
    const property = fc.property(
      examination,
      fc.constantFrom('zero' as const, 'prorate' as const),
      (joints, policy) => {
        const counts = countsOf({ joints, policy })
        return NAMES.every((name) => {
          const found = JOINT_IDS.filter(inSet[name]).map((id) => joints[id][sideOf(name)])
          const present = found.filter((one) => one === 'present').length
          const evaluable = found.filter((one) => one !== 'not_evaluable').length
          const { value } = counts[name]
          if (policy === 'zero') return value === present
          return value !== null && Math.abs(value * evaluable - present * found.length) < 1e-9
        })
      },
    )
    fc.assert(property, { numRuns: 500 })
    t.pass()
  })

  t.test('whatever is removed, the bounds contain the count, and a value that is left is the same', async (t) => {
    const gone = fc.record({
      joints: fc.uniqueArray(fc.nat(67), { maxLength: 68 }),
      findings: fc.uniqueArray(fc.tuple(fc.nat(67), fc.constantFrom('tender', 'swollen')), { maxLength: 5 }),
      counts: fc.subarray([...NAMES]),
      policy: fc.constantFrom('zero' as const, 'prorate' as const),
    })
    const property = fc.property(examination, gone, (joints, { joints: missing, findings, counts, policy }) => {
      const whole = countsOf({ joints, policy })
      const counted = countsOf({ joints, policy: 'zero' })
      const sent = Object.fromEntries(counts.map((name) => [name, counted[name].value]))
      const paths = [
        ...missing.map((i) => `joints.${JOINT_IDS[i]}`),
        ...findings.map(([i, side]) => `joints.${JOINT_IDS[i]}.${side}`),
      ]
      const request = { ...without({ joints }, paths), ...sent, policy } as Request
      for (const rule of jointCounts.rules) if (rule.check(request).length > 0) return false
      const left = countsOf(request)
      return NAMES.every((name) => {
        const { value, lower, upper } = left[name]
        const truth = whole[name].value
        if (value !== null) return truth !== null && Math.abs(value - truth) < 1e-9
        if (truth === null || lower === null || upper === null) return truth === null
        return lower <= truth + 1e-9 && truth <= upper + 1e-9
      })
    })
    fc.assert(property, { numRuns: 1000 })
    t.pass()
  })

  t.test('one more joint never lowers a count and never un-meets a criterion', async (t) => {
    const property = fc.property(examination, fc.nat(67), fc.constantFrom('tender', 'swollen'), (joints, i, side) => {
      const id = JOINT_IDS[i] ?? 'L-KNE'
      if (joints[id][side === 'tender' ? 'tender' : 'swollen'] === 'not_evaluable') return true
      const worse = { ...joints, [id]: { ...joints[id], [side]: 'present' } } as Full
      const before = jointCounts.compute({ joints })
      const after = jointCounts.compute({ joints: worse })
      return (
        NAMES.every(
          (name) => Number(countsOf({ joints: worse })[name].value) >= Number(countsOf({ joints })[name].value),
        ) && before.criteria.every(({ state }, k) => state !== 'met' || after.criteria[k]?.state === 'met')
      )
    })
    fc.assert(property, { numRuns: 500 })
    t.pass()
  })

  t.test('removing findings or counts never meets a criterion', async (t) => {
    const removals = [...JOINT_IDS.map((id) => [`joints.${id}`]), ['joints'], ...NAMES.map((name) => [name])]
    const withCounts = examination.map((joints) => ({ joints, ...counts(joints) }) as Request)
    removalNeverMeets(jointCounts, withCounts, removals, 500)
    t.pass()
  })

  t.test('counts alone: six or more is decided as over every full examination that is possible', async (t) => {
    const property = fc.property(fc.nat(28), fc.option(fc.nat(66)), (of28, full) => {
      if (full !== null && (full < of28 || full > of28 + 38)) return true
      const { criteria } = jointCounts.compute({ swollenJointCount28: of28, swollenJointCount66: full })
      const possible = Array.from({ length: 39 }, (_, outside) => of28 + outside).filter(
        (n) => full === null || n === full,
      )
      const answers = new Set(possible.map((n) => n >= 6))
      const expected = answers.size > 1 ? 'undetermined' : answers.has(true) ? 'met' : 'not_met'
      return criteria[0]?.state === expected
    })
    fc.assert(property, { numRuns: 1000 })
    t.pass()
  })
})

const counts = (joints: Full) =>
  Object.fromEntries(Object.entries(countsOf({ joints })).map(([name, { value }]) => [name, value]))
