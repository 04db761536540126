import type { About } from '@activity-scores/shared/contract/instrument'
import type { BandSet } from '@activity-scores/shared/language/bands'
import { type CriterionDefinition, criteriaOf } from '@activity-scores/shared/language/criteria'

export const about: About = {
  slug: 'imacs-improvement',
  condition: 'myositis',
  title: 'IMACS definition of improvement of myositis',
  version: '2.0.0',
  summary:
    'Whether myositis has improved between two visits by the preliminary definition of the IMACS group (2004), from the relative change of six core set measures.',
  formula: [
    'Percent relative to the baseline, positive is better: `100*(B - F)/B`, for the muscle test `100*(F - B)/B`.',
    'Met if at least 3 of 6 measures are improved by >= 20 %, no more than 2 are worse by >= 25 %, and the muscle test is not one of them.',
    'A baseline of 0 has no percent: 0 to 0 is neither, a rise from 0 is worse; a muscle test that rises from 0 is improved.',
    'The enzyme is the most abnormal of those measured at baseline (greatest multiple of its upper limit; ties: CK, aldolase, LDH, AST, ALT), compared in U/L. One without its limit, or known as a limit only, may be the most abnormal: then what all that may be agree on decides.',
    'There is no total: `score` and `category` are null. `status` is `computed` when the definition is decided.',
  ].join('\n'),
  population: 'Adults and children with idiopathic inflammatory myopathy.',
  notFor: [
    'The degree of improvement, for which there is the total improvement score.',
    'Percent of the range of a measure, as in that score: here the percent is of the baseline.',
    'Comparison of two forms of the muscle test.',
  ],
  rights:
    'HAQ, MMT-8 and the scales of the MDAAT may need a licence or permission, which users must hold. No form text is shipped here.',
  citations: [
    {
      text: 'Rider LG, Giannini EH, Brunner HI, et al. International consensus on preliminary definitions of improvement in adult and juvenile myositis. Arthritis Rheum 2004;50:2281-90.',
      id: 'doi:10.1002/art.20349',
      verified: false,
    },
  ],
  completeLists: [
    {
      list: 'baseline.enzymes',
      warning: 'enzymes_not_all_measured',
      reason:
        'The enzyme is the most abnormal of those measured at baseline (IMACS); one that is not sent is none of them.',
    },
  ],
  provenance: [
    'The definition was checked against the record of the paper; its identifier is unverified.',
    'How a baseline of 0 counts, and the order of ties among enzymes, are conventions of this project. An enzyme that was not sent at baseline is not among those measured (`enzymes_not_all_measured`); one that is normal at baseline counts as it is (`enzyme_normal_at_baseline`), since no source forbids it.',
    'A missing measure may be improved or worse: three-valued counts, a convention of this project.',
  ],
}

const define = criteriaOf('IMACS 2004')

/** In the order of the result. */
export const definitions = {
  improved: define('at-least-three-improved', 'at least 3 of 6 measures improved by >= 20 % of baseline'),
  worse: define('more-than-two-worse', 'more than 2 of 6 measures worse by >= 25 % of baseline'),
  strengthWorse: define('strength-worse', 'muscle test worse by >= 25 % of baseline'),
  improvement: define(
    'definition-of-improvement',
    'at-least-three-improved AND NOT more-than-two-worse AND NOT strength-worse',
  ),
} as const

export const bands: readonly BandSet[] = []

export const criteria: readonly CriterionDefinition[] = Object.values(definitions)
