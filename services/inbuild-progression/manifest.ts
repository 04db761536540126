import type { About } from '@activity-scores/shared/contract/instrument'
import type { BandSet } from '@activity-scores/shared/language/bands'
import { type CriterionDefinition, criteriaOf } from '@activity-scores/shared/language/criteria'

const INBUILD = 'INBUILD (NCT02999178)'

export const about: About = {
  slug: 'inbuild-progression',
  condition: 'lung',
  title: 'Progression of fibrosing interstitial lung disease as in the INBUILD trial',
  version: '2.0.0',
  summary:
    'Whether a fibrosing interstitial lung disease progressed within 24 months by forced vital capacity (FVC), symptoms and HRCT as the INBUILD trial asked.',
  formula: [
    '`relative decline = 100 * (baseline - follow-up) / baseline` of FVC in percent of predicted; positive is decline. Litres and DLCO play no part.',
    'Any one of: (1) decline >= 10 %; (2) decline >= 5 and < 10 % with worsened symptoms; (3) decline >= 5 and < 10 % with increased fibrosis on HRCT; (4) worsened symptoms with increased fibrosis on HRCT.',
    'The window is 24 calendar months before screening, its last day included. Visits that are further apart leave (1) to (3) undetermined (`outside_24_months`), and so does an interval that is not known.',
    'The decline is shown with 1 decimal and decided unrounded. Without FVC only (4) can be met.',
  ].join('\n'),
  population:
    'Adults with fibrosing interstitial lung disease other than idiopathic pulmonary fibrosis, under management.',
  notFor: [
    'Eligibility for the trial: fibrosis of more than 10 % of the lung, FVC of at least 45 % and DLCO of 30 to below 80 % of predicted were asked as well (unverified) and are not part of this.',
    'Progressive pulmonary fibrosis as in the 2022 guideline, which counts absolute points within one year: see ppf-2022.',
    'Litres: predicted values fall with age, so that a decline in litres is another number.',
  ],
  rights: null,
  citations: [
    {
      text: 'Flaherty KR, Wells AU, Cottin V, et al. Nintedanib in progressive fibrosing interstitial lung diseases. N Engl J Med 2019;381:1718-27. The paper was not read; the identifier was found in other bibliographies, the criteria in a table of definitions of the European Respiratory Review.',
      id: 'doi:10.1056/NEJMoa1908681',
      verified: false,
    },
    {
      text: 'ClinicalTrials.gov NCT02999178, the trial.',
      id: 'https://clinicaltrials.gov/study/NCT02999178',
      verified: false,
    },
  ],
  provenance: [
    'The criteria were checked as tabulated in a review, not in the paper; another review’s table prints "> 10 %" and drops (4).',
    'The entry limits of the trial (extent of fibrosis, FVC, DLCO) come from general knowledge of the paper (unverified) and decide nothing here.',
    'The follow-up visit stands for screening, and visits outside the window, or with an unknown interval, leave the FVC limbs undetermined. 731 days sent without the date of the baseline may be 24 months or a day more, and decide nothing: conventions of this project.',
    'Management despite which the disease progressed is not asked.',
  ],
}

const define = criteriaOf(INBUILD)

export const definitions = {
  fvc: define('fvc-10', 'relative FVC decline >= 10 %'),
  fvcSymptoms: define('fvc-5-to-10-symptoms', 'relative FVC decline >= 5 % and < 10 %, and worsened symptoms'),
  fvcHrct: define('fvc-5-to-10-hrct', 'relative FVC decline >= 5 % and < 10 %, and increased fibrosis on HRCT'),
  symptomsHrct: define('symptoms-hrct', 'worsened symptoms and increased fibrosis on HRCT'),
  progression: define('inbuild-progression', 'any of the four'),
} as const

export const bands: readonly BandSet[] = []

export const criteria: readonly CriterionDefinition[] = Object.values(definitions)
