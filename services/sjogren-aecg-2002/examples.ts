import type { Example } from '@activity-scores/shared/contract/instrument'
import type { Request } from './schema.js'

export const examples: readonly Example<Request>[] = [
  {
    name: 'rule-a',
    title: 'Both symptoms, ocular signs and autoantibodies: rule a',
    source: 'clinical specification, worked example aecg-01',
    request: {
      ocularSymptoms: true,
      oralSymptoms: true,
      ocularSigns: true,
      histopathology: false,
      salivaryInvolvement: false,
      autoantibodies: true,
      aecgAnyExclusion: false,
    },
    expect: {
      status: 'computed',
      score: null,
      details: { positiveItems: 4 },
      criteria: [
        {},
        {},
        {},
        {},
        {},
        {},
        { id: 'rule-a', state: 'met' },
        { id: 'rule-b', state: 'not_met' },
        { id: 'no-exclusion', state: 'met' },
        { id: 'classified', state: 'met' },
      ],
    },
  },
  {
    name: 'by-tests-on-the-cut-offs',
    title: 'The objective items by their tests, each on its cut-off: rule b',
    source: 'clinical specification, section 17 (Schirmer <= 5, focus score >= 1, <= 1.5 mL in 15 minutes); by hand',
    request: {
      ocularSymptoms: false,
      oralSymptoms: false,
      schirmer: { value: 5, unit: 'mm' },
      focusScore: 1,
      unstimulatedSaliva: { value: 1.5, unit: 'mL/(15.min)' },
      antiSsaRoPositive: false,
      antiSsbLaPositive: false,
      aecgAnyExclusion: false,
    },
    expect: {
      details: { positiveItems: 3, undeterminedItems: 0 },
      criteria: [
        { state: 'not_met' },
        { state: 'not_met' },
        { state: 'met' },
        { state: 'met' },
        { state: 'met' },
        { state: 'not_met' },
        { state: 'not_met' },
        { state: 'met' },
        { state: 'met' },
        { state: 'met' },
      ],
    },
  },
  {
    name: 'biopsy-missing',
    title: 'Four items positive, and the biopsy decides',
    source: 'clinical specification, worked example aecg-07',
    request: {
      ocularSymptoms: true,
      oralSymptoms: true,
      ocularSigns: true,
      salivaryInvolvement: true,
      autoantibodies: false,
      aecgAnyExclusion: false,
    },
    expect: {
      status: 'not_computable',
      missing: ['histopathology'],
      details: { positiveItems: 4, undeterminedItems: 1 },
    },
  },
]
