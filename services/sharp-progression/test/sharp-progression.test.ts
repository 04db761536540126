import {
  codesOf,
  commonExpectations,
  type Json,
  matches,
  post,
  serviceFor,
  stateOf,
  workedExamples,
} from '@activity-scores/shared/testing/testing'
import t from 'tap'
import sharpProgression from '../index.js'

const slug = 'sharp-progression'
const RAPID = 'rapid-radiographic-progression'
const FIELD: Readonly<Record<string, string>> = { svh_total_baseline: 'baseline', svh_total_followup: 'followUp' }

t.test('worked examples of the clinical specification', async (t) => {
  await workedExamples(t, await serviceFor(t, sharpProgression), {
    slug,
    from: import.meta.url,
    file: 'sharp-vdh-progression.json',
    rows: 13,
    inputs: {
      svh_total_baseline: (svhTotal, request) => {
        request['baseline'] = { svhTotal }
      },
      svh_total_followup: (svhTotal, request) => {
        request['followUp'] = { svhTotal }
      },
      interval_days: (value, request) => {
        request['intervalDays'] = value
      },
    },
    kit: {
      change: 'score.value',
      annualised_change_per_year: 'details.annualisedChangePerYear',
      rapid_progression: 'criteria.rapid-radiographic-progression',
    },
    expected: {
      ...commonExpectations((name) => FIELD[name] ?? name),
      change: (t, { json }, value) => {
        matches(t, json.score.value, value, 'score.value')
        matches(t, json.details.change, value, 'change')
      },
      reported: (t, { json }, value) => t.equal(json.score.reported, value),
      annualised_change_per_year: (t, { json }, value) =>
        matches(t, json.details.annualisedChangePerYear, value, 'annualised change'),
      rapid_progression: (t, { json }, value) => t.equal(stateOf(json, RAPID), value),
      flags: (t, { json }, value) => t.same(codesOf(json), value),
    },
  })
})

t.test('edges', async (t) => {
  const app = await serviceFor(t, sharpProgression)
  const ask = async (body: object) => (await post(app, slug, body)).json
  const pair = (baseline: number | null, followUp: number | null, more: object = { intervalDays: 365 }) =>
    ask({ baseline: { svhTotal: baseline }, followUp: { svhTotal: followUp }, ...more })
  const reasonOf = (result: Json) => result.criteria[0].reason

  t.test('an interval that is not known decides nothing, and names what completes it', async (t) => {
    const open = await pair(20, 40, {})
    t.match(open, { status: 'computed', score: { value: 20 }, missing: ['intervalDays'], details: { window: null } })
    t.equal(reasonOf(open), 'missing:intervalDays')
    t.equal(open.text, 'Sharp/van der Heijde change 20.0 (interval not known), rapid progression undetermined')
    const first = await ask({ baseline: { svhTotal: 20, date: '2025-01-01' }, followUp: { svhTotal: 25 } })
    t.same(first.missing, ['followUp.date'])
    const second = await ask({ baseline: { svhTotal: 20 }, followUp: { svhTotal: 25, date: '2025-01-01' } })
    t.same(second.missing, ['baseline.date'])
  })

  t.test('a missing total leaves a range, which may decide', async (t) => {
    const open = await pair(20, null)
    t.match(open, { status: 'not_computable', score: { value: null, bounds: { lower: -20, upper: 428 } } })
    t.equal(reasonOf(open), 'missing:followUp.svhTotal')
    t.equal(stateOf(await pair(443.5, null), RAPID), 'not_met', 'at most 448')
    t.equal(stateOf(await pair(443, null), RAPID), 'undetermined', '5 points are possible')
    const short = await pair(443.5, null, { intervalDays: 100 })
    t.equal(reasonOf(short), 'interval_short_of_1_year', 'no total could change that')
    const nothing = await ask({})
    t.same(nothing.missing, ['baseline.svhTotal', 'followUp.svhTotal', 'intervalDays'])
  })

  t.test('dates and interval must agree and be in order', async (t) => {
    const dates = { baseline: { svhTotal: 20, date: '2024-03-01' }, followUp: { svhTotal: 25, date: '2025-03-01' } }
    t.match(await ask(dates), { inputs: { intervalDays: 365 } })
    t.equal((await ask({ ...dates, intervalDays: 365 })).status, 'computed')
    t.match(await ask({ ...dates, intervalDays: 366 }), {
      status: 422,
      errors: [{ pointer: '/intervalDays', code: 'conflict' }],
    })
    t.match(await ask({ baseline: dates.followUp, followUp: dates.baseline }), {
      status: 422,
      errors: [{ pointer: '/followUp/date', code: 'date_order' }],
    })
  })

  t.test('what is no total of one pair of readings is refused', async (t) => {
    for (const [more, pointer] of [
      [{ scoringMethod: 'larsen' }, '/scoringMethod'],
      [{ scoringMethod: 'genant' }, '/scoringMethod'],
      [{ scoredRegions: 'hands' }, '/scoredRegions'],
      [{ scoredRegions: 'feet' }, '/scoredRegions'],
      [{ sameReadersAndOrder: false }, '/sameReadersAndOrder'],
    ] as const)
      t.match(await pair(20, 25, { intervalDays: 365, ...more }), {
        status: 422,
        errors: [{ pointer, code: 'not_comparable' }],
      })
    const accepted = {
      scoringMethod: 'sharp-van-der-heijde',
      scoredRegions: 'hands-and-feet',
      sameReadersAndOrder: true,
    }
    t.equal((await pair(20, 25, { intervalDays: 365, ...accepted })).status, 'computed')
  })

  t.test('an interval of a day has no yearly figure', async (t) => {
    const day = await pair(20, 21, { intervalDays: 1 })
    t.match(day, { details: { years: 0, annualisedChangePerYear: null } })
    t.equal((await pair(20, 21, { intervalDays: 2 })).details.annualisedChangePerYear, 100)
  })

  t.test('a figure shown as 5.0 but below it says so', async (t) => {
    const yearly = await pair(20, 24.96)
    t.same(codesOf(yearly), ['reported_value_crosses_cutoff'])
    t.equal(stateOf(yearly, RAPID), 'not_met')
    const longer = await pair(20, 29.99, { intervalDays: 731 })
    t.same(codesOf(longer), ['annualised_from_longer_interval', 'reported_value_crosses_cutoff'])
  })
})
