import type { About } from '@activity-scores/shared/contract/instrument'
import { type BandSet, bandSet } from '@activity-scores/shared/language/bands'
import { type CriterionDefinition, criteriaOf } from '@activity-scores/shared/language/criteria'

export const about: About = {
  slug: 'eular-response',
  condition: 'rheumatoid-arthritis',
  title: 'EULAR response',
  version: '2.0.0',
  summary:
    'Good, moderate or no response in rheumatoid arthritis, from the improvement in DAS28 between two visits and the DAS28 reached.',
  formula: [
    '`improvement = baseline - follow-up`, in DAS28 units; positive is better. In this order:',
    'good: improvement > 1.2 and follow-up <= 3.2;',
    'none: improvement <= 0.6, or improvement <= 1.2 and follow-up > 5.1;',
    'moderate: everything else. There is no least baseline; worsening is no response.',
    'Decided on the values as sent, unrounded; the improvement is reported with 2 decimals. The row of the table that applied is in `category.set`.',
    'Minimal clinically important improvement (MCII, specificity 0.80): at least 1.2 for DAS28-ESR, 1.0 for DAS28-CRP (Ward 2015).',
  ].join('\n'),
  population: 'Adults with rheumatoid arthritis.',
  notFor: [
    'The 44-joint DAS, whose response cut-offs are 2.4 and 3.7.',
    'Two visits scored with different variants or forms of the DAS28, which are refused.',
    'Disease activity at one visit: a moderate response can end in high activity.',
  ],
  rights: null,
  citations: [
    {
      text: 'van Gestel AM, Prevoo MLL, van ’t Hof MA, et al. Development and validation of the European League Against Rheumatism response criteria for rheumatoid arthritis. Arthritis Rheum 1996;39:34-40.',
      verified: false,
    },
    {
      text: 'van Gestel AM, Haagsma CJ, van Riel PLCM. Validation of rheumatoid arthritis improvement criteria that include simplified joint counts. Arthritis Rheum 1998;41:1845-50.',
      verified: false,
    },
    {
      text: 'Fransen J, van Riel PLCM. The Disease Activity Score and the EULAR response criteria. Clin Exp Rheumatol 2005;23(Suppl 39):S93-9.',
      verified: true,
    },
    {
      text: 'Ward MM, Guthrie LC, Alba MI. Clinically important changes in individual and composite measures of rheumatoid arthritis activity: thresholds applicable in clinical trials. Ann Rheum Dis 2015;74:1691-6 (values of the abstract).',
      id: 'doi:10.1136/annrheumdis-2013-205079',
      verified: true,
    },
  ],
  precedences: [
    {
      uses: '*.das28Esr',
      insteadOf: ['*.das28Crp'],
      warning: 'variant_chosen',
      reason: 'the cut-offs are those of DAS28-ESR.',
    },
    {
      uses: '*.das28Crp',
      insteadOf: ['*.das28Esr'],
      warning: 'variant_chosen',
      reason: 'it answers where it alone is known at both visits.',
    },
  ],
  options: [
    {
      field: 'variant',
      default: null,
      absent: 'the DAS28 that is known at both visits, and that with ESR where both are.',
    },
  ],
  provenance: [
    'The table of responses was checked against a table of response criteria in Ann Rheum Dis and the source of rheumtools; the identifiers of van Gestel 1996 and 1998 are unverified.',
    'For DAS28-CRP the cut-offs of DAS28-ESR are customary and used here, with the warning `crp_variant_esr_cutoffs`.',
    'A value with at most 2 decimals is taken for a reported one: it is used as given, with the warning `rounded_input`. That the number of decimals tells is a convention of this project.',
    'With one visit missing the response is decided only where every DAS28 that the missing visit could have had gives the same one: a convention of this project.',
    'Ward 2015 does not tell the two forms of the DAS28 apart; its MCII is applied to either.',
  ],
}

const NO_RESPONSE = { code: 'none', label: 'No response' }
const MODERATE = { code: 'moderate', label: 'Moderate response' }
const GOOD = { code: 'good', label: 'Good response' }
const row = (endpoint: string) => `EULAR response criteria, improvement in DAS28 where the follow-up is ${endpoint}`

/** The rows of the response table, by the DAS28 reached: bands of the improvement. */
export const reachedLow = bandSet('eular-follow-up-low', row('at most 3.2'), [
  { ...NO_RESPONSE, upTo: 0.6 },
  { ...MODERATE, upTo: 1.2 },
  GOOD,
])
export const reachedModerate = bandSet('eular-follow-up-moderate', row('above 3.2 and at most 5.1'), [
  { ...NO_RESPONSE, upTo: 0.6 },
  MODERATE,
])
export const reachedHigh = bandSet('eular-follow-up-high', row('above 5.1'), [{ ...NO_RESPONSE, upTo: 1.2 }, MODERATE])

const define = criteriaOf('EULAR response criteria')

export const goodResponse = define('good-response', 'Improvement > 1.2 and follow-up DAS28 <= 3.2')
export const goodOrModerateResponse = define(
  'good-or-moderate-response',
  'Improvement > 0.6 and follow-up DAS28 <= 5.1, or improvement > 1.2',
)
export const mciiWard: CriterionDefinition = {
  id: 'mcii-ward',
  rule: 'Improvement >= 1.2 (DAS28-ESR) or >= 1.0 (DAS28-CRP)',
  source: 'Ward 2015, minimal clinically important improvement at specificity 0.80',
}

export const bands: readonly BandSet[] = [reachedLow, reachedModerate, reachedHigh]

export const criteria: readonly CriterionDefinition[] = [goodResponse, goodOrModerateResponse, mciiWard]
