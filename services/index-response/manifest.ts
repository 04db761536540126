import type { About } from '@activity-scores/shared/contract/instrument'
import { type BandSet, bandSet } from '@activity-scores/shared/language/bands'
import type { CriterionDefinition } from '@activity-scores/shared/language/criteria'

export const about: About = {
  slug: 'index-response',
  condition: 'rheumatoid-arthritis',
  title: 'CDAI and SDAI response',
  version: '2.0.0',
  summary:
    'Minor, moderate or major response in rheumatoid arthritis from the percent improvement in CDAI or SDAI between two visits, with minimal clinically important differences.',
  formula: [
    '`percent improvement = 100 * (baseline - follow-up) / baseline`; positive is better.',
    'major >= 85 %, moderate >= 70 and < 85 %, minor >= 50 and < 70 %, none < 50 %. A baseline of 0 has no percent.',
    'MCID of CDAI (Curtis 2015), by baseline: improvement >= 12 above 22, >= 6 above 10 and up to 22, >= 1 up to 10; worsening from low activity (baseline <= 10): rise >= 2.',
    'Minimal clinically important improvement (MCII, specificity 0.80, Ward 2015): CDAI >= 12, SDAI >= 13, HAQ-DI >= 0.375, patient global >= 18 mm, pain >= 20 mm.',
    'Decided on the unrounded values; percent reported with 1 decimal. Send CDAI and SDAI unrounded: a rounded one cannot be told from an unrounded one.',
  ].join('\n'),
  population: 'Adults with rheumatoid arthritis.',
  notFor: [
    'CDAI at one visit and SDAI at the other, which is refused.',
    'Disease activity at one visit: a major response can end above remission.',
    'MCID of SDAI, which the sources used here do not give.',
  ],
  rights: null,
  citations: [
    {
      text: 'Aletaha D, Martinez-Avila J, Kvien TK, Smolen JS. Definition of treatment response in rheumatoid arthritis based on the simplified and the clinical disease activity index. Ann Rheum Dis 2012;71:1190-6.',
      id: 'doi:10.1136/annrheumdis-2012-201491',
      verified: true,
    },
    {
      text: 'Curtis JR, Yang S, Chen L, et al. Determining the minimally important difference in the clinical disease activity index for improvement and worsening in early rheumatoid arthritis patients. Arthritis Care Res 2015;67:1345-53.',
      verified: false,
    },
    {
      text: 'Ward MM, Guthrie LC, Alba MI. Clinically important changes in individual and composite measures of rheumatoid arthritis activity: thresholds applicable in clinical trials. Ann Rheum Dis 2015;74:1691-6 (values of the abstract).',
      id: 'doi:10.1136/annrheumdis-2013-205079',
      verified: true,
    },
  ],
  precedences: [
    { uses: '*.cdai', insteadOf: ['*.sdai'], warning: 'index_chosen', reason: 'it needs no laboratory value.' },
    {
      uses: '*.sdai',
      insteadOf: ['*.cdai'],
      warning: 'index_chosen',
      reason: 'it answers where it alone is known at both visits.',
    },
  ],
  options: [
    { field: 'index', default: null, absent: 'the index that is known at both visits, and CDAI where both are.' },
  ],
  provenance: [
    'The 50, 70 and 85 % limits were published for SDAI and are applied to CDAI too.',
    'The abstract of Curtis 2015 prints baselines of 10-22 and below 10; that exactly 10 goes with low activity is a convention of this project. Its identifier is unverified.',
    'The MCII depends on how responsive the sample is: a later analysis of the same cohort found 5.5 to 13.8 for SDAI across treatments. The values here are those of the abstract of Ward 2015.',
    'With a visit missing, a difference that no possible value could reach is not met; a percent is never decided: a convention of this project.',
    'The MCII of DAS28 stands with the instrument eular-response.',
  ],
}

const responses = (index: string) =>
  bandSet(`${index}-response`, 'Aletaha 2012, percent improvement', [
    { code: 'none', label: 'No response', below: 50 },
    { code: 'minor', label: 'Minor response', below: 70 },
    { code: 'moderate', label: 'Moderate response', below: 85 },
    { code: 'major', label: 'Major response' },
  ])
export const cdaiResponse = responses('cdai')
export const sdaiResponse = responses('sdai')

const atLeast = (code: string, percent: number): CriterionDefinition => ({
  id: `${code}-response`,
  rule: `Improvement >= ${percent} %`,
  source: 'Aletaha 2012',
})
const CURTIS = 'Curtis 2015, Canadian Early Arthritis Cohort'

/** Least percent of each, and the criterion that asks for it. */
export const RESPONSES = [
  { percent: 50, definition: atLeast('minor', 50) },
  { percent: 70, definition: atLeast('moderate', 70) },
  { percent: 85, definition: atLeast('major', 85) },
] as const

export const mcidImprovement: CriterionDefinition = {
  id: 'mcid-improvement',
  rule: 'CDAI improvement >= 12 from a baseline > 22, >= 6 from > 10 and <= 22, >= 1 from <= 10',
  source: CURTIS,
}
export const mcidWorsening: CriterionDefinition = {
  id: 'mcid-worsening',
  rule: 'Baseline CDAI <= 10 and CDAI rise >= 2',
  source: CURTIS,
}
export const mciiWard: CriterionDefinition = {
  id: 'mcii-ward',
  rule: 'Improvement >= 12 (CDAI) or >= 13 (SDAI)',
  source: 'Ward 2015, minimal clinically important improvement at specificity 0.80',
}

export const bands: readonly BandSet[] = [cdaiResponse, sdaiResponse]

export const criteria: readonly CriterionDefinition[] = [
  ...RESPONSES.map(({ definition }) => definition),
  mcidImprovement,
  mcidWorsening,
  mciiWard,
]
