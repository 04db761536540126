import type { Example } from '@activity-scores/shared/contract/instrument'
import type { Request } from './schema.js'

const SPECIFICATION = 'clinical specification, worked example'
const pair = (baseline: number, followUp: number, intervalDays: number): Request => ({
  baseline: { svhTotal: baseline },
  followUp: { svhTotal: followUp },
  intervalDays,
})

export const examples: readonly Example<Request>[] = [
  {
    name: 'five-points-in-a-year',
    title: '5 points in 365 days: rapid',
    source: `${SPECIFICATION} svh-01-exactly-5-at-365`,
    request: pair(20, 25, 365),
    expect: {
      score: { value: 5, reported: '5.0', unit: '{score}' },
      details: { annualisedChangePerYear: 5, window: 'one-year' },
      criteria: [{ id: 'rapid-radiographic-progression', state: 'met' }],
    },
  },
  {
    name: 'two-calendar-years',
    title: '10 points over two calendar years, by dates: 5 a year',
    source: `${SPECIFICATION} svh-05-10-over-two-calendar-years`,
    request: {
      baseline: { svhTotal: 20, date: '2023-03-01' },
      followUp: { svhTotal: 30, date: '2025-03-01' },
    },
    expect: {
      inputs: { intervalDays: 731 },
      details: { years: 2, annualisedChangePerYear: 5 },
      criteria: [{ state: 'met' }],
      warnings: [{ code: 'annualised_from_longer_interval' }],
    },
  },
  {
    name: 'too-early',
    title: '3 points in 180 days: undetermined',
    source: `${SPECIFICATION} svh-04-3-at-180`,
    request: pair(20, 23, 180),
    expect: {
      details: { annualisedChangePerYear: 6.122448979592 },
      criteria: [{ state: 'undetermined', reason: 'interval_short_of_1_year' }],
      warnings: [{ code: 'interval_short_of_1_year' }],
    },
  },
  {
    name: 'regression',
    title: 'A falling score',
    source: `${SPECIFICATION} svh-07-regression`,
    request: pair(20, 19.5, 365),
    expect: { score: { value: -0.5, reported: '-0.5' }, criteria: [{ state: 'not_met' }] },
  },
]
