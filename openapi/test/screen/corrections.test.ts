/** The trial by its text: S1 to S9 of the corrections to the clinical files, each with its cases. */
import type { Json } from '@activity-scores/shared/testing/testing'
import t from 'tap'
import { usualGateway } from '../helpers.js'
import { asked, criterion, MYOSITIS, RA, refusedAt, SCLERODERMA, SJOGREN, screening, stateOf } from './screened.js'

t.test(
  'S1, S18: contraception is asked of women of childbearing potential, and of men whose partner is one',
  async (t) => {
    const app = await usualGateway()
    const man = { sex: 'male', childbearingPotential: null, pregnant: false, lactating: null, hcg: null }
    const woman = {
      sex: 'female',
      childbearingPotential: true,
      hcg: 'negative',
      lactating: false,
      contraceptionAgreed: true,
    }
    const rows: readonly (readonly [object, string])[] = [
      [woman, 'met'],
      [{ ...woman, contraceptionAgreed: false }, 'not_met'],
      [{ ...woman, lactating: true }, 'not_met'],
      [{ ...woman, hcg: null }, 'undetermined'],
      [{ ...woman, sex: null }, 'met'],
      [
        { sex: 'female', childbearingPotential: false, contraceptionAgreed: null, hcg: null, lactating: null },
        'not_applicable',
      ],
      [{ ...woman, childbearingPotential: null }, 'undetermined'],
      [{ ...man, partnerChildbearingPotential: true, contraceptionAgreed: true }, 'met'],
      [{ ...man, partnerChildbearingPotential: true, contraceptionAgreed: false }, 'not_met'],
      [{ ...man, partnerChildbearingPotential: true, contraceptionAgreed: null }, 'undetermined'],
      [{ ...man, partnerChildbearingPotential: false, contraceptionAgreed: null }, 'not_applicable'],
      [{ ...man, contraceptionAgreed: true }, 'undetermined'],
      [{ ...man, sex: null, childbearingPotential: false, contraceptionAgreed: true }, 'undetermined'],
    ]
    for (const [inputs, state] of rows) t.equal(await stateOf(app, 'C-10', inputs), state, JSON.stringify(inputs))
    const { json } = await screening(app, RA, {
      ...man,
      partnerChildbearingPotential: false,
      contraceptionAgreed: null,
    })
    t.equal(json.verdict, 'eligible', 'it is no obstacle')
    t.match(criterion(json, 'C-10').reasons[0], /whose partner is one/)
    t.match(json.report, /C-10 [^|]*\| not applicable \| [^|]*neither a woman of childbearing potential/)
    t.match(criterion(json, 'C-10').rule, /abstinence/)
  },
)

t.test('S2: a history of severe allergic reactions excludes', async (t) => {
  const app = await usualGateway()
  const rows: readonly (readonly [boolean | null, boolean | null, string])[] = [
    [false, false, 'not_excluded'],
    [false, true, 'excluded'],
    [true, null, 'excluded'],
    [false, null, 'undetermined'],
  ]
  for (const [allergyToTrialDrug, severeAllergicReactionHistory, state] of rows)
    t.equal(await stateOf(app, 'CX-1', { allergyToTrialDrug, severeAllergicReactionHistory }), state)
})

t.test('S3: the list of drugs is open; a drug without a code counts by its name', async (t) => {
  const app = await usualGateway()
  const since = { start: '2024-02-01', end: '2026-02-01' }
  const treated = (course: object, rest: object = {}) =>
    screening(
      app,
      SJOGREN,
      {
        immunomodulators: [{ ...since, ...course }],
        immunomodulatorHistoryComplete: true,
        longestListedDrugMonths: null,
      },
      rest,
    )
  const tocilizumab = await treated({ drug: 'other', name: 'tocilizumab' })
  t.equal(tocilizumab.stateOf('pSS-3'), 'met')
  const change = tocilizumab.json.sensitivity.find((each: Json) => each.reading === 'T6')
  t.match(change, { other: 'named-only', kind: 'changes', criteria: [{ id: 'pSS-3', to: 'not_met' }] })
  t.equal((await treated({ drug: 'other-biologic' })).stateOf('pSS-3'), 'met')
  const nameless = await treated({ drug: 'other' })
  t.equal(nameless.stateOf('pSS-3'), 'undetermined')
  t.same(criterion(nameless.json, 'pSS-3').missing, ['immunomodulators.0.name'])
  // Of four months, whatever its name: not more than six.
  t.equal((await treated({ drug: 'other', start: '2024-02-01', end: '2024-06-01' })).stateOf('pSS-3'), 'not_met')
  const named = { readings: { T6: 'named-only' } }
  t.equal((await treated({ drug: 'other', name: 'tocilizumab' }, named)).stateOf('pSS-3'), 'not_met')
  t.equal((await treated({ drug: 'methotrexate' }, named)).stateOf('pSS-3'), 'met')
  t.same(refusedAt(await treated({ drug: 'other', name: 'Methotrexate' })), ['/inputs/immunomodulators/0/name'])
  t.same(refusedAt(await treated({ drug: 'other', name: 'prednisone' })), ['/inputs/immunomodulators/0/name'])
})

t.test('S5: what cannot both be true is refused with both places', async (t) => {
  const app = await usualGateway()
  const course = [{ drug: 'cyclophosphamide', start: '2025-01-01', ongoing: true }]
  const percent = (value: number) => ({ value, unit: '%' })
  const rows: readonly (readonly [string, object, readonly string[]])[] = [
    [RA, { sex: 'male', childbearingPotential: null, pregnant: true }, ['/inputs/sex', '/inputs/pregnant']],
    [
      SJOGREN,
      { cyclophosphamideUsed: false, immunomodulators: course },
      ['/inputs/cyclophosphamideUsed', '/inputs/immunomodulators'],
    ],
    [
      RA,
      { birthDate: '2020', raDiagnosisDate: '2019-05', consentDate: null },
      ['/inputs/birthDate', '/inputs/raDiagnosisDate'],
    ],
    [
      SCLERODERMA,
      { fvcPercentPredicted: percent(65), lungFollowUp: { fvcPercentPredicted: percent(75) } },
      ['/inputs/fvcPercentPredicted', '/inputs/lungFollowUp'],
    ],
    [RA, { childbearingPotential: false, pregnant: true }, ['/inputs/childbearingPotential', '/inputs/pregnant']],
    [
      RA,
      { otherTrialTreatment: false, otherTrialLastDose: '2026-01' },
      ['/inputs/otherTrialTreatment', '/inputs/otherTrialLastDose'],
    ],
    [RA, { cnsDisease: false, epilepsy: true }, ['/inputs/cnsDisease', '/inputs/epilepsy']],
  ]
  for (const [name, inputs, places] of rows)
    t.same(refusedAt(await screening(app, name, inputs)), places, JSON.stringify(inputs))
  const twoDays = {
    lungFollowUp: { date: '2026-02-01', fvcPercentPredicted: percent(75) },
    fvcPercentPredicted: percent(65),
  }
  t.not((await screening(app, SCLERODERMA, twoDays)).status, 422, 'two days are two values')
})

t.test('S5: what has to be settled decides nothing, is listed, and is asked for', async (t) => {
  const app = await usualGateway()
  const tumour = { tumourHistory: true, tumourIntervalMonths: 60, malignancy: 'none', myositisAntibody: 'positive' }
  const { json, stateOf: state } = await screening(app, MYOSITIS, tumour)
  t.equal(json.verdict, 'undetermined')
  t.same(
    json.conflicts.map(({ measure }: Json) => measure),
    ['malignancy-none-tumour'],
  )
  t.equal(state('CX-6'), 'undetermined')
  t.same(criterion(json, 'CX-6').reasons, ['conflict:malignancy'])
  const settle = json.nextInputs.filter(({ action }: Json) => action === 'settle')
  t.same(settle.map(({ input }: Json) => input).sort(), ['malignancy', 'tumourHistory'])
  const settled = await screening(app, MYOSITIS, { ...tumour, malignancy: 'other' })
  t.equal(settled.stateOf('CX-6'), 'excluded')
  const hcg = await screening(app, RA, { hcg: 'positive', pregnant: false })
  t.equal(hcg.stateOf('C-10'), 'undetermined')
  t.same(
    hcg.json.conflicts.map(({ measure }: Json) => measure),
    ['hcg-positive-not-pregnant'],
  )
})

t.test('S6: in situ of the cervix, bladder or breast, and no other', async (t) => {
  const app = await usualGateway()
  const rows: readonly (readonly [string, string])[] = [
    ['in-situ-free-over-5-years', 'not_excluded'],
    ['in-situ-free-up-to-5-years', 'excluded'],
    ['non-melanoma-skin-free-over-5-years', 'not_excluded'],
    ['other-in-situ', 'excluded'],
  ]
  for (const [malignancy, state] of rows) t.equal(await stateOf(app, 'CX-6', { malignancy }), state, malignancy)
  const reading = { readings: { A28: 'in-situ-only' } }
  t.equal(await stateOf(app, 'CX-6', { malignancy: 'other-in-situ' }, RA, reading), 'excluded')
})

t.test('S7: mental illness and severe cognitive impairment, either or both', async (t) => {
  const app = await usualGateway()
  const ill = { psychiatricOrCognitive: null, mentalIllness: true, severeCognitiveImpairment: false }
  t.equal(await stateOf(app, 'CX-9', ill), 'excluded')
  t.equal(await stateOf(app, 'CX-9', ill, RA, { readings: { A35: 'both' } }), 'not_excluded')
  const both = { ...ill, severeCognitiveImpairment: true }
  t.equal(await stateOf(app, 'CX-9', both, RA, { readings: { A35: 'both' } }), 'excluded')
  t.equal(
    await stateOf(app, 'CX-9', { psychiatricOrCognitive: false }, RA, { readings: { A35: 'both' } }),
    'not_excluded',
  )
  t.equal(await stateOf(app, 'CX-9', { psychiatricOrCognitive: null }), 'undetermined')
})

t.test('S8: the diseases that the text lists can be sent by themselves, and are not asked for', async (t) => {
  const app = await usualGateway()
  for (const name of [
    'epilepsy',
    'psychosis',
    'organicEncephalopathy',
    'cerebrovascularAccident',
    'encephalitis',
    'cnsVasculitis',
  ]) {
    t.equal(await stateOf(app, 'CX-3', { cnsDisease: null, [name]: true }), 'excluded', name)
    t.equal(await stateOf(app, 'CX-3', { cnsDisease: null, [name]: false }), 'undetermined', name)
  }
  for (const name of ['angina', 'myocardialInfarction', 'heartFailure', 'arrhythmia'])
    t.equal(await stateOf(app, 'CX-4', { seriousHeartDisease: null, [name]: true }), 'excluded', name)
  const { json } = await screening(app, RA, { cnsDisease: null, seriousHeartDisease: null })
  t.same([...asked(json)].sort(), ['cnsDisease', 'seriousHeartDisease'])
  t.match(criterion(json, 'CX-3').title, /epilepsy, psychosis, organic encephalopathy/)
})

t.test('S9: any inflammatory myopathy but inclusion body myositis; or the named ones alone', async (t) => {
  const app = await usualGateway()
  const named = { readings: { IIM11: 'named-only' } }
  for (const [iimSubgroup, open, closed] of [
    ['DM', 'met', 'met'],
    ['JDM', 'met', 'not_met'],
    ['other', 'met', 'not_met'],
    ['ADM', 'met', 'undetermined'],
    ['IBM', 'not_met', 'not_met'],
  ] as const) {
    t.equal(await stateOf(app, 'IIM-1', { iimSubgroup }, MYOSITIS), open, iimSubgroup)
    t.equal(await stateOf(app, 'IIM-1', { iimSubgroup }, MYOSITIS, named), closed, `${iimSubgroup} named-only`)
  }
})
