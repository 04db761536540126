import type { Example } from '@activity-scores/shared/contract/instrument'
import type { Request } from './schema.js'

const visit = (fvc: number, dlco: number) => ({
  fvcPercentPredicted: { value: fvc, unit: '%' },
  dlcoPercentPredicted: { value: dlco, unit: '%' },
})
const PATIENT = { ildNotIpf: true, fibrosisPresent: true, alternativeExplanation: false } as const

export const examples: readonly Example<Request>[] = [
  {
    name: 'exactly-5-points',
    title: 'FVC falls by exactly 5 points with worsened symptoms: 2 of 3',
    source: 'clinical specification, worked example ppf-01 (dates 365 days apart)',
    request: {
      ...PATIENT,
      worsenedSymptoms: true,
      baseline: { date: '2025-03-03', ...visit(80, 60) },
      followUp: { date: '2026-03-03', ...visit(75, 60) },
      dlcoHbCorrected: true,
      radiologicalProgression: false,
    },
    expect: {
      status: 'computed',
      details: { fvcAbsoluteDeclinePoints: 5, dlcoAbsoluteDeclinePoints: 0, withinOneYear: true, criteriaMet: 2 },
      criteria: [
        { id: 'worsened-symptoms', state: 'met' },
        { id: 'fvc-limb', state: 'met' },
        { id: 'dlco-limb', state: 'not_met' },
        { id: 'physiological', state: 'met' },
        { id: 'radiological', state: 'not_met' },
        { id: 'two-of-three', state: 'met' },
        { id: 'ppf', state: 'met' },
      ],
    },
  },
  {
    name: 'dlco-not-corrected',
    title: 'DLCO falls by 15 points and is not corrected for haemoglobin: undetermined',
    source: 'clinical specification, worked example ppf-07',
    request: {
      ...PATIENT,
      worsenedSymptoms: true,
      baseline: visit(80, 60),
      followUp: visit(77, 45),
      intervalDays: 365,
      dlcoHbCorrected: false,
      radiologicalProgression: false,
    },
    expect: {
      status: 'not_computable',
      details: { fvcAbsoluteDeclinePoints: 3, dlcoAbsoluteDeclinePoints: 15 },
      criteria: [
        {},
        { state: 'not_met' },
        { state: 'undetermined', reason: 'dlco_not_hb_corrected' },
        { state: 'undetermined' },
        {},
        { state: 'undetermined' },
        { state: 'undetermined' },
      ],
      warnings: [{ code: 'dlco_not_hb_corrected' }],
    },
  },
  {
    name: 'radiological-signs',
    title: 'A radiological sign and worsened symptoms: lung function is not needed',
    source: 'clinical specification, section 5: one sign is enough, 2 of 3; by hand',
    request: {
      ...PATIENT,
      worsenedSymptoms: true,
      radiologicalSigns: { tractionBronchiectasis: false, honeycombing: true },
    },
    expect: {
      status: 'computed',
      missing: [],
      details: { criteriaMet: 2, criteriaUnknown: 1, withinOneYear: null },
      criteria: [{}, {}, {}, { state: 'undetermined' }, { state: 'met' }, { state: 'met' }, { state: 'met' }],
    },
  },
  {
    name: 'another-explanation-not-stated',
    title: 'Two of three are met, and nothing is said of another explanation: undetermined',
    source: 'clinical specification, worked example ppf-11',
    request: { ildNotIpf: true, fibrosisPresent: true, worsenedSymptoms: true, radiologicalProgression: true },
    expect: {
      status: 'not_computable',
      missing: ['alternativeExplanation'],
      criteria: [
        { state: 'met' },
        {},
        {},
        {},
        { state: 'met' },
        { id: 'two-of-three', state: 'met' },
        { id: 'ppf', state: 'undetermined', reason: 'missing:alternativeExplanation' },
      ],
      warnings: [{ code: 'alternative_explanation_unknown' }],
    },
  },
]
