import { each, fc } from '@activity-scores/shared/testing/drawing'
import { removalNeverMeets } from '@activity-scores/shared/testing/properties'
import t from 'tap'
import instrument from '../index.js'
import type { Request } from '../schema.js'

type Pair = readonly [baseline: number, followUp: number]

/** In hundredths of a percent predicted; draws aim at the cut-off from both sides. */
const pairNear = (points: number): fc.Arbitrary<Pair> =>
  fc.oneof(
    fc
      .tuple(fc.integer({ min: 2000, max: 14_000 }), fc.integer({ min: -1, max: 1 }))
      .map(([b, off]): Pair => [b, b - points * 100 + off]),
    fc.tuple(fc.integer({ min: 1000, max: 14_000 }), fc.integer({ min: 1000, max: 14_000 })),
  )

interface Drawn {
  readonly fvc: Pair
  readonly dlco: Pair
  readonly symptoms: boolean
  readonly radiology: boolean
  readonly patient: boolean
  readonly fibrosis: boolean
  readonly explained: boolean
}

const mostly = fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, fc.constant(false))
const drawn: fc.Arbitrary<Drawn> = fc.record({
  fvc: pairNear(5),
  dlco: pairNear(10),
  symptoms: fc.boolean(),
  radiology: fc.boolean(),
  patient: mostly,
  fibrosis: mostly,
  explained: mostly.map((value) => !value),
})

const requestOf = ({ fvc, dlco, ...d }: Drawn): Request => {
  const visit = (i: 0 | 1) => ({
    fvcPercentPredicted: { value: fvc[i] / 100, unit: '%' },
    dlcoPercentPredicted: { value: dlco[i] / 100, unit: '%' },
  })
  return {
    ildNotIpf: d.patient,
    fibrosisPresent: d.fibrosis,
    worsenedSymptoms: d.symptoms,
    baseline: visit(0),
    followUp: visit(1),
    intervalDays: 300,
    dlcoHbCorrected: true,
    radiologicalProgression: d.radiology,
    alternativeExplanation: d.explained,
  }
}

/** Whole numbers and booleans alone. */
function exact({ fvc, dlco, symptoms, radiology, patient, fibrosis, explained }: Drawn): readonly boolean[] {
  const fell = ([b, f]: Pair, points: bigint) => BigInt(b) - BigInt(f) >= points * 100n
  const limbs = [fell(fvc, 5n), fell(dlco, 10n)]
  const physiological = limbs.includes(true)
  const two = [symptoms, physiological, radiology].filter(Boolean).length >= 2
  return [symptoms, ...limbs, physiological, radiology, two, patient && fibrosis && two && !explained]
}

const statesOf = (request: Request) => instrument.compute(request).criteria.map(({ state }) => state)

const removals = [
  ['ildNotIpf'],
  ['fibrosisPresent'],
  ['worsenedSymptoms'],
  ['radiologicalProgression'],
  ['baseline.fvcPercentPredicted'],
  ['followUp.dlcoPercentPredicted'],
  ['intervalDays'],
  ['alternativeExplanation'],
  ['dlcoHbCorrected'],
]

t.test('decisions are those of exact whole numbers', async (t) => {
  const property = fc.property(drawn, (d) => {
    const expected = exact(d).map((met) => (met ? 'met' : 'not_met'))
    return statesOf(requestOf(d)).join() === expected.join()
  })
  const rest = { patient: true, fibrosis: true, explained: false }
  const beside = [-1, 0, 1]
  const examples = each(beside, beside, [true, false], [true, false]).map(
    ([fvc, dlco, symptoms, radiology]): [Drawn] => [
      { ...rest, fvc: [8000, 7500 + fvc], dlco: [6000, 5000 + dlco], symptoms, radiology },
    ],
  )
  fc.assert(property, { numRuns: 2000, examples })
  t.pass()
})

t.test('removing a measurement or finding never meets a criterion', async (t) => {
  removalNeverMeets(instrument, drawn.map(requestOf), removals, 1000)
  const apart = drawn.map((d) => ({ ...requestOf(d), intervalDays: 400 }))
  removalNeverMeets(instrument, apart, removals, 500)
  t.pass()
})

t.test('a decided result stands whatever the missing inputs turn out to be', async (t) => {
  const property = fc.property(drawn, fc.subarray(removals, { minLength: 1 }), (d, gone) => {
    const whole = requestOf(d)
    const open: Request = { ...whole, baseline: { ...whole.baseline }, followUp: { ...whole.followUp } }
    for (const [path = ''] of gone) {
      const [at, field] = path.split('.') as [keyof Request, string?]
      Object.assign(open, field ? { [at]: { ...(open[at] as object), [field]: null } } : { [at]: null })
    }
    const fill = (positive: boolean): Request => ({
      ...open,
      ildNotIpf: open.ildNotIpf ?? positive,
      fibrosisPresent: open.fibrosisPresent ?? positive,
      alternativeExplanation: open.alternativeExplanation ?? !positive,
      worsenedSymptoms: open.worsenedSymptoms ?? positive,
      radiologicalProgression: open.radiologicalProgression ?? positive,
      dlcoHbCorrected: true,
      intervalDays: 300,
      baseline: {
        ...open.baseline,
        fvcPercentPredicted: open.baseline?.fvcPercentPredicted ?? { value: positive ? 200 : 1, unit: '%' },
      },
      followUp: {
        ...open.followUp,
        dlcoPercentPredicted: open.followUp?.dlcoPercentPredicted ?? { value: positive ? 1 : 200, unit: '%' },
      },
    })
    const state = statesOf(open).at(-1)
    const ends = [false, true].map((positive) => statesOf(fill(positive)).at(-1))
    // A decided result is the same at both ends; an interval or a correction that turns out wrong leaves it open.
    return state === 'undetermined' || ends.every((end) => end === state)
  })
  fc.assert(property, { numRuns: 1000 })
  t.pass()
})

t.test('a greater decline or one more finding never un-meets the result', async (t) => {
  const property = fc.property(drawn, fc.integer({ min: 0, max: 500 }), fc.boolean(), (d, by, more) => {
    const lower = ([b, f]: Pair): Pair => [b, Math.max(1, f - by)]
    const worse = { ...d, fvc: lower(d.fvc), dlco: lower(d.dlco), symptoms: d.symptoms || more }
    const [before, after] = [statesOf(requestOf(d)), statesOf(requestOf(worse))]
    return before.every((state, i) => state !== 'met' || after[i] === 'met')
  })
  fc.assert(property, { numRuns: 1000 })
  t.pass()
})
