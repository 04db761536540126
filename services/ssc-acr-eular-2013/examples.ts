import type { Example } from '@activity-scores/shared/contract/instrument'
import type { Request } from './schema.js'

const NOTHING: Request = {
  skinThickeningBothHandsProximalToMcp: false,
  sclerodactyly: false,
  puffyFingers: false,
  fingertipPittingScars: false,
  digitalTipUlcers: false,
  telangiectasia: false,
  abnormalNailfoldCapillaries: false,
  pahOrIld: false,
  raynaud: false,
  sscAutoantibody: false,
  fingersSparedOrBetterExplained: false,
}

export const examples: readonly Example<Request>[] = [
  {
    name: 'exactly-9',
    title: 'Sclerodactyly, abnormal capillaries and Raynaud’s phenomenon: 9 points; puffy fingers add nothing',
    source: 'clinical specification, worked example ssc2013-02',
    request: { ...NOTHING, sclerodactyly: true, puffyFingers: true, abnormalNailfoldCapillaries: true, raynaud: true },
    expect: {
      score: { value: 9, reported: '9' },
      terms: [{ value: 4 }, { value: 0 }, { value: 0 }, { value: 2 }, { value: 0 }, { value: 3 }, { value: 0 }],
      criteria: [
        { id: 'sufficient-item', state: 'not_met' },
        { id: 'pah-or-ild', state: 'not_met' },
        { id: 'ssc-autoantibody', state: 'not_met' },
        { id: 'applicable', state: 'met' },
        { id: 'score-at-least-9', state: 'met' },
        { id: 'classified', state: 'met' },
      ],
    },
  },
  {
    name: 'antibody-missing-decided',
    title: 'Antibodies not tested: 5 to 8 points, not classified all the same',
    source: 'clinical specification, worked example ssc2013-09',
    request: { ...NOTHING, puffyFingers: true, raynaud: true, sscAutoantibody: null },
    expect: {
      status: 'not_computable',
      score: { value: null, bounds: { lower: 5, upper: 8 } },
      missing: ['sscAutoantibody'],
      criteria: [{}, {}, { state: 'undetermined', reason: 'missing:sscAutoantibody' }, {}, {}, { state: 'not_met' }],
    },
  },
  {
    name: 'lung-and-antibodies-one-by-one',
    title: 'Lung disease and antibodies one by one: one that is present is enough',
    source: 'clinical specification, section 18: 4 + 2 + 3 + 3 points, by hand',
    request: {
      skinThickeningBothHandsProximalToMcp: false,
      sclerodactyly: true,
      fingertipPittingScars: false,
      digitalTipUlcers: false,
      telangiectasia: false,
      abnormalNailfoldCapillaries: false,
      ildPresent: true,
      raynaud: true,
      anticentromere: false,
      antiScl70: true,
      fingersSparedOrBetterExplained: false,
    },
    expect: { score: { value: 12 }, missing: [], criteria: [{}, { state: 'met' }, { state: 'met' }, {}, {}, {}] },
  },
  {
    name: 'not-applicable',
    title: 'Nine points, and better explained by another disorder',
    source: 'clinical specification, worked example ssc2013-10',
    request: { ...NOTHING, skinThickeningBothHandsProximalToMcp: true, fingersSparedOrBetterExplained: true },
    expect: {
      score: { value: 9 },
      criteria: [{ state: 'met' }, {}, {}, { state: 'not_met' }, { state: 'met' }, { state: 'not_met' }],
    },
  },
]
