import type { Example } from '@activity-scores/shared/contract/instrument'
import type { Request, Visit } from './schema.js'

const percentPredicted = (fvc: number, dlco?: number): Visit => ({
  fvcPercentPredicted: { value: fvc, unit: '%' },
  ...(dlco === undefined ? {} : { dlcoPercentPredicted: { value: dlco, unit: '%' } }),
})
const litres = (fvc: number, dlco?: number): Visit => ({
  fvc: { value: fvc, unit: 'L' },
  ...(dlco === undefined ? {} : { dlco: { value: dlco, unit: 'mL/min/mm[Hg]' } }),
})

export const examples: readonly Example<Request>[] = [
  {
    name: 'fvc-limb',
    title: 'FVC from 80 to 72 % predicted: 10 % relative, 8 points',
    source: 'clinical specification, worked example omeract-07',
    request: {
      baseline: { date: '2025-03-03', ...percentPredicted(80, 60) },
      followUp: { date: '2026-03-02', ...percentPredicted(72, 60) },
    },
    expect: {
      status: 'computed',
      details: {
        fvcRelativeDecline: 10,
        fvcAbsoluteDeclinePoints: 8,
        dlcoRelativeDecline: 0,
        fvcBasis: 'percent_predicted',
        intervalDays: 364,
      },
      criteria: [
        { id: 'fvc-limb', state: 'met' },
        { id: 'fvc-dlco-limb', state: 'not_met' },
        { id: 'omeract-progression', state: 'met' },
      ],
    },
  },
  {
    name: 'both-limbs-on-litres',
    title: 'FVC just below 10 % in litres, DLCO exactly 15 %',
    source: 'clinical specification, worked example omeract-02',
    request: { baseline: litres(2, 20), followUp: litres(1.801, 17) },
    expect: {
      details: {
        fvcRelativeDecline: 9.95,
        dlcoRelativeDecline: 15,
        fvcBasis: 'litres',
        dlcoBasis: 'raw',
        fvcAbsoluteDeclinePoints: null,
      },
      criteria: [{ state: 'not_met' }, { state: 'met' }, { state: 'met' }],
      warnings: [{ code: 'reported_value_crosses_cutoff' }],
    },
  },
  {
    name: 'dlco-missing',
    title: 'FVC decline between 5 and 10 % without DLCO: open',
    source: 'clinical specification, worked example omeract-10',
    request: { baseline: percentPredicted(80, 60), followUp: percentPredicted(73) },
    expect: {
      status: 'not_computable',
      missing: ['followUp.dlcoPercentPredicted'],
      details: { fvcRelativeDecline: 8.75, dlcoRelativeDecline: null },
      criteria: [
        { state: 'not_met' },
        { state: 'undetermined', reason: 'missing:dlco' },
        { state: 'undetermined', reason: 'missing:dlco' },
      ],
    },
  },
  {
    name: 'dlco-not-needed',
    title: 'FVC decline below 5 %: decided without DLCO',
    source: 'clinical specification, worked example omeract-11',
    request: { baseline: percentPredicted(80, 60), followUp: percentPredicted(77) },
    expect: {
      status: 'computed',
      missing: [],
      criteria: [{ state: 'not_met' }, { state: 'not_met' }, { state: 'not_met' }],
    },
  },
  {
    name: 'bases-disagree',
    title: 'FVC 9.5 % in percent predicted and 10 % in litres: percent predicted is used, the difference is said',
    source: 'by hand: (80 - 72.4) / 80 = 9.5 %, (2.7 - 2.43) / 2.7 = 10 %',
    request: {
      baseline: { ...percentPredicted(80, 60), ...litres(2.7) },
      followUp: { ...percentPredicted(72.4, 60), ...litres(2.43) },
    },
    expect: {
      status: 'computed',
      details: {
        fvcRelativeDecline: 9.5,
        fvcBasis: 'percent_predicted',
        basesDisagree: true,
        declines: { fvc: { litres: { relative: 10, relativeReported: '10.0' } } },
      },
      criteria: [{ state: 'not_met' }, { state: 'not_met' }, { state: 'not_met' }],
      warnings: [{ code: 'percent_predicted_used' }, { code: 'bases_disagree' }],
    },
  },
]
