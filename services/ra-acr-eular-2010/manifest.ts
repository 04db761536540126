import type { About } from '@activity-scores/shared/contract/instrument'
import type { BandSet } from '@activity-scores/shared/language/bands'
import { type CriterionDefinition, criteriaOf } from '@activity-scores/shared/language/criteria'

const SOURCE = 'ACR/EULAR 2010'

export const about: About = {
  slug: 'ra-acr-eular-2010',
  condition: 'rheumatoid-arthritis',
  title: 'ACR/EULAR 2010 classification of rheumatoid arthritis',
  version: '2.0.0',
  summary:
    'Whether a patient with synovitis is classified as having rheumatoid arthritis: points for joints, serology, acute-phase reactants and duration, at least 6 of 10.',
  formula: [
    'Entry: at least 1 joint with definite clinical synovitis, not better explained by another disease.',
    'Joints (tender or swollen, or synovitis on imaging), the first row that fits: more than 10 with at least 1 small 5; 4 or more small 3; 1 to 3 small 2; 2 or more large 1; else 0. Large: shoulder, elbow, hip, knee, ankle. Small: MCP 1-5, PIP 1-5 (1 of the thumb), wrist, MTP 2-5. Every other joint (temporomandibular, acromioclavicular, sternoclavicular, tarsus, toes) counts only towards more than 10. Never counted: DIP, first carpometacarpal, first MTP. With `reading` `listed-only` the other joints are temporomandibular, acromioclavicular and sternoclavicular alone; `joint_readings_differ` says where that gives other points.',
    'Serology, the higher of RF and ACPA: at most 1 x the upper limit of normal 0; above 1 and at most 3 x 2; above 3 x 3. RF positive without a titre counts as low (`positive_counted_as_low`). A test that was not done is unknown; with `untested` `negative` it is negative where the other of the two was done.',
    'Acute phase: CRP or ESR abnormal 1. Duration of symptoms by patient report: at least 6 weeks 1.',
    'Classified: entry AND at least 6 points; or typical erosive disease with a compatible history; or criteria fulfilled earlier. The last two need no points and must be stated: absent is not claimed.',
    'What is missing leaves bounds, which may decide; `status` is `computed` when the score has one value.',
  ].join('\n'),
  population: 'Adults with newly presenting undifferentiated inflammatory synovitis.',
  notFor: [
    'Diagnosis: the criteria classify patients for studies.',
    'Disease activity, or its change.',
    'Joint counts of the activity scores in place of the groups of joints here.',
  ],
  rights: null,
  citations: [
    {
      text: 'Aletaha D, Neogi T, Silman AJ, et al. 2010 rheumatoid arthritis classification criteria. Arthritis Rheum 2010;62:2569-81.',
      id: 'doi:10.1002/art.27584',
      verified: true,
    },
    {
      text: 'The same in Ann Rheum Dis 2010;69:1580-8 (pages unverified), whose Table 3 misprints "abnormal CRP or normal ESR"; either abnormal earns the point.',
      verified: false,
    },
  ],
  precedences: [
    ...(['largeJointsInvolved', 'smallJointsInvolved', 'otherCountableJointsInvolved'] as const).map((uses) => ({
      uses,
      insteadOf: ['joints'],
      warning: 'findings_not_used',
      reason: 'imaging may show more joints than the examination.',
    })),
    {
      uses: 'rf',
      insteadOf: ['rfCategory'],
      warning: 'rf_titre_counts',
      reason: 'positive is low only where no titre was reported.',
    },
  ],
  options: [
    { field: 'typicalErosiveDisease', default: false, absent: 'not claimed.' },
    { field: 'previouslyFulfilled', default: false, absent: 'not claimed.' },
    {
      field: 'reading',
      default: 'open-list',
      absent: 'every other joint but the excluded counts towards more than 10.',
    },
    { field: 'untested', default: 'unknown', absent: 'a test that was not done is unknown.' },
    ...(['rf', 'rfCategory', 'acpa', 'acpaCategory'] as const).map((field) => ({
      field,
      default: null,
      where: { field: 'untested', is: 'negative' },
      absent: 'the test was not done and is negative, as the request asks (`untested_counted_as_negative`).',
    })),
  ],
  completeLists: [
    {
      list: 'joints',
      where: { field: 'allOtherJoints', is: 'absent' },
      reason: 'Every joint that is not listed was examined, and neither tender nor swollen.',
    },
  ],
  provenance: [
    'RF positive without a titre as low positive was not checked in a stored source (unverified). ACPA positive without a titre is left open between low and high: a convention of this project.',
    'The paper would read an untested partner test as negative. Here it is unknown unless `untested` says so, and a result that hinges on it is undetermined: a convention of this project.',
    'The lists of small and large joints were checked in tables of secondary sources only. The paper introduces the other joints with "e.g." and ends them with "etc.": the list is read as open, so that tarsus and toe joints count; by `listed-only` they bring the warning `joints_not_counted`. Joints outside the 68 (neck, sacroiliac) have no place in `otherCountableJointsInvolved`. Of `joints`, a finding that is not evaluable counts as not involved, and swelling of a hip is ignored.',
    'An involvement count above that of the findings in `joints` stands, since imaging may show more; one below is refused.',
    'Typical erosions and earlier fulfilment classify also without entry and where another disease was named, as the criteria put them beside the score; both are statements of the investigator.',
    'Units of the serological tests are never converted: each value is read against the upper limit of its own report.',
  ],
}

const define = criteriaOf(SOURCE)

export const definitions = {
  entry: define(
    'entry',
    'at least 1 joint with definite clinical synovitis AND not better explained by another disease',
  ),
  score: define('score-at-least-6', 'score >= 6 of 10'),
  byScore: define('entry-and-score', 'entry AND score >= 6 of 10'),
  classified: define(
    'classified',
    'entry AND score >= 6 of 10, OR typical erosive disease with a compatible history, OR fulfilled earlier',
  ),
} as const

export const bands: readonly BandSet[] = []

export const criteria: readonly CriterionDefinition[] = Object.values(definitions)
