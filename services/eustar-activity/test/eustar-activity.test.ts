import {
  codesOf,
  type Json,
  matches,
  post,
  serviceFor,
  stateOf,
  workedExamples,
} from '@activity-scores/shared/testing/testing'
import t, { type Test } from 'tap'
import eustarActivity from '../index.js'

const slug = 'eustar-activity'

/** Names of the example file under `missing`, and the fields they are here. */
const FIELD: Readonly<Record<string, string>> = {
  deltaSkin: 'patientReportedSkinWorseningLastMonth',
  mrss: 'mrss',
  tfr: 'tendonFrictionRubs',
  crp: 'crp',
}

t.test('worked examples of the clinical specification', async (t) => {
  const put = (field: string, unit?: string) => (value: Json, request: Record<string, Json>) => {
    request[field] = unit === undefined || value === null ? value : { value, unit }
  }
  const total = (variant: string) => (t: Test, reply: Json, value: Json) => {
    matches(t, reply.json.details[variant].value, value, `${variant} total`)
    t.equal(reply.json.details[variant].bounds === null, value !== null, `${variant} bounds stand for a total`)
  }
  const active = (variant: string) => (t: Test, reply: Json, value: string) => {
    const code = { met: 'active', not_met: 'not_active', cannot_determine: 'undetermined' }[value]
    t.equal(stateOf(reply.json, `active-${variant}`), value === 'cannot_determine' ? 'undetermined' : value)
    t.equal(reply.json.details[variant].category, code)
  }
  await workedExamples(t, await serviceFor(t, eustarActivity), {
    slug,
    from: import.meta.url,
    file: 'eustar-2017-activity-index.json',
    rows: 12,
    inputs: {
      mrss_units: put('mrss'),
      crp_mg_dL: put('crp', 'mg/dL'),
      dlco_pctPredicted: put('dlcoPercentPredicted', '%'),
    },
    kit: {
      binaryTotal: 'score.value',
      gradedTotal: 'details.graded.value',
      activeGraded: 'criteria.active-graded',
      activeBinary: 'criteria.active-binary',
    },
    expected: {
      gradedTotal: total('graded'),
      binaryTotal: (t, reply, value) => {
        total('binary')(t, reply, value)
        matches(t, reply.json.score.value, value, 'the binary total is the score')
      },
      mrssTermGraded: (t, reply, value) => matches(t, reply.json.details.graded.mrssTerm, value, 'mRSS term'),
      activeGraded: active('graded'),
      activeBinary: active('binary'),
      missing: (t, reply, value) => {
        t.same(
          reply.json.missing,
          value.map((name: string) => FIELD[name]),
        )
      },
    },
  })
})

const mgL = (value: number, comparator?: string) => ({ value, unit: 'mg/L', comparator })
const percent = (value: number) => ({ value, unit: '%' })
const quiet = {
  patientReportedSkinWorseningLastMonth: false,
  digitalUlcers: false,
  mrss: 0,
  tendonFrictionRubs: false,
  crp: mgL(5),
  dlcoPercentPredicted: percent(90),
}
const PARTS = ['Right', 'Left'].flatMap((side) =>
  ['upperArm', 'forearm', 'hand', 'fingers', 'thigh', 'lowerLeg', 'foot'].map((part) => `${part}${side}`),
)
const SITES = ['face', 'anteriorChest', 'abdomen', ...PARTS]
const sites = (grade: number) => Object.fromEntries(SITES.map((site) => [site, grade]))

t.test('edges', async (t) => {
  const app = await serviceFor(t, eustarActivity)
  const ask = async (more: object) => (await post(app, slug, { ...quiet, ...more })).json

  t.test('cut-offs of the items are strict, in either unit of CRP', async (t) => {
    const worth = async (more: object, value: number) =>
      matches(t, (await ask({ mrssTerm: 'binary', ...more })).score.value, value, JSON.stringify(more))
    await worth({ crp: mgL(10) }, 0)
    await worth({ crp: mgL(10.01) }, 2.25)
    await worth({ crp: { value: 1, unit: 'mg/dL' } }, 0)
    await worth({ crp: { value: 1.001, unit: 'mg/dL' } }, 2.25)
    await worth({ dlcoPercentPredicted: percent(70) }, 0)
    await worth({ dlcoPercentPredicted: percent(69.99) }, 1)
    await worth({ mrss: 18 }, 0)
    await worth({ mrss: 19 }, 1.5)
  })

  t.test('the graded term ends at 1.5, from 18 units on', async (t) => {
    for (const [mrss, value] of [
      [1, 0.084],
      [17, 1.428],
      [18, 1.5],
      [19, 1.5],
      [51, 1.5],
    ] as const)
      matches(t, (await ask({ mrss, mrssTerm: 'graded' })).score.value, value, `mRSS ${mrss}`)
  })

  t.test('mrssTerm chooses the score; both totals stay in details', async (t) => {
    const request = { patientReportedSkinWorseningLastMonth: true, mrss: 12 }
    const graded = await ask({ ...request, mrssTerm: 'graded' })
    t.match(graded.score, { value: 2.508, reported: '2.51' })
    t.equal(graded.category.code, 'active')
    t.equal(graded.details.binary.reported, '1.50')
    t.same(codesOf(graded), ['variants_disagree'])
    t.equal(graded.text, 'EUSTAR activity index 2.51 (graded mRSS term; binary 1.50), active disease')
    const binary = await ask(request)
    t.match(binary.score, { value: 1.5, reported: '1.50' })
    t.equal(binary.category.code, 'not_active')
    t.equal(binary.details.graded.reported, '2.51')
    t.same(codesOf(binary), ['variants_disagree'])
    t.equal(binary.text, 'EUSTAR activity index 1.50 (binary mRSS term; graded 2.51), not active')
    t.equal(binary.inputs.mrssTerm, 'binary')
  })

  t.test('a CRP limit scores where it decides, else it leaves bounds', async (t) => {
    for (const [crp, value] of [
      [mgL(5, '<'), 0],
      [mgL(10, '<='), 0],
      [mgL(10, '>'), 2.25],
      [mgL(12, '>='), 2.25],
    ] as const) {
      const result = await ask({ crp })
      t.equal(result.score.value, value)
      t.same(codesOf(result), ['crp_censored'])
    }
    for (const crp of [mgL(20, '<'), mgL(10, '>='), mgL(5, '>')]) {
      const result = await ask({ crp, mrss: 3, mrssTerm: 'graded' })
      t.equal(result.status, 'not_computable')
      matches(t, result.score.bounds, { lower: 0.252, upper: 2.502 }, 'bounds')
      t.same(result.missing, [])
      t.equal(result.criteria[1].reason, 'censored:crp')
      t.equal(result.criteria[3].reason, 'censored:crp')
      t.equal(result.criteria[4].state, 'not_met', 'binary: 2.25 at most')
    }
  })

  t.test('the skin score from its sites, complete or not', async (t) => {
    const graded = (more: object) => ask({ ...more, mrssTerm: 'graded' })
    const full = await graded({ mrss: null, sites: sites(1) })
    matches(t, full.score.value, 1.428, '17 units')
    t.equal(full.inputs.mrss, 17)
    const face = { ...sites(1), face: null }
    const open = await graded({ mrss: null, sites: face })
    matches(t, open.score.bounds, { lower: 1.344, upper: 1.5 }, '16 to 19 units')
    t.same(open.missing, ['sites.face'])
    const ceiling = await graded({ mrss: null, sites: { ...sites(2), face: null } })
    t.equal(ceiling.score.value, 1.5, '32 to 35 units: at the ceiling whatever the face')
    t.same(ceiling.missing, [])
    t.equal(ceiling.inputs.mrss, null)
    const half = await graded({ mrss: null, sites: { ...sites(1), abdomen: 3, face: null } })
    t.match(half.details, { graded: { value: 1.5 }, binary: { value: null } }, '18 to 21 units')
    t.same(half.missing, ['sites.face'], 'which the binary term lacks')
    const binary = await ask({ mrss: null, sites: { ...sites(1), abdomen: 3, face: null } })
    t.same(binary.score.bounds, { lower: 0, upper: 1.5 }, '18 to 21 units')
    t.equal((await ask({ mrss: 16, sites: sites(1) })).errors[0].code, 'conflict')
    t.same(codesOf(await ask({ mrss: 16, sites: face })), ['sites_incomplete'])
  })

  t.test('nothing known: 0 to 10, and every item is asked for', async (t) => {
    const nothing = (await post(app, slug, {})).json
    t.same(nothing.score, { value: null, reported: null, unit: '{score}', bounds: { lower: 0, upper: 10 } })
    t.same(nothing.missing, [
      'patientReportedSkinWorseningLastMonth',
      'digitalUlcers',
      'mrss',
      'tendonFrictionRubs',
      'crp',
      'dlcoPercentPredicted',
    ])
    t.same(nothing.terms, [])
    t.equal(nothing.category.code, 'undetermined')
    t.equal(nothing.details.variantsDisagree, null)
  })

  t.test('implausible values are computed with a warning, impossible ones refused', async (t) => {
    const odd = await ask({ mrss: 46, crp: mgL(501), dlcoPercentPredicted: percent(9) })
    t.same(
      odd.warnings.map((w: Json) => `${w.code} ${w.pointer}`),
      [
        'outside_plausible_range /mrss',
        'outside_plausible_range /crp',
        'outside_plausible_range /dlcoPercentPredicted',
      ],
    )
    for (const more of [
      { mrss: 52 },
      { mrss: 1.5 },
      { crp: 5 },
      { crp: { value: 5 } },
      { crp: { value: 5, unit: 'nmol/L' } },
      { dlcoPercentPredicted: percent(0.69) },
      { dlcoPercentPredicted: { value: 15, unit: 'mL/min/mm[Hg]' } },
      { digitalUlcers: 'yes' },
      { mrssTerm: 'other' },
    ])
      t.ok((await ask(more)).errors.length > 0, JSON.stringify(more))
  })
})
