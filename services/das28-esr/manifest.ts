import type { About } from '@activity-scores/shared/contract/instrument'
import type { BandSet } from '@activity-scores/shared/language/bands'
import type { CriterionDefinition } from '@activity-scores/shared/language/criteria'
import { das28Acr2012, das28Eular } from '@activity-scores/shared/measures/das28'

export const about: About = {
  slug: 'das28-esr',
  condition: 'rheumatoid-arthritis',
  title: 'DAS28-ESR',
  version: '2.0.0',
  summary:
    'Disease Activity Score of rheumatoid arthritis from tender and swollen joints among 28, the erythrocyte sedimentation rate and patient global health.',
  formula: [
    '`0.56*sqrt(TJC28) + 0.28*sqrt(SJC28) + 0.70*ln(ESR) + 0.014*GH` (4-variable, default);',
    '`[0.56*sqrt(TJC28) + 0.28*sqrt(SJC28) + 0.70*ln(ESR)]*1.08 + 0.16` (3-variable).',
    'ESR in mm/h, GH in mm (0 to 100), natural logarithm. An ESR below 1 is used as 1 with the warning `esr_floored_to_1`.',
    'Reported with 2 decimals; up to an ESR of 150 the 4-variable form ranges from 0 to 9.4.',
    'Change, not computed here: measurement error 0.6; minimal clinically important improvement 1.2 (Ward 2015, doi:10.1136/annrheumdis-2013-205079).',
  ].join('\n'),
  population: 'Adults with rheumatoid arthritis.',
  notFor: [
    'Joints outside the 28: active disease of the feet alone is invisible to it.',
    'Comparison with DAS28-CRP or the 44-joint DAS, whose values and cut-offs differ.',
    'Diagnosis or classification of arthritis.',
  ],
  provides: [
    {
      from: 'score.value',
      fills: ['das28Esr', 'followUp.das28Esr'],
      where: { at: 'inputs.variant', is: '4-variable' },
    },
  ],
  changes: [{ by: 'eular-response', with: { variant: 'das28-esr' } }],
  rights: null,
  citations: [
    {
      text: 'Prevoo MLL, van ’t Hof MA, Kuper HH, et al. Modified disease activity scores that include twenty-eight-joint counts. Arthritis Rheum 1995;38:44-8. PMID 7818570.',
      id: 'doi:10.1002/art.1780380107',
      verified: true,
    },
    {
      text: 'Fransen J, van Riel PLCM. The Disease Activity Score and the EULAR response criteria. Clin Exp Rheumatol 2005;23(Suppl 39):S93-9.',
      verified: true,
    },
    {
      text: 'Anderson J, Caplan L, Yazdany J, et al. Rheumatoid arthritis disease activity measures: ACR recommendations for use in clinical practice. Arthritis Care Res 2012;64:640-7.',
      id: 'doi:10.1002/acr.21649',
      verified: true,
    },
  ],
  options: [
    { field: 'variant', default: '4-variable', absent: 'the form with patient global health.' },
    { field: 'esrBelowOne', default: 'floor', absent: 'an ESR below 1 mm/h is used as 1 mm/h, with a warning.' },
  ],
  provenance: [
    'Using an ESR below 1 mm/h as 1 mm/h is a convention of this project (unverified in a source): ESR is read in whole mm, 0 means below 1, and the floor is the continuous limit.',
    'A censored ESR (`<2`) is computed at its limit with the other end as bound; `>120` gives a lower bound only.',
    'Prorated joint counts are a convention of trial analyses, accepted unrounded.',
  ],
}

export const above32: CriterionDefinition = { id: 'above-3.2', rule: 'DAS28-ESR > 3.2', source: 'NCT06464679' }

export const bands: readonly BandSet[] = [das28Eular, das28Acr2012]

export const criteria: readonly CriterionDefinition[] = [above32]
