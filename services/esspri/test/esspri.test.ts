import {
  codesOf,
  faultsOf,
  type Json,
  matches,
  post,
  serviceFor,
  stateOf,
  workedExamples,
} from '@activity-scores/shared/testing/testing'
import t from 'tap'
import esspri from '../index.js'

const slug = 'esspri'
const fileState = (state: string): string => (state === 'cannot_determine' ? 'undetermined' : state)
const field = (name: string): string => (name === 'pain' ? 'limbPain' : name)

t.test('worked examples of the clinical specification', async (t) => {
  const as = (name: string) => (value: Json, request: Record<string, Json>) => {
    request[name] = value
  }
  await workedExamples(t, await serviceFor(t, esspri), {
    slug,
    from: import.meta.url,
    file: 'esspri.json',
    rows: 12,
    inputs: {
      dryness_0to10: as('dryness'),
      fatigue_0to10: as('fatigue'),
      pain_0to10: as('limbPain'),
      baseline: (value, request) => {
        const { dryness_0to10, fatigue_0to10, pain_0to10, ...more } = value
        request['baseline'] = { dryness: dryness_0to10, fatigue: fatigue_0to10, limbPain: pain_0to10, ...more }
      },
    },
    kit: {
      total_units: 'score.value',
      pass_below5: 'criteria.pass-below-5',
      decrease_units: 'details.decrease',
      decrease_pct: 'details.decreasePercent',
      mcii: 'criteria.mcii',
    },
    expected: {
      total_units: (t, reply, value) => {
        t.equal(reply.status, 200)
        matches(t, reply.json.score.value, value, 'score.value')
      },
      reported_2dp: (t, reply, value) => t.equal(reply.json.score.reported, value === null ? null : value.toFixed(2)),
      pass_below5: (t, reply, value) => t.equal(stateOf(reply.json, 'pass-below-5'), fileState(value)),
      missing: (t, reply, value) => t.same(reply.json.missing, value.map(field)),
      decrease_units: (t, reply, value) => matches(t, reply.json.details.decrease, value, 'decrease'),
      decrease_pct: (t, reply, value) => matches(t, reply.json.details.decreasePercent, value, 'decreasePercent'),
      mcii: (t, reply, value) => t.equal(stateOf(reply.json, 'mcii'), fileState(value)),
    },
  })
})

/** Three ratings with a sum. */
const ratings = (sum: number) => {
  const dryness = Math.min(10, sum)
  const fatigue = Math.min(10, sum - dryness)
  return { dryness, fatigue, limbPain: sum - dryness - fatigue }
}
const SUMS = Array.from({ length: 31 }, (_, sum) => sum)

t.test('all 961 pairs of sums are decided as in exact whole numbers', async (t) => {
  for (const before of SUMS)
    for (const now of SUMS) {
      const { score, criteria, details } = esspri.compute({ ...ratings(now), baseline: ratings(before) })
      const [b, n] = [BigInt(before), BigInt(now)]
      const improved = b - n >= 3n || (b > 0n && 100n * (b - n) >= 15n * b)
      const expected = [n < 15n, improved].map((met) => (met ? 'met' : 'not_met'))
      if (criteria.map(({ state }) => state).join() !== expected.join()) t.fail(`${before} to ${now}`)
      if (Math.abs(3 * Number(score?.value) - now) > 1e-9) t.fail(`score of ${now}`)
      // No reported number lies on the other side of a cut-off, so no warning of that kind is needed.
      const { decreaseReported, decreasePercentReported } = details as Json
      if (Number(score?.reported) < 5 !== n < 15n) t.fail(`reported score of ${now}`)
      if (Number(decreaseReported) >= 1 !== b - n >= 3n) t.fail(`reported decrease of ${before} to ${now}`)
      if (before > 0 && Number(decreasePercentReported) >= 15 !== 20n * (b - n) >= 3n * b)
        t.fail(`reported percent of ${before} to ${now}`)
    }
  t.pass()
})

t.test('edges', async (t) => {
  const app = await serviceFor(t, esspri)
  const ask = async (body: object) => (await post(app, slug, body)).json

  t.test('a baseline of 0 has no percent, and no change from it is no improvement', async (t) => {
    const result = await ask({ ...ratings(0), baseline: ratings(0) })
    t.equal(stateOf(result, 'mcii'), 'not_met')
    t.match(result.details, { decrease: 0, decreasePercent: null, decreasePercentReported: null })
    t.same(codesOf(result), ['percent_undefined_baseline_zero', 'outside_derivation_population'])
  })

  t.test('a baseline below 5 is outside the derivation population', async (t) => {
    t.same(codesOf(await ask({ ...ratings(10), baseline: ratings(14) })), ['outside_derivation_population'])
    t.same(codesOf(await ask({ ...ratings(10), baseline: ratings(15) })), [])
  })

  t.test('an item missing leaves everything open that needs it', async (t) => {
    const empty = await ask({})
    t.same(empty.missing, ['dryness', 'fatigue', 'limbPain'])
    t.same(empty.score, { value: null, reported: null, unit: '{score}', bounds: null })
    t.same(
      empty.criteria.map(({ reason }: Json) => reason),
      [
        'missing:dryness, missing:fatigue, missing:limbPain',
        'missing:dryness, missing:fatigue, missing:limbPain, missing:baseline',
      ],
    )
    const open = await ask({ ...ratings(3), baseline: { ...ratings(30), limbPain: null } })
    t.same(open.missing, ['baseline.limbPain'])
    t.equal(stateOf(open, 'pass-below-5'), 'met')
    t.equal(stateOf(open, 'mcii'), 'undetermined')
    t.equal(open.details.baselineAtLeast5, null)
  })

  t.test('whole ratings from 0 to 10 alone', async (t) => {
    const wrong = { dryness: 5.5, fatigue: 11, limbPain: { value: 5, unit: 'cm' }, pain: 3 }
    t.same(faultsOf(await ask(wrong)).toSorted(), [
      'not_whole_number /dryness',
      'out_of_range /fatigue',
      'unknown_field /pain',
      'wrong_type /limbPain',
    ])
    t.same(faultsOf(await ask({ ...ratings(3), baseline: 6.67 })), ['wrong_type /baseline'])
  })

  t.test('the line of text', async (t) => {
    const line = async (body: object) => (await ask(body)).text
    t.equal(
      await line({ ...ratings(17), baseline: ratings(20) }),
      'ESSPRI 5.67, patient-acceptable symptom state not met; decrease 1.00 (15.0 %), MCII met',
    )
    t.equal(await line(ratings(14)), 'ESSPRI 4.67, patient-acceptable symptom state met')
    t.equal(await line({ dryness: 8, limbPain: 7 }), 'ESSPRI not computable: missing fatigue')
  })
})
