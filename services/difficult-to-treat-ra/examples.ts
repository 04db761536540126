import type { Example } from '@activity-scores/shared/instrument'
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
