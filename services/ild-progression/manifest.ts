import type { About } from '@activity-scores/shared/contract/instrument'
import type { BandSet } from '@activity-scores/shared/language/bands'
import { type CriterionDefinition, criteriaOf } from '@activity-scores/shared/language/criteria'

export const about: About = {
  slug: 'ild-progression',
  condition: 'lung',
  title: 'OMERACT progression of connective tissue disease-associated interstitial lung disease',
  version: '2.0.0',
  summary:
    'Whether forced vital capacity (FVC) and diffusing capacity (DLCO) fell between two visits by as much as OMERACT calls clinically meaningful progression of CTD-ILD.',
  formula: [
    '`relative decline = 100 * (baseline - follow-up) / baseline`; positive is decline.',
    'FVC limb: FVC decline >= 10 %. FVC and DLCO limb: FVC decline >= 5 % and < 10 %, and DLCO decline >= 15 %. Progression: either limb.',
    'Relative, not absolute: FVC of 80 falling to 74 % predicted is 7.5 % relative and 6 points.',
    'Percent predicted is used where it is known at both visits, else litres (FVC) or the raw value (DLCO) at both; FVC and DLCO choose separately, and one ratio never mixes the two.',
    'Without DLCO, an FVC decline of at least 10 % or below 5 % still decides; from 5 to below 10 % it is undetermined. Without FVC nothing is decided, whatever DLCO does.',
    'Declines are reported with 1 decimal. As FVC decline passes 10 % the second limb stops being met and the first one starts.',
  ].join('\n'),
  population: 'Patients with connective tissue disease-associated interstitial lung disease.',
  notFor: [
    'Patients without interstitial lung disease, or with one of another cause.',
    'Absolute falls in points of percent predicted, as in progressive pulmonary fibrosis 2022 (ATS/ERS/JRS/ALAT).',
    'Telling over what time the fall happened: the definition has no window.',
    'DLCO measured in different units at the two visits.',
  ],
  rights: null,
  citations: [
    {
      text: 'Khanna D, Mittoo S, Aggarwal R, et al. Connective tissue disease-associated interstitial lung diseases (CTD-ILD): report from OMERACT CTD-ILD Working Group. J Rheumatol 2015;42:2168-71. PMID 25729034, PMC4809413.',
      id: 'doi:10.3899/jrheum.141182',
      verified: true,
    },
  ],
  precedences: [
    {
      uses: '*.fvcPercentPredicted',
      insteadOf: ['*.fvc'],
      warning: 'percent_predicted_used',
      reason: 'the author manuscript of the definition prints FVC%.',
    },
    {
      uses: '*.dlcoPercentPredicted',
      insteadOf: ['*.dlco'],
      warning: 'percent_predicted_used',
      reason: 'the author manuscript of the definition prints DLCO%.',
    },
  ],
  provenance: [
    'The author manuscript prints FVC% and DLCO% (percent predicted), the journal abstract FVC and DLCO; percent predicted first is this project’s choice, and where both are known `basesDisagree` tells whether the choice matters.',
    'The comparisons are >= (and < 10) as in the definition; one repository copy of the abstract lost the signs.',
    'The trial NCT06464679 prints "10% decrease in FVC or 5% decrease in FVC with 15% decrease in DLCO" without basis, sign or window; it is read as this definition, which it names.',
    'The definition has no window: dates give `intervalDays` and must be in order, and decide nothing here. Visits less than 3 or more than 24 calendar months apart give the warning `interval_outside_usual_window`, a convention of this project.',
    'DLCO is taken as sent, corrected for haemoglobin or not, and its units are never converted into one another.',
    'In adults predicted volumes fall with age, so litres show a slightly larger decline than percent predicted.',
  ],
}

const define = criteriaOf('OMERACT CTD-ILD (Khanna 2015)')

export const fvcLimb = define('fvc-limb', 'Relative FVC decline >= 10 %')
export const fvcDlcoLimb = define(
  'fvc-dlco-limb',
  'Relative FVC decline >= 5 % and < 10 %, and relative DLCO decline >= 15 %',
)
export const omeractProgression = define('omeract-progression', 'fvc-limb or fvc-dlco-limb')

export const bands: readonly BandSet[] = []

export const criteria: readonly CriterionDefinition[] = [fvcLimb, fvcDlcoLimb, omeractProgression]
