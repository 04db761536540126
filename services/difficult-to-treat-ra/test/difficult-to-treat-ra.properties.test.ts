import { decimal } from '@activity-scores/shared/testing/arbitrary'
import { each, fc } from '@activity-scores/shared/testing/drawing'
import { removalNeverMeets } from '@activity-scores/shared/testing/properties'
import t from 'tap'
import difficultToTreatRa from '../index.js'
import type { Request } from '../schema.js'

/** Agents and their mechanisms, typed from the clinical specification apart from the code. */
const MECHANISM = {
  adalimumab: 'TNF inhibitor',
  etanercept: 'TNF inhibitor',
  tocilizumab: 'IL-6R inhibitor',
  abatacept: 'CD80/86',
  rituximab: 'CD20',
  tofacitinib: 'JAK inhibitor',
} as const
const drugs = ['adalimumab', 'etanercept', 'tocilizumab', 'abatacept', 'rituximab', 'tofacitinib'] as const

const known = fc.boolean()
const complete = fc.record({
  failedBtsdmards: fc.array(
    fc.record({
      drug: fc.constantFrom(...drugs),
      reason: fc.constantFrom('inefficacy' as const, 'intolerance' as const, 'cost' as const, 'patient_wish' as const),
      duration: fc.oneof(fc.constantFrom(83, 84, 85), fc.nat(800)).map((value) => ({ value, unit: 'd' })),
    }),
    { maxLength: 4 },
  ),
  dmardHistoryComplete: fc.constant(true),
  csdmardFailed: known,
  csdmardContraindicated: known,
  problematicPerPatient: known,
  problematicPerPhysician: known,
  das28Esr: fc.oneof(fc.constantFrom(3.19, 3.2, 3.21), decimal(0, 9, 2)),
  cdai: fc.oneof(fc.constantFrom(9.9, 10, 10.1), decimal(0, 76, 1)),
  signsOrSymptomsActive: known,
  unableToTaperBelow7Point5: known,
  rapidRadiographicProgression: known,
  reducedQolDespiteControl: known,
})
type Complete = typeof complete extends fc.Arbitrary<infer C> ? C : never

/** The definition on complete data, in whole hundredths. */
function exact(body: Complete): readonly [trial: boolean, eular: boolean, literal: boolean] {
  const failed = body.failedBtsdmards.filter(
    ({ reason, duration }) => reason === 'intolerance' || (reason === 'inefficacy' && duration.value >= 84),
  )
  const agents = new Set(failed.map(({ drug }) => drug)).size
  const mechanisms = new Set(failed.map(({ drug }) => MECHANISM[drug])).size
  const treatment = (enough: boolean) => enough && (body.csdmardFailed || body.csdmardContraindicated)
  const active =
    BigInt(Math.round(body.das28Esr * 100)) > 320n ||
    BigInt(Math.round(body.cdai * 10)) > 100n ||
    body.signsOrSymptomsActive ||
    body.unableToTaperBelow7Point5 ||
    body.rapidRadiographicProgression ||
    body.reducedQolDespiteControl
  const { problematicPerPatient: patient, problematicPerPhysician: physician } = body
  return [
    treatment(mechanisms >= 2) && patient && physician && active,
    treatment(mechanisms >= 2) && (patient || physician) && active,
    treatment(agents >= 2) && patient && physician && active,
  ]
}

const readingsOf = (body: Request): readonly string[] =>
  difficultToTreatRa
    .compute(body)
    .criteria.slice(-3)
    .map(({ state }) => state)

const removals = [
  ['failedBtsdmards'],
  ['dmardHistoryComplete'],
  ['csdmardFailed'],
  ['csdmardContraindicated'],
  ['problematicPerPatient'],
  ['problematicPerPhysician'],
  ['das28Esr'],
  ['cdai'],
  ['signsOrSymptomsActive'],
  ['unableToTaperBelow7Point5'],
  ['rapidRadiographicProgression'],
  ['reducedQolDespiteControl'],
]

t.test('properties', async (t) => {
  t.test('on complete data the readings are those of the definition, on the cut-offs and beside them', async (t) => {
    const property = fc.property(complete, (body) => {
      const expected = exact(body).map((met) => (met ? 'met' : 'not_met'))
      return readingsOf(body).join() === expected.join()
    })
    // No agent, two of one mechanism, two of two; problematic for either, both or neither; active by a hundredth, or not.
    const failures = ([[], ['adalimumab', 'etanercept'], ['adalimumab', 'rituximab']] as const).map((agents) =>
      agents.map((drug) => ({ drug, reason: 'intolerance' as const, duration: { value: 24, unit: 'mo' } })),
    )
    const examples = each(failures, [true, false], [true, false], [3.2, 3.21]).map(
      ([failedBtsdmards, problematicPerPatient, problematicPerPhysician, das28Esr]): [Complete] => [
        {
          failedBtsdmards,
          dmardHistoryComplete: true,
          csdmardFailed: true,
          csdmardContraindicated: false,
          problematicPerPatient,
          problematicPerPhysician,
          das28Esr,
          cdai: 10,
          signsOrSymptomsActive: false,
          unableToTaperBelow7Point5: false,
          rapidRadiographicProgression: false,
          reducedQolDespiteControl: false,
        },
      ],
    )
    const answers = examples.flatMap(([body]) => exact(body).map((met, i) => `${i} ${met}`))
    t.equal(new Set(answers).size, 6, 'the constructed cases have each reading met and not met')
    fc.assert(property, { numRuns: 2000, examples })
  })

  t.test('removing an input never meets a criterion, nor un-meets one', async (t) => {
    removalNeverMeets(difficultToTreatRa, complete, removals, 2000)
    t.pass()
  })

  t.test('the trial rule implies both other readings', async (t) => {
    const property = fc.property(complete, fc.subarray(removals), (body, gone) => {
      const request: Request = { ...body }
      for (const [field] of gone) delete request[field as keyof Request]
      const [trial, eular, literal] = readingsOf(request)
      return trial !== 'met' || (eular === 'met' && literal === 'met')
    })
    fc.assert(property, { numRuns: 1000 })
    t.pass()
  })

  t.test('one more failure, or a higher score, never un-meets a reading', async (t) => {
    const property = fc.property(complete, fc.constantFrom(...drugs), decimal(0, 5, 2), (body, drug, more) => {
      const worse: Request = {
        ...body,
        failedBtsdmards: [...body.failedBtsdmards, { drug, reason: 'intolerance' }],
        das28Esr: Math.min(9.84, body.das28Esr + more),
      }
      const after = readingsOf(worse)
      return readingsOf(body).every((state, i) => state !== 'met' || after[i] === 'met')
    })
    fc.assert(property, { numRuns: 1000 })
    t.pass()
  })

  t.test('what a missing mechanism or a missing agent name leaves open holds for every completion', async (t) => {
    const mechanisms = ['tnf', 'il-6', 'cd20', 'cd80-86', 'jak', 'il-1'] as const
    const nameless = fc.array(fc.constantFrom(...mechanisms), { minLength: 1, maxLength: 3 })
    const property = fc.property(
      complete,
      nameless,
      fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
      (body, told, hidden) => {
        const full = told.map((mechanism) => ({ drug: 'other' as const, mechanism, reason: 'intolerance' as const }))
        const partly = full.map((entry, i) => (hidden[i] ? { ...entry, mechanism: null } : entry))
        const with_ = (more: Request['failedBtsdmards']): Request => ({
          ...body,
          failedBtsdmards: [...body.failedBtsdmards, ...(more ?? [])],
        })
        const before = readingsOf(with_(full))
        return readingsOf(with_(partly)).every(
          (state, i) => state === 'undetermined' || state === before[i] || before[i] === 'undetermined',
        )
      },
    )
    fc.assert(property, { numRuns: 1000 })
    t.pass()
  })
})
