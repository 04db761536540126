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
  biological: 0,
} as const

export const examples: readonly Example<Request>[] = [
  {
    name: 'exactly-5',
    title: 'Synovitis and a low biological level: exactly 5, moderate',
    source: 'clinical specification, worked example essdai-04',
    request: { domains: { ...NO_ACTIVITY, articular: 2, biological: 1 } },
    expect: {
      score: { value: 5, reported: '5' },
      category: { set: 'essdai', code: 'moderate' },
      criteria: [{ id: 'at-least-5', state: 'met' }, {}, {}],
    },
  },
  {
    name: 'improvement',
    title: 'From 8 to 5 points: the least important improvement',
    source: 'clinical specification, worked examples essdai-04 and essdai-change-01',
    request: { domains: { ...NO_ACTIVITY, articular: 2, biological: 1 }, baseline: { essdai: 8 } },
    expect: {
      score: { value: 5 },
      details: { decrease: 3, baselineTotal: 8 },
      criteria: [
        { id: 'at-least-5', state: 'met' },
        { id: 'mcii', state: 'met' },
        { id: 'baseline-at-least-5', state: 'met' },
      ],
    },
  },
  {
    name: 'biological-missing',
    title: 'Biological domain not assessed: 3 to 5, and 5 is not decided',
    source: 'clinical specification, worked example essdai-12',
    request: { domains: { ...NO_ACTIVITY, constitutional: 1, biological: null } },
    expect: {
      status: 'not_computable',
      score: { value: null, bounds: { lower: 3, upper: 5 } },
      missing: ['domains.biological'],
      criteria: [{ state: 'undetermined', reason: 'missing:biological' }, {}, {}],
    },
  },
  {
    name: 'laboratory-proposals',
    title: 'Autoimmune neutropenia and a high IgG propose levels; the score takes those entered',
    source: 'clinical specification, section 13: neutrophils of 1.0 are level 2, IgG of 20 g/L is level 1; by hand',
    request: {
      domains: { ...NO_ACTIVITY, haematological: 2, biological: 1 },
      neutrophils: { value: 1, unit: '10*9/L' },
      cytopeniaAttributedToDisease: true,
      igg: { value: 20, unit: 'g/L' },
      iggAttributedToDisease: true,
    },
    expect: {
      score: { value: 5 },
      details: { proposedLevels: { haematological: { atLeast: 2 }, biological: { atLeast: 1 } } },
    },
  },
]
