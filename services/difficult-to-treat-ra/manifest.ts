import type { About } from '@activity-scores/shared/contract/instrument'
import type { BandSet } from '@activity-scores/shared/language/bands'
import { type CriterionDefinition, criteriaOf } from '@activity-scores/shared/language/criteria'

export const about: About = {
  slug: 'difficult-to-treat-ra',
  condition: 'rheumatoid-arthritis',
  title: 'Difficult-to-treat rheumatoid arthritis (EULAR 2021)',
  version: '2.0.0',
  summary:
    'Whether rheumatoid arthritis is difficult to treat: treatment failure, active or progressive disease, and management perceived as problematic, in three readings.',
  formula: [
    'All three of: (1) treatment failure: [(at least 2 b/tsDMARDs with different mechanisms of action failed, or the socioeconomic exception is claimed) AND csDMARDs failed] OR [csDMARDs are contraindicated AND at least 2 with different mechanisms failed]; (2) active or progressive disease, at least 1 of: DAS28-ESR > 3.2 or CDAI > 10, or where they are sent SDAI > 11 or DAS28-CRP > 3.2 (`details.activeBy` names those that meet it); signs or symptoms of active disease; glucocorticoids cannot be tapered below 7.5 mg/d; Sharp/van der Heijde score up by 5 or more in 1 year; reduced quality of life although controlled; (3) management perceived as problematic.',
    '`trial_rule` (default): different mechanisms, problematic per patient AND per physician. `eular_d2t`: different mechanisms, per patient OR per physician. `literal_reading`: any mechanism, per patient AND per physician. All are answered; where they are not in one state, `readings_disagree` and `protocol_ambiguity:A20` or `A24` say so.',
    'Inefficacy and intolerance are failures, reported apart; cost and patient wish are not, nor is inefficacy before an adequate trial: 12 weeks (`adequateTrial` `twelve-weeks`, default) or three calendar months (`three-calendar-months`). Originator and biosimilar are one agent.',
    'Unless `dmardHistoryComplete` is true, more failures are possible: too few are then undetermined. The exception is not claimed unless stated.',
    'DAS28-ESR of exactly 3.2 and CDAI of exactly 10 do not meet their item. There is no score; `status` is `computed` when the chosen `reading` is decided.',
  ].join('\n'),
  population: 'Adults with rheumatoid arthritis treated according to EULAR recommendations.',
  notFor: [
    'Choice of treatment: it describes a state and its history.',
    'Finding why treatment failed (adherence, comorbidity, wrong diagnosis), which must be considered before.',
    'Ruling out activity by DAS28-CRP or SDAI alone: they can meet the item, not deny it.',
  ],
  rights: null,
  citations: [
    {
      text: 'Nagy G, Roodenrijs NMT, Welsing PMJ, et al. EULAR definition of difficult-to-treat rheumatoid arthritis. Ann Rheum Dis 2021;80:31-5.',
      id: 'doi:10.1136/annrheumdis-2020-217344',
      verified: true,
    },
    {
      text: 'ClinicalTrials.gov NCT06464679, rheumatoid arthritis arm.',
      id: 'https://clinicaltrials.gov/study/NCT06464679',
      verified: true,
    },
  ],
  precedences: (['sdai', 'das28Crp'] as const).map((uses) => ({
    uses,
    insteadOf: ['das28Esr', 'cdai'],
    warning: 'activity_by_other_index',
    reason: 'another validated index counts where it is sent, and nobody is asked for it.',
  })),
  options: [
    { field: 'reading', default: 'trial_rule', absent: 'different mechanisms, and both patient and physician.' },
    { field: 'adequateTrial', default: 'twelve-weeks', absent: '84 days are an adequate trial.' },
    {
      field: 'btsdmardRestrictedSocioeconomic',
      default: false,
      absent: 'the exception is not claimed; it must be.',
    },
    {
      field: 'failedBtsdmards.*.reason',
      default: null,
      absent: 'the agent failed, as the list says, unless it was given for too short a time.',
    },
    {
      field: 'failedBtsdmards.*.duration',
      default: null,
      absent: 'the agent failed, as the list says; `adequate_trial_not_verified` where inefficacy would need a time.',
    },
  ],
  completeLists: [
    {
      list: 'failedBtsdmards',
      where: { field: 'dmardHistoryComplete', is: true },
      reason: 'A complete history names every agent that failed.',
    },
  ],
  provenance: [
    'The wording of the footnotes on restricted access and on contraindicated csDMARDs was not checked in a stored page (unverified); the trial repeats both.',
    'A19: "if three of the above criteria are met" is read as all three criteria; three of the five sub-items is answered as `three-of-five-items`, and `protocol_ambiguity:A19` is added where both are decided and differ.',
    'A20: different mechanisms are demanded in both clauses. A21: the exception waives the number of b/tsDMARDs, not the failure of csDMARDs. A22: "despite failure" is read as "after failure". A24: patient and physician, as the trial says. A25: the trial announces five items and prints six; reduced quality of life cannot stand with active disease, which is harmless since one item suffices.',
    'A23: at least 3 months before inefficacy is a failure, unless stopped for intolerance, is a convention of this project. Trials count in weeks, so that 12 weeks (84 days) are enough; as calendar months, 89 to 91 days leave it open. Where the readings count an agent otherwise, `protocol_ambiguity:A23`. An agent sent as failed without duration is counted, with the warning `adequate_trial_not_verified`; a short one without a reason may be a failure or not.',
    'The agents and their mechanisms are general pharmacological knowledge (unverified in a stored source). An agent that is not listed is `other` with its mechanism; two of them that could be one are counted as one or two.',
    'Signs or symptoms, tapering, radiographic progression and quality of life are findings that come in as stated; nothing is proposed from laboratory values.',
    'SDAI and DAS28-CRP are further validated indices with joint counts: above their cut-offs they meet the item, with `activity_by_other_index` where DAS28-ESR and CDAI do not; below, or not sent, they decide nothing. That DAS28-CRP has the cut-off of DAS28-ESR is customary.',
    'A DAS28 with at most 2 decimals is taken for a reported one: it is used as given, with the warning `rounded_input`. That the number of decimals tells is a convention of this project.',
  ],
}

const defineByEular = criteriaOf('EULAR 2021')
const defineByTrial = criteriaOf('NCT06464679')

/** In the order of the result. */
export const definitions = {
  treatmentFailure: defineByEular(
    'treatment-failure',
    '[(>= 2 b/tsDMARDs with different mechanisms failed OR exception claimed) AND csDMARDs failed] OR [csDMARDs contraindicated AND >= 2 b/tsDMARDs with different mechanisms failed]',
  ),
  treatmentFailureLiteral: defineByTrial(
    'treatment-failure-literal',
    'treatment-failure with >= 2 b/tsDMARDs of any mechanism',
  ),
  problematicBoth: defineByTrial('problematic-both', 'problematic per patient AND per physician'),
  problematicEither: defineByEular('problematic-either', 'problematic per patient OR per physician'),
  activity: defineByEular('activity', 'DAS28-ESR > 3.2 OR CDAI > 10, OR, where sent, SDAI > 11 OR DAS28-CRP > 3.2'),
  signsOrSymptoms: defineByEular('signs-or-symptoms', 'signs or symptoms of active disease'),
  unableToTaper: defineByEular(
    'unable-to-taper',
    'glucocorticoids cannot be tapered below 7.5 mg/d prednisone equivalent',
  ),
  radiographic: defineByEular('rapid-radiographic-progression', 'Sharp/van der Heijde score: change >= 5 in 1 year'),
  qualityOfLife: defineByEular('reduced-quality-of-life', 'reduced quality of life although well controlled'),
  activeOrProgressive: defineByEular('active-or-progressive', 'at least 1 of the five items'),
  threeOfFive: criteriaOf('NCT06464679, another reading (A19)')('three-of-five-items', 'at least 3 of the five items'),
  trialRule: defineByTrial('trial-rule', 'treatment-failure AND problematic-both AND active-or-progressive'),
  eularD2t: defineByEular('eular-d2t', 'treatment-failure AND problematic-either AND active-or-progressive'),
  literalReading: defineByTrial(
    'literal-reading',
    'treatment-failure-literal AND problematic-both AND active-or-progressive',
  ),
} as const

export const bands: readonly BandSet[] = []

export const criteria: readonly CriterionDefinition[] = Object.values(definitions)
