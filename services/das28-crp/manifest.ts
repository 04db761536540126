import type { About } from '@activity-scores/shared/contract/instrument'
import { type BandSet, bandSet } from '@activity-scores/shared/language/bands'
import type { CriterionDefinition } from '@activity-scores/shared/language/criteria'
import { das28Acr2012, das28Eular } from '@activity-scores/shared/measures/das28'

export const about: About = {
  slug: 'das28-crp',
  condition: 'rheumatoid-arthritis',
  title: 'DAS28-CRP',
  version: '2.0.0',
  summary:
    'Disease Activity Score of rheumatoid arthritis from tender and swollen joints among 28, C-reactive protein and patient global health.',
  formula: [
    '`0.56*sqrt(TJC28) + 0.28*sqrt(SJC28) + 0.36*ln(CRP + 1) + 0.014*GH + 0.96` (4-variable, default);',
    '`[0.56*sqrt(TJC28) + 0.28*sqrt(SJC28) + 0.36*ln(CRP + 1)]*1.10 + 1.15` (3-variable).',
    'CRP in mg/L (1 mg/dL is 10 mg/L), GH in mm (0 to 100), natural logarithm, 1 added inside it. A CRP of 0 is legal.',
    'Reported with 2 decimals; the least possible score is 0.96 (4-variable) or 1.15 (3-variable).',
    'The category is that of the `eular` set, whose cut-offs were set for DAS28-ESR. DAS28-CRP runs lower, so they understate activity; `details.categories` has the `crp_specific` set beside it.',
    'Change, not computed here: measurement error 0.6; minimal clinically important improvement 1.0 (Ward 2015, doi:10.1136/annrheumdis-2013-205079).',
  ].join('\n'),
  population: 'Adults with rheumatoid arthritis.',
  notFor: [
    'Comparison with DAS28-ESR: DAS28-CRP runs lower, and a series stays with one reactant and one variant.',
    'Criteria that name DAS28-ESR, such as those of NCT06464679.',
    'Joints outside the 28: active disease of the feet alone is invisible to it.',
    'Diagnosis or classification of arthritis.',
  ],
  provides: [
    {
      from: 'score.value',
      fills: ['das28Crp', 'followUp.das28Crp'],
      where: { at: 'inputs.variant', is: '4-variable' },
    },
  ],
  changes: [{ by: 'eular-response', with: { variant: 'das28-crp' } }],
  rights: null,
  citations: [
    {
      text: 'Fransen J, van Riel PLCM. The Disease Activity Score and the EULAR response criteria. Clin Exp Rheumatol 2005;23(Suppl 39):S93-9.',
      verified: true,
    },
    {
      text: 'Anderson J, Caplan L, Yazdany J, et al. Rheumatoid arthritis disease activity measures: ACR recommendations for use in clinical practice. Arthritis Care Res 2012;64:640-7.',
      id: 'doi:10.1002/acr.21649',
      verified: true,
    },
    {
      text: 'Fleischmann RM, van der Heijde D, Gardiner PV, et al. DAS28-CRP and DAS28-ESR cut-offs for high disease activity in rheumatoid arthritis are not interchangeable. RMD Open 2017;3:e000382.',
      id: 'doi:10.1136/rmdopen-2016-000382',
      verified: true,
    },
    {
      text: 'Johnson TM, Michaud K, England BR. Measures of rheumatoid arthritis disease activity. Arthritis Care Res 2020;72(S10):4-26.',
      id: 'doi:10.1002/acr.24336',
      verified: true,
    },
  ],
  options: [{ field: 'variant', default: '4-variable', absent: 'the form with patient global health.' }],
  provenance: [
    'Both formulas were checked against das-score.nl (alternative validated formulae) and medicalalgorithms.com.',
    'Cut-offs 2.4 and 2.9 of the `crp_specific` set come from a pooled analysis of five trials (range 2.2 to 2.6 and 2.6 to 3.3), 4.6 from Fleischmann 2017. Which end of each band is included was not found in a source (unverified); it follows the ESR set by a convention of this project.',
    'A censored CRP (`<5`) is computed at its limit with a CRP of 0 as the other bound; `>5` gives a lower bound only: a convention of this project.',
    'Bounds for missing inputs take each over its allowed range (joints 0 to 28, CRP from 0 without an upper end, since laboratories report `>1000`, GH 0 to 100 mm): a convention of this project.',
    'Prorated joint counts are a convention of trial analyses, accepted unrounded.',
    'CRP in nmol/L is refused: its factor was not verified.',
  ],
}

/** Pooled analysis of five trials (2.4, 2.9) and Fleischmann 2017 (4.6); 2.9 and 4.6 exactly belong to the lower band. */
export const activityCrpSpecific = bandSet('crp_specific', 'Fleischmann and colleagues; RMD Open 2017;3:e000382', [
  { code: 'remission', label: 'Remission', below: 2.4 },
  { code: 'low', label: 'Low disease activity', upTo: 2.9 },
  { code: 'moderate', label: 'Moderate disease activity', upTo: 4.6 },
  { code: 'high', label: 'High disease activity' },
])

export const bands: readonly BandSet[] = [das28Eular, das28Acr2012, activityCrpSpecific]

export const criteria: readonly CriterionDefinition[] = []
