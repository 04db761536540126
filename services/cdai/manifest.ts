import type { About } from '@activity-scores/shared/contract/instrument'
import { type BandSet, bandSet } from '@activity-scores/shared/language/bands'
import type { CriterionDefinition } from '@activity-scores/shared/language/criteria'

export const about: About = {
  slug: 'cdai',
  condition: 'rheumatoid-arthritis',
  title: 'CDAI',
  version: '1.0.0',
  summary:
    'Clinical Disease Activity Index of rheumatoid arthritis: tender and swollen joints among 28 plus the patient and the physician global, without laboratory data.',
  formula: [
    '`TJC28 + SJC28 + PtGA + PhGA`, both globals on 0 to 10 (mm are divided by 10).',
    'Reported with 1 decimal; range 0 to 76. Categories and criterion are decided on the unrounded sum.',
    'A missing term gives no score but bounds: 0 to 28 for a joint count, 0 to 10 for a global.',
  ].join('\n'),
  population: 'Adults with rheumatoid arthritis.',
  notFor: [
    'Joints outside the 28: active disease of the feet alone is invisible to it.',
    'Comparison with SDAI or DAS28, whose values and cut-offs differ.',
    'Diagnosis or classification of arthritis.',
  ],
  provides: [{ from: 'score.value', fills: ['cdai', 'followUp.cdai'] }],
  changes: [{ by: 'index-response', sent: ['patientGlobal'], with: { index: 'cdai' } }],
  rights: null,
  citations: [
    {
      text: 'Aletaha D, Nell VPK, Stamm T, et al. Acute phase reactants add little to composite disease activity indices for rheumatoid arthritis: validation of a clinical activity score. Arthritis Res Ther 2005;7:R796-806.',
      id: 'doi:10.1186/ar1740',
      verified: true,
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
    'Bounds for missing joint counts (0 to 28 each) are a convention of this project; the source rule covers one missing global.',
    'Prorated joint counts are a convention of trial analyses, accepted unrounded.',
    'Globals sent in mm that are all at most 10 are computed as sent, with the warning `vas_scale_suspect`.',
  ],
}

export const activity = bandSet('cdai', 'Aletaha and Smolen; ACR 2015 guideline', [
  { code: 'remission', label: 'Remission', upTo: 2.8 },
  { code: 'low', label: 'Low disease activity', upTo: 10 },
  { code: 'moderate', label: 'Moderate disease activity', upTo: 22 },
  { code: 'high', label: 'High disease activity' },
])

export const above10: CriterionDefinition = { id: 'above-10', rule: 'CDAI > 10', source: 'NCT06464679' }

export const bands: readonly BandSet[] = [activity]

export const criteria: readonly CriterionDefinition[] = [above10]
