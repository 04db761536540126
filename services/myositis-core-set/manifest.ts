import type { About } from '@activity-scores/shared/contract/instrument'
import type { BandSet } from '@activity-scores/shared/language/bands'
import { type CriterionDefinition, criteriaOf } from '@activity-scores/shared/language/criteria'

export const about: About = {
  slug: 'myositis-core-set',
  condition: 'myositis',
  title: 'Myositis core set measures and the activity rule of NCT06464679',
  version: '2.0.0',
  summary:
    'The six IMACS core set measures of myositis activity at one visit, which of them are abnormal, and whether the muscle disease is active by the rule of the trial.',
  formula: [
    'Gate: bilateral MMT-8 < 142 of 150. Measures: physician global >= 2.0 cm, patient global >= 2.0 cm, extramuscular activity >= 2.0 cm, HAQ-DI >= 0.25, any muscle enzyme >= 1.5 times its upper limit of normal.',
    '`activity-rule` = gate AND at least 2 of the 5 measures. `trial-criterion` = NOT `muscleInvolvement` OR `activity-rule`.',
    'Enzymes are met as soon as one ratio reaches 1.5, and not met if none of those that were sent reaches it, each with its limit. One without its limit leaves the measure open; one that was not sent is not among those measured, and an answer on fewer than five says so (`enzymes_not_all_measured`). The ratio is value / upperLimit in the one unit sent.',
    'An MMT-8 or a HAQ that is incomplete (a list of aids or of help that is not sent is missing, not empty), a unilateral MMT-8 and an enzyme with a comparator count as the range that they leave possible.',
    'There is no total: `score` and `category` are null. `status` is `computed` when `trial-criterion` is decided.',
  ].join('\n'),
  population: 'Adults with idiopathic inflammatory myopathy.',
  notFor: [
    'Response to treatment over time: that compares two visits (total improvement score, IMACS improvement).',
    'A unilateral MMT-8 in `mmt8Bilateral`: its full strength of 80 would read as weak. Send it as `mmt8`.',
    'Disability or enzymes from another cause, which the rule does not tell apart.',
  ],
  changes: ['myositis-tis', 'imacs-improvement'].map((by) => ({
    by,
    sent: ['mmt8Bilateral', 'physicianGlobal', 'patientGlobal', 'extramuscularActivity', 'haqDi', 'enzymes'],
  })),
  rights:
    'HAQ, MMT-8 and the scales of the MDAAT may need a licence or permission, which users must hold. No form text is shipped here.',
  citations: [
    {
      text: 'ClinicalTrials.gov NCT06464679, inclusion criterion 2 of the idiopathic inflammatory myopathy arm.',
      id: 'https://clinicaltrials.gov/study/NCT06464679',
      verified: true,
    },
    {
      text: 'ProDERM, whose entry rule (MMT-8 below 142 and at least 2 other abnormal core set measures) the trial follows. Arthritis Res Ther (s13075-023-03232-2).',
      id: 'doi:10.1186/s13075-023-03232-2',
      verified: true,
    },
    {
      text: 'International Myositis Assessment and Clinical Studies Group (IMACS), core set measures, pages of the US National Institute of Environmental Health Sciences.',
      verified: true,
    },
    {
      text: 'Rider LG, Giannini EH, Brunner HI, et al. International consensus on preliminary definitions of improvement in adult and juvenile myositis. Arthritis Rheum 2004;50:2281-90.',
      id: 'doi:10.1002/art.20349',
      verified: false,
    },
  ],
  precedences: [
    {
      uses: 'haq',
      insteadOf: ['haqDi'],
      warning: 'rounded_input',
      reason: 'the score of the answers is not rounded.',
    },
  ],
  completeLists: [
    {
      list: 'enzymes',
      warning: 'enzymes_not_all_measured',
      reason: 'The measure is the most abnormal of the enzymes measured (IMACS); one that is not sent is none of them.',
    },
    { list: 'haq.aids', reason: 'The form lists the aids that are used.' },
    { list: 'haq.help', reason: 'The form lists the categories with help.' },
  ],
  imputations: [
    ...(['items_missing', 'categories_missing'] as const).map((warning) => ({
      fields: ['haq.items.*'],
      warning,
      category: 'by-bounds' as const,
      reason: 'The score of the questionnaire passes over them; the criterion does not.',
    })),
    ...(['aids', 'help'] as const).map((list) => ({
      fields: [`haq.${list}`],
      warning: `${list}_not_stated`,
      category: 'by-bounds' as const,
      reason: 'The score of the questionnaire is then that without its ticks; the criterion is open to them.',
    })),
  ],
  provenance: [
    'The trial names physician global, patient global and extramuscular activity in one phrase; its "five core measurements" make them three items, so that five are counted and MMT-8 is the gate beside them.',
    '"At least 2 points" is read as cm of a 10 cm scale, "total HAQ score" as HAQ-DI, "1.5 times" as at least 1.5 times the upper limit of normal of any one enzyme. Another protocol (NCT04044690) prints MMT-8 at most 142.',
    'Muscle involvement is the statement of the investigator. Unknown involvement with the activity rule met is still met.',
    'The enzyme of the core set is the most abnormal of those measured (IMACS): one that was not sent is none of them. One that was sent without its upper limit was measured and cannot be read, so that it leaves open what no other enzyme decides.',
    'A total that is sent beside grades or answers that leave it open is used, with a warning; a bilateral total equal to the unilateral one of the same request is refused. Both are conventions of this project.',
    'In ProDERM the cut-off of patient global was checked; those of the other four measures were not (unverified).',
    'No bands are published, so `category` is always null.',
  ],
}

const define = criteriaOf('NCT06464679')

/** In the order of the result: the gate, the five measures, and what follows from them. */
export const definitions = {
  mmt8: define('mmt8-below-142', 'bilateral MMT-8 < 142 of 150'),
  physicianGlobal: define('physician-global', 'physician global activity >= 2.0 cm'),
  patientGlobal: define('patient-global', 'patient global activity >= 2.0 cm'),
  extramuscularActivity: define('extramuscular-activity', 'extramuscular activity >= 2.0 cm'),
  haqDi: define('haq-di', 'HAQ-DI >= 0.25'),
  muscleEnzyme: define('muscle-enzyme', 'any muscle enzyme >= 1.5 times its upper limit of normal'),
  atLeastTwo: define('at-least-two-abnormal', 'at least 2 of the 5 measures beside MMT-8 are abnormal'),
  activityRule: define('activity-rule', 'bilateral MMT-8 < 142 of 150 AND at least 2 of the 5 measures abnormal'),
  trialCriterion: define('trial-criterion', 'NOT muscle involvement OR activity-rule'),
} as const

export const bands: readonly BandSet[] = []

export const criteria: readonly CriterionDefinition[] = Object.values(definitions)
