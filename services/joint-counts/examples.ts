import type { Example } from '@activity-scores/shared/contract/instrument'
import type { Request } from './schema.js'

const BOTH = { tender: 'present', swollen: 'present' } as const
const TENDER = { tender: 'present', swollen: 'absent' } as const
const NOT_EVALUABLE = { tender: 'not_evaluable', swollen: 'not_evaluable' } as const
const NOT_DONE = { tender: 'not_done', swollen: 'not_done' } as const

export const examples: readonly Example<Request>[] = [
  {
    name: 'feet-only',
    title: 'Six joints of the feet: invisible to the 28-joint counts',
    source: 'clinical specification, worked example joints-02-feet-only-invisible-to-28',
    request: {
      joints: { 'L-MTP1': BOTH, 'L-MTP2': BOTH, 'L-MTP3': BOTH, 'R-MTP1': BOTH, 'R-MTP2': BOTH, 'R-MTP3': BOTH },
      allOtherJoints: 'absent',
    },
    expect: {
      status: 'computed',
      details: {
        tenderJointCount28: { value: 0 },
        swollenJointCount28: { value: 0 },
        tenderJointCount68: { value: 6 },
        swollenJointCount66: { value: 6 },
      },
    },
  },
  {
    name: 'ankles-not-done',
    title: 'Ankles not done: 28-joint counts, and bounds of the full ones',
    source: 'clinical specification, worked example joints-08-not-done-gives-bounds',
    request: {
      joints: {
        'R-MCP2': BOTH,
        'R-MCP3': BOTH,
        'R-MCP4': BOTH,
        'R-MCP5': BOTH,
        'R-WRI': BOTH,
        'L-ANK': NOT_DONE,
        'R-ANK': NOT_DONE,
      },
      allOtherJoints: 'absent',
    },
    expect: {
      details: {
        tenderJointCount28: { value: 5 },
        tenderJointCount68: { value: null, lower: 5, upper: 7, evaluable: 66 },
        swollenJointCount66: { value: null, lower: 5, upper: 7, evaluable: 64 },
      },
    },
  },
  {
    name: 'replaced-knees-prorated',
    title: 'Both knees replaced, counts prorated',
    source: 'clinical specification, worked example joints-07-replaced-knees-prorate',
    request: {
      joints: {
        'R-MCP2': BOTH,
        'R-MCP3': TENDER,
        'R-WRI': TENDER,
        'L-KNE': NOT_EVALUABLE,
        'R-KNE': NOT_EVALUABLE,
      },
      allOtherJoints: 'absent',
      policy: 'prorate',
    },
    expect: {
      details: {
        tenderJointCount28: { value: 3.230769230769, evaluable: 26 },
        swollenJointCount66: { value: 1.03125, evaluable: 64 },
      },
    },
  },
  {
    name: 'only-28-joint-counts',
    title: 'Only 28-joint counts: bounds of the full counts, which already meet the trial',
    source: 'clinical specification, worked example trial-14-only-28-joint-counts-high-enough',
    request: { tenderJointCount28: 7, swollenJointCount28: 6 },
    expect: {
      details: { swollenJointCount66: { lower: 6, upper: 44 }, tenderJointCount68: { lower: 7, upper: 47 } },
      missing: ['tenderJointCount68', 'swollenJointCount66'],
    },
  },
]
