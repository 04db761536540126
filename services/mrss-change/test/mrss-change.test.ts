import { SKIN_SITES, type SkinSites } from '@activity-scores/shared/measures/skin-score'
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
import mrssChange from '../index.js'

const slug = 'mrss-change'
const from = import.meta.url

const CRITERION: Readonly<Record<string, string>> = {
  trialSkinProgression: 'trial-skin-progression',
  eustarSkinProgression: 'eustar-skin-progression',
  eustarSkinImprovement: 'eustar-skin-improvement',
  mcidImprovement3Units: 'mcid-improvement-3-units',
  mcidImprovement4Units: 'mcid-improvement-4-units',
  mcidImprovement5UnitsDcSsc: 'mcid-improvement-5-units-dcssc',
}
const MISSING: Readonly<Record<string, string>> = {
  baselineMrss_units: 'baseline.total',
  followUpMrss_units: 'followUp.total',
}

const camelCase = (name: string): string => name.replace(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase())
const fileState = (state: string): string => (state === 'cannot_determine' ? 'undetermined' : state)

t.test('worked examples of the clinical specification: change', async (t) => {
  const state = ([name, id]: readonly [string, string]) => [
    name,
    (t: Test, reply: Json, value: string) => t.equal(stateOf(reply.json, id), fileState(value), id),
  ]
  await workedExamples(t, await serviceFor(t, mrssChange), {
    slug,
    from,
    file: 'mrss-change.json',
    rows: 19,
    inputs: {
      baselineMrss_units: (total, request) => {
        request['baseline'] = { total }
      },
      followUpMrss_units: (total, request) => {
        request['followUp'] = { total }
      },
    },
    kit: { absoluteChange_units: 'score.value', percentChange: 'details.percentChange', ...criteriaIn(CRITERION) },
    expected: {
      absoluteChange_units: (t, reply, value) => {
        t.equal(reply.json.details.absoluteChange, value)
        t.equal(reply.json.score.value, value)
        t.equal(reply.json.score.reported, value === null ? null : String(value))
      },
      percentChange: (t, reply, value) => matches(t, reply.json.details.percentChange, value, 'percentChange'),
      percentChangeReported: (t, reply, value) =>
        t.equal(reply.json.details.percentChangeReported, value === null ? null : value.toFixed(1)),
      missing: (t, reply, value) =>
        t.same(
          reply.json.missing,
          value.map((name: string) => MISSING[name]),
        ),
      ...Object.fromEntries(Object.entries(CRITERION).map(state)),
    },
  })
})

t.test('worked examples of the clinical specification: sum of the sites', async (t) => {
  // The follow-up is of no matter here; the sites stand at the baseline.
  const bound = (end: 'lower' | 'upper') => (t: Test, reply: Json, value: number) => {
    const { baselineTotal, baselineBounds } = reply.json.details
    t.equal(baselineTotal ?? baselineBounds[end], value)
    if (baselineTotal !== null) t.equal(baselineBounds, null)
  }
  await workedExamples(t, await serviceFor(t, mrssChange), {
    slug,
    from,
    file: 'mrss.json',
    rows: 10,
    inputs: {
      sites_0to3: (sites, request) => {
        const named = Object.entries(sites as object).map(([name, grade]) => [camelCase(name), grade])
        request['baseline'] = { sites: Object.fromEntries(named) }
        request['followUp'] = { total: 12 }
      },
    },
    expected: {
      total_units: (t, reply, value) => {
        t.equal(reply.status, 200)
        t.equal(reply.json.details.baselineTotal, value)
      },
      complete: (t, reply, value) => t.equal(reply.json.status === 'computed', value),
      sitesScored: (t, reply, value) => t.equal(SKIN_SITES.length - reply.json.missing.length, value),
      missingSites: (t, reply, value) =>
        t.same(
          reply.json.missing,
          value.map((name: string) => `baseline.sites.${camelCase(name)}`),
        ),
      lowerBound_units: bound('lower'),
      upperBound_units: bound('upper'),
    },
  })
})

const allSites = (grade: number, more: Partial<SkinSites> = {}): SkinSites => ({
  ...(Object.fromEntries(SKIN_SITES.map((site) => [site, grade])) as Required<SkinSites>),
  ...more,
})

t.test('edges', async (t) => {
  const app = await serviceFor(t, mrssChange)
  const ask = async (baseline: object | null, followUp: object | null) =>
    (await post(app, slug, { baseline, followUp })).json

  t.test('a total and sites must agree', async (t) => {
    const sites = allSites(1)
    t.equal((await ask({ total: 17, sites }, { total: 20 })).status, 'computed')
    t.same(faultsOf(await ask({ total: 16, sites }, { total: 17, sites: allSites(0) })), [
      'conflict /baseline/total',
      'conflict /followUp/total',
    ])
    const incomplete = allSites(1, { footLeft: null, footRight: null }) // 15 to 21
    for (const total of [15, 21]) {
      const result = await ask({ total, sites: incomplete }, { total: 30 })
      t.equal(result.details.baselineTotal, total)
      t.same(result.missing, [])
      t.same(codesOf(result), ['sites_incomplete'])
    }
    const note = async (total: number) => (await ask({ total, sites: incomplete }, { total: 30 })).warnings[0].message
    t.match(await note(15), 'as if the missing ones were 0')
    t.notMatch(await note(16), 'as if')
    for (const total of [14, 22])
      t.same(faultsOf(await ask({ total, sites: incomplete }, null)), ['conflict /baseline/total'])
  })

  t.test('the follow-up is later than the baseline', async (t) => {
    const dated = (first: string, second: string) => ask({ total: 20, date: first }, { total: 26, date: second })
    t.same(faultsOf(await dated('2025-03-01', '2025-03-01')), ['date_order /followUp/date'])
    t.same(faultsOf(await dated('2025-03-02', '2025-03-01')), ['date_order /followUp/date'])
    t.equal((await dated('2025-02-28', '2025-03-01')).details.intervalDays, 1)
    t.same(faultsOf(await dated('2025-02-30', '2025-03-01')), ['invalid_format /baseline/date'])
  })

  t.test('grades and totals are whole numbers in range', async (t) => {
    t.same(faultsOf(await ask({ total: 20.5 }, { total: 52 })), [
      'not_whole_number /baseline/total',
      'out_of_range /followUp/total',
    ])
    t.same(faultsOf(await ask({ sites: { face: 4, abdomen: 1.5, back: 1 } }, null)).toSorted(), [
      'not_whole_number /baseline/sites/abdomen',
      'out_of_range /baseline/sites/face',
      'unknown_field /baseline/sites/back',
    ])
  })

  t.test('the derivation population of the EUSTAR definitions', async (t) => {
    // Calendar months from 2024-12-31: 9 end on 30 September, 10 on 31 October, 14 on 28 February, 15 on 31 March.
    const rows = [
      ['2025-09-29', 272, true, false, false],
      ['2025-09-30', 273, false, false, true],
      ['2025-10-30', 303, false, false, true],
      ['2025-10-31', 304, false, true, true],
      ['2026-02-28', 424, false, true, true],
      ['2026-03-01', 425, false, false, true],
      ['2026-03-31', 455, false, false, true],
      ['2026-04-01', 456, true, false, false],
    ] as const
    for (const [date, days, outside, within2, within3] of rows) {
      const result = await ask({ total: 20, date: '2024-12-31' }, { total: 26, date })
      t.match(result.details, {
        intervalDays: days,
        outsideDerivationPopulation: outside,
        intervalWithin2Months: within2,
        intervalWithin3Months: within3,
      })
      t.same(codesOf(result), outside ? ['outside_derivation_population'] : [])
      t.equal(stateOf(result, 'eustar-skin-progression'), 'met', 'computed all the same')
    }
    const unknown = (await ask({ total: 7 }, { total: 13 })).details
    t.match(unknown, { outsideDerivationPopulation: null, baselineAtLeast7: true, intervalWithin3Months: null })
    const below = await ask({ total: 6 }, { total: 13 })
    t.match(below.details, { outsideDerivationPopulation: true, baselineAtLeast7: false })
    t.same(codesOf(below), ['outside_derivation_population'])
  })

  t.test('a rise below every important difference is flagged', async (t) => {
    const flag = async (baseline: object, followUp: object) => (await ask(baseline, followUp)).details.changeBelowMcid
    for (const [change, expected] of [
      [-1, false],
      [0, false],
      [1, true],
      [2, true],
      [3, false],
    ] as const)
      t.equal(await flag({ total: 20 }, { total: 20 + change }), expected, `change ${change}`)
    t.same(codesOf(await ask({ total: 20 }, { total: 22 })), ['change_below_mcid'])
    // Baseline 16 to 19: rises of 1 to 4 units from there to 20.
    t.equal(await flag({ sites: allSites(1, { face: null }) }, { total: 20 }), null)
  })

  t.test('a total above 45 is asked about unless the sites confirm it', async (t) => {
    t.same(codesOf(await ask({ total: 46 }, { total: 45 })), ['outside_plausible_range'])
    const unconfirmed = await ask({ total: 46, sites: { face: 3 } }, { total: 45 })
    t.same(codesOf(unconfirmed), ['sites_incomplete', 'outside_plausible_range'])
    t.same(codesOf(await ask({ total: 51, sites: allSites(3) }, { sites: allSites(3) })), [])
  })

  t.test('a baseline of 0 with an open follow-up gives both reasons', async (t) => {
    const open = await ask({ total: 0 }, { sites: allSites(0, { face: null }) })
    t.equal(open.criteria[0].reason, 'missing:followUp, percent_undefined_baseline_zero')
    t.equal(stateOf(open, 'eustar-skin-progression'), 'not_met')
    t.equal(open.details.percentChangeBounds, null)
    const certain = await ask({ total: 0 }, { sites: allSites(0, { face: null, abdomen: 1 }) })
    t.equal(certain.criteria[0].reason, 'percent_undefined_baseline_zero', 'a rise in any case')
  })

  t.test('an empty request names what to send and gives the whole range', async (t) => {
    const { json } = await post(app, slug, {})
    t.same(json.missing, ['baseline.total', 'followUp.total'])
    t.same(json.score.bounds, { lower: -51, upper: 51 })
    t.equal(json.criteria[0].reason, 'missing:baseline, missing:followUp')
  })

  t.test('the line of text', async (t) => {
    t.equal(
      (await ask({ total: 20 }, { total: 23 })).text,
      'mRSS change +3 (20 to 23, 15.0 %), trial skin progression met',
    )
    t.equal(
      (await ask({ sites: allSites(1, { face: null }) }, null)).text,
      'mRSS change not computable: baseline lacks 1 site, missing follow-up; possible -19 to +35; trial skin progression undetermined',
    )
  })
})
