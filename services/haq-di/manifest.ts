import type { About } from '@activity-scores/shared/contract/instrument'
import { type BandSet, bandSet } from '@activity-scores/shared/language/bands'
import type { CriterionDefinition } from '@activity-scores/shared/language/criteria'
import { MCID, MCII } from './formula.js'

export const about: About = {
  slug: 'haq-di',
  condition: 'rheumatoid-arthritis',
  title: 'HAQ-DI',
  version: '2.0.0',
  summary:
    'Disability index of the Health Assessment Questionnaire: self-reported difficulty over the past week in 8 categories of daily activity, 0 (none) to 3 (unable).',
  formula: [
    '1. Category score: the highest answered item of the category; a category is missing only if all of its items are.',
    '2. Standard score (default): an aid or help ticked for a category raises a score of 0 or 1 to 2; 2 and 3 stay, and both together raise once. The alternative score leaves this step out.',
    '3. HAQ-DI: sum of the category scores / number of answered categories, of which at least 6 of 8 are needed.',
    '',
    'Reported with 3 decimals; range 0 to 3. `nearestEighth` is for display only. The bounds cover every way of answering the open items, up to two categories left open included, and the ticks of a list that was not sent. The band is that of the score (`items_missing` and `categories_missing` say what it passes over); without a score, or with a list of ticks not sent, that of the bounds.',
    `Change, not computed here: minimal clinically important difference ${MCID} (the smallest change on the grid of eighths that reaches it is 0.25), minimal clinically important improvement ${MCII}.`,
  ].join('\n'),
  population: 'Adults with rheumatoid arthritis; also used in myositis and other rheumatic diseases.',
  notFor: [
    'The MHAQ (8 items; scores 0.3 to 0.4 lower), MDHAQ, HAQ-II, CHAQ or Improved HAQ (0 to 100), which are other scales.',
    'Disease activity: the score also holds damage, age and other illness.',
    'Aids outside the list, until a reviewer has assigned them to a category.',
  ],
  provides: [{ from: 'score.value', fills: ['haqDi', 'followUp.haqDi'] }],
  rights:
    'The HAQ carries a Stanford University copyright notice. Item ids and own short labels only are shipped here; to hand out the questionnaire, obtain the form and permission from its owner.',
  citations: [
    {
      text: 'Fries JF, Spitz P, Kraines RG, Holman HR. Measurement of patient outcome in arthritis. Arthritis Rheum 1980;23:137-45.',
      id: 'doi:10.1002/art.1780230202',
      verified: false,
    },
    {
      text: 'Bruce B, Fries JF. The Stanford Health Assessment Questionnaire: dimensions and practical applications. Health Qual Life Outcomes 2003;1:20. PMID 12831398.',
      id: 'doi:10.1186/1477-7525-1-20',
      verified: true,
    },
    { text: 'LOINC 75874-8, Total score [HAQ-DI]: definition of steps 1 to 3.', id: 'loinc:75874-8', verified: true },
    {
      text: 'Ward MM, Guthrie LC, Alba MI. Clinically important changes in individual and composite measures of rheumatoid arthritis activity. Ann Rheum Dis 2015;74:1691-6.',
      id: 'doi:10.1136/annrheumdis-2013-205079',
      verified: true,
    },
    {
      text: 'Minimal clinically important difference of 0.22: Arthritis Res Ther 2021, article s13075-021-02591-y.',
      id: 'doi:10.1186/s13075-021-02591-y',
      verified: true,
    },
    {
      text: 'Pope JE, Khanna D, Norrie D, Ouimet JM. J Rheumatol 2009: the minimally important difference in practice is smaller, mean -0.09 for "somewhat improved".',
      id: 'doi:10.3899/jrheum.080479',
      verified: true,
    },
  ],
  completeLists: [
    { list: 'aids', reason: 'The form lists the aids that are used.' },
    { list: 'help', reason: 'The form lists the categories with help.' },
  ],
  imputations: [
    {
      fields: ['items.*'],
      warning: 'items_missing',
      category: 'by-value',
      reason: 'The highest answered item of a category is its score.',
    },
    {
      fields: ['items.*'],
      warning: 'categories_missing',
      category: 'by-value',
      reason: 'The index is the mean of the answered categories, of which 6 of 8 are enough.',
    },
    {
      fields: ['aids'],
      warning: 'aids_not_stated',
      category: 'by-bounds',
      reason: 'The score is then that without aids, and the bounds hold what they can make of it.',
    },
    {
      fields: ['help'],
      warning: 'help_not_stated',
      category: 'by-bounds',
      reason: 'The score is then that without help, and the bounds hold what it can make of it.',
    },
  ],
  provenance: [
    'The bands (0 to 1, 1 to 2, 2 to 3) are those of Bruce and Fries 2003, unverified in a copy of the paper; that a limit belongs to the lower band is a convention of this project.',
    'An aid or help ticked for an unanswered category is ignored: a convention of this project, unverified. The warning `categories_missing` names such a tick.',
    'A list of aids or of help that is absent or null is missing, not empty: the standard score is then that without its ticks, with the warning `aids_not_stated` or `help_not_stated`, bounds up to what ticks can make of it, and a category only where the bounds agree: a convention of this project, unverified. The alternative score does not depend on it.',
    'Which aid counts for which category follows the CLINHAQ scoring sheet; the names of the devices are our own.',
    'Both trial definitions of normal function are given: below 0.5 (ORAL Strategy analysis) and at most 0.5 (ACR/EULAR 2022).',
    'That the highest answered item stands for the unanswered ones of its category, and the answered categories for up to two without an answer, is the rule of the index; the bounds show what the others could make of it: the latter a convention of this project.',
    'Not computable lists every unanswered item as missing; answering one in each of enough categories is sufficient.',
  ],
}

/** Exactly 1 and exactly 2 belong to the lower band. */
export const severity = bandSet('bruce-fries-2003', 'Bruce and Fries 2003 (unverified); inclusivity of this project', [
  { code: 'mild_to_moderate', label: 'Mild to moderate difficulty', upTo: 1 },
  { code: 'moderate_to_severe', label: 'Moderate to severe disability', upTo: 2 },
  { code: 'severe_to_very_severe', label: 'Severe to very severe disability' },
])

export const bands: readonly BandSet[] = [severity]

export const criteria: readonly CriterionDefinition[] = []
