import type { About } from '@activity-scores/shared/contract/instrument'
import { type BandSet, bandSet } from '@activity-scores/shared/language/bands'
import { type CriterionDefinition, criteriaOf } from '@activity-scores/shared/language/criteria'
import { ACTIVE } from './formula.js'

const VALENTINI = 'EUSTAR 2017 (Valentini)'

export const about: About = {
  slug: 'eustar-activity',
  condition: 'systemic-sclerosis',
  title: 'Revised EUSTAR activity index of systemic sclerosis (2017)',
  version: '2.0.0',
  summary:
    'Disease activity of systemic sclerosis from 0 to 10: skin worsening as the patient reports it, digital ulcers, the modified Rodnan skin score (mRSS), tendon friction rubs, C-reactive protein and diffusing capacity (DLCO). At least 2.5 is active disease.',
  formula: [
    'Sum of points: patient-reported skin worsening in the last month 1.5; digital ulcers 1.5; mRSS up to 1.5; tendon friction rubs 2.25; CRP > 1 mg/dL (10 mg/L) 2.25; DLCO < 70 % of predicted 1.0.',
    'mRSS, binary (default): 1.5 for an mRSS > 18, else 0. Graded: `min(1.5, 0.084 * mRSS)`. Both totals are in `details`; `mrssTerm` chooses which is the score. They often disagree on activity (`variants_disagree`): skin worsening with an mRSS of 12 is 1.5 binary, 2.508 graded.',
    'Active: >= 2.5, which the paper derived to separate active or very active disease from inactive or moderately active disease: `not_active` can still be moderate activity. The cut-offs of the items are strict: an mRSS of 18 (binary), a CRP of 1 mg/dL and a DLCO of 70 % score nothing.',
    'Reported with 2 decimals; decided on the unrounded sum.',
    'An item that is missing, or a CRP known as a limit only, leaves bounds, which may decide; `status` is `computed` when the score has one value.',
  ].join('\n'),
  population: 'Adults with systemic sclerosis.',
  notFor: [
    'Damage or severity: a low index does not mean mild disease.',
    'The older index of the European Scleroderma Study Group (2001 to 2003), whose items and weights differ.',
    'DLCO as measured: the cut-off is in percent of predicted.',
    'Diagnosis or classification of systemic sclerosis.',
  ],
  rights: null,
  citations: [
    {
      text: 'Valentini G, Iudici M, Walker UA, et al. The European Scleroderma Trials and Research group (EUSTAR) task force for the development of revised activity criteria for systemic sclerosis: derivation and validation of a preliminarily revised EUSTAR activity index. Ann Rheum Dis 2017;76:270-6. PMID 27621285. Checked in its abstract.',
      id: 'doi:10.1136/annrheumdis-2016-209768',
      verified: true,
    },
    {
      text: 'Weight of 0.084 a unit of mRSS: a page of bindevevssykdommer.no.',
      verified: false,
    },
  ],
  options: [{ field: 'mrssTerm', default: 'binary', absent: '1.5 points for an mRSS above 18, else none.' }],
  provenance: [
    'The abstract prints 1.5 points for an mRSS > 18 only; the graded term of 0.084 a unit up to 18 comes from a secondary page and was not checked in the paper (unverified).',
    'The binary term is the default, since the abstract prints it. The cap of the graded term at 1.5 (0.084 * 18 would be 1.512) is a convention of this project.',
    'Bounds for missing items, and what a CRP that is only a limit leaves open, are conventions of this project.',
  ],
}

export const activity = bandSet('eustar-2017', VALENTINI, [
  { code: 'not_active', label: 'Not active', below: ACTIVE },
  { code: 'active', label: 'Active disease' },
])

const define = criteriaOf(VALENTINI)

export const definitions = {
  mrss: define('mrss-above-18', 'mRSS > 18'),
  crp: define('crp-above-1-mg-dl', 'CRP > 1 mg/dL (10 mg/L)'),
  dlco: define('dlco-below-70', 'DLCO < 70 % of predicted'),
  graded: define('active-graded', 'index with the graded mRSS term >= 2.5'),
  binary: define('active-binary', 'index with the binary mRSS term >= 2.5'),
} as const

export const bands: readonly BandSet[] = [activity]

export const criteria: readonly CriterionDefinition[] = Object.values(definitions)
