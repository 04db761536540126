import type { About } from '@activity-scores/shared/contract/instrument'
import type { BandSet } from '@activity-scores/shared/language/bands'
import type { CriterionDefinition } from '@activity-scores/shared/language/criteria'
import { activityBands, activityCriteria } from '@activity-scores/shared/measures/systemic-activity'

const SEROR_2016 = 'Seror 2016, Ann Rheum Dis 75:382-9'

export const about: About = {
  slug: 'essdai',
  condition: 'sjogren',
  title: 'ESSDAI',
  version: '1.1.0',
  summary:
    'EULAR Sjögren’s syndrome disease activity index: systemic activity from the levels of 12 organ domains, 0 to 123, and its change from an optional baseline.',
  formula: [
    '`ESSDAI = sum of weight * level`: constitutional 3, lymphadenopathy 4, glandular 2, articular 2, cutaneous 3, pulmonary 5, renal 5, muscular 6, peripheral nervous system 5, central nervous system 5, haematological 2, biological 1.',
    'Levels 0 to 3; constitutional, glandular and biological 0 to 2; central nervous system 0, 2 or 3. A level that a domain does not have is refused.',
    'Low below 5, moderate 5 to 13, high from 14. Minimal clinically important improvement (MCII): decrease of at least 3 points.',
    'A missing domain leaves no score but bounds (level 0 to its worst level), which may decide category and criteria.',
    'Laboratory results, where their cause is stated to be the disease, propose the level that they reach at least; they never enter the score. Neutrophils (10*9/L) < 1.5 level 1, <= 1.0 level 2, < 0.5 level 3; haemoglobin (g/L) < 120, <= 100, < 80; platelets (10*9/L) < 150, <= 100, < 50; lymphocytes (10*9/L) < 1.0, <= 0.5, no level 3; IgG (g/L) >= 16, > 20; proteinuria (g/d) >= 0.5, > 1, > 1.5.',
  ].join('\n'),
  population: 'Adults with primary Sjögren’s syndrome (Sjögren disease).',
  notFor: [
    'Dryness, fatigue and pain, which it does not contain: see ESSPRI.',
    'Damage, and findings of another cause: they are level 0.',
    'Diagnosis or classification of Sjögren’s syndrome.',
    'Comparison with ClinESSDAI, whose weights differ in five domains.',
  ],
  rights: null,
  citations: [
    {
      text: 'Seror R, Ravaud P, Bowman SJ, et al. EULAR Sjögren’s syndrome disease activity index: development of a consensus systemic disease activity index for primary Sjögren’s syndrome. Ann Rheum Dis 2010;69:1103-9 (erratum 2011;70:880).',
      id: 'doi:10.1136/ard.2009.110619',
      verified: true,
    },
    {
      text: 'Seror R, Bowman SJ, Brito-Zeron P, et al. EULAR Sjögren’s syndrome disease activity index (ESSDAI): a user guide. RMD Open 2015;1:e000022. Its identifier was not checked.',
      verified: false,
    },
    {
      text: 'Seror R, Bootsma H, Saraux A, et al. Defining disease activity states and clinically meaningful improvement in primary Sjögren’s syndrome with EULAR primary Sjögren’s syndrome disease activity (ESSDAI) and patient-reported indexes (ESSPRI). Ann Rheum Dis 2016;75:382-9. The statements were checked in its abstract, the identifier was not.',
      verified: false,
    },
  ],
  provenance: [
    'Weights of the first domains and the levels of the central nervous system were checked in tables of the journal; renal, peripheral nervous, haematological and biological domains and their laboratory limits in public transcriptions only (unverified in the paper). The greatest total of 123 confirms the weights.',
    'The look-back of 4 weeks for a feature is unverified; the assessor applies it.',
    'The edges of proteinuria are not stated in the source: 0.5 to 1 g/d is level 1, above 1 to 1.5 level 2, above 1.5 level 3 by a convention of this project.',
    'Levels count as the assessor entered them. A laboratory result proposes a level only where its cause is stated to be the disease; IgG below 5 g/L is level 2 only when recent, so it is left open.',
    'Some guidance does not call a score of the biological domain alone low activity; the category stays, with the warning `biological_domain_only`.',
  ],
}

export const activityLevels = activityBands('essdai', SEROR_2016)
export const definitions = activityCriteria('ESSDAI', 'NCT06464679', SEROR_2016)

export const bands: readonly BandSet[] = [activityLevels]

export const criteria: readonly CriterionDefinition[] = Object.values(definitions)
