import type { About } from '@activity-scores/shared/contract/instrument'
import type { BandSet } from '@activity-scores/shared/language/bands'
import type { CriterionDefinition } from '@activity-scores/shared/language/criteria'
import { activityBands, activityCriteria } from '@activity-scores/shared/measures/systemic-activity'

const SEROR_2016 = 'Seror 2016, Ann Rheum Dis 75:1945-50'

export const about: About = {
  slug: 'clinessdai',
  condition: 'sjogren',
  title: 'ClinESSDAI',
  version: '1.0.0',
  summary:
    'Clinical EULAR Sjögren’s syndrome disease activity index: systemic activity from the levels of 11 clinical domains, without the biological one, 0 to 135, and its change from an optional baseline.',
  formula: [
    '`ClinESSDAI = sum of weight * level`: constitutional 4, lymphadenopathy 4, glandular 2, articular 3, cutaneous 3, pulmonary 6, renal 6, muscular 7, peripheral nervous system 5, central nervous system 5, haematological 2.',
    'Levels as in ESSDAI, 0 to 3; constitutional and glandular 0 to 2; central nervous system 0, 2 or 3. A level that a domain does not have is refused.',
    'It is not ESSDAI minus the biological domain: the weights of the constitutional, articular, pulmonary, renal and muscular domains differ.',
    'Low below 5, moderate 5 to 13, high from 14. Minimal clinically important improvement (MCII): decrease of at least 3 points.',
    'A missing domain leaves no score but bounds (level 0 to its worst level), which may decide category and criteria.',
  ].join('\n'),
  population: 'Adults with primary Sjögren’s syndrome (Sjögren disease).',
  notFor: [
    'Comparison with ESSDAI, or criteria that ask for ESSDAI.',
    'Dryness, fatigue and pain, which it does not contain: see ESSPRI.',
    'Damage, and findings of another cause: they are level 0.',
    'Diagnosis or classification of Sjögren’s syndrome.',
  ],
  rights: null,
  citations: [
    {
      text: 'Seror R, Meiners P, Baron G, et al. Development of the ClinESSDAI: a clinical score without biological domain. A tool for biological studies. Ann Rheum Dis 2016;75:1945-50.',
      id: 'doi:10.1136/annrheumdis-2015-208504',
      verified: true,
    },
    {
      text: 'Seror R, Ravaud P, Bowman SJ, et al. EULAR Sjögren’s syndrome disease activity index: development of a consensus systemic disease activity index for primary Sjögren’s syndrome. Ann Rheum Dis 2010;69:1103-9 (erratum 2011;70:880). Domains and levels.',
      id: 'doi:10.1136/ard.2009.110619',
      verified: true,
    },
  ],
  provenance: [
    'The weights were checked in a public study document that cites the paper, not in the paper itself (unverified there); the range of 0 to 135 is computed from them. Cut-offs and MCII were checked in Table 4 of the paper.',
    'Levels of the renal, peripheral nervous and haematological domains were checked in public transcriptions of the ESSDAI only; the look-back of 4 weeks for a feature is unverified.',
    'Levels count as the assessor entered them.',
  ],
}

export const activityLevels = activityBands('clinessdai', SEROR_2016)
export const definitions = activityCriteria('ClinESSDAI', SEROR_2016, SEROR_2016)

export const bands: readonly BandSet[] = [activityLevels]

export const criteria: readonly CriterionDefinition[] = Object.values(definitions)
