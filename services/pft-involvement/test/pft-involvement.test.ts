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

import { dlco, percent } from './requests.js'

const slug = 'pft-involvement'
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
    kit: {
      fvcBelow70: 'criteria.fvc-below-70',
      dlcoBelow70: 'criteria.dlco-below-70',
      pftInvolvement: 'criteria.pft-involvement',
      criterion: 'criteria.ild-clause',
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
