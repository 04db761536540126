import type { Example } from '@activity-scores/shared/contract/instrument'
import type { Request } from './schema.js'

const ratings = (dryness: number, fatigue: number, limbPain: number) => ({ dryness, fatigue, limbPain })

export const examples: readonly Example<Request>[] = [
  {
    name: 'exactly-5',
    title: 'Exactly 5 is not an acceptable state; decrease of 1 point',
    source: 'clinical specification, worked example esspri-07',
    request: { ...ratings(5, 5, 5), baseline: ratings(6, 6, 6) },
    expect: {
      score: { value: 5, reported: '5.00' },
      details: { decrease: 1, decreasePercent: 16.666666667 },
      criteria: [
        { id: 'pass-below-5', state: 'not_met' },
        { id: 'mcii', state: 'met' },
      ],
    },
  },
  {
    name: 'exactly-15-percent',
    title: 'A fall from 20/3 by exactly 15 %',
    source: 'clinical specification, worked example esspri-08',
    request: { ...ratings(6, 6, 5), baseline: ratings(7, 7, 6) },
    expect: {
      score: { value: 5.666666667, reported: '5.67' },
      details: { decrease: 1, decreasePercent: 15, decreasePercentReported: '15.0' },
      criteria: [{ state: 'not_met' }, { state: 'met' }],
    },
  },
  {
    name: 'item-missing',
    title: 'An item missing: no score and nothing decided',
    source: 'clinical specification, worked example esspri-10',
    request: { dryness: 8, fatigue: null, limbPain: 7 },
    expect: {
      status: 'not_computable',
      score: { value: null, reported: null },
      missing: ['fatigue'],
      criteria: [{ state: 'undetermined', reason: 'missing:fatigue' }, { state: 'undetermined' }],
    },
  },
]
