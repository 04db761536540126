import type { Example } from '@activity-scores/shared/contract/instrument'
import type { Request } from './schema.js'

const NO_ACTIVITY = {
  constitutional: 0,
  lymphadenopathy: 0,
  glandular: 0,
  articular: 0,
  cutaneous: 0,
  pulmonary: 0,
  renal: 0,
  muscular: 0,
  pns: 0,
  cns: 0,
  haematological: 0,
} as const

export const examples: readonly Example<Request>[] = [
  {
    name: 'not-essdai-without-biological',
    title: 'Synovitis alone: 6 points, moderate, where ESSDAI has 4 and low',
    source: 'clinical specification, worked example clinessdai-02',
    request: { domains: { ...NO_ACTIVITY, articular: 2 } },
    expect: {
      score: { value: 6, reported: '6' },
      category: { set: 'clinessdai', code: 'moderate' },
      criteria: [{ id: 'at-least-5', state: 'met' }, {}, {}],
    },
  },
  {
    name: 'exactly-14',
    title: 'Exactly 14 is high activity; decrease of 3 points from 17',
    source: 'clinical specification, worked example clinessdai-15; 17 - 14 = 3 by hand',
    request: { domains: { ...NO_ACTIVITY, muscular: 1, pns: 1, haematological: 1 }, baseline: { clinessdai: 17 } },
    expect: {
      score: { value: 14 },
      category: { code: 'high' },
      details: { decrease: 3 },
      criteria: [{ state: 'met' }, { id: 'mcii', state: 'met' }, { state: 'met' }],
    },
  },
  {
    name: 'renal-missing',
    title: 'Renal domain not assessed: 3 to 21, nothing decided',
    source: 'clinical specification, worked example clinessdai-14',
    request: { domains: { ...NO_ACTIVITY, articular: 1, renal: null } },
    expect: {
      status: 'not_computable',
      score: { value: null, bounds: { lower: 3, upper: 21 } },
      category: { code: 'undetermined' },
      missing: ['domains.renal'],
    },
  },
]
