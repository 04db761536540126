import type { About } from '@activity-scores/shared/contract/instrument'
import type { BandSet } from '@activity-scores/shared/language/bands'
import type { CriterionDefinition } from '@activity-scores/shared/language/criteria'

export const about: About = {
  slug: 'mrss',
  condition: 'systemic-sclerosis',
  title: 'Modified Rodnan skin score (mRSS)',
  version: '1.0.0',
  summary: 'Extent of skin thickening in systemic sclerosis by palpation: the sum of 17 sites graded 0 to 3.',
  formula: [
    '`mRSS = sum of 17 site grades`, 0 to 51, a whole number. Unpaired sites: face, anterior chest, abdomen; right and left: upper arm, forearm, dorsum of the hand, fingers, thigh, lower leg, dorsum of the foot.',
    'Grades: 0 normal, 1 mild, 2 moderate, 3 severe thickening. A site that was not or cannot be graded (amputation, scar) is missing: no total then, but bounds with the missing sites at 0 and at 3. Nothing is imputed, or mirrored from the other side.',
    'A total that was finished elsewhere may be sent as `mrss`; beside sites it must be possible with their grades.',
    'Minimal clinically important difference, an improvement over 12 months, not computed here: 3 to 4 units in all patients (20 to 27 % of the baseline), 5 units in diffuse cutaneous disease (24 %) (Khanna 2019); earlier estimates 3.2 to 5.3 units. See `mrss-change`.',
  ].join('\n'),
  population: 'Adults with systemic sclerosis.',
  notFor: [
    'Severity classes: none were published with the score, and none are given.',
    'Other site lists: the back, neck and buttocks are not sites (Kahaleh’s score of 22 sites, 0 to 66), and the fingers of each hand are graded on their own.',
    'Change between visits: see mrss-change.',
  ],
  provides: [{ from: 'score.value', fills: ['mrss', 'followUp.total'] }],
  changes: [{ by: 'mrss-change' }],
  rights: null,
  citations: [
    {
      text: 'Khanna D, Furst DE, Clements PJ, et al. Standardization of the modified Rodnan skin score for use in clinical trials of systemic sclerosis. J Scleroderma Relat Disord 2017;2:11-8.',
      id: 'doi:10.5301/jsrd.5000231',
      verified: true,
    },
    {
      text: 'Khanna D, et al. Minimal clinically important differences of the modified Rodnan skin score. Arthritis Res Ther 2019;21 (s13075-019-1809-y).',
      id: 'doi:10.1186/s13075-019-1809-y',
      verified: true,
    },
    {
      text: 'Clements P, et al. J Rheumatol 1995;22:1281-5. Checked in a secondary copy only.',
      verified: false,
    },
  ],
  provenance: [
    'No imputation and no mirroring of a missing site, and refusing a total that the sites rule out, are conventions of this project.',
    'Totals above 45 are accepted and asked about unless complete sites confirm them.',
    'Wording of the grades and the list of sites were checked in secondary copies only (grade 2: unverified).',
    'Public calculators print 1 to 14 mild, 15 to 29 moderate, 30 or more severe; these limits were not published with the score (unverified: they are those of the skin item of the Medsger severity scale).',
  ],
}

export const bands: readonly BandSet[] = []

export const criteria: readonly CriterionDefinition[] = []
