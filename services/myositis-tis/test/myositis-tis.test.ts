import { measuresIn, stateIn } from '@activity-scores/shared/testing/myositis-files'
import {
  type Json,
  matches,
  type Reply,
  serviceFor,
  stateOf,
  warningsOf,
  workedExamples,
} from '@activity-scores/shared/testing/testing'
import t, { type Test } from 'tap'
import tis from '../index.js'
import { visitOf } from './requests.js'

const slug = 'myositis-tis'
/** Where the file names a measure as missing, the fields that this instrument names. */
const MISSING: Readonly<Record<string, string>> = {
  ptga: 'baseline.patientGlobal',
  enzyme: 'baseline.enzymes',
  ckBaselineUln: 'baseline.enzymes.ck.upperLimit',
  ckFollowUpUln: 'followUp.enzymes.ck.upperLimit',
}

t.test('worked examples of the clinical specification', async (t) => {
  const visit = (name: string) => (value: Json, request: Record<string, Json>, row: { readonly inputs: Json }) => {
    request[name] = visitOf(value, row.inputs.mmtMaximum_units)
  }
  const state =
    (id: string) =>
    (t: Test, { json }: Reply, value: Json) =>
      t.equal(stateOf(json, id), stateIn(value))
  const measure =
    (member: string) =>
    (t: Test, { json }: Reply, value: Json) => {
      for (const [item, wanted] of measuresIn(t, value, 6))
        matches(t, json.details.measures[item][member], wanted, `${item}.${member}`)
    }
  await workedExamples(t, await serviceFor(t, tis), {
    slug,
    from: import.meta.url,
    file: 'acr-eular-2016-tis.json',
    rows: 21,
    inputs: { mmtMaximum_units: () => undefined, baseline: visit('baseline'), followUp: visit('followUp') },
    kit: {
      totalImprovementScore: 'score.value',
      lowerBound: 'score.bounds.lower',
      upperBound: 'score.bounds.upper',
      adultCategory: 'category.code',
      minimalOrBetter: 'criteria.adult-minimal',
      moderateOrBetter: 'criteria.adult-moderate',
      major: 'criteria.adult-major',
    },
    expected: {
      mostAbnormalEnzyme: (t, { json }, value) => t.equal(json.details.mostAbnormalEnzyme, value),
      absolutePercentImprovement: measure('percent'),
      points: measure('points'),
      totalImprovementScore: (t, { json }, value) => {
        matches(t, json.score.value, value, 'score')
        t.equal(json.score.reported, value === null ? null : value.toFixed(1))
        t.equal(json.status, value === null ? 'not_computable' : 'computed')
      },
      lowerBound: (t, { json }, value) => t.equal((json.score.bounds ?? { lower: json.score.value }).lower, value),
      upperBound: (t, { json }, value) => t.equal((json.score.bounds ?? { upper: json.score.value }).upper, value),
      missing: (t, { json }, value: readonly string[]) =>
        t.same(
          json.missing,
          value.map((name) => MISSING[name]),
        ),
      warnings: (t, reply, value) =>
        t.same(
          warningsOf(reply.json).map(([code]: readonly string[]) => code),
          value,
        ),
      // The file has no category without a score; here the bounds may decide it.
      adultCategory: (t, { json }, value) => {
        const major = stateOf(json, 'adult-major')
        const expected = value ?? (major === 'met' ? 'major' : 'undetermined')
        t.equal(json.category.set, 'adult')
        t.equal(json.category.code, expected)
      },
      minimalOrBetter: state('adult-minimal'),
      moderateOrBetter: state('adult-moderate'),
      major: state('adult-major'),
    },
  })
})
