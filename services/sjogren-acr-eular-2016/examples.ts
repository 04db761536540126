import type { Example } from '@activity-scores/shared/contract/instrument'
import type { Request } from './schema.js'

const ENTRY = { pss2016InclusionMet: true, pss2016AnyExclusion: false } as const

export const examples: readonly Example<Request>[] = [
  {
    name: 'exactly-4',
    title: 'Focus score of exactly 1 and a Schirmer test of exactly 5 mm: 4 points',
    source: 'clinical specification, worked example pss2016-04',
    request: {
      ...ENTRY,
      focusScore: 1,
      antiSsaRoPositive: false,
      ocularStainingScore: 4,
      vanBijsterveld: 3,
      schirmer: { value: 5, unit: 'mm' },
      unstimulatedSaliva: { value: 0.2, unit: 'mL/min' },
    },
    expect: {
      score: { value: 4, reported: '4' },
      criteria: [
        { id: 'focus-score', state: 'met' },
        { id: 'anti-ssa-ro', state: 'not_met' },
        { id: 'ocular-staining', state: 'not_met' },
        { id: 'schirmer', state: 'met' },
        { id: 'saliva-flow', state: 'not_met' },
        { id: 'inclusion', state: 'met' },
        { id: 'no-exclusion', state: 'met' },
        { id: 'score-at-least-4', state: 'met' },
        { id: 'classified', state: 'met' },
      ],
    },
  },
  {
    name: 'biopsy-missing-decided',
    title: 'No biopsy: 4 to 7 points, classified all the same',
    source: 'clinical specification, worked example pss2016-07',
    request: {
      ...ENTRY,
      antiSsaRoPositive: true,
      vanBijsterveld: 4,
      schirmer: { value: 10, unit: 'mm' },
      unstimulatedSaliva: { value: 0.3, unit: 'mL/min' },
    },
    expect: {
      status: 'not_computable',
      score: { value: null, bounds: { lower: 4, upper: 7 } },
      missing: ['focusScore'],
      criteria: [{}, {}, {}, {}, {}, {}, {}, { state: 'met' }, { state: 'met' }],
    },
  },
  {
    name: 'eye-by-eye',
    title: 'Tests eye by eye, saliva as collected over 15 minutes, and the conditions one by one',
    source: 'clinical specification, section 17: the worse eye decides, 1.5 mL in 15 minutes is 0.1 mL/min; by hand',
    request: {
      drynessSymptoms: true,
      exclusions: {
        headNeckRadiation: false,
        activeHepatitisC: false,
        aids: false,
        sarcoidosis: false,
        amyloidosis: false,
        graftVersusHostDisease: false,
        igg4RelatedDisease: false,
      },
      focusScore: 0,
      antiSsaRoPositive: true,
      eyes: {
        right: { ocularStainingScore: 2, schirmer: { value: 12, unit: 'mm' } },
        left: { ocularStainingScore: 5, schirmer: { value: 9, unit: 'mm' } },
      },
      unstimulatedSaliva: { value: 1.5, unit: 'mL/(15.min)' },
    },
    expect: {
      score: { value: 5 },
      terms: [{ value: 0 }, { value: 3 }, { value: 1 }, { value: 0 }, { value: 1 }],
      inputs: { unstimulatedSaliva: { value: 0.1, unit: 'mL/min' } },
    },
  },
  {
    name: 'excluded',
    title: 'Nine points, and excluded',
    source: 'clinical specification, worked example pss2016-08',
    request: {
      pss2016InclusionMet: true,
      exclusions: { igg4RelatedDisease: true },
      focusScore: 3,
      antiSsaRoPositive: true,
      ocularStainingScore: 8,
      schirmer: { value: 0, unit: 'mm' },
      unstimulatedSaliva: { value: 0, unit: 'mL/min' },
    },
    expect: {
      score: { value: 9 },
      details: { excludedBy: ['igg4RelatedDisease'] },
      criteria: [{}, {}, {}, {}, {}, {}, { state: 'not_met' }, { state: 'met' }, { state: 'not_met' }],
    },
  },
]
