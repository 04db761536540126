import type { About } from '@activity-scores/shared/contract/instrument'
import { type BandSet, bandSet } from '@activity-scores/shared/language/bands'
import type { CriterionDefinition } from '@activity-scores/shared/language/criteria'

export const about: About = {
  slug: 'acr-response',
  condition: 'rheumatoid-arthritis',
  title: 'ACR20, ACR50 and ACR70 response',
  version: '2.0.0',
  summary:
    'Whether tender joints, swollen joints and three of five other measures of rheumatoid arthritis improved by 20, 50 or 70 % between two visits.',
  formula: [
    '`improvement = 100 * (baseline - follow-up) / baseline` for each measure; positive is better.',
    'ACR20, ACR50, ACR70: improvement >= 20, 50, 70 % in the tender and in the swollen joint count and in at least 3 of 5: pain, patient global, physician global, HAQ-DI, acute-phase reactant.',
    'A measure with a baseline of 0 cannot improve: it does not count as improved, with the warning `zero_baseline:<field>`.',
    'Acute-phase reactant: CRP, or ESR where CRP is not known at both visits; `acutePhaseReactant` asks for one of them or for the better of both (`either`).',
    'A missing measure is undetermined, neither improved nor failed; a response is decided as soon as the missing ones cannot change it.',
    'ACR-N: the smallest of both joint count improvements and the median of the five, where all seven are known. Reported with 1 decimal; decided unrounded.',
  ].join('\n'),
  population: 'Adults with rheumatoid arthritis, in trials.',
  notFor: [
    'The state reached: a patient with an ACR70 response can still have active disease.',
    'Imputing non-response for missing data: that is the trial analysis, not this instrument.',
    'Improvement of a reactant above its upper limit of normal: nothing is subtracted.',
  ],
  rights: null,
  citations: [
    {
      text: 'Felson DT, Anderson JJ, Boers M, et al. The American College of Rheumatology preliminary core set of disease activity measures for rheumatoid arthritis clinical trials. Arthritis Rheum 1993;36:729-40.',
      verified: false,
    },
    {
      text: 'Felson DT, Anderson JJ, Boers M, et al. American College of Rheumatology preliminary definition of improvement in rheumatoid arthritis. Arthritis Rheum 1995;38:727-35; reprinted by the College.',
      id: 'http://www.rheumatology.org/practice/clinical/response/205070.asp',
      verified: true,
    },
  ],
  precedences: [
    {
      uses: '*.tenderJointCount68',
      insteadOf: ['*.tenderJointCount28', '*.swollenJointCount28'],
      warning: 'full_joint_counts_used',
      reason: 'the definition was made for 68 and 66 joints.',
    },
    {
      uses: '*.swollenJointCount66',
      insteadOf: ['*.tenderJointCount28', '*.swollenJointCount28'],
      warning: 'full_joint_counts_used',
      reason: 'the definition was made for 68 and 66 joints.',
    },
    {
      uses: '*.crp',
      insteadOf: ['*.esr'],
      warning: 'crp_used',
      reason: 'ESR counts where CRP is not known at both visits.',
    },
  ],
  options: [
    { field: '*.jointCountMethod', default: 'counted', absent: 'the joints were counted.' },
    {
      field: 'jointSet',
      default: null,
      absent: '68 joints for tenderness and 66 for swelling, or the 28 where no full count is sent at either visit.',
    },
    {
      field: 'acutePhaseReactant',
      default: 'crp-else-esr',
      absent: 'CRP, or ESR where CRP is not known at both visits.',
    },
  ],
  provenance: [
    'That a measure with a baseline of 0 does not count as improved is a convention of this project.',
    'The 28-joint counts are allowed where the full counts were sent at neither visit, or where asked for, with the warning `joint_set:28`; the definition was made for 68 tender and 66 swollen joints.',
    'A 28-joint count is a bound for a full count that is missing (and the reverse), never its value: a convention of this project.',
    'A laboratory value with a comparator (`<5`) stands for every value it leaves possible; a measure counts once all of them agree.',
    'A line in mm or cm at one visit and a 0 to 10 rating at the other are two scales and are refused.',
    'The better of CRP and ESR (`either`) inflates the response, with the warning `either_reactant`.',
    'Some calculators subtract the upper limit of normal from CRP or ESR first; the ACR definition does not, nor does this instrument.',
    'The definition was verified through omeract.org, eprovide and the reprint of the College; the journal identifiers of Felson 1993 and 1995 are unverified.',
  ],
}

const FELSON = 'Felson 1995'

/** Bands of ACR-N, which is at least 20, 50 or 70 where and only where that response is met. */
export const acrResponse = bandSet('acr-response', `${FELSON}; by the highest response met`, [
  { code: 'none', label: 'No ACR20 response', below: 20 },
  { code: 'acr20', label: 'ACR20 response', below: 50 },
  { code: 'acr50', label: 'ACR50 response', below: 70 },
  { code: 'acr70', label: 'ACR70 response' },
])

const response = (percent: number): CriterionDefinition => ({
  id: `acr${percent}`,
  rule: `Improvement >= ${percent} % in the tender and the swollen joint count and in at least 3 of pain, patient global, physician global, HAQ-DI and the acute-phase reactant`,
  source: FELSON,
})

/** From the least to the greatest. */
export const LEVELS = [
  { percent: 20, definition: response(20) },
  { percent: 50, definition: response(50) },
  { percent: 70, definition: response(70) },
] as const

export const bands: readonly BandSet[] = [acrResponse]

export const criteria: readonly CriterionDefinition[] = LEVELS.map(({ definition }) => definition)
