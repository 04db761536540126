import type { About } from '@activity-scores/shared/contract/instrument'
import { type BandSet, bandSet } from '@activity-scores/shared/language/bands'
import type { CriterionDefinition } from '@activity-scores/shared/language/criteria'

export const about: About = {
  slug: 'sdai',
  condition: 'rheumatoid-arthritis',
  title: 'SDAI',
  version: '2.0.0',
  summary:
    'Simplified Disease Activity Index of rheumatoid arthritis: tender and swollen joints among 28, the patient and the physician global, and C-reactive protein.',
  formula: [
    '`TJC28 + SJC28 + PtGA + PhGA + CRP`, both globals on 0 to 10 (mm are divided by 10), CRP in mg/dL (mg/L are divided by 10).',
    'Reported with 1 decimal. The range of 0 to 86 that is usually quoted ends at a CRP of 10 mg/dL; a higher CRP is not capped and gives the warning `crp_over_10_mg_per_dL_check_units`.',
    'Categories are decided on the unrounded sum.',
    'A missing term gives no score but bounds: 0 to 28 for a joint count, 0 to 10 for a global, CRP from 0 without an upper end. Without CRP alone, CDAI is offered in `details.alternative`.',
  ].join('\n'),
  population: 'Adults with rheumatoid arthritis.',
  notFor: [
    'Joints outside the 28: active disease of the feet alone is invisible to it.',
    'Comparison with CDAI or DAS28, whose values and cut-offs differ.',
    'Criteria that name DAS28-ESR or CDAI, such as those of NCT06464679.',
    'Diagnosis or classification of arthritis.',
  ],
  provides: [{ from: 'score.value', fills: ['sdai', 'followUp.sdai'] }],
  changes: [{ by: 'index-response', sent: ['patientGlobal'], with: { index: 'sdai' } }],
  rights: null,
  citations: [
    {
      text: 'Smolen JS, Breedveld FC, Schiff MH, et al. A simplified disease activity index for rheumatoid arthritis for use in clinical practice. Rheumatology 2003;42:244-57.',
      verified: false,
    },
    {
      text: 'Aletaha D, Smolen JS. Best Pract Res Clin Rheumatol 2007;21:663-75.',
      id: 'doi:10.1016/j.berh.2007.02.004',
      verified: true,
    },
    {
      text: 'Singh JA, Saag KG, Bridges SL Jr, et al. 2015 American College of Rheumatology guideline for the treatment of rheumatoid arthritis: table of disease activity cut-offs. Arthritis Rheumatol 2016;68:1-26.',
      verified: true,
    },
  ],
  provenance: [
    'Formula and cut-offs were checked against the ACR 2015 table and the treat-to-target table in Ann Rheum Dis; the identifier of Smolen 2003 was not checked (unverified) and is not given.',
    'Bounds for missing joint counts and a missing CRP (the allowed range of each) are a convention of this project; the source rule covers one missing global.',
    'A censored CRP (`<5`) is computed at its limit with a CRP of 0 as the other bound; `>5` gives a lower bound only: a convention of this project.',
    'Prorated joint counts are a convention of trial analyses, accepted unrounded.',
    'Globals sent in mm that are all at most 10 are computed as sent, with the warning `vas_scale_suspect`.',
  ],
}

export const activity = bandSet('sdai', 'ACR 2015 guideline; treat-to-target table in Ann Rheum Dis', [
  { code: 'remission', label: 'Remission', upTo: 3.3 },
  { code: 'low', label: 'Low disease activity', upTo: 11 },
  { code: 'moderate', label: 'Moderate disease activity', upTo: 26 },
  { code: 'high', label: 'High disease activity' },
])

export const bands: readonly BandSet[] = [activity]

export const criteria: readonly CriterionDefinition[] = []
