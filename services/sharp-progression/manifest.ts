import type { About } from '@activity-scores/shared/contract/instrument'
import type { BandSet } from '@activity-scores/shared/language/bands'
import type { CriterionDefinition } from '@activity-scores/shared/language/criteria'

export const about: About = {
  slug: 'sharp-progression',
  condition: 'rheumatoid-arthritis',
  title: 'Radiographic progression by the Sharp/van der Heijde score',
  version: '1.0.0',
  summary:
    'Change of the total Sharp/van der Heijde score of hands and feet between two readings, in points and a year, and whether it is rapid: 5 points or more in one year.',
  formula: [
    '`change = follow-up - baseline` (score); `annualised = change / years`, `years = days / 365.25` rounded to 2 decimals. Positive is worse, negative is legal.',
    '305 to 427 days (12 ± 2 months): rapid if the change is >= 5, else not.',
    'Fewer days: rapid if the change is already >= 5, else undetermined (`interval_short_of_1_year`, reason and warning).',
    'More days: rapid if the annualised change is >= 5, else not; assumes linear progression (`annualised_from_longer_interval`).',
    'Change and annualised change are shown with 1 decimal; the criterion takes the unrounded ones. A missing total is taken over 0 to 448, and the criterion is decided where all of that agrees.',
  ].join('\n'),
  population: 'Adults with rheumatoid arthritis, hands and feet read by the same readers in the same order.',
  notFor: [
    'Scores of hands or feet alone, and other methods (Larsen, SENS, Genant): refused.',
    'Readings by different readers or in another order, whose difference is not a change: refused.',
    'Progression of a single patient within reading error: the 5 points are a definition, not a smallest detectable change.',
  ],
  rights: null,
  citations: [
    {
      text: 'Nagy G, Roodenrijs NMT, Welsing PM, et al. EULAR definition of difficult-to-treat rheumatoid arthritis. Ann Rheum Dis 2021;80:31-5 (5 points in 1 year).',
      id: 'doi:10.1136/annrheumdis-2020-217344',
      verified: true,
    },
    {
      text: 'Hulsmans HMJ, et al. Arthritis Rheum 2000;43:1927-40. PMID 11014342 (range of the score).',
      verified: true,
    },
  ],
  provenance: [
    'The windows (305 to 427 days), and how shorter and longer intervals are decided, are conventions of this project; so is rounding years to 2 decimals.',
    'The range of 0 to 448 and the maxima of erosions are verified; 168 for joint-space narrowing is by subtraction.',
  ],
}

export const rapidProgression: CriterionDefinition = {
  id: 'rapid-radiographic-progression',
  rule: 'Sharp/van der Heijde score: rise >= 5 points in 1 year',
  source: 'EULAR definition of difficult-to-treat RA',
}

export const bands: readonly BandSet[] = []

export const criteria: readonly CriterionDefinition[] = [rapidProgression]
