import type { About } from '@activity-scores/shared/contract/instrument'
import type { BandSet } from '@activity-scores/shared/language/bands'
import { type CriterionDefinition, criteriaOf } from '@activity-scores/shared/language/criteria'

const TRIAL = 'NCT06464679'

const SENT = 'a percent that was sent comes from the laboratory that knows how the value was predicted.'
const CORRECTED = 'what anaemia takes from DLCO is not a matter of the lung.'

export const about: About = {
  slug: 'pft-involvement',
  condition: 'lung',
  title: 'Lung function below 70 % of predicted, ground glass on HRCT and the ILD clause of NCT06464679',
  version: '2.0.0',
  summary:
    'Whether forced vital capacity (FVC) or diffusing capacity (DLCO) is below 70 % of predicted, and whether a patient with systemic sclerosis meets the clause of the trial on interstitial lung disease (ILD).',
  formula: [
    'Involvement: FVC < 70 % OR DLCO < 70 % of predicted. Strict: 70 is not below 70. One value below settles it; one that is not below settles nothing while the other is missing.',
    'ILD clause: NOT ILD present OR (ground glass on HRCT AND involvement).',
    'A percent of predicted that was not sent is `100 * measured / predicted` where both are known. A percent that was sent goes first.',
    'DLCO corrected for haemoglobin decides where there is one, else DLCO as reported, which the result says (`dlco_hb_correction_unknown`); both are in `details`.',
    'Percents are shown with 1 decimal and decided unrounded. `status` is `computed` when involvement is decided.',
  ].join('\n'),
  population: 'Patients with systemic sclerosis who are examined for interstitial lung disease.',
  notFor: [
    'Telling the cause of a low FVC or DLCO: weakness, pulmonary hypertension, emphysema and anaemia lower them as well.',
    'Progression of interstitial lung disease between visits.',
    'Reading reports: `hrctGroundGlass` is stated by who read the report, free text is not parsed.',
  ],
  changes: [{ by: 'ild-progression', sent: ['fvc', 'fvcPercentPredicted', 'dlco', 'dlcoPercentPredicted'] }],
  rights: null,
  citations: [
    {
      text: 'ClinicalTrials.gov NCT06464679, inclusion criterion 2 of the systemic sclerosis arm.',
      id: 'https://clinicaltrials.gov/study/NCT06464679',
      verified: true,
    },
  ],
  precedences: [
    {
      uses: 'fvcPercentPredicted',
      insteadOf: ['fvc', 'fvcPredicted'],
      warning: 'percent_predicted_used',
      reason: SENT,
    },
    {
      uses: 'dlcoPercentPredicted',
      insteadOf: ['dlco', 'dlcoPredicted'],
      warning: 'percent_predicted_used',
      reason: SENT,
    },
    {
      uses: 'dlcoCorrectedPercentPredicted',
      insteadOf: ['dlcoCorrected', 'dlcoPredicted'],
      warning: 'percent_predicted_used',
      reason: SENT,
    },
    {
      uses: 'dlcoCorrectedPercentPredicted',
      insteadOf: ['dlcoPercentPredicted', 'dlco'],
      warning: 'dlco_corrected_used',
      reason: CORRECTED,
    },
    {
      uses: 'dlcoCorrected',
      insteadOf: ['dlcoPercentPredicted', 'dlco'],
      warning: 'dlco_corrected_used',
      reason: CORRECTED,
    },
    { uses: 'dlcoPredicted', insteadOf: ['dlcoPercentPredicted'], warning: 'dlco_corrected_used', reason: CORRECTED },
  ],
  provenance: [
    'The trial’s "HRCT and FVC or DLCO" is read as HRCT AND (FVC OR DLCO), and as a requirement for patients with ILD only: readings of this project.',
    'The trial does not say whether DLCO is corrected for haemoglobin; corrected first is a convention of this project.',
    'Units of DLCO are never converted: measured and predicted value must have one unit.',
    'A percent that was sent and one computed from measured and predicted value may differ by rounding; where they lie on different sides of 70 the result warns (`percent_predicted_disagrees`).',
  ],
}

const define = criteriaOf(TRIAL)

export const definitions = {
  fvc: define('fvc-below-70', 'FVC < 70 % of predicted'),
  dlco: define('dlco-below-70', 'DLCO < 70 % of predicted'),
  involvement: define('pft-involvement', 'fvc-below-70 OR dlco-below-70'),
  groundGlass: define('hrct-ground-glass', 'ground-glass opacity consistent with interstitial change on chest HRCT'),
  ildClause: define('ild-clause', 'NOT ILD present OR (hrct-ground-glass AND pft-involvement)'),
} as const

export const bands: readonly BandSet[] = []

export const criteria: readonly CriterionDefinition[] = Object.values(definitions)
