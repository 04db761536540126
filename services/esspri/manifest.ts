import type { About } from '@activity-scores/shared/contract/instrument'
import type { BandSet } from '@activity-scores/shared/language/bands'
import { type CriterionDefinition, criteriaOf } from '@activity-scores/shared/language/criteria'

const SEROR_2016 = 'Seror 2016, Ann Rheum Dis 75:382-9'

export const about: About = {
  slug: 'esspri',
  condition: 'sjogren',
  title: 'ESSPRI',
  version: '1.0.0',
  summary:
    'EULAR Sjögren’s syndrome patient-reported index: mean of dryness, fatigue and limb pain as the patient rates them, 0 to 10, and its change from an optional baseline.',
  formula: [
    '`ESSPRI = (dryness + fatigue + limbPain) / 3`, each a whole number from 0 to 10. Reported with 2 decimals.',
    'Patient-acceptable symptom state (PASS): ESSPRI < 5. Minimal clinically important improvement (MCII): decrease of at least 1 point or at least 15 % of the baseline.',
    'Decided on the sums S of the three items, in whole numbers: PASS is S < 15; MCII is `S_baseline - S >= 3` or `20 * (S_baseline - S) >= 3 * S_baseline`.',
    'An item missing: no score, no bounds, and nothing is decided. Baseline 0: no percent, the points decide.',
  ].join('\n'),
  population:
    'Adults with primary Sjögren’s syndrome (Sjögren disease); the MCII was derived with a baseline of at least 5.',
  notFor: [
    'Systemic activity of organs: see ESSDAI.',
    'Mental fatigue, or pain elsewhere than in arms and legs.',
    'Ratings on other scales, or means rounded before they are compared.',
    'Diagnosis or classification of Sjögren’s syndrome.',
  ],
  rights: 'The wording of the questionnaire is not part of this service; users must hold any licence it needs.',
  citations: [
    {
      text: 'Seror R, Ravaud P, Mariette X, et al. EULAR Sjögren’s Syndrome Patient Reported Index (ESSPRI): development of a consensus patient index for primary Sjögren’s syndrome. Ann Rheum Dis 2011;70:968-72.',
      id: 'pmid:21345815',
      verified: true,
    },
    {
      text: 'Seror R, Bootsma H, Saraux A, et al. Defining disease activity states and clinically meaningful improvement in primary Sjögren’s syndrome with EULAR primary Sjögren’s syndrome disease activity (ESSDAI) and patient-reported indexes (ESSPRI). Ann Rheum Dis 2016;75:382-9. The statements were checked in its abstract, the identifier was not.',
      verified: false,
    },
  ],
  provenance: [
    'The values of PASS and MCII were checked in the abstract of Seror 2016; their wording (below 5; at least 1 point or at least 15 %) in a secondary copy too.',
    'A questionnaire with an item missing has no score and decides nothing, although two ratings may leave only one side of 5: the specification asks for all three.',
    'Without a percent at a baseline of 0 the points decide: a convention of this project.',
    'The items refer to the last 2 weeks.',
  ],
}

const define = criteriaOf(SEROR_2016)

export const definitions = {
  pass: define('pass-below-5', 'ESSPRI < 5 (patient-acceptable symptom state)'),
  mcii: define('mcii', 'decrease of ESSPRI from baseline >= 1 point OR >= 15 % of baseline'),
} as const

export const bands: readonly BandSet[] = []

export const criteria: readonly CriterionDefinition[] = Object.values(definitions)
