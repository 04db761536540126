import type { Example } from '@activity-scores/shared/contract/instrument'
import type { Request } from './schema.js'

const percent = (value: number) => ({ value, unit: '%' })

export const examples: readonly Example<Request>[] = [
  {
    name: 'exactly-70',
    title: 'FVC of exactly 70 % is not below; DLCO of 69.99 % is',
    source: 'clinical specification, worked example pft70-03',
    request: {
      ildPresent: true,
      hrctGroundGlass: true,
      fvcPercentPredicted: percent(70),
      dlcoPercentPredicted: percent(69.99),
    },
    expect: {
      status: 'computed',
      details: { fvcPercentPredicted: 70, dlcoPercentPredicted: 69.99, dlcoCorrection: 'as_reported' },
      criteria: [
        { id: 'fvc-below-70', state: 'not_met' },
        { id: 'dlco-below-70', state: 'met' },
        { id: 'pft-involvement', state: 'met' },
        { id: 'hrct-ground-glass', state: 'met' },
        { id: 'ild-clause', state: 'met' },
      ],
    },
  },
  {
    name: 'dlco-missing',
    title: 'FVC is not below and DLCO is missing: undetermined',
    source: 'clinical specification, worked example pft70-04',
    request: { ildPresent: true, hrctGroundGlass: true, fvcPercentPredicted: percent(75) },
    expect: {
      status: 'not_computable',
      missing: ['dlcoPercentPredicted'],
      criteria: [
        { state: 'not_met' },
        { state: 'undetermined' },
        { state: 'undetermined', reason: 'missing:dlco' },
        {},
        { state: 'undetermined' },
      ],
    },
  },
  {
    name: 'measured-and-predicted',
    title: 'Percents from measured and predicted values; DLCO corrected for haemoglobin decides',
    source:
      'clinical specification, section 7: 2.1 of 3.0 L is 70 %, 16.8 of 25 is 67.2 % and 18 of 25 is 72 %, by hand',
    request: {
      ildPresent: true,
      hrctGroundGlass: true,
      fvc: { value: 2.1, unit: 'L' },
      fvcPredicted: { value: 3000, unit: 'mL' },
      dlco: { value: 16.8, unit: 'mL/min/mm[Hg]' },
      dlcoCorrected: { value: 18, unit: 'mL/min/mm[Hg]' },
      dlcoPredicted: { value: 25, unit: 'mL/min/mm[Hg]' },
    },
    expect: {
      details: {
        fvcPercentPredicted: 70,
        fvcBasis: 'measured_and_predicted',
        dlcoPercentPredicted: 72,
        dlcoPercentPredictedReported: '72.0',
        dlcoCorrection: 'haemoglobin_corrected',
        dlcoAsReportedPercentPredicted: 67.2,
        dlcoCorrectedPercentPredicted: 72,
      },
      criteria: [
        { state: 'not_met' },
        { state: 'not_met' },
        { state: 'not_met' },
        { state: 'met' },
        { state: 'not_met' },
      ],
      warnings: [{ code: 'dlco_corrected_used' }, { code: 'dlco_correction_disagrees' }],
    },
  },
  {
    name: 'no-ild',
    title: 'No interstitial lung disease: the clause is met whatever else is unknown',
    source: 'clinical specification, worked example pft70-09',
    request: { ildPresent: false },
    expect: {
      status: 'not_computable',
      criteria: [{}, {}, { state: 'undetermined' }, { state: 'undetermined' }, { state: 'met' }],
    },
  },
]
