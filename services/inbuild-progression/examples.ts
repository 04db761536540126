import type { Example } from '@activity-scores/shared/contract/instrument'
import type { Request } from './schema.js'

const fvc = (value: number) => ({ fvcPercentPredicted: { value, unit: '%' } })

export const examples: readonly Example<Request>[] = [
  {
    name: 'exactly-10',
    title: 'FVC of 80 falling to 72 % predicted is exactly 10 %: enough alone',
    source: 'clinical specification, worked example inbuild-01',
    request: {
      baseline: { date: '2024-03-04', ...fvc(80) },
      followUp: { date: '2025-09-01', ...fvc(72) },
      worsenedSymptoms: false,
      increasedHrctFibrosis: false,
    },
    expect: {
      status: 'computed',
      details: { fvcRelativeDecline: 10, fvcRelativeDeclineReported: '10.0', withinWindow: true },
      criteria: [
        { id: 'fvc-10', state: 'met' },
        { id: 'fvc-5-to-10-symptoms', state: 'not_met' },
        { id: 'fvc-5-to-10-hrct', state: 'not_met' },
        { id: 'symptoms-hrct', state: 'not_met' },
        { id: 'inbuild-progression', state: 'met' },
      ],
    },
  },
  {
    name: 'exactly-5-with-symptoms',
    title: 'A decline of exactly 5 % with worsened symptoms',
    source: 'clinical specification, worked example inbuild-05',
    request: {
      baseline: fvc(80),
      followUp: fvc(76),
      intervalDays: 365,
      worsenedSymptoms: true,
      increasedHrctFibrosis: false,
    },
    expect: {
      details: { fvcRelativeDecline: 5, withinWindow: true },
      criteria: [{ state: 'not_met' }, { state: 'met' }, { state: 'not_met' }, { state: 'not_met' }, { state: 'met' }],
      warnings: [],
    },
  },
  {
    name: 'symptoms-and-hrct-without-fvc',
    title: 'Without a baseline FVC: worsened symptoms and increased fibrosis are enough',
    source: 'clinical specification, worked example inbuild-09',
    request: { followUp: fvc(70), worsenedSymptoms: true, increasedHrctFibrosis: true },
    expect: {
      details: { fvcRelativeDecline: null },
      missing: [],
      criteria: [
        { state: 'undetermined', reason: 'missing:fvc' },
        { state: 'undetermined' },
        { state: 'undetermined' },
        { state: 'met' },
        { state: 'met' },
      ],
    },
  },
  {
    name: 'two-years-with-a-leap-day',
    title: 'Two years to the day with a 29 February between them: inside 24 months',
    source: 'clinical specification, worked example inbuild-13',
    request: {
      baseline: { date: '2023-06-01', ...fvc(80) },
      followUp: { date: '2025-06-01', ...fvc(72) },
      worsenedSymptoms: false,
      increasedHrctFibrosis: false,
    },
    expect: {
      inputs: { intervalDays: 731 },
      details: { withinWindow: true },
      criteria: [{ id: 'fvc-10', state: 'met' }, {}, {}, {}, { id: 'inbuild-progression', state: 'met' }],
    },
  },
  {
    name: 'interval-not-known',
    title: 'A decline of 10 % without dates or days: whether it was within 24 months is not known',
    source: 'clinical specification, worked example inbuild-15',
    request: { baseline: fvc(80), followUp: fvc(72), worsenedSymptoms: false, increasedHrctFibrosis: false },
    expect: {
      status: 'not_computable',
      missing: ['intervalDays'],
      details: { fvcRelativeDecline: 10, withinWindow: null },
      criteria: [
        { state: 'undetermined', reason: 'missing:intervalDays' },
        { state: 'not_met' },
        { state: 'not_met' },
        { state: 'not_met' },
        { state: 'undetermined', reason: 'missing:intervalDays' },
      ],
    },
  },
]
