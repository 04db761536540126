import type { Example } from '@activity-scores/shared/contract/instrument'
import type { Course, Request } from './schema.js'

const SPECIFICATION = 'clinical specification, worked example'
const oral = (drug: Course['drug'], mg: number, periodDays = 1): Course => ({
  drug,
  route: 'oral',
  dose: { value: mg, unit: 'mg' },
  dosesPerPeriod: 1,
  periodDays,
})

export const examples: readonly Example<Request>[] = [
  {
    name: 'two-drugs-on-7.5',
    title: 'Two drugs, 7.5 mg/d together: not below, and a taper failed',
    source: `${SPECIFICATION} gc-14-mixed and the table of "unable to taper"`,
    request: { courses: [oral('prednisone', 5), oral('methylprednisolone', 2)], taperFailed: true },
    expect: {
      score: { value: 7.5, reported: '7.50', unit: 'mg/d' },
      criteria: [
        { id: 'below-7.5', state: 'not_met' },
        { id: 'unable-to-taper-below-7.5', state: 'met' },
      ],
    },
  },
  {
    name: 'alternate-days',
    title: 'Alternate-day dosing is averaged; no taper documented',
    source: `${SPECIFICATION} gc-11-alternate-day-prednisolone-15`,
    request: { courses: [oral('prednisolone', 15, 2)] },
    expect: {
      score: { value: 7.5 },
      criteria: [{ state: 'not_met' }, { state: 'undetermined', reason: 'missing:taper_history' }],
      missing: ['taperFailed', 'taperStatedImpossible'],
    },
  },
  {
    name: 'below',
    title: 'Dexamethasone 1 mg/d is 6.67 mg/d, and a taper is no question',
    source: `${SPECIFICATION} gc-06-dexamethasone-1; warning by the 0.6 mg that rare sources give: 5 / 0.6 = 8.33`,
    request: { courses: [oral('dexamethasone', 1)] },
    expect: {
      score: { value: 6.666666666667, reported: '6.67' },
      criteria: [{ state: 'met' }, { state: 'not_met' }],
      warnings: [{ code: 'equivalence_choice_sensitive' }],
    },
  },
  {
    name: 'unknown-equivalence',
    title: 'A drug without equivalence: not computable, and a lower bound that decides',
    source: `${SPECIFICATION} gc-16-unknown-drug beside gc-01-prednisone-7.5`,
    request: { courses: [oral('fluocortolone', 10), oral('prednisone', 7.5)] },
    expect: {
      status: 'not_computable',
      score: { value: null, bounds: { lower: 7.5, upper: null } },
      criteria: [{ state: 'not_met' }, { state: 'undetermined' }],
    },
  },
  {
    name: 'intravenous-below-a-pulse',
    title: 'Hydrocortisone 100 mg four times a day is 100 mg/d: no amount alone makes a pulse',
    source: 'ruling K8 of docs/rulings.md; by hand: 400 mg * 5/20',
    request: {
      courses: [{ ...oral('hydrocortisone', 100), route: 'intravenous', dosesPerPeriod: 4 }],
    },
    expect: {
      score: { value: 100, reported: '100.00', bounds: null },
      criteria: [{ state: 'not_met' }, { state: 'undetermined' }],
      warnings: [{ code: 'pulse_not_stated' }],
    },
  },
  {
    name: 'intravenous-pulse-or-not',
    title: 'Methylprednisolone 500 mg once in 28 days beside 5 mg/d: whether it is a pulse must be said',
    source: 'ruling K8 of docs/rulings.md; bounds by hand: 5, and 5 + 625/28',
    request: {
      courses: [oral('prednisone', 5), { ...oral('methylprednisolone', 500, 28), route: 'intravenous' }],
      taperFailed: true,
    },
    expect: {
      status: 'not_computable',
      score: { value: null, bounds: { lower: 5, upper: 27.321428571429 } },
      criteria: [{ state: 'undetermined' }, { state: 'undetermined' }],
      missing: ['courses.1.pulse'],
      warnings: [{ code: 'pulse_not_stated' }],
    },
  },
  {
    name: 'betamethasone-unsettled',
    title: 'Betamethasone 1 mg/d is 6.67 or 8.33 mg/d, by the amount that one takes',
    source: 'unsettled by docs/rulings.md; by hand: 5 / 0.75 and 5 / 0.6',
    request: { courses: [oral('betamethasone', 1)] },
    expect: {
      score: { value: 6.666666666667, bounds: { lower: 6.666666666667, upper: 8.333333333333 } },
      criteria: [{ state: 'undetermined', reason: 'missing:betamethasoneEquivalence' }, { state: 'undetermined' }],
      missing: ['betamethasoneEquivalence'],
      warnings: [{ code: 'equivalence_choice_sensitive' }],
    },
  },
  {
    name: 'inhaled',
    title: 'Inhaled budesonide is ignored',
    source: `${SPECIFICATION} gc-15-inhaled-budesonide`,
    request: {
      courses: [
        { drug: 'budesonide', route: 'inhaled', dose: { value: 0.8, unit: 'mg' }, dosesPerPeriod: 1, periodDays: 1 },
      ],
    },
    expect: { score: { value: 0, reported: '0.00' }, warnings: [{ code: 'non_systemic_route_ignored:budesonide' }] },
  },
]
