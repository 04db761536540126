import type { About } from '@activity-scores/shared/contract/instrument'
import { type BandSet, bandSet } from '@activity-scores/shared/language/bands'
import { type CriterionDefinition, criteriaOf } from '@activity-scores/shared/language/criteria'
import type { Model } from './formula.js'

export const about: About = {
  slug: 'iim-eular-acr-2017',
  condition: 'myositis',
  title: '2017 EULAR/ACR classification of idiopathic inflammatory myopathies',
  version: '2.0.0',
  summary:
    'Class of a suspected idiopathic inflammatory myopathy (IIM) from the sum of points of the 2017 EULAR/ACR criteria, with or without muscle biopsy, and the subgroup.',
  formula: [
    'Sum of the points of one column, in whole tenths; the column with biopsy if and only if biopsy results are available. Points without / with biopsy:',
    'onset age 18 to 39 1.3 / 1.5, 40 or more 2.1 / 2.2, below 18 0; symmetric proximal weakness of upper limbs 0.7 / 0.7, of lower limbs 0.8 / 0.5; neck flexors weaker than extensors 1.9 / 1.6; proximal leg muscles weaker than distal 0.9 / 1.2; heliotrope 3.1 / 3.2; Gottron’s papules 2.1 / 2.7; Gottron’s sign 3.3 / 3.7; dysphagia or oesophageal dysmotility 0.7 / 0.6; anti-Jo-1 3.9 / 3.8; CK, LDH, AST or ALT above its upper limit 1.3 / 1.4; biopsy: endomysial infiltrate 1.7, perimysial or perivascular infiltrate 1.2, perifascicular atrophy 1.9, rimmed vacuoles 3.1.',
    'Class: definite from 7.5 / 8.7, probable (the recommended minimum) from 5.5 / 6.7, possible from 5.3 / 6.5, else not IIM.',
    'Probability, for information: `1 / (1 + exp(5.33 - score))` without, `1 / (1 + exp(6.49 - score))` with biopsy. The class follows from the score: at a cut-off the probability can be below the nominal 50, 55 or 90 %.',
    'Subgroup, for a probable or definite class. Onset at 18 or later without a skin sign: inclusion body myositis with finger flexor weakness and no response to treatment or, in the column with biopsy, rimmed vacuoles; else polymyositis. With a skin sign: dermatomyositis with any of the four weakness items, else amyopathic dermatomyositis. Onset below 18: juvenile dermatomyositis with a skin sign, else other juvenile myositis.',
  ].join('\n'),
  population: 'Adults and children with a suspected idiopathic inflammatory myopathy and no better explanation of it.',
  notFor: [
    'Diagnosis: the criteria select patients for studies.',
    'Disease activity, or response to treatment.',
    'Antisynthetase syndrome, which is not one of the subgroups, and immune-mediated necrotising myopathy, which is within polymyositis.',
  ],
  alike: ['details.model'],
  rights: null,
  citations: [
    {
      text: 'Lundberg IE, Tjärnlund A, Bottai M, et al. 2017 European League Against Rheumatism/American College of Rheumatology classification criteria for adult and juvenile idiopathic inflammatory myopathies and their major subgroups. Ann Rheum Dis 2017;76:1955-64.',
      id: 'doi:10.1136/annrheumdis-2017-211468',
      verified: true,
    },
    {
      text: 'The same criteria in Arthritis Rheumatol 2017;69:2271-82.',
      id: 'doi:10.1002/art.40320',
      verified: true,
    },
  ],
  precedences: [
    {
      uses: 'enzymesElevated',
      insteadOf: ['enzymes.*'],
      warning: 'enzymes_stated_elevated',
      reason: 'a statement may rest on earlier samples than those that were sent.',
    },
  ],
  provenance: [
    'The constants of the probability (5.33 and 6.49) are unverified in a text; they agree with every published anchor to one decimal. The probability is therefore reported with 2 decimals, beside the range that constants known to 0.05 either way leave.',
    'The tree of subgroups is unverified, apart from the limb of inclusion body myositis, which was checked against a secondary copy only.',
    'That a biopsy is advised without heliotrope, papules or sign was checked against a secondary copy only.',
    'An earlier web calculator took 50 % as the cut-off of a case and 90 % for trials: not adopted.',
    'A missing item leaves a range of points; where it is not known whether biopsy results are available, both columns must agree. Both are conventions of this project.',
    'The enzyme item may be stated, or read from measured enzymes: above the limit is strict, and absent needs all four. That a statement may rest on earlier samples is unverified. Aldolase does not count.',
    'Rimmed vacuoles are a criterion of the column with biopsy alone: without one, finger flexors and the response to treatment tell polymyositis from inclusion body myositis.',
  ],
}

/** Cut-offs of the classes on the score. */
export const CUT_OFF = {
  without_biopsy: { possible: 5.3, probable: 5.5, definite: 7.5 },
  with_biopsy: { possible: 6.5, probable: 6.7, definite: 8.7 },
} as const

const classesOf = (model: Model, source: string) =>
  bandSet(model, source, [
    { code: 'not_iim', label: 'Not IIM', below: CUT_OFF[model].possible },
    { code: 'possible', label: 'Possible IIM', below: CUT_OFF[model].probable },
    { code: 'probable', label: 'Probable IIM', below: CUT_OFF[model].definite },
    { code: 'definite', label: 'Definite IIM' },
  ])

export const classes = {
  without_biopsy: classesOf('without_biopsy', 'Lundberg 2017, score without muscle biopsy'),
  with_biopsy: classesOf('with_biopsy', 'Lundberg 2017, score with muscle biopsy'),
} as const

const define = criteriaOf('EULAR/ACR 2017')

/** In the order of the result. */
export const definitions = {
  possible: define('possible-or-higher', 'score >= 5.3 without biopsy, >= 6.5 with biopsy'),
  probable: define(
    'meets-recommended-cut-off',
    'score >= 5.5 without biopsy, >= 6.7 with biopsy (probable or definite)',
  ),
  definite: define('definite', 'score >= 7.5 without biopsy, >= 8.7 with biopsy'),
  biopsyAdvised: define('biopsy-advised', 'neither heliotrope nor Gottron’s papules nor Gottron’s sign'),
} as const

export const bands: readonly BandSet[] = Object.values(classes)

export const criteria: readonly CriterionDefinition[] = Object.values(definitions)
