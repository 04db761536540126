import type { About } from '@activity-scores/shared/contract/instrument'
import type { BandSet } from '@activity-scores/shared/language/bands'
import { type CriterionDefinition, criteriaOf } from '@activity-scores/shared/language/criteria'

export const about: About = {
  slug: 'sjogren-aecg-2002',
  condition: 'sjogren',
  title: 'AECG 2002 classification of primary Sjögren’s syndrome',
  version: '1.1.0',
  summary:
    'Whether a patient is classified as having primary Sjögren’s syndrome by the American-European Consensus Group: six items on symptoms, eyes, histology, salivary glands and antibodies.',
  formula: [
    'Items: I ocular symptoms; II oral symptoms; III ocular signs (Schirmer <= 5 mm in 5 minutes or van Bijsterveld score >= 4 in at least one eye); IV histopathology (focus score >= 1 per 4 mm²); V salivary involvement (unstimulated flow <= 1.5 mL in 15 minutes, or sialography, or scintigraphy); VI anti-SSA and/or anti-SSB.',
    'Rule a: any 4 of the 6 items, with IV or VI among the positive ones. Rule b: any 3 of items III to VI.',
    'Classified: (rule a OR rule b) AND no exclusion. Exclusions: past head or neck radiation, hepatitis C, AIDS, lymphoma before the onset, sarcoidosis, graft-versus-host disease, anticholinergic drugs.',
    'An item may be sent as a statement or by its tests. A test that was not done is unknown, not negative; a rule is decided as soon as the unknown items cannot change it.',
  ].join('\n'),
  population: 'Patients with suspected Sjögren’s syndrome and no other connective tissue disease.',
  notFor: [
    'Diagnosis: the criteria classify patients for studies.',
    'Secondary Sjögren’s syndrome, whose rules are others and are not part of this service.',
    'The classification tree of the same paper, which stands there beside rules a and b: those two rules are what is read here.',
    'Disease activity, or its change: see ESSDAI and ESSPRI.',
  ],
  rights: 'The wording of the questions on symptoms is not part of this service.',
  citations: [
    {
      text: 'Vitali C, Bombardieri S, Jonsson R, et al. Classification criteria for Sjögren’s syndrome: a revised version of the European criteria proposed by the American-European Consensus Group. Ann Rheum Dis 2002;61:554-8.',
      id: 'doi:10.1136/ard.61.6.554',
      verified: true,
    },
  ],
  provenance: [
    'A widely cited table prints < 5, > 4, > 1 and < 1.5; here a value on a cut-off is positive, as in the paper.',
    'Sarcoidosis among the exclusions was checked in a secondary copy only.',
    'A test that was not done is unknown and never negative, so that a negative Schirmer test without the other leaves item III open unless the item itself is stated: a convention of this project.',
    'With another connective tissue disease the answer stays that of the rules for primary disease, with the warning `associated_disease`: a convention of this project.',
    'The van Bijsterveld score is taken as a whole number, and a saliva flow above 1 mL/min is asked about: conventions of this project.',
  ],
}

const define = criteriaOf('AECG 2002')

export const definitions = {
  ocularSymptoms: define('ocular-symptoms', 'I: at least one ocular symptom by the questions'),
  oralSymptoms: define('oral-symptoms', 'II: at least one oral symptom by the questions'),
  ocularSigns: define(
    'ocular-signs',
    'III: Schirmer <= 5 mm in 5 minutes OR van Bijsterveld score >= 4, in either eye',
  ),
  histopathology: define('histopathology', 'IV: focus score >= 1 per 4 mm²'),
  salivaryInvolvement: define(
    'salivary-involvement',
    'V: unstimulated saliva <= 1.5 mL in 15 minutes OR sialography positive OR scintigraphy positive',
  ),
  autoantibodies: define('autoantibodies', 'VI: anti-SSA/Ro OR anti-SSB/La positive'),
  ruleA: define('rule-a', 'at least 4 of items I to VI AND (IV OR VI)'),
  ruleB: define('rule-b', 'at least 3 of items III to VI'),
  noExclusion: define('no-exclusion', 'none of the excluding conditions'),
  classified: define('classified', '(rule a OR rule b) AND no exclusion'),
} as const

export const bands: readonly BandSet[] = []

export const criteria: readonly CriterionDefinition[] = Object.values(definitions)
