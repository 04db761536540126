import type { About } from '@activity-scores/shared/contract/instrument'
import { type BandSet, bandSet } from '@activity-scores/shared/language/bands'
import type { CriterionDefinition } from '@activity-scores/shared/language/criteria'
import { ENZYME_NAMES } from '@activity-scores/shared/measures/muscle-enzymes'
import { MULTIPLIERS } from './formula.js'

export const about: About = {
  slug: 'myositis-tis',
  condition: 'myositis',
  title: 'Myositis total improvement score (2016 ACR/EULAR)',
  version: '2.0.0',
  summary:
    'Improvement of an idiopathic inflammatory myopathy between two visits: points from six core set measures, summed to 0 to 100, with the thresholds for adults and for children.',
  formula: [
    'Absolute percent improvement of each measure, positive is better. Physician global, patient global, extramuscular activity: `100*(B - F)/10` in cm. HAQ-DI: `100*(B - F)/3`. Muscle test: `100*(F - B)/maximum` of its form (150, 80 or 260). Enzyme: `100*(B - F)/k` in multiples of the upper limit, k 15 for CK, 6 for aldolase, 3 for LDH, AST and ALT (`enzymeMultipliers`).',
    'Levels by percent: 0 up to 5, 1 up to 15, 2 up to 25, 3 up to 40, 4 above; muscle test: 0 up to 2, 1 up to 10, 2 up to 20, 3 up to 30, 4 above. An edge belongs to the lower level.',
    'Points of levels 0 to 4: physician global 0, 7.5, 15, 17.5, 20; patient global 0, 2.5, 5, 7.5, 10; muscle test 0, 10, 20, 27.5, 32.5; HAQ-DI 0, 5, 7.5, 7.5, 10; enzyme 0, 2.5, 5, 7.5, 7.5; extramuscular 0, 7.5, 12.5, 15, 20. Worsening has 0 points, never less.',
    'Minimal, moderate, major improvement: from 20, 40, 60 in adults; from 30, 45, 70 in juvenile dermatomyositis. Reported with 1 decimal.',
    'The enzyme is the most abnormal of those measured at baseline (ties: CK, aldolase, LDH, AST, ALT), and the same at follow-up. One without its limit, or known as a limit only, may be the most abnormal: then the measure has the range of all that may be.',
    'With `missingAsNoImprovement` a measure that is not known has its least points, 0 where it is missing, provided that physician global and the muscle test are known: the score is then the lower bound, and the criteria follow the bounds. Without it the score is then a range.',
  ].join('\n'),
  population: 'Adults with dermatomyositis or polymyositis; children with juvenile dermatomyositis.',
  notFor: [
    'Activity at one visit, and worsening, which scores 0 and does not cancel improvement.',
    'Percent relative to baseline, as in the IMACS definition of improvement.',
    'Comparison of two forms of the muscle test.',
  ],
  rights:
    'HAQ, MMT-8 and the scales of the MDAAT may need a licence or permission, which users must hold. No form text is shipped here.',
  citations: [
    {
      text: 'Aggarwal R, Rider LG, Ruperto N, et al. 2016 American College of Rheumatology/European League Against Rheumatism criteria for minimal, moderate, and major clinical response in adult dermatomyositis and polymyositis. Ann Rheum Dis 2017;76:792-801.',
      id: 'doi:10.1136/annrheumdis-2017-211400',
      verified: true,
    },
    {
      text: 'Rider LG, Aggarwal R, Pistorio A, et al. 2016 criteria for minimal, moderate, and major clinical response in juvenile dermatomyositis, same issue, whose Table 3 covers adults and children. Stored copy PMC5577002.',
      verified: true,
    },
  ],
  options: [
    { field: 'population', default: 'adult', absent: 'the thresholds for adults.' },
    {
      field: 'missingAsNoImprovement',
      default: false,
      absent: 'a measure that is not known leaves its range of points.',
    },
    { field: 'enzymeMultipliers', default: null, absent: 'the multiplier of each enzyme.' },
    ...ENZYME_NAMES.map((name) => ({
      field: `enzymeMultipliers.${name}`,
      default: MULTIPLIERS[name],
      absent: `${MULTIPLIERS[name]} times the upper limit.`,
    })),
  ],
  imputations: [
    {
      fields: ['*.patientGlobal', '*.haqDi', '*.enzymes', '*.extramuscularActivity'],
      warning: 'missing_as_no_improvement',
      category: 'by-value',
      reason:
        'Only with `missingAsNoImprovement: true`, as the web calculator of the NIEHS does; the criteria follow the bounds.',
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
    'The multipliers of the enzymes (15, 6, 3) are unverified in a stored text; `enzymeMultipliers` sets others.',
    'Both papers also appeared in Arthritis Rheumatol 2017;69(5); a stored copy of the paper on children carries pages and identifiers that are normally given to that on adults (unverified), so none is printed here.',
    'The order of ties among enzymes is a convention of this project. An enzyme that was not sent at baseline is not among those measured (`enzymes_not_all_measured`); one without its upper limit leaves open which is the most abnormal. Points for an enzyme that is normal at baseline count as they are (`enzyme_normal_at_baseline`): no source forbids them. Where the upper limit differs between the visits, each value is read against its own, with the warning `upper_limit_changed`.',
    'A missing measure leaves its range of points, from 0 to its greatest: a convention of this project.',
    'The web calculator of the US National Institute of Environmental Health Sciences runs with some measures missing and asks for physician global and the muscle test at least (secondary copy, incomplete). `missingAsNoImprovement` is that, and never the default.',
    'Any two visits may be compared; in trials the first is always the baseline of the trial.',
  ],
}

const levels = (minimal: number, moderate: number, major: number) => [
  { code: 'none', label: 'Less than minimal improvement', below: minimal },
  { code: 'minimal', label: 'Minimal improvement', below: moderate },
  { code: 'moderate', label: 'Moderate improvement', below: major },
  { code: 'major', label: 'Major improvement' },
]

export const POPULATIONS = ['adult', 'jdm'] as const
export type Population = (typeof POPULATIONS)[number]

/** Least score of minimal, moderate and major improvement. */
export const THRESHOLDS = {
  adult: { minimal: 20, moderate: 40, major: 60 },
  jdm: { minimal: 30, moderate: 45, major: 70 },
} as const

export const improvement = {
  adult: bandSet(
    'adult',
    'Aggarwal 2017, adults with dermatomyositis or polymyositis',
    levels(THRESHOLDS.adult.minimal, THRESHOLDS.adult.moderate, THRESHOLDS.adult.major),
  ),
  jdm: bandSet(
    'jdm',
    'Rider 2017, juvenile dermatomyositis',
    levels(THRESHOLDS.jdm.minimal, THRESHOLDS.jdm.moderate, THRESHOLDS.jdm.major),
  ),
} as const

interface Threshold {
  readonly definition: CriterionDefinition
  readonly least: number
}

const SOURCE = { adult: 'ACR/EULAR 2016, adults', jdm: 'ACR/EULAR 2016, juvenile dermatomyositis' } as const

/** In the order of the result: `adult-minimal` ... `jdm-major`; each means at least that much. */
export const thresholds: readonly Threshold[] = POPULATIONS.flatMap((population) =>
  Object.entries(THRESHOLDS[population]).map(([level, least]) => ({
    definition: {
      id: `${population}-${level}`,
      rule: `total improvement score >= ${least}`,
      source: SOURCE[population],
    },
    least,
  })),
)

export const bands: readonly BandSet[] = Object.values(improvement)

export const criteria: readonly CriterionDefinition[] = thresholds.map(({ definition }) => definition)
