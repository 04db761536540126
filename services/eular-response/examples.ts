import type { Example } from '@activity-scores/shared/contract/instrument'
import type { Request } from './schema.js'

const esr = (baseline: number, followUp: number): Request => ({
  baseline: { das28Esr: baseline },
  followUp: { das28Esr: followUp },
})

export const examples: readonly Example<Request>[] = [
  {
    name: 'published-good',
    title: 'Published pair, good response',
    source: 'rheumtools README and unit tests (github.com/fragla/rheumtools); worked example eular-01-pub',
    request: esr(5.21, 1.8),
    expect: {
      score: { value: 3.41, reported: '3.41' },
      category: { set: 'eular-follow-up-low', code: 'good' },
      criteria: [{ state: 'met' }, { state: 'met' }, { state: 'met' }],
      warnings: [
        { code: 'rounded_input', pointer: '/baseline/das28Esr' },
        { code: 'rounded_input', pointer: '/followUp/das28Esr' },
      ],
    },
  },
  {
    name: 'unrounded',
    title: 'Unrounded DAS28-ESR of two published patients',
    source: 'clinical specification, worked example eular-17 with the scores of das28-02-pub and das28-03-pub',
    request: {
      baseline: { das28Esr: 5.351543007009, date: '2025-09-01' },
      followUp: { das28Esr: 2.997809565095, date: '2026-03-02' },
    },
    expect: {
      score: { value: 2.353733441914, reported: '2.35' },
      category: { code: 'good' },
      details: { sensitiveToRounding: null, intervalDays: 182 },
      warnings: [],
    },
  },
  {
    name: 'exactly-1.2',
    title: 'Improvement of exactly 1.2 to exactly 3.2: moderate, not good',
    source: 'clinical specification, worked example eular-07-exactly-1.2-float-trap',
    request: esr(4.4, 3.2),
    expect: {
      score: { value: 1.2, reported: '1.20' },
      category: { set: 'eular-follow-up-low', code: 'moderate' },
      details: { sensitiveToRounding: true },
      criteria: [{ state: 'not_met' }, { state: 'met' }, { state: 'met' }],
    },
  },
  {
    name: 'das28-crp',
    title: 'DAS28-CRP: the cut-offs of DAS28-ESR, said in a warning',
    source: 'by hand: 6.1 - 5 = 1.1, above 0.6, follow-up above 3.2 and at most 5.1; above the 1.0 of Ward 2015',
    request: { baseline: { das28Crp: 6.1 }, followUp: { das28Crp: 5 } },
    expect: {
      score: { value: 1.1, reported: '1.10' },
      category: { set: 'eular-follow-up-moderate', code: 'moderate' },
      details: { variant: 'das28-crp' },
      criteria: [{ state: 'not_met' }, { state: 'met' }, { id: 'mcii-ward', state: 'met' }],
    },
  },
  {
    name: 'follow-up-missing',
    title: 'Follow-up missing: open',
    source: 'clinical specification, worked example eular-19-endpoint-missing',
    request: { baseline: { das28Esr: 5.2 } },
    expect: {
      status: 'not_computable',
      score: { value: null },
      category: { code: 'undetermined' },
      missing: ['followUp.das28Esr'],
      criteria: [
        { state: 'undetermined', reason: 'missing:followUp' },
        { state: 'undetermined' },
        { state: 'undetermined' },
      ],
    },
  },
]
