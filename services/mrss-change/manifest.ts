import type { About } from '@activity-scores/shared/contract/instrument'
import type { BandSet } from '@activity-scores/shared/language/bands'
import { type CriterionDefinition, criteriaOf } from '@activity-scores/shared/language/criteria'

export const about: About = {
  slug: 'mrss-change',
  condition: 'systemic-sclerosis',
  title: 'Change of the modified Rodnan skin score',
  version: '2.0.0',
  summary:
    'Change of skin thickening in systemic sclerosis between two visits, in units and in percent of the baseline, and whether it is progression or improvement by the trial, by EUSTAR and by the minimal clinically important difference.',
  formula: [
    '`absoluteChange = follow-up - baseline` in units; `percentChange = 100 * (follow-up - baseline) / baseline`. Positive is worse.',
    'A total is the sum of 17 sites graded 0 to 3 (0 to 51). With sites missing it is a range, and each criterion is decided where every possible pair of totals gives the same answer.',
    'Trial progression: percent change > 10. EUSTAR progression: change > 5 units and >= 25 %; EUSTAR improvement: decrease > 5 units and >= 25 %.',
    'Improvement by MCID: decrease of at least 3 or 4 units (all patients), 5 units (diffuse cutaneous).',
    'Baseline 0: no percent. Without a rise nothing is progression; with a rise the trial rule is undetermined (`percent_undefined_baseline_zero`), the EUSTAR rule is not met up to 5 units and undetermined above.',
    'Change in whole units, percent with 1 decimal.',
  ].join('\n'),
  population:
    'Adults with systemic sclerosis. The EUSTAR definitions were derived in diffuse cutaneous disease with a baseline of at least 7 and a second visit 12 months later (± 2 or ± 3 months).',
  notFor: [
    'Scores on other site lists, such as the 22-site score of 0 to 66 or one grade for the fingers of both hands.',
    'A change within examiner error: a rise of 1 or 2 units is below every minimal clinically important difference, although from a baseline below 10 a rise of 1 is already more than 10 %.',
    'Severity classes: none were published with the score.',
  ],
  rights: null,
  citations: [
    {
      text: 'Khanna D, Furst DE, Clements PJ, et al. Standardization of the modified Rodnan skin score for use in clinical trials of systemic sclerosis. J Scleroderma Relat Disord 2017;2:11-8.',
      id: 'doi:10.5301/jsrd.5000231',
      verified: true,
    },
    {
      text: 'Khanna D, et al. Minimal clinically important differences of the modified Rodnan skin score. Arthritis Res Ther 2019;21 (s13075-019-1809-y).',
      id: 'doi:10.1186/s13075-019-1809-y',
      verified: true,
    },
    {
      text: 'Maurer B, Graf N, Michel BA, et al. Prediction of worsening of skin fibrosis in patients with diffuse cutaneous systemic sclerosis using the EUSTAR database. Ann Rheum Dis 2015;74:1124-31. The statement was checked, the identifier was not.',
      id: 'doi:10.1136/annrheumdis-2014-205226',
      verified: false,
    },
    {
      text: 'Dobrota R, Maurer B, Graf N, et al. Prediction of improvement in skin fibrosis in diffuse cutaneous systemic sclerosis: a EUSTAR analysis. Ann Rheum Dis 2016. PMID 27016052.',
      id: 'doi:10.1136/annrheumdis-2015-208024',
      verified: true,
    },
    {
      text: 'Wu W, Jordan S, Graf N, et al. Progressive skin fibrosis is associated with a decline in lung function and worse survival in patients with diffuse cutaneous systemic sclerosis in the EUSTAR cohort. Ann Rheum Dis 2019;78:648-56.',
      verified: true,
    },
  ],
  provenance: [
    'The trial says "increase in mRSS > 10%"; it is read as percent of the baseline, strict. No publication was found that defines skin progression so.',
    'The trial states no window, so none is applied here; a sister protocol (NCT06414135) asks for a rise of at least 3 units within 6 months.',
    'The states at a baseline of 0, no imputation or mirroring of sites, and `changeBelowMcid` (0 < change < 3) are conventions of this project.',
    '`outsideDerivationPopulation` judges what the request holds: baseline of at least 7, and an interval of 12 ± 3 calendar months, the first and the last day included. The subset of the disease is not asked; whether it is diffuse cutaneous is for the reader to know.',
    'Wording of the grades and the list of sites were checked in secondary copies only (grade 2: unverified).',
  ],
}

const defineMcid = criteriaOf('Khanna 2019, minimal clinically important difference')

export const trialSkinProgression: CriterionDefinition = {
  id: 'trial-skin-progression',
  rule: 'mRSS rise > 10 % of baseline',
  source: 'NCT06464679',
}
export const eustarSkinProgression: CriterionDefinition = {
  id: 'eustar-skin-progression',
  rule: 'mRSS rise > 5 units and >= 25 % of baseline',
  source: 'EUSTAR (Maurer 2015, Wu 2019)',
}
export const eustarSkinImprovement: CriterionDefinition = {
  id: 'eustar-skin-improvement',
  rule: 'mRSS decrease > 5 units and >= 25 % of baseline',
  source: 'EUSTAR (Dobrota 2016)',
}
export const mcidImprovement3 = defineMcid('mcid-improvement-3-units', 'mRSS decrease >= 3 units')
export const mcidImprovement4 = defineMcid('mcid-improvement-4-units', 'mRSS decrease >= 4 units')
export const mcidImprovement5 = defineMcid(
  'mcid-improvement-5-units-dcssc',
  'mRSS decrease >= 5 units, in diffuse cutaneous systemic sclerosis',
)

export const bands: readonly BandSet[] = []

export const criteria: readonly CriterionDefinition[] = [
  trialSkinProgression,
  eustarSkinProgression,
  eustarSkinImprovement,
  mcidImprovement3,
  mcidImprovement4,
  mcidImprovement5,
]
