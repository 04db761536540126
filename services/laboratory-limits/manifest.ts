import type { About } from '@activity-scores/shared/contract/instrument'
import type { BandSet } from '@activity-scores/shared/language/bands'
import { type CriterionDefinition, criteriaOf } from '@activity-scores/shared/language/criteria'

const TRIAL = 'NCT06464679'

export const about: About = {
  slug: 'laboratory-limits',
  condition: 'any',
  title: 'Laboratory limits of trial NCT06464679',
  version: '2.0.0',
  summary:
    'Leukocytes, neutrophils, haemoglobin, ALT, AST, bilirubin, INR and prothrombin time against the limits of the trial (C-2 to C-6 and C-8), each in three states.',
  formula: [
    '`wbc >= 3`, `neutrophils >= 1` (10*9/L) without a colony-stimulating factor (CSF) in the 14 days before the sample, `haemoglobin >= 60` g/L.',
    '`alt <= 3` and `ast <= 3` times the upper limit of normal (ULN); `bilirubin <= 1.5` times ULN, with Gilbert syndrome `<= 3`; each is waived where the investigator attributes it to the disease (`waived:attributed_to_disease`).',
    '`inr < 1.5` and `pt < 1.5` times ULN: 1.5 itself is not met.',
    'ULN is that of the same report, else that of `siteUpperLimits` (`uln_from_site_table`), else the ratio is undetermined (`missing:uln`). Only an INR below 1.5 needs none (`assumption:uln_at_least_1.0`).',
    'Neutrophils without a count: `wbc * (segmented + band) / 100` (`anc_derived`); with one of the two shares missing, the least and the greatest possible count.',
    'A value with a comparator is decided where all that it leaves possible lies on one side. Ratios and counts are shown with 2 decimals, haemoglobin with 1; decisions take the unrounded value.',
    'Criteria of values that were not sent are undetermined (`missing:wbc`); the result is computed as soon as one criterion is decided.',
  ].join('\n'),
  population: 'Adults screened for the trial.',
  notFor: [
    'Clinical reference ranges or safety monitoring: these are the limits of one trial.',
    'Choosing among results: send the newest final, amended or corrected one of the screening period (28 days before enrolment, a convention of this project).',
    'A prothrombin ratio or activity in percent, which are not seconds.',
  ],
  rights: null,
  citations: [
    {
      text: 'ClinicalTrials.gov NCT06464679, common inclusion criteria: blood counts, liver function, coagulation.',
      id: 'https://clinicaltrials.gov/study/NCT06464679',
      verified: true,
    },
  ],
  precedences: [
    {
      uses: 'neutrophils',
      insteadOf: ['segmentedNeutrophils', 'bandNeutrophils'],
      warning: 'input_not_used',
      reason: 'an absolute count stands before one derived from shares.',
    },
    ...(['alt', 'ast', 'bilirubin', 'inr', 'pt'] as const).map((field) => ({
      uses: `${field}.upperLimit`,
      insteadOf: [`siteUpperLimits.${field}`],
      warning: 'site_limit_not_used',
      reason: 'the limit of the same report stands before that of the site.',
    })),
  ],
  imputations: [
    {
      fields: ['inr.upperLimit', 'siteUpperLimits.inr'],
      warning: 'inr_without_upper_limit',
      category: 'by-bounds',
      reason: 'An INR is a ratio already: without its limit it is shown and compared as it is.',
    },
  ],
  provenance: [
    'The trial states no window for its laboratory values; 28 days before enrolment is a convention of this project and is the caller’s to apply.',
    'A haemoglobin of 60 g/L is unusually low for such a trial; it is used as written. The trial names no transfusion rule: `recent_transfusion` warns only.',
    'The CSF clause is read as belonging to neutrophils alone, and day 14 as inside.',
    '"No requirements for conditions caused by the disease itself" is read as a waiver for each of ALT, AST and bilirubin that the investigator attests; the waiver does not replace a missing ULN.',
    '"Excluding Gilbert syndrome, total bilirubin <= 3.0 × ULN" is read as a limit of 3.0 with Gilbert syndrome, not as an exemption from any limit.',
    'An INR often has no ULN; one below 1.5 is met on the assumption of a ULN of at least 1.0. The trial makes no exception for anticoagulants: `on_anticoagulant` warns only.',
    'The factors 17.104 (bilirubin) and 16.114 (haemoglobin) are unverified against a stored page.',
    'Allowed ranges, and the ranges of a plausible ULN outside of which `outside_plausible_range` warns, are conventions of this project (unverified). A ULN is never taken from a textbook.',
    '`gilbert_suggested` (direct share below 20 %, ALT and AST within their ULN, no haemolysis) decides nothing.',
  ],
}

const define = criteriaOf(TRIAL)

export const definitions = {
  wbc: define('wbc', 'Leukocytes >= 3 x 10*9/L'),
  neutrophils: define(
    'neutrophils',
    'Neutrophils >= 1 x 10*9/L and no colony-stimulating factor within 14 days before',
  ),
  haemoglobin: define('haemoglobin', 'Haemoglobin >= 60 g/L'),
  alt: define('alt', 'ALT <= 3 x ULN, waived if attributed to the disease'),
  ast: define('ast', 'AST <= 3 x ULN, waived if attributed to the disease'),
  bilirubin: define(
    'bilirubin',
    'Total bilirubin <= 1.5 x ULN, with Gilbert syndrome <= 3 x ULN, waived if attributed to the disease',
  ),
  inr: define('inr', 'INR < 1.5 x ULN'),
  pt: define('pt', 'Prothrombin time < 1.5 x ULN'),
} as const

export type AnalyteName = keyof typeof definitions

// Object.keys forgets the keys that the definitions have by construction.
export const ANALYTE_NAMES = Object.keys(definitions) as readonly AnalyteName[]

export const bands: readonly BandSet[] = []

export const criteria: readonly CriterionDefinition[] = ANALYTE_NAMES.map((name) => definitions[name])
