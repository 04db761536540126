import type { About } from '@activity-scores/shared/contract/instrument'
import type { BandSet } from '@activity-scores/shared/language/bands'
import { type CriterionDefinition, criteriaOf } from '@activity-scores/shared/language/criteria'

export const about: About = {
  slug: 'joint-counts',
  condition: 'rheumatoid-arthritis',
  title: 'Joint counts: TJC28, SJC28, TJC68, SJC66',
  version: '2.0.0',
  summary:
    'Counts the tender and the swollen joints of one examination, among the 28 joints of the activity scores and in the full sets of 68 (tender) and 66 (swollen).',
  formula: [
    'A count is the number of joints of its set with the finding `present`. 28: shoulders, elbows, wrists, MCP 1-5, PIP 1-5 (1 is the interphalangeal joint of the thumb), knees. 68: these and TMJ, SCJ, ACJ, DIP 2-5, hips, ankles, tarsi, MTP 1-5, TIP 1-5 (toes). 66: without the hips, whose swelling is ignored with the warning `hip_swelling_ignored`.',
    'A joint that was not done leaves no value, and bounds with it absent and present.',
    'A joint that is not evaluable contributes 0 (`policy` `zero`, default), or the count is scaled: count * size of the set / evaluable joints (`prorate`), if at least half of the set is evaluable; unrounded, reported with 2 decimals.',
    'Counts may be sent instead of findings, or beside them. A 28-joint count bounds the full one: TJC28 <= TJC68 <= TJC28 + 40, SJC28 <= SJC66 <= SJC28 + 38, and the other way round.',
    'Criteria are decided on the joints counted, never on a prorated number. `status` is `computed` when both counts of the 28 joints, or both full counts, have a value; there is no single score.',
  ].join('\n'),
  population: 'Adults with rheumatoid arthritis; the sets are those of its trials and activity scores.',
  notFor: [
    'Joints outside the sets: neck, sacroiliac joints, first carpometacarpal joint alone, distal joints of the toes.',
    'Grades of tenderness or swelling: each is there or not.',
    'A full count from 28 joints: active feet are invisible to them, and only bounds follow.',
  ],
  provides: ['tenderJointCount28', 'swollenJointCount28', 'tenderJointCount68', 'swollenJointCount66'].map((count) => ({
    from: `details.${count}.value`,
    fills: [count, `followUp.${count}`],
    // A count that was scaled up is none that was counted.
    where: { at: `details.${count}.prorated`, is: false },
  })),
  rights: null,
  citations: [
    {
      text: 'Prevoo MLL, van ’t Hof MA, Kuper HH, et al. Modified disease activity scores that include twenty-eight-joint counts. Arthritis Rheum 1995;38:44-8. PMID 7818570.',
      id: 'doi:10.1002/art.1780380107',
      verified: true,
    },
    {
      text: 'ClinicalTrials.gov NCT06464679, rheumatoid arthritis arm: at least 6 swollen of 66 and 6 tender of 68 joints.',
      id: 'https://clinicaltrials.gov/study/NCT06464679',
      verified: true,
    },
  ],
  precedences: [
    {
      uses: 'joints',
      insteadOf: ['tenderJointCount28', 'swollenJointCount28', 'tenderJointCount68', 'swollenJointCount66'],
      warning: 'counts_prorated',
      reason: 'only findings by joint say how many joints were evaluable; counts alone stand as counted.',
    },
  ],
  options: [{ field: 'policy', default: 'zero', absent: 'joints that are not evaluable contribute nothing.' }],
  completeLists: [
    {
      list: 'joints',
      where: { field: 'allOtherJoints', is: 'absent' },
      reason: 'Every joint that is not listed was examined, and neither tender nor swollen.',
    },
  ],
  provenance: [
    'The composition of the 28, the regions of the 66 and 68 and the rule for hips were checked in secondary sources; the split of the foot into ankle, tarsus, MTP and toe joints is the usual one and was not checked joint by joint (unverified).',
    'Both policies for joints that are not evaluable, with the least of half of the set for prorating, are conventions of this project (unverified in a source), and so is deciding the criteria on the joints counted.',
    'Bounds of a prorated count with joints not done take each of them as evaluable or not, present or absent.',
    'Two findings of one joint cannot be sent: a joint twice in `joints` is refused. A sender whose records of one examination disagree sends that finding as `not_done`. A finding without its side is refused.',
    'No codes of single joints are mapped: those of fingers and toes were not checked (unverified).',
  ],
}

/** Least number of joints that the trial asks for. */
export const SIX = 6

const define = criteriaOf('NCT06464679')

export const definitions = {
  swollen: define('swollen-66-at-least-6', 'SJC66 >= 6'),
  tender: define('tender-68-at-least-6', 'TJC68 >= 6'),
  both: define('both-at-least-6', 'SJC66 >= 6 AND TJC68 >= 6 in one examination'),
} as const

export const bands: readonly BandSet[] = []

export const criteria: readonly CriterionDefinition[] = Object.values(definitions)
