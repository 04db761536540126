import { each, fc } from '@activity-scores/shared/testing/drawing'
import { removalNeverMeets } from '@activity-scores/shared/testing/properties'
import {
  codesOf,
  faultsOf,
  type Json,
  matches,
  post,
  serviceFor,
  stateOf,
  workedExamples,
} from '@activity-scores/shared/testing/testing'
import t, { type Test } from 'tap'
import instrument from '../index.js'
import type { Request } from '../schema.js'

const slug = 'pft-involvement'
const IDS = ['fvc-below-70', 'dlco-below-70', 'pft-involvement', 'hrct-ground-glass', 'ild-clause'] as const
const percent = (value: number) => ({ value, unit: '%' })
const dlco = (value: number, unit = 'mL/min/mm[Hg]') => ({ value, unit })

t.test('worked examples of the clinical specification', async (t) => {
  const as = (field: string, quantity: boolean) => (value: Json, request: Record<string, Json>) => {
    request[field] = quantity && value !== null ? percent(value) : value
  }
  const state = (id: string) => (t: Test, reply: Json, value: string) =>
    t.equal(stateOf(reply.json, id), value === 'cannot_determine' ? 'undetermined' : value, id)
  await workedExamples(t, await serviceFor(t, instrument), {
    slug,
    from: import.meta.url,
    file: 'pft-involvement-70.json',
    rows: 12,
    inputs: {
      ildPresent: as('ildPresent', false),
      hrctGroundGlass: as('hrctGroundGlass', false),
      fvc_pctPredicted: as('fvcPercentPredicted', true),
      dlco_pctPredicted: as('dlcoPercentPredicted', true),
    },
    expected: {
      fvcBelow70: state('fvc-below-70'),
      dlcoBelow70: state('dlco-below-70'),
      pftInvolvement: state('pft-involvement'),
      criterion: state('ild-clause'),
    },
  })
})

t.test('edges', async (t) => {
  const app = await serviceFor(t, instrument)
  const ask = async (body: object) => (await post(app, slug, body)).json

  t.test('a percent from measured and predicted value; one that was sent goes first', async (t) => {
    const fvc = { fvc: { value: 2450, unit: 'mL' }, fvcPredicted: { value: 3.5, unit: 'L' } } // exactly 70 %
    const computed = await ask(fvc)
    t.equal(stateOf(computed, 'fvc-below-70'), 'not_met')
    matches(t, computed.details, { fvcPercentPredicted: 70, fvcBasis: 'measured_and_predicted' }, 'details')
    const sent = await ask({ ...fvc, fvcPercentPredicted: percent(69.5) })
    t.equal(stateOf(sent, 'fvc-below-70'), 'met')
    t.equal(sent.details.fvcBasis, 'percent_predicted')
    t.same(codesOf(sent), ['percent_predicted_used', 'percent_predicted_disagrees'])
    t.match(sent.warnings[0].message, 'fvc is 70.0 % of fvcPredicted')
    t.same(codesOf(await ask({ ...fvc, fvcPercentPredicted: percent(71) })), ['percent_predicted_used'])
    t.same(codesOf(await ask({ ...fvc, fvcPercentPredicted: percent(70) })), [], 'they say the same')
  })

  t.test('DLCO corrected for haemoglobin decides, and both are shown', async (t) => {
    const both = await ask({ dlcoPercentPredicted: percent(65), dlcoCorrectedPercentPredicted: percent(72) })
    t.equal(stateOf(both, 'dlco-below-70'), 'not_met')
    t.match(both.details, {
      dlcoPercentPredicted: 72,
      dlcoCorrection: 'haemoglobin_corrected',
      dlcoAsReportedPercentPredicted: 65,
      dlcoCorrectedPercentPredicted: 72,
    })
    t.same(codesOf(both), ['dlco_corrected_used', 'dlco_correction_disagrees'])
    t.match(both.warnings[0].message, 'as reported it is 65.0 %')
    t.same(codesOf(await ask({ dlcoPercentPredicted: percent(60), dlcoCorrectedPercentPredicted: percent(65) })), [
      'dlco_corrected_used',
    ])
    t.same(codesOf(await ask({ dlcoPercentPredicted: percent(60) })), ['dlco_hb_correction_unknown'])
    const ratio = await ask({ dlcoCorrected: dlco(17.5), dlcoPredicted: dlco(25) })
    matches(t, ratio.details, { dlcoPercentPredicted: 70, dlcoBasis: 'measured_and_predicted' }, 'details')
    t.equal(stateOf(ratio, 'dlco-below-70'), 'not_met')
  })

  t.test('DLCO units are never converted, and no ratio is absurd', async (t) => {
    const mixed = { dlco: dlco(6, 'mmol/min/kPa'), dlcoCorrected: dlco(20), dlcoPredicted: dlco(8, 'mmol/min/kPa') }
    t.same(faultsOf(await ask(mixed)), ['unit_mismatch /dlcoCorrected/unit'])
    t.same(faultsOf(await ask({ dlco: dlco(20), dlcoPredicted: dlco(9.9) })), ['out_of_range /dlco/value'])
    t.equal((await ask({ dlco: dlco(20), dlcoPredicted: dlco(10) })).details.dlcoPercentPredicted, 200)
    const tiny = { fvc: { value: 3, unit: 'L' }, fvcPredicted: { value: 1e-310, unit: 'L' } }
    t.same(faultsOf(await ask(tiny)), ['out_of_range /fvc/value'])
    const litres = (value: number, unit: string) => ({ fvc: { value, unit }, fvcPredicted: { value: 3.6, unit: 'L' } })
    const otherUnit = await ask(litres(3.2, 'mL')) // 0.09 %
    t.same(faultsOf(otherUnit), ['out_of_range /fvc/value'])
    t.match(otherUnit.errors[0].message, 'fvc is less than 5 % of fvcPredicted')
    t.equal((await ask(litres(0.18, 'L'))).details.fvcPercentPredicted, 5)
  })

  t.test('a percent sent as a fraction is refused, and the message says what to send', async (t) => {
    for (const field of ['fvcPercentPredicted', 'dlcoPercentPredicted', 'dlcoCorrectedPercentPredicted']) {
      const fraction = await ask({ [field]: percent(0.85) })
      t.same(faultsOf(fraction), [`out_of_range /${field}/value`])
      t.match(fraction.errors[0].message, 'send 85 for 85 %')
      t.same(faultsOf(await ask({ [field]: percent(4.99) })), [`out_of_range /${field}/value`])
      t.equal(stateOf(await ask({ [field]: percent(5) }), 'pft-involvement'), 'met')
    }
  })

  t.test('zero, values out of range and bare numbers are refused', async (t) => {
    const body = { fvcPercentPredicted: percent(0), dlcoPercentPredicted: 60, fvcPredicted: { value: 11, unit: 'L' } }
    t.same(faultsOf(await ask(body)).toSorted(), [
      'out_of_range /fvcPercentPredicted/value',
      'out_of_range /fvcPredicted/value',
      'wrong_type /dlcoPercentPredicted',
    ])
    t.same(codesOf(await ask({ fvcPercentPredicted: percent(141) })), ['outside_plausible_range'])
    const hardly = await ask({ fvc: { value: 0.6, unit: 'L' }, fvcPredicted: { value: 3.5, unit: 'L' } }) // 17 %
    t.match(hardly.warnings, [{ code: 'outside_plausible_range', pointer: '/fvc' }])
  })

  t.test('missing names what completes the measurement', async (t) => {
    t.same((await ask({})).missing, ['fvcPercentPredicted', 'dlcoPercentPredicted', 'ildPresent', 'hrctGroundGlass'])
    t.same((await ask({ fvc: { value: 3, unit: 'L' }, dlcoPredicted: dlco(20) })).missing.slice(0, 2), [
      'fvcPredicted',
      'dlco',
    ])
    t.same((await ask({ dlcoCorrected: dlco(20) })).missing[1], 'dlcoPredicted')
    t.same((await ask({ ildPresent: true, hrctGroundGlass: false, fvcPercentPredicted: percent(60) })).missing, [])
    t.same((await ask({ hrctGroundGlass: true, fvcPercentPredicted: percent(60) })).missing, [], 'met either way')
  })

  t.test('a percent that is shown on the other side of 70', async (t) => {
    const result = await ask({ fvcPercentPredicted: percent(69.96), dlcoCorrectedPercentPredicted: percent(69.94) })
    t.equal(stateOf(result, 'fvc-below-70'), 'met')
    t.equal(result.details.fvcPercentPredictedReported, '70.0')
    t.same(codesOf(result), ['reported_value_crosses_cutoff'])
    t.match(result.warnings[0].message, 'FVC is shown as 70.0 %')
  })

  t.test('the line of text', async (t) => {
    t.equal(
      (await ask({ ildPresent: true, hrctGroundGlass: true, fvcPercentPredicted: percent(69.9) })).text,
      'FVC or DLCO below 70 % predicted met: FVC 69.9 %, DLCO not known; ILD clause met',
    )
  })
})

const near70 = fc.oneof(fc.integer({ min: 6990, max: 7010 }), fc.integer({ min: 1, max: 20_000 }))
const flag = fc.option(fc.boolean())
type Three = 'met' | 'not_met' | 'undetermined'

/** Kleene tables written out, apart from the code under test. */
const is = (value: boolean | null): Three => (value === null ? 'undetermined' : value ? 'met' : 'not_met')
const anyOf = (a: Three, b: Three): Three =>
  a === 'met' || b === 'met' ? 'met' : a === 'not_met' && b === 'not_met' ? 'not_met' : 'undetermined'
const opposite = (a: Three): Three => (a === 'met' ? 'not_met' : a === 'not_met' ? 'met' : a)
const both = (a: Three, b: Three): Three => opposite(anyOf(opposite(a), opposite(b)))

const states = (request: Request) => instrument.compute(request).criteria.map(({ state }) => state)

t.test('properties', async (t) => {
  t.test('decisions are those of exact whole numbers', async (t) => {
    const property = fc.property(fc.option(near70), fc.option(near70), flag, flag, (fvc, dlco, ild, glass) => {
      const below = (hundredths: number | null) => is(hundredths === null ? null : BigInt(hundredths) < 7000n)
      const involvement = anyOf(below(fvc), below(dlco))
      const expected = [
        below(fvc),
        below(dlco),
        involvement,
        is(glass),
        anyOf(opposite(is(ild)), both(is(glass), involvement)),
      ]
      const found = states({
        fvcPercentPredicted: fvc === null ? null : percent(fvc / 100),
        dlcoPercentPredicted: dlco === null ? null : percent(dlco / 100),
        ildPresent: ild,
        hrctGroundGlass: glass,
      })
      return found.join() === expected.join()
    })
    const values = [6999, 7000, 7001, null]
    const answers = [true, false, null]
    fc.assert(property, { numRuns: 1500, examples: each(values, values, answers, answers) })
    t.pass()
  })

  t.test('ratios in L and mL are decided as exact fractions', async (t) => {
    const pair = fc
      .tuple(fc.integer({ min: 500, max: 7000 }), fc.integer({ min: -2, max: 2 }))
      .map(([predicted, off]) => [Math.floor((predicted * 7) / 10) + off, predicted] as const)
    const property = fc.property(pair, ([measured, predicted]) => {
      const exact = 100n * BigInt(measured) < 70n * BigInt(predicted)
      const inUnit = (numerator: string, denominator: string) => {
        const of = (millilitres: number, unit: string) => ({
          value: unit === 'L' ? millilitres / 1000 : millilitres,
          unit,
        })
        return states({ fvc: of(measured, numerator), fvcPredicted: of(predicted, denominator) })[0]
      }
      const ways = [inUnit('L', 'L'), inUnit('mL', 'mL'), inUnit('L', 'mL'), inUnit('mL', 'L')]
      return ways.every((state) => state === is(exact))
    })
    const examples = each([500, 3210, 7000], [-1, 0, 1]).map(([predicted, off]): [[number, number]] => [
      [(predicted * 7) / 10 + off, predicted],
    ])
    fc.assert(property, { numRuns: 1500, examples })
    t.pass()
  })

  const value = fc.option(near70.map((hundredths) => percent(hundredths / 100)))
  const bodies: fc.Arbitrary<Request> = fc.record({
    ildPresent: flag,
    hrctGroundGlass: flag,
    fvcPercentPredicted: value,
    dlcoPercentPredicted: value,
    dlcoCorrectedPercentPredicted: value,
    fvc: fc.option(fc.integer({ min: 2050, max: 2150 }).map((ml) => ({ value: ml, unit: 'mL' }))),
    fvcPredicted: fc.option(fc.constant({ value: 3, unit: 'L' })),
  })

  t.test('removing a measurement or a finding never meets a criterion', async (t) => {
    // All ways of giving one measurement go together: without the percent, the ratio may answer otherwise.
    const removals = [
      ['ildPresent'],
      ['hrctGroundGlass'],
      ['fvcPercentPredicted', 'fvc', 'fvcPredicted'],
      ['dlcoPercentPredicted', 'dlcoCorrectedPercentPredicted'],
    ]
    removalNeverMeets(instrument, bodies, removals, 1000)
    t.pass()
  })

  t.test('a lower value never un-meets involvement', async (t) => {
    const property = fc.property(near70, near70, fc.integer({ min: 0, max: 50 }), (fvc, dlco, by) => {
      const at = (of: number, less: number) => percent(Math.max(1, of - less) / 100)
      const before = states({ fvcPercentPredicted: at(fvc, 0), dlcoPercentPredicted: at(dlco, 0) })
      const after = states({ fvcPercentPredicted: at(fvc, by), dlcoPercentPredicted: at(dlco, by) })
      return IDS.slice(0, 3).every((_, i) => before[i] !== 'met' || after[i] === 'met')
    })
    fc.assert(property, { numRuns: 500 })
    t.pass()
  })
})
