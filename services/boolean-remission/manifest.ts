import type { About } from '@activity-scores/shared/contract/instrument'
import type { BandSet } from '@activity-scores/shared/language/bands'
import { type CriterionDefinition, criteriaOf } from '@activity-scores/shared/language/criteria'

export const about: About = {
  slug: 'boolean-remission',
  condition: 'rheumatoid-arthritis',
  title: 'ACR/EULAR Boolean remission of rheumatoid arthritis',
  version: '2.0.0',
  summary:
    'Remission of rheumatoid arthritis by the Boolean definitions of 2011 and 2022 (2.0), each with and without CRP, and by SDAI and CDAI where these are sent.',
  formula: [
    'Boolean 2011: tender joints <= 1, swollen joints <= 1, CRP <= 1 mg/dL (10 mg/L) and patient global <= 1 on 0 to 10, all at the same visit.',
    'Boolean 2.0 (2022): the same with patient global <= 2. The variants for clinical practice leave CRP out.',
    'Index-based: SDAI <= 3.3, or CDAI <= 2.8 without CRP; decided where `sdai` or `cdai` is sent.',
    'Strong Kleene AND: one failing item decides although another is missing; what is missing otherwise leaves the definition undetermined.',
    '28-joint counts are allowed; ankles and forefeet are better included, so the 68 and 66 joint counts decide where they are sent. `details.jointSet` says which were used.',
  ].join('\n'),
  population: 'Adults with rheumatoid arthritis.',
  notFor: [
    'Items of different visits.',
    'Patient global health in place of the patient global assessment of disease activity.',
    'Remission by DAS28, which is another definition.',
    'Diagnosis or classification of arthritis.',
  ],
  rights: null,
  citations: [
    {
      text: 'Felson DT, Smolen JS, Wells G, et al. American College of Rheumatology/European League Against Rheumatism provisional definition of remission in rheumatoid arthritis for clinical trials. Arthritis Rheum 2011;63:573-86.',
      id: 'pmc:PMC3115717',
      verified: true,
    },
    {
      text: 'Studenic P, Aletaha D, de Wit M, et al. American College of Rheumatology/EULAR remission criteria for rheumatoid arthritis: 2022 revision. Ann Rheum Dis 2023;82:74-80.',
      id: 'doi:10.1136/ard-2022-223413',
      verified: true,
    },
    {
      text: 'The same revision in Arthritis Rheumatol 2023;75:15-22.',
      id: 'doi:10.1002/art.42347',
      verified: true,
    },
  ],
  precedences: [
    {
      uses: 'tenderJointCount68',
      insteadOf: ['tenderJointCount28'],
      warning: 'joint_set_sensitive',
      reason: 'ankles and forefeet are better included.',
    },
    {
      uses: 'swollenJointCount66',
      insteadOf: ['swollenJointCount28'],
      warning: 'joint_set_sensitive',
      reason: 'ankles and forefeet are better included.',
    },
  ],
  provenance: [
    'Where both joint sets are sent, the full counts decide, with the warning `joint_set_sensitive` if the 28 would decide an item otherwise: a convention of this project.',
    'A censored CRP (`<5`) is compared as the range it stands for: a convention of this project.',
    'An `sdai` or `cdai` with at most 1 decimal is taken for a reported one: it is used as given, with the warning `rounded_input`. That the number of decimals tells is a convention of this project.',
    'A prorated joint count is compared as sent, so that one joint scaled up to 1.04 is above 1: a convention of this project.',
  ],
}

const defineByFelson = criteriaOf('Felson 2011')
const defineByStudenic = criteriaOf('Studenic 2022')

export const boolean2011 = defineByFelson(
  'boolean-2011',
  'tender joints <= 1, swollen joints <= 1, CRP <= 1 mg/dL and patient global <= 1',
)
export const boolean20 = defineByStudenic(
  'boolean-2.0',
  'tender joints <= 1, swollen joints <= 1, CRP <= 1 mg/dL and patient global <= 2',
)
export const boolean2011NoCrp = defineByFelson(
  'boolean-2011-no-crp',
  'tender joints <= 1, swollen joints <= 1 and patient global <= 1',
)
export const boolean20NoCrp = defineByStudenic(
  'boolean-2.0-no-crp',
  'tender joints <= 1, swollen joints <= 1 and patient global <= 2',
)
export const sdaiRemission = defineByFelson('sdai-remission', 'SDAI <= 3.3')
export const cdaiRemission = defineByFelson('cdai-remission', 'CDAI <= 2.8')

export const criteria: readonly CriterionDefinition[] = [
  boolean2011,
  boolean20,
  boolean2011NoCrp,
  boolean20NoCrp,
  sdaiRemission,
  cdaiRemission,
]

export const bands: readonly BandSet[] = []
