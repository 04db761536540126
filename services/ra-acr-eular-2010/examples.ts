import type { Example } from '@activity-scores/shared/instrument'
import type { Request } from './schema.js'

const SYNOVITIS = { definiteSynovitis: true, betterExplainedByOtherDisease: false } as const
const joints = (large: number, small: number, other = 0) => ({
  largeJointsInvolved: large,
  smallJointsInvolved: small,
  otherCountableJointsInvolved: other,
})

export const examples: readonly Example<Request>[] = [
  {
    name: 'exactly-6',
    title: 'Four small joints, low positive rheumatoid factor, 5 weeks: exactly 6 points',
    source: 'clinical specification, worked example ra2010-01-exactly-6',
    request: {
      ...SYNOVITIS,
      ...joints(0, 4),
      rfCategory: 'low',
      acpaCategory: 'negative',
      crpAbnormal: true,
      esrAbnormal: true,
      symptomDuration: { value: 5, unit: 'wk' },
    },
    expect: {
      score: { value: 6, reported: '6' },
      details: { jointPoints: 3, serologyPoints: 2, acutePhasePoints: 1, durationPoints: 0, classifiedBy: ['score'] },
    },
  },
  {
    name: 'titres',
    title: 'Rheumatoid factor at exactly 3 times its limit is low positive',
    source: 'clinical specification, worked example ra2010-02 of the examples with multiples of the upper limit',
    request: {
      ...SYNOVITIS,
      ...joints(0, 4),
      rf: { value: 42, upperLimit: 14, unit: '[IU]/mL' },
      acpa: { value: 8.5, upperLimit: 17, unit: 'U/mL' },
      crpAbnormal: true,
      esrAbnormal: false,
      symptomDuration: { value: 5.9, unit: 'wk' },
    },
    expect: { score: { value: 6 }, details: { serologyPoints: 2, durationPoints: 0 } },
  },
  {
    name: 'acpa-missing',
    title: 'ACPA not tested, and the classification hinges on it',
    source: 'clinical specification, worked example ra2010-07-acpa-missing-decisive',
    request: {
      ...SYNOVITIS,
      ...joints(0, 3),
      rfCategory: 'negative',
      crpAbnormal: true,
      esrAbnormal: true,
      symptomDuration: { value: 6, unit: 'wk' },
    },
    expect: {
      status: 'not_computable',
      score: { value: null, bounds: { lower: 4, upper: 7 } },
      missing: ['acpa'],
    },
  },
  {
    name: 'fulfilled-earlier',
    title: 'Long-standing disease that fulfilled the criteria earlier',
    source: 'clinical specification, worked example ra2010-11-previously-fulfilled',
    request: {
      definiteSynovitis: false,
      betterExplainedByOtherDisease: false,
      ...joints(0, 0),
      rfCategory: 'negative',
      acpaCategory: 'negative',
      crpAbnormal: false,
      esrAbnormal: false,
      symptomDuration: { value: 200, unit: 'wk' },
      previouslyFulfilled: true,
    },
    expect: { score: { value: 1 }, details: { classifiedBy: ['previously_fulfilled'] } },
  },
]
