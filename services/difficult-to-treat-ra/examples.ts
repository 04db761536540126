import type { Example } from '@activity-scores/shared/contract/instrument'
import type { Request } from './schema.js'

const active = {
  dmardHistoryComplete: true,
  csdmardFailed: true,
  problematicPerPatient: true,
  problematicPerPhysician: true,
  das28Esr: 5.6,
  cdai: 30,
} as const

export const examples: readonly Example<Request>[] = [
  {
    name: 'all-met',
    title: 'Two mechanisms failed, active disease, problematic to both',
    source: 'clinical specification, worked example d2t-01-all-met',
    request: { ...active, failedBtsdmards: [{ drug: 'adalimumab' }, { drug: 'tocilizumab' }] },
    expect: {
      status: 'computed',
      details: { trialRule: 'met', eularD2t: 'met', literalReading: 'met', readingsDisagree: false },
    },
  },
  {
    name: 'same-mechanism',
    title: 'Two TNF inhibitors failed: the readings disagree',
    source: 'clinical specification, worked example d2t-02-two-tnf-same-moa',
    request: {
      ...active,
      failedBtsdmards: [
        { drug: 'adalimumab', reason: 'inefficacy', duration: { value: 6, unit: 'mo' } },
        { drug: 'etanercept', reason: 'intolerance', duration: { value: 1, unit: 'mo' } },
      ],
    },
    expect: {
      details: { trialRule: 'not_met', eularD2t: 'not_met', literalReading: 'met', readingsDisagree: true },
      warnings: [{ code: 'rounded_input' }, { code: 'readings_disagree' }, { code: 'protocol_ambiguity:A20' }],
    },
  },
  {
    name: 'twelve-weeks',
    title: 'Inefficacy after 12 weeks is a failure, though three calendar months may be longer',
    source: 'ruling K16 of docs/rulings.md; 12 weeks are 84 days, three calendar months at least 89',
    request: {
      ...active,
      failedBtsdmards: [
        { drug: 'adalimumab', reason: 'inefficacy', duration: { value: 12, unit: 'wk' } },
        { drug: 'tocilizumab', reason: 'inefficacy', duration: { value: 6, unit: 'mo' } },
      ],
    },
    expect: {
      status: 'computed',
      details: { trialRule: 'met', failures: { inefficacy: ['adalimumab', 'tocilizumab'], notCounted: [] } },
      warnings: [{ code: 'protocol_ambiguity:A23' }, { code: 'rounded_input' }],
    },
  },
  {
    name: 'active-by-sdai',
    title: 'SDAI above 11 beside a CDAI of 10: active by another validated index',
    source: 'ruling K16 of docs/rulings.md; Smolen 2003: moderate activity above 11',
    request: {
      ...active,
      das28Esr: 3.2,
      cdai: 10,
      sdai: 13,
      failedBtsdmards: [{ drug: 'adalimumab' }, { drug: 'tocilizumab' }],
    },
    expect: { details: { trialRule: 'met', activeBy: ['sdai'] } },
  },
  {
    name: 'history-incomplete',
    title: 'One failure in a history that is not complete',
    source: 'clinical specification, worked example d2t-11-history-incomplete',
    request: { ...active, dmardHistoryComplete: false, failedBtsdmards: [{ drug: 'adalimumab' }] },
    expect: {
      status: 'not_computable',
      details: { trialRule: 'undetermined', eularD2t: 'undetermined', literalReading: 'undetermined' },
    },
  },
]
