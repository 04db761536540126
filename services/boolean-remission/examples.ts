import type { Example } from '@activity-scores/shared/contract/instrument'
import type { Request } from './schema.js'

const visit = (tender: number, swollen: number, global: number): Request => ({
  tenderJointCount28: tender,
  swollenJointCount28: swollen,
  patientGlobal: { value: global, unit: '{score}' },
})

const states = (...list: readonly ('met' | 'not_met' | 'undetermined')[]) =>
  ['boolean-2011', 'boolean-2.0', 'boolean-2011-no-crp', 'boolean-2.0-no-crp', 'sdai-remission', 'cdai-remission'].map(
    (id, i) => ({ id, state: list[i] ?? 'undetermined' }),
  )

export const examples: readonly Example<Request>[] = [
  {
    name: 'all-at-the-limit',
    title: 'Every item exactly at its limit of 2011',
    source: 'clinical specification, worked example bool-02-all-at-limit-2011',
    request: { ...visit(1, 1, 1), crp: { value: 10, unit: 'mg/L' } },
    expect: { status: 'computed', criteria: states('met', 'met', 'met', 'met'), details: { jointSet: '28' } },
  },
  {
    name: 'patient-global-2',
    title: 'Patient global exactly 2: remission by Boolean 2.0 alone',
    source: 'clinical specification, worked example bool-04-ptga-exactly-2',
    request: { ...visit(1, 1, 2), crp: { value: 1, unit: 'mg/dL' } },
    expect: { criteria: states('not_met', 'met', 'not_met', 'met') },
  },
  {
    name: 'crp-missing',
    title: 'CRP missing: decided where another item fails or CRP is left out',
    source: 'clinical specification, worked example bool-09-crp-missing',
    request: visit(1, 1, 1.5),
    expect: {
      status: 'not_computable',
      criteria: states('not_met', 'undetermined', 'not_met', 'met'),
      missing: ['crp'],
    },
  },
  {
    name: 'active-feet',
    title: 'No active joint of the 28, six active forefoot joints: the full counts decide',
    source: 'by hand from the definition; the joints are those of worked example joints-02-feet-only-invisible-to-28',
    request: {
      ...visit(0, 0, 0.5),
      tenderJointCount68: 6,
      swollenJointCount66: 6,
      crp: { value: 4, unit: 'mg/L' },
      sdai: 3.3,
    },
    expect: {
      criteria: states('not_met', 'not_met', 'not_met', 'not_met', 'met'),
      details: { jointSet: '66-68' },
    },
  },
]
