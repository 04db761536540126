import { criteriaIn } from '@activity-scores/shared/testing/kit-cases'
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
import t, { type Test } from 'tap'
import instrument from '../index.js'

const slug = 'inbuild-progression'
const CRITERION: Readonly<Record<string, string>> = {
  criterion1_fvc10: 'fvc-10',
  criterion2_fvc5to10_symptoms: 'fvc-5-to-10-symptoms',
  criterion3_fvc5to10_hrct: 'fvc-5-to-10-hrct',
  criterion4_symptoms_hrct: 'symptoms-hrct',
  inbuildProgression: 'inbuild-progression',
}
const fvc = (value: number) => ({ fvcPercentPredicted: { value, unit: '%' } })

t.test('worked examples of the clinical specification', async (t) => {
  const put = (visit: string) => (value: Json, request: Record<string, Json>) => {
    request[visit] = value === null ? null : { ...request[visit], ...fvc(value) }
  }
  const day = (visit: string) => (value: Json, request: Record<string, Json>) => {
    request[visit] = { date: value }
  }
  const as = (field: string) => (value: Json, request: Record<string, Json>) => {
    request[field] = value
  }
  const state = ([name, id]: readonly [string, string]) => [
    name,
    (t: Test, reply: Json, value: string) =>
      t.equal(stateOf(reply.json, id), value === 'cannot_determine' ? 'undetermined' : value, id),
  ]
  await workedExamples(t, await serviceFor(t, instrument), {
    slug,
    from: import.meta.url,
    file: 'inbuild-progression.json',
    rows: 15,
    inputs: {
      intervalDays_d: as('intervalDays'),
      baselineDate: day('baseline'),
      followUpDate: day('followUp'),
      fvcBaseline_pctPredicted: put('baseline'),
      fvcFollowUp_pctPredicted: put('followUp'),
    },
    kit: { fvcRelativeDecline_pct: 'details.fvcRelativeDecline', ...criteriaIn(CRITERION) },
    expected: {
      fvcRelativeDecline_pct: (t, reply, value) =>
        matches(t, reply.json.details.fvcRelativeDecline, value, 'fvcRelativeDecline'),
      ...Object.fromEntries(Object.entries(CRITERION).map(state)),
    },
  })
})

t.test('edges', async (t) => {
  const app = await serviceFor(t, instrument)
  const ask = async (body: object) => (await post(app, slug, body)).json
  const visits = (from: number, to: number) => ({ baseline: fvc(from), followUp: fvc(to), intervalDays: 365 })

  t.test('the window: days without the date of the baseline are read both ways', async (t) => {
    const rows = [
      [730, true, 'met', []],
      [731, null, 'undetermined', ['baseline.date']],
      [732, false, 'undetermined', []],
    ] as const
    for (const [intervalDays, withinWindow, state, missing] of rows) {
      const findings = { worsenedSymptoms: true, increasedHrctFibrosis: false }
      const result = await ask({ ...visits(80, 72), intervalDays, ...findings })
      t.equal(result.details.withinWindow, withinWindow)
      t.equal(stateOf(result, 'fvc-10'), state)
      t.equal(stateOf(result, 'inbuild-progression'), state)
      t.same(result.missing, missing)
      t.same(codesOf(result), withinWindow === false ? ['outside_24_months'] : [])
    }
    const dated = (date: string) => ask({ ...visits(80, 72), baseline: { date, ...fvc(80) }, intervalDays: 731 })
    t.equal((await dated('2023-06-01')).details.withinWindow, true, 'with a 29 February between them')
    t.equal((await dated('2024-06-01')).details.withinWindow, false, 'without one')
    const outside = await ask({
      ...visits(80, 79),
      intervalDays: 732,
      worsenedSymptoms: true,
      increasedHrctFibrosis: true,
    })
    t.equal(stateOf(outside, 'fvc-10'), 'undetermined', 'a small decline settles nothing either')
    t.equal(outside.criteria[0].reason, 'outside_24_months')
    t.equal(stateOf(outside, 'inbuild-progression'), 'met', 'by symptoms and HRCT')
    const findings = { worsenedSymptoms: true, increasedHrctFibrosis: false }
    const open = await ask({ ...visits(80, 79), intervalDays: 732, ...findings })
    t.equal(stateOf(open, 'inbuild-progression'), 'undetermined')
    t.same(open.missing, [], 'nothing that could be sent for these visits settles it')
  })

  t.test('dates and interval', async (t) => {
    const dated = (first: string, second: string, more: object = {}) =>
      ask({ baseline: { date: first, ...fvc(80) }, followUp: { date: second, ...fvc(72) }, ...more })
    t.match(await dated('2024-01-01', '2026-01-01'), { inputs: { intervalDays: 731 }, details: { withinWindow: true } })
    t.equal((await dated('2024-01-01', '2026-01-02')).details.withinWindow, false)
    t.equal((await dated('2024-02-29', '2026-02-28')).details.withinWindow, true, 'the last day of February')
    t.equal((await dated('2024-02-29', '2026-03-01')).details.withinWindow, false)
    t.same(faultsOf(await dated('2024-01-01', '2024-01-01')), ['date_order /followUp/date'])
    t.same(faultsOf(await dated('2024-01-01', '2024-01-31', { intervalDays: 31 })), ['conflict /intervalDays'])
    t.equal((await dated('2024-01-01', '2024-01-31', { intervalDays: 30 })).details.withinWindow, true)
    const findings = { worsenedSymptoms: true, increasedHrctFibrosis: false }
    const unknown = await ask({ baseline: { date: '2024-01-01', ...fvc(80) }, followUp: fvc(72), ...findings })
    t.equal(unknown.criteria[0].reason, 'missing:intervalDays')
    t.same(unknown.missing, ['followUp.date'])
    t.equal(stateOf(unknown, 'inbuild-progression'), 'undetermined')
    const neither = await ask({ baseline: fvc(80), followUp: fvc(72), ...findings })
    t.same(neither.missing, ['intervalDays'])
    t.equal(stateOf(neither, 'inbuild-progression'), 'undetermined')
    const byFindings = { baseline: fvc(80), followUp: fvc(72), ...findings, increasedHrctFibrosis: true }
    t.equal(stateOf(await ask(byFindings), 'inbuild-progression'), 'met', 'without lung function')
  })

  t.test('missing names what would settle it', async (t) => {
    t.same((await ask({})).missing, [
      'baseline.fvcPercentPredicted',
      'followUp.fvcPercentPredicted',
      'worsenedSymptoms',
      'increasedHrctFibrosis',
    ])
    t.same((await ask({ ...visits(80, 74), worsenedSymptoms: false })).missing, ['increasedHrctFibrosis'])
    t.same((await ask({ baseline: fvc(80), worsenedSymptoms: false })).missing, [
      'followUp.fvcPercentPredicted',
      'increasedHrctFibrosis',
    ])
    t.same((await ask({ ...visits(80, 79), worsenedSymptoms: false })).missing, [])
  })

  t.test('litres, DLCO, zero and other units are refused', async (t) => {
    const litres = { fvc: { value: 3, unit: 'L' }, dlcoPercentPredicted: { value: 60, unit: '%' } }
    t.same(faultsOf(await ask({ baseline: { ...litres, ...fvc(4.99) }, followUp: fvc(201) })).toSorted(), [
      'out_of_range /baseline/fvcPercentPredicted/value',
      'out_of_range /followUp/fvcPercentPredicted/value',
      'unknown_field /baseline/dlcoPercentPredicted',
      'unknown_field /baseline/fvc',
    ])
    t.same(codesOf(await ask({ ...visits(141, 19), intervalDays: 100 })), [
      'outside_plausible_range',
      'outside_plausible_range',
    ])
  })

  t.test('a decline that is shown on the other side of a cut-off', async (t) => {
    const crossing = await ask({ ...visits(80, 72.04), intervalDays: 365 }) // 9.95 reads 10.0
    t.equal(stateOf(crossing, 'fvc-10'), 'not_met')
    t.equal(crossing.details.fvcRelativeDeclineReported, '10.0')
    t.same(codesOf(crossing), ['reported_value_crosses_cutoff'])
    t.same(codesOf(await ask({ ...visits(80, 72.1), intervalDays: 365 })), [])
  })

  t.test('a rise, and the line of text', async (t) => {
    const rise = await ask({ ...visits(70, 77), worsenedSymptoms: false, increasedHrctFibrosis: false })
    t.equal(rise.details.fvcRelativeDecline, -10)
    t.equal(stateOf(rise, 'inbuild-progression'), 'not_met')
    t.equal(
      (await ask({ ...visits(80, 73), increasedHrctFibrosis: false })).text,
      'INBUILD progression undetermined: relative decline of FVC 8.8 %; missing worsenedSymptoms',
    )
  })
})
