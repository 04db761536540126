import type { Example } from '@activity-scores/shared/contract/instrument'
import type { Request } from './schema.js'

const from = (...rows: readonly string[]) => `clinical specification, worked examples ${rows.join(', ')}`
const state = (id: string, found: string, reason: string | null = null) => ({ id, state: found, reason })

export const examples: readonly Example<Request>[] = [
  {
    name: 'all-on-the-limit',
    title: 'Every value on its limit: met, except INR and prothrombin time, which must be below',
    source: from('lab-01', 'lab-04', 'lab-09', 'lab-12', 'lab-18', 'lab-26', 'lab-30'),
    request: {
      wbc: { value: 3, unit: '10*9/L' },
      neutrophils: { value: 1, unit: '10*9/L' },
      csfWithin2Weeks: false,
      haemoglobin: { value: 60, unit: 'g/L' },
      alt: { value: 120, upperLimit: 40, unit: 'U/L' },
      ast: { value: 120, upperLimit: 40, unit: 'U/L' },
      bilirubin: { value: 31.5, upperLimit: 21, unit: 'umol/L' },
      inr: { value: 1.8, upperLimit: 1.2, unit: '{INR}' },
      pt: { value: 21, upperLimit: 14, unit: 's' },
    },
    expect: {
      status: 'computed',
      criteria: [
        state('wbc', 'met'),
        state('neutrophils', 'met'),
        state('haemoglobin', 'met'),
        state('alt', 'met'),
        state('ast', 'met'),
        state('bilirubin', 'met'),
        state('inr', 'not_met'),
        state('pt', 'not_met'),
      ],
      missing: [],
    },
  },
  {
    name: 'waived-and-assumed',
    title: 'AST waived, Gilbert syndrome, INR without an upper limit; the rest not sent',
    source: from('lab-14', 'lab-20', 'lab-27', 'lab-31'),
    request: {
      ast: { value: 200, upperLimit: 40, unit: 'U/L' },
      astAttributedToDisease: true,
      bilirubin: { value: 42, upperLimit: 21, unit: 'umol/L' },
      gilbert: true,
      inr: { value: 1.3, unit: '{INR}' },
    },
    expect: {
      criteria: [
        state('wbc', 'undetermined', 'missing:wbc'),
        { id: 'neutrophils' },
        { id: 'haemoglobin' },
        { id: 'alt' },
        state('ast', 'met', 'waived:attributed_to_disease'),
        state('bilirubin', 'met'),
        state('inr', 'met', 'assumption:uln_at_least_1.0'),
        { id: 'pt' },
      ],
    },
  },
  {
    name: 'two-units',
    title: 'Value and upper limit in two units, a censored ALT, neutrophils after a growth factor',
    source: from('lab-06', 'lab-24', 'lab-32'),
    request: {
      neutrophils: { value: 2000, unit: '/uL' },
      lastCsfDaysBeforeSample: 14,
      alt: { value: 5, comparator: '<', upperLimit: 40, unit: 'U/L' },
      bilirubin: { value: 1.8, unit: 'mg/dL', upperLimit: 21, upperLimitUnit: 'umol/L' },
    },
    expect: {
      criteria: [
        { id: 'wbc' },
        state('neutrophils', 'not_met', 'csf_within_2_weeks'),
        { id: 'haemoglobin' },
        state('alt', 'met'),
        { id: 'ast' },
        state('bilirubin', 'met'),
        { id: 'inr' },
        { id: 'pt' },
      ],
      details: {
        compared: {
          neutrophils: { value: 2 },
          alt: { value: 0.125, comparator: '<' },
          bilirubin: { value: 1.466057142857, reported: '1.47' },
        },
      },
    },
  },
]
