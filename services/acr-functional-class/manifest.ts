import type { About } from '@activity-scores/shared/contract/instrument'
import { type BandSet, bandSet } from '@activity-scores/shared/language/bands'
import type { CriterionDefinition } from '@activity-scores/shared/language/criteria'

export const about: About = {
  slug: 'acr-functional-class',
  condition: 'rheumatoid-arthritis',
  title: 'ACR global functional class (1991 revised criteria)',
  version: '1.0.0',
  summary:
    'Global functional status in rheumatoid arthritis, class I to IV, as recorded or from the ability in self-care, vocational and avocational activities.',
  formula: [
    'I: able in all three domains. II: limited in avocational activities. III: limited in vocational and avocational activities. IV: limited in self-care, vocational and avocational activities.',
    'Self-care is dressing, feeding, bathing, grooming and toileting; vocational is work, school and homemaking; avocational is recreation and leisure. The last two are patient-desired and age- and sex-specific.',
    'A recorded class wins over the domains. Other patterns are outside the definition: the class is that of the most basic limited domain, with the warning `non_nested_pattern`.',
    'Criterion `class-iv` needs self-care alone: able in self-care is not class IV whatever else is missing, limited in self-care is; self-care unknown leaves it undetermined.',
    'A class recorded without its system, or by Steinbrocker 1949, is taken for this one where it is IV, with a warning; a lower one is not, and the domains decide.',
  ].join('\n'),
  population: 'Adults with rheumatoid arthritis.',
  notFor: [
    'Exchange with Steinbrocker 1949 classes: of them class IV alone is accepted, with a warning.',
    'Exchange with HAQ-DI: neither is computed from the other.',
    'Following function over time, for which its four steps are coarse.',
  ],
  rights: null,
  citations: [
    {
      text: 'Hochberg MC, Chang RW, Dwosh I, Lindsey S, Pincus T, Wolfe F. The American College of Rheumatology 1991 revised criteria for the classification of global functional status in rheumatoid arthritis. Arthritis Rheum 1992;35:498-502. Abstract.',
      id: 'https://www.scholars.northwestern.edu/en/publications/the-american-college-of-rheumatology-1991-revised-criteria-for-th',
      verified: true,
    },
    {
      text: 'Clinical trial NCT06464679, exclusion of functional class 4 according to ACR.',
      id: 'https://clinicaltrials.gov/study/NCT06464679',
      verified: true,
    },
  ],
  precedences: [
    {
      uses: 'recordedClass',
      insteadOf: ['selfCareAble', 'vocationalAble', 'avocationalAble'],
      warning: 'recorded_class_differs_from_domains',
      reason: 'a recorded class wins over derived domains.',
    },
  ],
  options: [
    { field: 'recordedClassSystem', default: 'acr-1991', absent: 'a class of the instrument itself, ACR 1991.' },
  ],
  provenance: [
    'The four classes were read in the abstract of the paper.',
    'The class of a pattern outside the definition, by its most basic limited domain, is a convention of this project.',
    'Reading "level 4 according to ACR" of the trial as class IV of 1991, and accepting a class 4 of Steinbrocker or of no stated system for it with a warning, are conventions of this project. That such a record below IV decides nothing is one too: Steinbrocker III may include limits in self-care.',
  ],
}

/** Bands over the number of the class, 1 to 4. */
export const functionalClass = bandSet('acr-1991', 'Hochberg 1992; the number of the class', [
  { code: 'I', label: 'Class I: able in self-care, vocational and avocational activities', upTo: 1 },
  { code: 'II', label: 'Class II: limited in avocational activities', upTo: 2 },
  { code: 'III', label: 'Class III: limited in vocational and avocational activities', upTo: 3 },
  { code: 'IV', label: 'Class IV: limited in self-care, vocational and avocational activities' },
])

export const classIv: CriterionDefinition = {
  id: 'class-iv',
  rule: 'ACR 1991 functional class IV',
  source: 'NCT06464679',
}

export const bands: readonly BandSet[] = [functionalClass]

export const criteria: readonly CriterionDefinition[] = [classIv]
