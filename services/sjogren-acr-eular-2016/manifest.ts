import type { About } from '@activity-scores/shared/contract/instrument'
import type { BandSet } from '@activity-scores/shared/language/bands'
import { type CriterionDefinition, criteriaOf } from '@activity-scores/shared/language/criteria'

const STAINING = ['ocularStainingScore', 'eyes.*.ocularStainingScore']
const BIJSTERVELD = ['vanBijsterveld', 'eyes.*.vanBijsterveld']
const EITHER = {
  warning: 'staining_scores_disagree',
  reason: 'the criteria accept either score, so that one of them alone decides where the other was not done.',
} as const

export const about: About = {
  slug: 'sjogren-acr-eular-2016',
  condition: 'sjogren',
  title: 'ACR/EULAR 2016 classification of primary Sjögren’s syndrome',
  version: '1.1.0',
  summary:
    'Whether a patient with dryness or a systemic feature is classified as having primary Sjögren’s syndrome: points for histology, anti-SSA/Ro and three tests of eyes and saliva, at least 4 of 9.',
  formula: [
    'Points: focal lymphocytic sialadenitis with a focus score >= 1 per 4 mm² 3; anti-SSA/Ro positive 3; ocular staining score >= 5 or van Bijsterveld score >= 4 in at least one eye 1; Schirmer <= 5 mm in 5 minutes in at least one eye 1; unstimulated whole saliva <= 0.1 mL/min 1.',
    'Classified: inclusion AND no exclusion AND at least 4 points.',
    'Inclusion: at least one of five questions on dryness answered yes, or at least one ESSDAI domain above level 0. Exclusion: head or neck radiation, active hepatitis C (PCR), AIDS, sarcoidosis, amyloidosis, graft-versus-host disease, IgG4-related disease.',
    'Of the two staining scores either is enough; where one of them was done, it decides alone. Anti-SSB/La scores nothing.',
    'What is missing leaves bounds, which may decide; `status` is `computed` when the score has one value.',
  ].join('\n'),
  population: 'Adults with a sign or symptom that suggests Sjögren’s syndrome.',
  notFor: [
    'Diagnosis: the criteria classify patients for studies.',
    'Disease activity, or its change: see ESSDAI and ESSPRI.',
    'Tests under anticholinergic drugs, which lower tears and saliva.',
  ],
  rights: 'The wording of the questions on dryness is not part of this service.',
  citations: [
    {
      text: 'Shiboski CH, Shiboski SC, Seror R, et al. 2016 American College of Rheumatology/European League Against Rheumatism classification criteria for primary Sjögren’s syndrome. Ann Rheum Dis 2017;76:9-16.',
      id: 'doi:10.1136/annrheumdis-2016-210571',
      verified: true,
    },
    {
      text: 'The same in Arthritis Rheumatol 2017;69:35-45.',
      id: 'doi:10.1002/art.39859',
      verified: true,
    },
  ],
  precedences: [
    ...STAINING.map((uses) => ({ uses, insteadOf: BIJSTERVELD, ...EITHER })),
    ...BIJSTERVELD.map((uses) => ({ uses, insteadOf: STAINING, ...EITHER })),
  ],
  provenance: [
    'Secondary tables print Schirmer "< 5" and focus score "> 1"; here a value on the cut-off is positive, as in the paper.',
    'A test that was not done is unknown and never negative; a classification that hinges on it is undetermined (a convention of this project).',
    'Of an eye that was not tested nothing is assumed: with one negative eye and the other unknown the test stays open.',
    'The van Bijsterveld score is taken as a whole number, and a saliva flow above 1 mL/min is asked about: conventions of this project.',
  ],
}

const define = criteriaOf('ACR/EULAR 2016')

export const definitions = {
  focusScore: define('focus-score', 'focal lymphocytic sialadenitis with focus score >= 1 per 4 mm²'),
  antiSsaRo: define('anti-ssa-ro', 'anti-SSA/Ro positive'),
  ocularStaining: define(
    'ocular-staining',
    'ocular staining score >= 5 OR van Bijsterveld score >= 4 in at least one eye',
  ),
  schirmer: define('schirmer', 'Schirmer <= 5 mm in 5 minutes in at least one eye'),
  salivaFlow: define('saliva-flow', 'unstimulated whole saliva <= 0.1 mL/min'),
  inclusion: define(
    'inclusion',
    'at least one of five dryness questions positive OR at least one ESSDAI domain positive',
  ),
  noExclusion: define('no-exclusion', 'none of the excluding conditions'),
  score: define('score-at-least-4', 'score >= 4 of 9'),
  classified: define('classified', 'inclusion AND no exclusion AND score >= 4 of 9'),
} as const

export const bands: readonly BandSet[] = []

export const criteria: readonly CriterionDefinition[] = Object.values(definitions)
