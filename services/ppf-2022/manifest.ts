import type { About } from '@activity-scores/shared/contract/instrument'
import type { BandSet } from '@activity-scores/shared/language/bands'
import { type CriterionDefinition, criteriaOf } from '@activity-scores/shared/language/criteria'

const GUIDELINE = 'ATS/ERS/JRS/ALAT 2022 (Raghu)'

export const about: About = {
  slug: 'ppf-2022',
  condition: 'lung',
  title: 'Progressive pulmonary fibrosis 2022 (ATS/ERS/JRS/ALAT)',
  version: '2.0.0',
  summary:
    'Whether a fibrosing interstitial lung disease other than idiopathic pulmonary fibrosis progressed within a year by at least two of symptoms, lung function and radiology.',
  formula: [
    'Progressive pulmonary fibrosis (PPF): interstitial lung disease other than IPF AND radiological fibrosis AND at least 2 of 3 within the past year AND no alternative explanation.',
    '1. Worsened respiratory symptoms. 2. Physiological: absolute decline of FVC >= 5 points of percent predicted, OR absolute decline of DLCO corrected for haemoglobin >= 10 points of percent predicted. 3. Radiological: more traction bronchiectasis or bronchiolectasis; new ground glass with traction bronchiectasis; new fine reticulation; more or coarser reticulation; new or more honeycombing; more lobar volume loss (one is enough).',
    '`absolute decline = baseline - follow-up` in points of percent predicted; relative decline and litres are not used.',
    'DLCO that is not known to be corrected for haemoglobin decides nothing, however little it fell. The year is one of the calendar, its last day included. Visits further apart leave the physiological criterion undetermined (`outside_one_year`), and so does an interval that is not known.',
    'An alternative explanation excludes; where it is not known whether there is one, the result is undetermined, since its exclusion is asked for in everybody. Declines are shown with 1 decimal and decided unrounded.',
  ].join('\n'),
  population:
    'Adults with interstitial lung disease other than idiopathic pulmonary fibrosis and radiological fibrosis.',
  notFor: [
    'Idiopathic pulmonary fibrosis.',
    'Relative declines, as in OMERACT CTD-ILD progression (ild-progression) or INBUILD (inbuild-progression).',
    'Worsening of another cause, such as infection, heart failure or pulmonary embolism.',
  ],
  rights: null,
  citations: [
    {
      text: 'Raghu G, Remy-Jardin M, Richeldi L, et al. Idiopathic pulmonary fibrosis (an update) and progressive pulmonary fibrosis in adults: an official ATS/ERS/JRS/ALAT clinical practice guideline. Am J Respir Crit Care Med 2022;205:e18-47, Table 4.',
      id: 'doi:10.1164/rccm.202202-0399ST',
      verified: true,
    },
  ],
  provenance: [
    'A review’s table and several sites print "> 5 %" and "> 10 %" or leave out "of predicted"; the guideline has >=, and points of percent predicted.',
    'Undetermined for DLCO not known to be corrected, for visits more than a year apart, and for an unknown interval: conventions of this project.',
    'A year ends on the same calendar day; from a 29 February it ends on 28 February. 366 days sent without the date of the baseline may be a year or more than one, and decide nothing: conventions of this project.',
    'An unknown precondition (`ildNotIpf`, `fibrosisPresent`, `alternativeExplanation`) leaves the result undetermined; `two-of-three` is decided without them.',
  ],
}

const define = criteriaOf(GUIDELINE)

export const definitions = {
  symptoms: define('worsened-symptoms', 'worsening respiratory symptoms'),
  fvc: define('fvc-limb', 'absolute FVC decline >= 5 points of percent predicted within 1 year'),
  dlco: define('dlco-limb', 'absolute decline of Hb-corrected DLCO >= 10 points of percent predicted within 1 year'),
  physiological: define('physiological', 'fvc-limb OR dlco-limb'),
  radiological: define('radiological', 'one or more signs of radiological progression'),
  twoOfThree: define('two-of-three', 'at least 2 of worsened-symptoms, physiological, radiological'),
  ppf: define('ppf', 'ILD other than IPF AND radiological fibrosis AND two-of-three AND NOT alternative explanation'),
} as const

export const bands: readonly BandSet[] = []

export const criteria: readonly CriterionDefinition[] = Object.values(definitions)
