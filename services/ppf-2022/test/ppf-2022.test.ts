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

const slug = 'ppf-2022'
const CRITERION: Readonly<Record<string, string>> = {
  fvcLimb: 'fvc-limb',
  dlcoLimb: 'dlco-limb',
  physiologicalCriterion: 'physiological',
  ppf: 'ppf',
}
/** The patient whom the guideline speaks of. */
const PATIENT = { ildNotIpf: true, fibrosisPresent: true }
const percent = (value: number) => ({ value, unit: '%' })
const visit = (fvc: number, dlco?: number) => ({
  fvcPercentPredicted: percent(fvc),
  ...(dlco === undefined ? {} : { dlcoPercentPredicted: percent(dlco) }),
})

t.test('worked examples of the clinical specification', async (t) => {
  const put = (at: string, field: string) => (value: Json, request: Record<string, Json>) => {
    request[at] = { ...request[at], [field]: value === null ? null : percent(value) }
  }
  const as = (field: string) => (value: Json, request: Record<string, Json>) => {
    request[field] = value
  }
  const state = ([name, id]: readonly [string, string]) => [
    name,
    (t: Test, reply: Json, value: string) =>
      t.equal(stateOf(reply.json, id), value === 'cannot_determine' ? 'undetermined' : value, id),
  ]
  const declined = (member: string) => (t: Test, reply: Json, value: Json) =>
    matches(t, reply.json.details[member], value, member)
  await workedExamples(t, await serviceFor(t, instrument), {
    slug,
    from: import.meta.url,
    file: 'ppf-2022.json',
    rows: 13,
    inputs: {
      intervalDays_d: as('intervalDays'),
      fvcBaseline_pctPredicted: put('baseline', 'fvcPercentPredicted'),
      fvcFollowUp_pctPredicted: put('followUp', 'fvcPercentPredicted'),
      dlcoBaseline_pctPredicted: put('baseline', 'dlcoPercentPredicted'),
      dlcoFollowUp_pctPredicted: put('followUp', 'dlcoPercentPredicted'),
    },
    kit: {
      fvcAbsoluteDecline_pctPoints: 'details.fvcAbsoluteDeclinePoints',
      dlcoAbsoluteDecline_pctPoints: 'details.dlcoAbsoluteDeclinePoints',
      ...criteriaIn(CRITERION),
    },
    expected: {
      fvcAbsoluteDecline_pctPoints: declined('fvcAbsoluteDeclinePoints'),
      dlcoAbsoluteDecline_pctPoints: declined('dlcoAbsoluteDeclinePoints'),
      ...Object.fromEntries(Object.entries(CRITERION).map(state)),
      missing: (t, reply, value) => t.same(reply.json.missing, value),
    },
  })
})

const SUPPORTED = { ...PATIENT, alternativeExplanation: false, worsenedSymptoms: true, radiologicalProgression: false }

t.test('edges', async (t) => {
  const app = await serviceFor(t, instrument)
  const ask = async (body: object) => (await post(app, slug, body)).json

  t.test('within one year: the same calendar day at the latest', async (t) => {
    const rows = [
      ['2025-03-03', '2026-03-03', 365, true],
      ['2025-03-03', '2026-03-04', 366, false],
      ['2023-03-03', '2024-03-03', 366, true], // 29 February 2024 between them
      ['2023-03-03', '2024-03-04', 367, false],
      ['2024-02-28', '2025-02-28', 366, true],
      ['2024-02-29', '2025-02-28', 365, true],
      ['2024-02-29', '2025-03-01', 366, false],
      ['2023-02-28', '2024-02-29', 366, false],
      ['2023-02-28', '2024-02-28', 365, true],
    ] as const
    for (const [first, second, days, within] of rows) {
      const result = await ask({
        ...SUPPORTED,
        baseline: { date: first, ...visit(80) },
        followUp: { date: second, ...visit(74) },
      })
      t.match(result, { inputs: { intervalDays: days }, details: { withinOneYear: within } }, `${first} ${second}`)
      t.equal(stateOf(result, 'ppf'), within ? 'met' : 'undetermined')
      t.same(codesOf(result), within ? [] : ['outside_one_year'])
      if (!within) {
        t.equal(result.criteria[1].reason, 'outside_one_year')
        t.notOk(result.missing.some((field: string) => field.startsWith('followUp.fvc')))
      }
    }
  })

  t.test('days without the date of the baseline are read both ways', async (t) => {
    const visits = { baseline: visit(80), followUp: visit(70) }
    const rows = [
      [365, true, 'met', []],
      [366, null, 'undetermined', ['baseline.date']],
      [367, false, 'undetermined', []],
    ] as const
    for (const [intervalDays, within, state, missing] of rows) {
      const result = await ask({ ...SUPPORTED, ...visits, intervalDays })
      t.equal(result.details.withinOneYear, within, `${intervalDays} days`)
      t.equal(stateOf(result, 'fvc-limb'), state)
      t.same(
        result.missing.filter((field: string) => field.endsWith('date')),
        missing,
      )
    }
    const dated = (date: string) => ask({ ...visits, baseline: { date, ...visit(80) }, intervalDays: 366 })
    t.equal((await dated('2023-06-01')).details.withinOneYear, true, 'a year with a 29 February')
    t.equal((await dated('2024-06-01')).details.withinOneYear, false, 'a year without one')
  })

  t.test('an interval that is not known decides nothing', async (t) => {
    const unknown = await ask({ ...SUPPORTED, baseline: visit(80), followUp: visit(70) })
    t.equal(unknown.details.withinOneYear, null)
    t.equal(unknown.criteria[1].reason, 'missing:intervalDays')
    t.equal(stateOf(unknown, 'ppf'), 'undetermined')
    t.ok(unknown.missing.includes('intervalDays'))
    const half = { baseline: { date: '2025-01-01', ...visit(80) }, followUp: visit(70) }
    t.ok((await ask({ ...SUPPORTED, ...half })).missing.includes('followUp.date'))
  })

  t.test('preconditions and another explanation', async (t) => {
    const met = { ...SUPPORTED, baseline: visit(80), followUp: visit(75), intervalDays: 300 }
    const rows: readonly (readonly [object, string, readonly string[], readonly string[]])[] = [
      [{}, 'met', [], []],
      [{ ildNotIpf: null }, 'undetermined', ['ildNotIpf'], []],
      [{ fibrosisPresent: null }, 'undetermined', ['fibrosisPresent'], []],
      [{ ildNotIpf: false }, 'not_met', [], []],
      [{ fibrosisPresent: false, ildNotIpf: null }, 'not_met', [], []],
      [{ alternativeExplanation: true }, 'not_met', [], []],
      [
        { alternativeExplanation: null },
        'undetermined',
        ['alternativeExplanation'],
        ['alternative_explanation_unknown'],
      ],
      [{ alternativeExplanation: null, ildNotIpf: false }, 'not_met', [], ['alternative_explanation_unknown']],
    ]
    for (const [more, state, missing, warnings] of rows) {
      const result = await ask({ ...met, ...more })
      t.equal(stateOf(result, 'ppf'), state, JSON.stringify(more))
      t.equal(stateOf(result, 'two-of-three'), 'met')
      t.same(result.missing, missing)
      t.same(codesOf(result), warnings)
    }
  })

  t.test('DLCO that is not known to be corrected decides nothing, also where it hardly fell', async (t) => {
    const dlco = (dlcoHbCorrected: boolean | null, followUp: number) =>
      ask({ ...SUPPORTED, baseline: visit(80, 60), followUp: visit(79, followUp), intervalDays: 300, dlcoHbCorrected })
    for (const followUp of [40, 59]) {
      const no = await dlco(false, followUp)
      t.equal(no.criteria[2].reason, 'dlco_not_hb_corrected')
      t.same(no.missing, [])
      const unknown = await dlco(null, followUp)
      t.equal(unknown.criteria[2].reason, 'missing:dlcoHbCorrected')
      t.same(unknown.missing, ['dlcoHbCorrected'])
      t.same([codesOf(no), codesOf(unknown)], [['dlco_not_hb_corrected'], ['dlco_not_hb_corrected']])
    }
    t.equal(stateOf(await dlco(true, 50), 'ppf'), 'met')
    t.equal(stateOf(await dlco(true, 51), 'ppf'), 'not_met')
  })

  t.test('radiological signs one by one, or as one statement that agrees with them', async (t) => {
    const all = {
      tractionBronchiectasis: false,
      groundGlassWithTraction: false,
      fineReticulation: false,
      coarserReticulation: false,
      honeycombing: false,
      lobarVolumeLoss: false,
    }
    const state = async (body: object) => stateOf(await ask(body), 'radiological')
    t.equal(await state({ radiologicalSigns: all }), 'not_met')
    for (const sign of Object.keys(all)) t.equal(await state({ radiologicalSigns: { [sign]: true } }), 'met')
    const open = await ask({ ...PATIENT, worsenedSymptoms: true, radiologicalSigns: { ...all, honeycombing: null } })
    t.equal(stateOf(open, 'radiological'), 'undetermined')
    t.ok(open.missing.includes('radiologicalSigns.honeycombing'))
    t.same(faultsOf(await ask({ radiologicalProgression: true, radiologicalSigns: all })), [
      'conflict /radiologicalProgression',
    ])
    t.same(faultsOf(await ask({ radiologicalProgression: false, radiologicalSigns: { honeycombing: true } })), [
      'conflict /radiologicalProgression',
    ])
    t.same(faultsOf(await ask({ radiologicalSigns: { consolidation: true } })), [
      'unknown_field /radiologicalSigns/consolidation',
    ])
  })

  t.test('litres, dates in the wrong order and conflicting intervals are refused', async (t) => {
    t.same(faultsOf(await ask({ baseline: { fvc: { value: 3, unit: 'L' } }, followUp: visit(4) })).toSorted(), [
      'out_of_range /followUp/fvcPercentPredicted/value',
      'unknown_field /baseline/fvc',
    ])
    const dated = { baseline: { date: '2025-01-01' }, followUp: { date: '2025-02-01' } }
    t.same(faultsOf(await ask({ ...dated, intervalDays: 30 })), ['conflict /intervalDays'])
    t.equal((await ask({ ...dated, intervalDays: 31 })).inputs.intervalDays, 31)
    t.same(faultsOf(await ask({ baseline: dated.followUp, followUp: dated.baseline })), ['date_order /followUp/date'])
  })

  t.test('a decline that is shown on the other side of a cut-off', async (t) => {
    const result = await ask({ ...SUPPORTED, baseline: visit(80), followUp: visit(75.05), intervalDays: 300 })
    t.equal(stateOf(result, 'fvc-limb'), 'not_met')
    t.equal(result.details.fvcAbsoluteDeclineReported, '5.0')
    t.same(codesOf(result), ['reported_value_crosses_cutoff'])
  })

  t.test('an empty request names what to send; the line of text', async (t) => {
    const nothing = await ask({})
    t.same(nothing.missing, [
      'ildNotIpf',
      'fibrosisPresent',
      'alternativeExplanation',
      'worsenedSymptoms',
      'baseline.fvcPercentPredicted',
      'followUp.fvcPercentPredicted',
      'baseline.dlcoPercentPredicted',
      'followUp.dlcoPercentPredicted',
      'radiologicalProgression',
    ])
    t.equal(
      (await ask({ ...SUPPORTED, radiologicalProgression: null, baseline: visit(80), followUp: visit(74) })).text,
      'Progressive pulmonary fibrosis (2022) undetermined: 1 of 3 criteria met (2 needed), 2 undetermined; missing intervalDays, baseline.dlcoPercentPredicted, followUp.dlcoPercentPredicted, radiologicalProgression',
    )
    t.match(
      (await ask({ ...SUPPORTED, alternativeExplanation: true, radiologicalProgression: true })).text,
      'not met: 2 of 3 criteria met (2 needed), 1 undetermined; another explanation',
    )
  })
})
