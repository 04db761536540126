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
import ildProgression from '../index.js'

const slug = 'ild-progression'

const CRITERION: Readonly<Record<string, string>> = {
  limbA_fvc10: 'fvc-limb',
  limbB_fvc5to10_dlco15: 'fvc-dlco-limb',
  progression: 'omeract-progression',
}
const PERCENT = { unit: '%' }
const LITRES = { unit: 'L' }
const DLCO = { unit: 'mL/min/mm[Hg]' }

t.test('worked examples of the clinical specification', async (t) => {
  const put = (visit: string, field: string, unit: object) => (value: Json, request: Record<string, Json>) => {
    request[visit] = { ...request[visit], [field]: value === null ? null : { value, ...unit } }
  }
  const declined = (field: 'fvc' | 'dlco') => (t: Test, reply: Json, value: Json, row: Json) => {
    const { details } = reply.json
    matches(t, details[`${field}RelativeDecline`], value, `${field}RelativeDecline`)
    const raw = field === 'fvc' ? 'litres' : 'raw'
    const basis = row.inputs.basis === 'litres' ? raw : 'percent_predicted'
    t.equal(details[`${field}Basis`], value === null ? null : basis)
  }
  const state = ([name, id]: readonly [string, string]) => [
    name,
    (t: Test, reply: Json, value: string) =>
      t.equal(stateOf(reply.json, id), value === 'cannot_determine' ? 'undetermined' : value, id),
  ]
  await workedExamples(t, await serviceFor(t, ildProgression), {
    slug,
    from: import.meta.url,
    file: 'omeract-ctd-ild-progression.json',
    rows: 17,
    inputs: {
      basis: (value) => {
        if (!['litres', 'percent_predicted'].includes(value)) throw new Error(`unknown basis ${value}`)
      },
      fvcBaseline_L: put('baseline', 'fvc', LITRES),
      fvcFollowUp_L: put('followUp', 'fvc', LITRES),
      dlcoBaseline_mL_min_mmHg: put('baseline', 'dlco', DLCO),
      dlcoFollowUp_mL_min_mmHg: put('followUp', 'dlco', DLCO),
      fvcBaseline_pctPredicted: put('baseline', 'fvcPercentPredicted', PERCENT),
      fvcFollowUp_pctPredicted: put('followUp', 'fvcPercentPredicted', PERCENT),
      dlcoBaseline_pctPredicted: put('baseline', 'dlcoPercentPredicted', PERCENT),
      dlcoFollowUp_pctPredicted: put('followUp', 'dlcoPercentPredicted', PERCENT),
    },
    kit: {
      fvcRelativeDecline_pct: 'details.fvcRelativeDecline',
      dlcoRelativeDecline_pct: 'details.dlcoRelativeDecline',
      ...criteriaIn(CRITERION),
    },
    expected: {
      fvcRelativeDecline_pct: declined('fvc'),
      dlcoRelativeDecline_pct: declined('dlco'),
      ...Object.fromEntries(Object.entries(CRITERION).map(state)),
    },
  })
})

const fvcPercent = (value: number) => ({ fvcPercentPredicted: { value, unit: '%' } })
const dlcoPercent = (value: number) => ({ dlcoPercentPredicted: { value, unit: '%' } })
const fvc = (value: number, unit = 'L') => ({ fvc: { value, unit } })
const dlco = (value: number, unit = 'mL/min/mm[Hg]') => ({ dlco: { value, unit } })

t.test('edges', async (t) => {
  const app = await serviceFor(t, ildProgression)
  const ask = async (baseline: object | null, followUp: object | null) =>
    (await post(app, slug, { baseline, followUp })).json
  const states = (result: Json) => Object.values(CRITERION).map((id) => stateOf(result, id))

  t.test('relative is not absolute: declines of the clinical file, with points beside them', async (t) => {
    const rows = [
      [80, 74, 7.5, '7.5', 6],
      [100, 95, 5, '5.0', 5],
      [50, 45, 10, '10.0', 5],
    ] as const
    for (const [first, second, relative, reported, points] of rows) {
      const { details } = await ask(fvcPercent(first), fvcPercent(second))
      matches(t, details.fvcRelativeDecline, relative, 'relative')
      t.equal(details.fvcRelativeDeclineReported, reported)
      matches(t, details.fvcAbsoluteDeclinePoints, points, 'points')
    }
  })

  t.test('without FVC nothing is decided, whatever DLCO does', async (t) => {
    for (const second of [20, 51, 60, 90]) {
      const result = await ask(dlcoPercent(60), { ...fvcPercent(70), ...dlcoPercent(second) })
      t.same(states(result), ['undetermined', 'undetermined', 'undetermined'])
      t.same(result.missing, ['baseline.fvcPercentPredicted'])
      t.equal(result.status, 'not_computable')
      t.equal(result.criteria[2].reason, 'missing:fvc')
    }
    const nothing = await ask(null, {})
    t.equal(nothing.criteria[2].reason, 'missing:fvc, missing:dlco')
    t.same(nothing.missing, [
      'baseline.fvcPercentPredicted',
      'followUp.fvcPercentPredicted',
      'baseline.dlcoPercentPredicted',
      'followUp.dlcoPercentPredicted',
    ])
  })

  t.test('missing names the basis that lacks less', async (t) => {
    t.same((await ask(fvc(3), fvc(2.8))).missing, ['baseline.dlcoPercentPredicted', 'followUp.dlcoPercentPredicted'])
    t.same((await ask({ ...fvc(3), ...dlco(20) }, fvc(2.8))).missing, ['followUp.dlco'])
    t.same((await ask(fvc(3), null)).missing.slice(0, 1), ['followUp.fvc'])
  })

  t.test('percent predicted at one visit only falls back to litres, and bases never meet in one ratio', async (t) => {
    const fallback = await ask({ ...fvcPercent(80), ...fvc(3) }, fvc(2.7))
    t.equal(fallback.details.fvcBasis, 'litres')
    t.same(codesOf(fallback), ['input_not_used'])
    t.equal(fallback.warnings[0].pointer, '/baseline/fvcPercentPredicted')
    const mixed = await ask(fvcPercent(80), fvc(2.7))
    t.same(states(mixed), ['undetermined', 'undetermined', 'undetermined'])
    t.equal(mixed.details.fvcRelativeDecline, null)
    t.same(mixed.missing.slice(0, 1), ['followUp.fvcPercentPredicted'])
    t.same(codesOf(mixed), ['bases_not_mixed'])
  })

  t.test('FVC and DLCO choose their basis independently', async (t) => {
    const result = await ask({ ...fvcPercent(80), ...dlco(20) }, { ...fvcPercent(73), ...dlco(17) })
    t.match(result.details, { fvcBasis: 'percent_predicted', dlcoBasis: 'raw', basesDisagree: null })
    t.same(states(result), ['not_met', 'met', 'met'])
    t.same(result.details.declines.dlco, {
      percentPredicted: null,
      raw: {
        relative: 15,
        relativeReported: '15.0',
        absolute: 3,
        absoluteReported: '3.00',
        unit: 'mL/min/mm[Hg]',
      },
    })
  })

  t.test('both bases known: agreement is said, disagreement is warned of', async (t) => {
    const both = (raw: number) => ask({ ...fvcPercent(80), ...fvc(2.5) }, { ...fvcPercent(72), ...fvc(raw) })
    const agrees = await both(2.2)
    t.equal(agrees.details.basesDisagree, false)
    t.same(codesOf(agrees), ['percent_predicted_used'])
    t.match(agrees.warnings[0].message, 'fvc, which gives a relative decline of 12.0 %')
    t.same(codesOf(await both(2.25)), [], 'the same decline on either basis')
    const disagrees = await both(2.3)
    t.same(states(disagrees), ['met', 'not_met', 'met'], 'percent predicted decides')
    t.equal(disagrees.details.basesDisagree, true)
    t.same(codesOf(disagrees), ['percent_predicted_used', 'bases_disagree'])
    // FVC 8.75 % either way; DLCO 15 % in percent predicted, 10 % raw.
    const byDlco = await ask(
      { ...fvcPercent(80), ...dlcoPercent(60), ...dlco(20) },
      { ...fvcPercent(73), ...dlcoPercent(51), ...dlco(18) },
    )
    t.equal(byDlco.details.basesDisagree, true)
    t.same(states(byDlco), ['not_met', 'met', 'met'])
  })

  t.test('DLCO units are never converted', async (t) => {
    const percent = { ...fvcPercent(80), ...dlcoPercent(60) }
    t.same(faultsOf(await ask({ ...percent, ...dlco(20) }, { ...percent, ...dlco(6, 'mmol/min/kPa') })), [
      'unit_mismatch /followUp/dlco/unit',
    ])
    const si = await ask(
      { ...fvcPercent(80), ...dlco(7, 'mmol/min/kPa') },
      { ...fvcPercent(73), ...dlco(5.95, 'mmol/min/kPa') },
    )
    t.same(states(si), ['not_met', 'met', 'met'])
    t.same(si.inputs.baseline.dlco, { value: 7, unit: 'mmol/min/kPa' })
    t.equal(si.details.declines.dlco.raw.unit, 'mmol/min/kPa')
  })

  t.test('the follow-up is later than the baseline; no window is applied', async (t) => {
    const dated = (first: string, second: string) => ask({ date: first, ...fvc(3) }, { date: second, ...fvc(2.7) })
    t.same(faultsOf(await dated('2025-03-01', '2025-03-01')), ['date_order /followUp/date'])
    t.same(faultsOf(await dated('2025-03-01', '2024-03-01')), ['date_order /followUp/date'])
    const old = await dated('2015-03-01', '2025-03-01')
    t.equal(old.details.intervalDays, 3653)
    t.equal(stateOf(old, 'omeract-progression'), 'met')
  })

  t.test('visits less than 3 or more than 24 calendar months apart are told, and decided all the same', async (t) => {
    const rows = [
      ['2023-06-01', '2023-08-31', true],
      ['2023-06-01', '2023-09-01', false],
      ['2023-06-01', '2025-06-01', false], // 731 days
      ['2023-06-01', '2025-06-02', true],
      ['2024-11-30', '2025-02-28', false], // the last day of February
      ['2024-02-29', '2026-03-01', true],
      ['2010-02-28', '2025-02-28', true],
    ] as const
    for (const [first, second, told] of rows) {
      const result = await ask({ date: first, ...fvc(3) }, { date: second, ...fvc(2.7) })
      t.same(codesOf(result), told ? ['interval_outside_usual_window'] : [], `${first} ${second}`)
      t.equal(stateOf(result, 'omeract-progression'), 'met')
    }
    t.same(codesOf(await ask({ date: '2010-02-28', ...fvc(3) }, fvc(2.7))), [], 'without dates')
  })

  t.test('a percent predicted sent as a fraction is refused, and the message says what to send', async (t) => {
    const fraction = await ask(fvcPercent(0.9), fvcPercent(0.8))
    t.same(faultsOf(fraction), [
      'out_of_range /baseline/fvcPercentPredicted/value',
      'out_of_range /followUp/fvcPercentPredicted/value',
    ])
    t.match(fraction.errors[0].message, 'from 5 to 200 %, and check the unit: send 85 for 85 %')
    const beyond = await ask(fvcPercent(200.1), dlcoPercent(5))
    t.same(faultsOf(beyond), ['out_of_range /baseline/fvcPercentPredicted/value'])
    t.notMatch(beyond.errors[0].message, '85')
  })

  t.test('zero, values out of range and bare numbers are refused, all at once', async (t) => {
    t.same(
      faultsOf(await ask({ ...fvc(0), ...dlcoPercent(0) }, { ...fvc(10.01), ...dlco(100.1), fvcPercentPredicted: 80 })),
      [
        'out_of_range /baseline/fvc/value',
        'out_of_range /baseline/dlcoPercentPredicted/value',
        'out_of_range /followUp/fvc/value',
        'wrong_type /followUp/fvcPercentPredicted',
        'out_of_range /followUp/dlco/value',
      ],
    )
  })

  t.test('a baseline too near 0 for a double is computed all the same, as a rise or none', async (t) => {
    for (const [first, second] of [
      [fvc(1e-310), fvc(10)],
      [fvc(1e-322, 'mL'), fvc(3000, 'mL')],
      [fvc(1e-322, 'mL'), fvc(1e-322, 'mL')],
    ] as const) {
      const result = await ask(first, second)
      t.same(states(result), ['not_met', 'not_met', 'not_met'])
      t.ok(Number.isFinite(result.details.fvcRelativeDecline))
      t.notMatch(result.text, /Infinity|NaN/)
    }
  })

  t.test('implausible values are computed with a hint in the unit sent', async (t) => {
    const result = await ask({ ...fvc(7.1), ...dlco(46, 'mmol/min/kPa') }, { ...fvc(499, 'mL'), ...dlcoPercent(9) })
    t.same(
      result.warnings.map((w: Json) => `${w.code} ${w.pointer}`),
      [
        'outside_plausible_range /baseline/fvc',
        'outside_plausible_range /baseline/dlco',
        'outside_plausible_range /followUp/fvc',
        'outside_plausible_range /followUp/dlcoPercentPredicted',
        'bases_not_mixed /followUp/dlcoPercentPredicted',
      ],
    )
    t.match(result.warnings[1].message, '2 to 45 mmol/min/kPa')
    t.same(result.inputs.followUp.fvc, { value: 0.499, unit: 'L' })
  })

  t.test('a reported decline on the other side of a cut-off is said where a criterion would change', async (t) => {
    t.same(codesOf(await ask(fvc(2), fvc(1.801))), ['reported_value_crosses_cutoff'], '9.95 reads 10.0')
    const dlcoCrosses = (second: number) => ask({ ...fvc(3), ...dlco(20) }, { ...fvc(second), ...dlco(17.01) })
    t.same(codesOf(await dlcoCrosses(2.8)), ['reported_value_crosses_cutoff'], '14.95 reads 15.0')
    t.same(codesOf(await dlcoCrosses(2.4)), [], 'FVC 20 %: DLCO does not matter')
  })

  t.test('the line of text', async (t) => {
    t.equal(
      (await ask({ ...fvcPercent(80), ...dlcoPercent(60) }, fvcPercent(73))).text,
      'OMERACT CTD-ILD progression undetermined: relative decline FVC 8.8 % (percent predicted), DLCO not known; missing followUp.dlcoPercentPredicted',
    )
  })
})
