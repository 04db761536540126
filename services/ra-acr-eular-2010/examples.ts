import type { Example } from '@activity-scores/shared/contract/instrument'
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
    name: 'tarsi-count',
    title: 'Both tarsi make the eleventh joint: the list of other joints is open',
    source: 'ruling K9 of docs/rulings.md; by hand: 3 + 6 + 2 joints 5, CRP and ESR 1, 8 weeks 1',
    request: {
      ...SYNOVITIS,
      joints: Object.fromEntries(
        ['L-MCP2', 'L-MCP3', 'R-WRI', 'L-SHO', 'R-SHO', 'L-ELB', 'R-ELB', 'L-KNE', 'R-KNE', 'L-TAR', 'R-TAR'].map(
          (id) => [id, { tender: 'present', swollen: 'present' }],
        ),
      ),
      allOtherJoints: 'absent',
      rfCategory: 'negative',
      acpaCategory: 'negative',
      crpAbnormal: true,
      esrAbnormal: true,
      symptomDuration: { value: 8, unit: 'wk' },
    },
    expect: {
      score: { value: 7, reported: '7' },
      details: {
        jointPoints: 5,
        jointsInvolved: { small: { lower: 3 }, large: { lower: 6 }, other: { lower: 2 } },
        classifiedBy: ['score'],
      },
      warnings: [{ code: 'joint_readings_differ' }],
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
