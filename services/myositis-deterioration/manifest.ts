import type { About } from '@activity-scores/shared/contract/instrument'
import type { BandSet } from '@activity-scores/shared/language/bands'
import { type CriterionDefinition, criteriaOf } from '@activity-scores/shared/language/criteria'

export const about: About = {
  slug: 'myositis-deterioration',
  condition: 'myositis',
  title: 'Deterioration of myositis',
  version: '2.0.0',
  summary:
    'Whether myositis has deteriorated since the baseline by the definition used in ProDERM, at one visit, and confirmed at the next one.',
  formula: [
    'Limb A: physician global worse by >= 2 cm AND MMT-8 worse by >= 20 % of the baseline. Limb B: extramuscular activity worse by >= 2 cm. Limb C: at least 3 of MMT-8, physician global, patient global, HAQ-DI and extramuscular activity worse by >= 30 % of the baseline; enzymes do not count.',
    'Deterioration at a visit = A OR B OR C. Confirmed = deterioration at `followUp` AND at `confirmation`, the next visit; both are compared with `baseline`.',
    'A baseline of 0 has no percent: 0 to 0 is not worse, a rise from 0 is; strength cannot fall from 0.',
    'There is no total: `score` and `category` are null. `status` is `computed` when the visit or the confirmation is decided.',
  ].join('\n'),
  population: 'Adults with dermatomyositis.',
  notFor: [
    'Improvement: see the total improvement score and the IMACS definition.',
    'Activity at one visit.',
    'Comparison of two forms of the muscle test.',
  ],
  rights:
    'HAQ, MMT-8 and the scales of the MDAAT may need a licence or permission, which users must hold. No form text is shipped here.',
  citations: [
    {
      text: 'ProDERM, confirmed deterioration, Figure 1. Arthritis Res Ther 2023;25 (s13075-023-03232-2).',
      id: 'doi:10.1186/s13075-023-03232-2',
      verified: true,
    },
  ],
  provenance: [
    'How a baseline of 0 counts is a convention of this project.',
    'A missing measure leaves what rests on it undetermined; without a second visit confirmation is undetermined unless the first is not met. Both are conventions of this project.',
  ],
}

const define = criteriaOf('ProDERM')

/** In the order of the result. */
export const definitions = {
  limbA: define('limb-a', 'physician global worse by >= 2 cm AND MMT-8 worse by >= 20 % of baseline'),
  limbB: define('limb-b', 'extramuscular activity worse by >= 2 cm'),
  limbC: define('limb-c', 'at least 3 of 5 measures without enzymes worse by >= 30 % of baseline'),
  visit: define('visit-deterioration', 'limb-a OR limb-b OR limb-c at followUp'),
  confirmation: define('confirmation-deterioration', 'limb-a OR limb-b OR limb-c at confirmation'),
  confirmed: define('confirmed-deterioration', 'visit-deterioration AND confirmation-deterioration'),
} as const

export const bands: readonly BandSet[] = []

export const criteria: readonly CriterionDefinition[] = Object.values(definitions)
