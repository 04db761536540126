import { each, fc } from '@activity-scores/shared/testing/drawing'
import { boundsContainCompletions, removalNeverMeets } from '@activity-scores/shared/testing/properties'
import t from 'tap'
import iim from '../index.js'
import type { Request } from '../schema.js'
import { BIOPSY_ITEMS, ITEMS } from './requests.js'

const keys = Object.keys(ITEMS)
const clinical = keys.filter((key) => !BIOPSY_ITEMS.includes(key))

interface Case {
  readonly biopsy: boolean
  readonly onsetAge: number
  readonly present: readonly string[]
}

const cases: fc.Arbitrary<Case> = fc.boolean().chain((biopsy) =>
  fc.record({
    biopsy: fc.constant(biopsy),
    onsetAge: fc.oneof(fc.constantFrom(17, 18, 39, 40), fc.integer({ min: 0, max: 120 })),
    // Few findings: sums near the cut-offs.
    present: fc.subarray(biopsy ? keys : clinical, { maxLength: 5 }),
  }),
)

const requestOf = ({ biopsy, onsetAge, present }: Case): Request => ({
  biopsyAvailable: biopsy,
  onsetAge,
  ...Object.fromEntries(
    (biopsy ? keys : clinical).map((key) => [ITEMS[key]?.[0] ?? key, present.includes(key)] as const),
  ),
})

/** The score in tenths, from the table of the clinical specification. */
function tenths({ biopsy, onsetAge, present }: Case): bigint {
  const age = onsetAge < 18 ? 0n : onsetAge < 40 ? (biopsy ? 15n : 13n) : biopsy ? 22n : 21n
  return present.reduce((sum, key) => sum + (ITEMS[key]?.[biopsy ? 2 : 1] ?? 0n), age)
}

const cutOffsOf = (biopsy: boolean) => (biopsy ? ([65n, 67n, 87n] as const) : ([53n, 55n, 75n] as const))

function classOf(score: bigint, biopsy: boolean): string {
  const [possible, probable, definite] = cutOffsOf(biopsy)
  if (score >= definite) return 'definite'
  if (score >= probable) return 'probable'
  return score >= possible ? 'possible' : 'not_iim'
}

const complete = cases.map(requestOf)
const removals = [
  ['onsetAge'],
  ...clinical.map((key) => [ITEMS[key]?.[0] ?? key]),
  ...BIOPSY_ITEMS.map((key) => [ITEMS[key]?.[0] ?? key]),
  ['biopsyAvailable'],
]

t.test('properties', async (t) => {
  t.test('score and class are those of whole tenths', async (t) => {
    const property = fc.property(cases, (given) => {
      const exact = tenths(given)
      const { score, category, criteria } = iim.compute(requestOf(given))
      const expected = classOf(exact, given.biopsy)
      const reached = ['possible', 'probable', 'definite'].indexOf(expected)
      return (
        score?.reported === `${exact / 10n}.${exact % 10n}` &&
        Math.round(Number(score.value) * 10) === Number(exact) &&
        category?.code === expected &&
        criteria.slice(0, 3).every(({ state }, i) => state === (i <= reached ? 'met' : 'not_met'))
      )
    })
    // Every set of up to three findings that lies within 0.1 of a cut-off.
    const few = each(['', ...keys], ['', ...keys], ['', ...keys]).map((three) =>
      [...new Set(three)].filter(Boolean).sort(),
    )
    const sets = [...new Map(few.map((set) => [set.join(), set])).values()]
    const examples = each([true, false], [17, 18, 40], sets)
      .map(([biopsy, onsetAge, present]): Case => ({ biopsy, onsetAge, present }))
      .filter(({ biopsy, present }) => biopsy || present.every((key) => clinical.includes(key)))
      .filter((given) => cutOffsOf(given.biopsy).some((cut) => [-1n, 0n, 1n].includes(tenths(given) - cut)))
    for (const biopsy of [true, false])
      for (const cut of cutOffsOf(biopsy))
        for (const off of [-1n, 0n, 1n])
          t.ok(
            examples.some((given) => given.biopsy === biopsy && tenths(given) === cut + off),
            `constructed ${cut + off} tenths ${biopsy ? 'with' : 'without'} a biopsy`,
          )
    fc.assert(property, { numRuns: 1000 + examples.length, examples: examples.map((example) => [example]) })
  })

  t.test('one more finding never lowers the score or the probability', async (t) => {
    const scored = (given: Case): readonly number[] => {
      const { score, details } = iim.compute(requestOf(given))
      return [Number(score?.value), (details as { probability: number }).probability]
    }
    const property = fc.property(cases, fc.constantFrom(...clinical), (given, more) => {
      const before = scored(given)
      const after = scored({ ...given, present: [...new Set([...given.present, more])] })
      return after.every((value, i) => value >= (before[i] ?? Number.NaN))
    })
    fc.assert(property, { numRuns: 500 })
    t.pass()
  })

  t.test('removing an input never meets a criterion; bounds contain every completion', async (t) => {
    removalNeverMeets(iim, complete, removals, 1000)
    boundsContainCompletions(iim, complete, removals, 1000)
    t.pass()
  })

  t.test('a subgroup that is decided stays so in every completion', async (t) => {
    const subgroups = fc
      .record({
        fingerFlexorWeakness: fc.option(fc.boolean(), { nil: null }),
        responseToTreatment: fc.option(fc.boolean(), { nil: null }),
      })
      .chain((more) => complete.map((body) => ({ ...body, ...more })))
    const gone = fc.subarray(removals.map(([field]) => field ?? ''))
    const property = fc.property(subgroups, gone, (body, fields) => {
      const subgroup = (request: Request) =>
        (iim.compute(request).details as { subgroup: { code: string; candidates: readonly string[] } }).subgroup
      const partial = subgroup({ ...body, ...Object.fromEntries(fields.map((field) => [field, null])) })
      const whole = subgroup(body)
      if (partial.code === 'undetermined')
        return whole.code === 'not_applicable' || whole.candidates.every((code) => partial.candidates.includes(code))
      return partial.code === whole.code
    })
    fc.assert(property, { numRuns: 1000 })
    t.pass()
  })

  t.test('units of the enzymes agree, and the limit itself is not above it', async (t) => {
    const step: Readonly<Record<string, number>> = {
      'U/L': 10,
      '[IU]/L': 10,
      'ukat/L': 1000,
      'nkat/L': 1,
      'kU/L': 1000,
    }
    const draws = fc.tuple(fc.integer({ min: 5, max: 20_000 }), fc.integer({ min: -3, max: 3 }))
    const property = fc.property(draws, ([limit, off]) => {
      return Object.entries(step).every(([unit, scale]) => {
        const ck = { value: (limit + off) / scale, upperLimit: limit / scale, unit }
        const low = { value: 1, upperLimit: 2, unit: 'U/L' }
        const { details } = iim.compute({ biopsyAvailable: false, enzymes: { ck, ldh: low, ast: low, alt: low } })
        return (details as { points: { enzymesElevated: number } }).points.enzymesElevated === (off > 0 ? 1.3 : 0)
      })
    })
    const examples = each([5, 200, 20_000], [-1, 0, 1]).map((example): [[number, number]] => [example])
    fc.assert(property, { numRuns: 500, examples })
    t.pass()
  })
})
