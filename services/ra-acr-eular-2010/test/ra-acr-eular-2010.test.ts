import { serviceFor, stateOf, type WorkedExamples, workedExamples } from '@activity-scores/shared/testing/testing'
import t from 'tap'
import raAcrEular2010 from '../index.js'

const slug = 'ra-acr-eular-2010'

const into =
  (field: string): NonNullable<WorkedExamples['inputs']>[string] =>
  (value, request) => {
    request[field] = value
  }
/** A multiple of the upper limit of normal, as a value beside a limit of 1. */
const multiple =
  (field: string): NonNullable<WorkedExamples['inputs']>[string] =>
  (value, request) => {
    request[field] = value === null ? null : { value, upperLimit: 1, unit: '{ratio}' }
  }
const weeks: NonNullable<WorkedExamples['inputs']>[string] = (value, request) => {
  request['symptomDuration'] = value === null ? null : { value, unit: 'wk' }
}
const points =
  (name: string): NonNullable<WorkedExamples['expected']>[string] =>
  (t, reply, value) =>
    t.equal(reply.json.details[name], value)
const state = (value: string) => (value === 'cannot_determine' ? 'undetermined' : value)
const bound =
  (end: 'lower' | 'upper'): NonNullable<WorkedExamples['expected']>[string] =>
  (t, { json: { score } }, value) =>
    t.equal(score.bounds ? score.bounds[end] : score.value, value)
const criterion =
  (id: string): NonNullable<WorkedExamples['expected']>[string] =>
  (t, reply, value) =>
    t.equal(stateOf(reply.json, id), state(value))

t.test('worked examples of the clinical specifications', async (t) => {
  const app = await serviceFor(t, raAcrEular2010)
  await workedExamples(t, app, {
    slug,
    from: import.meta.url,
    file: 'acr-eular-2010-ra.json',
    rows: 12,
    inputs: {
      definite_synovitis_ge1: into('definiteSynovitis'),
      better_explained_by_other_disease: into('betterExplainedByOtherDisease'),
      large_joints_involved: into('largeJointsInvolved'),
      small_joints_involved: into('smallJointsInvolved'),
      other_countable_joints_involved: into('otherCountableJointsInvolved'),
      rf: into('rfCategory'),
      acpa: into('acpaCategory'),
      crp_abnormal: into('crpAbnormal'),
      esr_abnormal: into('esrAbnormal'),
      symptom_duration_wk: weeks,
      previously_fulfilled: into('previouslyFulfilled'),
    },
    kit: { score_lower: 'score.bounds.lower', score_upper: 'score.bounds.upper', classified: 'criteria.classified' },
    expected: {
      points_joints: points('jointPoints'),
      score_lower: bound('lower'),
      score_upper: bound('upper'),
      classified: criterion('classified'),
    },
  })
  await workedExamples(t, app, {
    slug,
    from: import.meta.url,
    file: 'acr-eular-2010-ra-xuln.json',
    rows: 15,
    inputs: {
      definiteSynovitis: into('definiteSynovitis'),
      betterExplained: into('betterExplainedByOtherDisease'),
      largeJoints_count: into('largeJointsInvolved'),
      smallJoints_count: into('smallJointsInvolved'),
      otherJoints_count: into('otherCountableJointsInvolved'),
      rf_xUln: multiple('rf'),
      acpa_xUln: multiple('acpa'),
      crpAbnormal: into('crpAbnormal'),
      esrAbnormal: into('esrAbnormal'),
      duration_wk: weeks,
      erosionsTypicalWithHistory: into('typicalErosiveDisease'),
    },
    kit: {
      score_points: 'score.value',
      lowerBound_points: 'score.bounds.lower',
      upperBound_points: 'score.bounds.upper',
      scoreAtLeast6: 'criteria.score-at-least-6',
      classified: 'criteria.classified',
    },
    expected: {
      jointPoints: points('jointPoints'),
      serologyPoints: points('serologyPoints'),
      acutePhasePoints: points('acutePhasePoints'),
      durationPoints: points('durationPoints'),
      score_points: (t, reply, value) => t.equal(reply.json.score.value, value),
      lowerBound_points: bound('lower'),
      upperBound_points: bound('upper'),
      scoreAtLeast6: criterion('score-at-least-6'),
      classified: criterion('classified'),
    },
  })
})
