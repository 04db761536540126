import type { Example } from '@activity-scores/shared/contract/instrument'
import type { Request } from './schema.js'

const totals = (baseline: number, followUp: number): Request => ({
  baseline: { total: baseline },
  followUp: { total: followUp },
})

export const examples: readonly Example<Request>[] = [
  {
    name: 'trial-progression-below-eustar',
    title: 'Rise of 3 units from 20: progression by the trial, not by EUSTAR',
    source: 'clinical specification, worked example mrss-change-04',
    request: { baseline: { total: 20, date: '2025-03-03' }, followUp: { total: 23, date: '2026-03-02' } },
    expect: {
      score: { value: 3, reported: '3' },
      details: { absoluteChange: 3, percentChange: 15, percentChangeReported: '15.0', intervalDays: 364 },
      criteria: [
        { id: 'trial-skin-progression', state: 'met' },
        { id: 'eustar-skin-progression', state: 'not_met' },
        { id: 'eustar-skin-improvement', state: 'not_met' },
        { id: 'mcid-improvement-3-units', state: 'not_met' },
        { id: 'mcid-improvement-4-units', state: 'not_met' },
        { id: 'mcid-improvement-5-units-dcssc', state: 'not_met' },
      ],
    },
  },
  {
    name: 'exactly-ten-percent',
    title: 'Exactly 10 % is not more than 10 %',
    source: 'clinical specification, worked example mrss-change-03',
    request: totals(20, 22),
    expect: {
      details: { absoluteChange: 2, percentChange: 10, changeBelowMcid: true },
      criteria: [{ state: 'not_met' }, { state: 'not_met' }, {}, {}, {}, {}],
    },
  },
  {
    name: 'eustar-improvement',
    title: 'Decrease of 6 units and 30 %',
    source: 'clinical specification, worked example mrss-change-15',
    request: totals(20, 14),
    expect: {
      details: { absoluteChange: -6, percentChange: -30 },
      criteria: [{ state: 'not_met' }, { state: 'not_met' }, { state: 'met' }, { state: 'met' }, {}, { state: 'met' }],
    },
  },
  {
    name: 'baseline-zero',
    title: 'A rise from 0: the percent does not exist',
    source: 'clinical specification, worked example mrss-change-10',
    request: totals(0, 5),
    expect: {
      details: { absoluteChange: 5, percentChange: null },
      criteria: [
        { state: 'undetermined', reason: 'percent_undefined_baseline_zero' },
        { state: 'not_met' },
        {},
        {},
        {},
        {},
      ],
    },
  },
  {
    name: 'site-missing',
    title: 'Sites at baseline with one foot not gradable: 5 to 8, and the trial rule is decided all the same',
    source: 'clinical specification, worked example mrss-07 (bounds 5 to 8); at most 8 to 12 is +50 %, by hand',
    request: {
      baseline: {
        sites: {
          face: 1,
          anteriorChest: 0,
          abdomen: 0,
          upperArmRight: 0,
          upperArmLeft: 0,
          forearmRight: 0,
          forearmLeft: 0,
          handRight: 0,
          handLeft: 0,
          fingersRight: 2,
          fingersLeft: 2,
          thighRight: 0,
          thighLeft: 0,
          lowerLegRight: 0,
          lowerLegLeft: 0,
          footRight: 0,
          footLeft: null,
        },
      },
      followUp: { total: 12 },
    },
    expect: {
      status: 'not_computable',
      missing: ['baseline.sites.footLeft'],
      score: { value: null, bounds: { lower: 4, upper: 7 } },
      details: { baselineBounds: { lower: 5, upper: 8 }, percentChangeBounds: { lower: 50, upper: 140 } },
      criteria: [
        { state: 'met' },
        { state: 'undetermined', reason: 'missing:baseline' },
        { state: 'not_met' },
        {},
        {},
        {},
      ],
    },
  },
]
