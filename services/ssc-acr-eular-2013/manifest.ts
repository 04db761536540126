import type { About } from '@activity-scores/shared/contract/instrument'
import type { BandSet } from '@activity-scores/shared/language/bands'
import { type CriterionDefinition, criteriaOf } from '@activity-scores/shared/language/criteria'

export const about: About = {
  slug: 'ssc-acr-eular-2013',
  condition: 'systemic-sclerosis',
  title: 'ACR/EULAR 2013 classification of systemic sclerosis',
  version: '1.0.0',
  summary:
    'Whether a patient is classified as having systemic sclerosis: points for skin, fingertips, telangiectasia, nailfold capillaries, lungs, Raynaud’s phenomenon and antibodies, at least 9.',
  formula: [
    'Points, of each category the highest item only: skin thickening of the fingers of both hands proximal to the MCP joints 9 (sufficient), sclerodactyly 4, puffy fingers 2; fingertip pitting scars 3, digital tip ulcers 2; telangiectasia 2; abnormal nailfold capillaries 2; pulmonary arterial hypertension and/or interstitial lung disease 2; Raynaud’s phenomenon 3; anticentromere, anti-Scl-70 or anti-RNA polymerase III antibody 3.',
    'Classified: the criteria apply AND at least 9 points. The greatest total is 24.',
    'The criteria do not apply where skin thickening spares the fingers, or where a scleroderma-like disorder explains the findings better.',
    'Items count whenever they occurred. Pulmonary arterial hypertension is by right heart catheterisation; interstitial lung disease by fibrosis on HRCT or radiograph, or by Velcro crackles.',
    'What is missing leaves bounds, which may decide; `status` is `computed` when the score has one value.',
  ].join('\n'),
  population: 'Adults with a finding that suggests systemic sclerosis.',
  notFor: [
    'Diagnosis: the criteria classify patients for studies.',
    'Disease activity or severity: a higher total is no worse disease.',
    'Scleroderma-like disorders (nephrogenic systemic fibrosis, morphoea, eosinophilic fasciitis, graft-versus-host disease and others), to which the criteria do not apply.',
  ],
  rights: null,
  citations: [
    {
      text: 'van den Hoogen F, Khanna D, Fransen J, et al. 2013 classification criteria for systemic sclerosis: an American College of Rheumatology/European League Against Rheumatism collaborative initiative. Arthritis Rheum 2013;65:2737-47. PMID 24122180, PMC3930146.',
      id: 'doi:10.1002/art.38098',
      verified: true,
    },
    {
      text: 'The same in Ann Rheum Dis 2013;72:1747-55. The article was checked, its identifier in other bibliographies only.',
      id: 'doi:10.1136/annrheumdis-2013-204424',
      verified: false,
    },
  ],
  provenance: [
    'The 9-point item is taken as the top of the skin category, so that the greatest total is 24; adding 9, 4 and 2 would never change the class (a convention of this project).',
    'Secondary tables drop the 4 points of sclerodactyly, give ulcers and scars the same 2, or add both fingertip items; here the highest item of a category counts alone.',
    'The list of scleroderma-like disorders is by way of example and was not checked item by item (unverified).',
    'A finding that was not looked for is unknown and never absent; a classification that hinges on it is undetermined (a convention of this project).',
  ],
}

const define = criteriaOf('ACR/EULAR 2013')

export const definitions = {
  sufficient: define(
    'sufficient-item',
    'skin thickening of the fingers of both hands extending proximal to the MCP joints',
  ),
  lung: define('pah-or-ild', 'pulmonary arterial hypertension OR interstitial lung disease'),
  antibody: define('ssc-autoantibody', 'anticentromere OR anti-Scl-70 OR anti-RNA polymerase III antibody'),
  applicable: define('applicable', 'NOT (fingers spared OR better explained by a scleroderma-like disorder)'),
  score: define('score-at-least-9', 'score >= 9 of 24'),
  classified: define('classified', 'applicable AND score >= 9 of 24'),
} as const

export const bands: readonly BandSet[] = []

export const criteria: readonly CriterionDefinition[] = Object.values(definitions)
