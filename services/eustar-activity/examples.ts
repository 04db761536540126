import type { Example } from '@activity-scores/shared/contract/instrument'
import type { Request } from './schema.js'

const quiet: Request = {
  patientReportedSkinWorseningLastMonth: false,
  digitalUlcers: false,
  mrss: 0,
  tendonFrictionRubs: false,
  crp: { value: 5, unit: 'mg/L' },
  dlcoPercentPredicted: { value: 90, unit: '%' },
}

export const examples: readonly Example<Request>[] = [
  {
    name: 'terms-disagree',
    title: 'Skin worsening with an mRSS of 12: not active with the binary term, active with the graded one',
    source: 'clinical specification, worked example eustar-03',
    request: { ...quiet, patientReportedSkinWorseningLastMonth: true, mrss: 12 },
    expect: {
      status: 'computed',
      score: { value: 1.5, reported: '1.50', bounds: null },
      category: { set: 'eustar-2017', code: 'not_active' },
      criteria: [
        { id: 'mrss-above-18', state: 'not_met' },
        { id: 'crp-above-1-mg-dl', state: 'not_met' },
        { id: 'dlco-below-70', state: 'not_met' },
        { id: 'active-graded', state: 'met' },
        { id: 'active-binary', state: 'not_met' },
      ],
      details: { graded: { value: 2.508, reported: '2.51', mrssTerm: 1.008 }, variantsDisagree: true },
      warnings: [{ code: 'variants_disagree' }],
    },
  },
  {
    name: 'exactly-2.5',
    title: 'mRSS 18 and CRP of exactly 1 mg/dL score nothing; the graded term is at its ceiling, and 2.5 is active',
    source: 'clinical specification, worked example eustar-05',
    request: {
      ...quiet,
      mrss: 18,
      crp: { value: 1, unit: 'mg/dL' },
      dlcoPercentPredicted: { value: 69, unit: '%' },
    },
    expect: {
      score: { value: 1, reported: '1.00' },
      category: { code: 'not_active' },
      details: { graded: { value: 2.5, mrssTerm: 1.5, category: 'active' }, binary: { value: 1 } },
      warnings: [{ code: 'variants_disagree' }],
    },
  },
  {
    name: 'mrss-missing-decided',
    title: 'mRSS missing: no score, and active whatever it is',
    source: 'clinical specification, worked example eustar-09; bounds by hand (1.5 + 1 and up to 1.5 more)',
    request: { ...quiet, digitalUlcers: true, mrss: null, dlcoPercentPredicted: { value: 69, unit: '%' } },
    expect: {
      status: 'not_computable',
      score: { value: null, reported: null, bounds: { lower: 2.5, upper: 4 } },
      category: { code: 'active' },
      missing: ['mrss'],
      criteria: [
        { state: 'undetermined', reason: 'missing:mrss' },
        { state: 'not_met' },
        { state: 'met' },
        { state: 'met' },
        { state: 'met' },
      ],
    },
  },
  {
    name: 'two-items-missing',
    title: 'Friction rubs and CRP missing: open',
    source: 'clinical specification, worked example eustar-11; bounds by hand (0.42 and up to 4.5 more)',
    request: {
      ...quiet,
      mrss: 5,
      tendonFrictionRubs: null,
      crp: null,
      dlcoPercentPredicted: { value: 75, unit: '%' },
      mrssTerm: 'graded',
    },
    expect: {
      status: 'not_computable',
      score: { value: null, bounds: { lower: 0.42, upper: 4.92 } },
      category: { code: 'undetermined' },
      missing: ['tendonFrictionRubs', 'crp'],
    },
  },
]
