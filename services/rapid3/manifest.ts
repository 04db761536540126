import type { About } from '@activity-scores/shared/contract/instrument'
import { type BandSet, bandSet } from '@activity-scores/shared/language/bands'
import type { CriterionDefinition } from '@activity-scores/shared/language/criteria'

export const about: About = {
  slug: 'rapid3',
  condition: 'rheumatoid-arthritis',
  title: 'RAPID3',
  version: '2.0.0',
  summary:
    'Routine Assessment of Patient Index Data 3: function, pain and global status as the patient reports them, 0 to 30; no joint count, no laboratory value.',
  formula: [
    '`RAPID3 = FN + PN + PATGL`, each 0 to 10. `FN` is a third of the sum of 10 MDHAQ items of 0 to 3, or `HAQ-DI * 10/3` where only that is sent (`fn_source:haq_di`).',
    'Near remission <= 3, low > 3 and <= 6, moderate > 6 and <= 12, high > 12; on the 0 to 10 scale (`details.valueDiv3`) the limits are 1, 2 and 4.',
    'One or two items missing count as the mean of the answered ones in the value (`items_imputed`), while bounds run over every answer to them and decide the category; more, or pain or global missing, are not computable, with bounds.',
    'Decided on the unrounded total. The paper form rounds FN to 0.1 first: `details.templateFn`, `templateValue`, `templateCategory`.',
    'Reported with 1 decimal. Change, not computed here: minimal clinically important improvement 3.8 of 30 (Ward 2019, seen in a secondary report).',
  ].join('\n'),
  population: 'Adults with rheumatoid arthritis.',
  notFor: [
    'Comparison of the 0 to 30 total with limits of the 0 to 10 scale: both are called RAPID3.',
    'Disease activity apart from damage, pain of other cause and other illness: it rests on the patient’s report alone.',
    'MHAQ or HAQ-II in place of the MDHAQ items.',
  ],
  alike: ['details.fnSource'],
  rights:
    'The MDHAQ and RAPID3 are copyrighted and trademarked, with licence fees. Item ids only are shipped here; obtain the form and permission from its owner.',
  citations: [
    {
      text: 'Pincus T, et al. Bull NYU Hosp Jt Dis 2009;67:211-25.',
      id: 'pmid:19583557',
      verified: true,
    },
    { text: 'MDHAQ scoring, mdhaq.org: at most 3, 3.1 to 6, 6.1 to 12, above 12.', verified: true },
    { text: 'ACR 2015 table of disease activity measures: limits on the 0 to 10 scale.', verified: true },
    { text: 'Ward MM, et al. J Rheumatol 2019;46:27-30 (minimal clinically important improvement).', verified: false },
  ],
  precedences: [
    {
      uses: 'mdhaqItems',
      insteadOf: ['haqDi'],
      warning: 'input_not_used',
      reason: 'the index was made for the MDHAQ; its items count where at least 8 are answered.',
    },
    {
      uses: 'haqDi',
      insteadOf: ['mdhaqItems'],
      warning: 'fn_source:haq_di',
      reason: 'a finished HAQ-DI counts before items of which more than 2 are missing.',
    },
  ],
  imputations: [
    {
      fields: ['mdhaqItems.*'],
      warning: 'items_imputed',
      category: 'by-bounds',
      reason: 'One or two missing items count as the mean of the others.',
    },
  ],
  provenance: [
    'That one or two missing items count as the mean of the others is a convention of this project, unverified in a source. It gives the value alone: the category is that of every completion, or undetermined.',
    'The minimal clinically important improvement of 3.8 was seen in a secondary report only.',
    'Limits of one decimal (3.1 to 6) are read as "> 3 and <= 6" on the unrounded total. With half steps of pain and global the paper form agrees; with 0.1 steps it can differ.',
  ],
}

/** On the unrounded total of 0 to 30. */
export const severity = bandSet('rapid3-0-30', 'mdhaq.org scoring page', [
  { code: 'near_remission', label: 'Near remission', upTo: 3 },
  { code: 'low', label: 'Low severity', upTo: 6 },
  { code: 'moderate', label: 'Moderate severity', upTo: 12 },
  { code: 'high', label: 'High severity' },
])

export const bands: readonly BandSet[] = [severity]

export const criteria: readonly CriterionDefinition[] = []
