/** The trial by its text: S1 to S18 of the corrections to the clinical files, each with its cases. */
import type { Json } from '@activity-scores/shared/testing/testing'
import t from 'tap'
import { gateway } from '../helpers.js'
import { RA, SCLERODERMA, SJOGREN, screened } from './screened.js'

const MYOSITIS = 'myositis-undetermined'
type App = Parameters<typeof screened>[0]

const screening = (app: App, name: string, inputs: object, rest: object = {}) =>
  screened(app, name, (request, given) => {
    Object.assign(given, inputs)
    Object.assign(request, rest)
  })

/** The state of one criterion with these inputs. */
const stateOf = async (app: App, id: string, inputs: object, name = RA, rest: object = {}): Promise<string> =>
  (await screening(app, name, inputs, rest)).stateOf(id)

const criterion = (json: Json, id: string): Json => json.criteria.find((each: Json) => each.id === id)
const asked = (json: Json): readonly string[] => json.nextInputs.map(({ input }: Json) => input)
const refusedAt = ({ status, json }: { status: number; json: Json }): readonly string[] =>
  status === 422 ? json.errors.map(({ pointer }: Json) => pointer) : [`${status}`]

t.test(
  'S1, S18: contraception is asked of women of childbearing potential, and of men whose partner is one',
  async (t) => {
    const app = await gateway(t)
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
  const app = await gateway(t)
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
  const app = await gateway(t)
  const since = { start: '2024-02-01', end: '2026-02-01' }
  const treated = (course: object, rest: object = {}) =>
    screening(app, SJOGREN, { immunomodulators: [{ ...since, ...course }], longestListedDrugMonths: null }, rest)
  const tocilizumab = await treated({ drug: 'other', name: 'tocilizumab' })
  t.equal(tocilizumab.stateOf('pSS-3'), 'met')
  const change = tocilizumab.json.sensitivity.find((each: Json) => each.reading === 'T6')
  t.match(change, { other: 'named-only', kind: 'changes', criteria: [{ id: 'pSS-3', to: 'not_met' }] })
  t.equal((await treated({ drug: 'other-biologic' })).stateOf('pSS-3'), 'met')
  const nameless = await treated({ drug: 'other' })
  t.equal(nameless.stateOf('pSS-3'), 'undetermined')
  t.same(criterion(nameless.json, 'pSS-3').missing, ['immunomodulators.0.name'])
  const named = { readings: { T6: 'named-only' } }
  t.equal((await treated({ drug: 'other', name: 'tocilizumab' }, named)).stateOf('pSS-3'), 'not_met')
  t.equal((await treated({ drug: 'methotrexate' }, named)).stateOf('pSS-3'), 'met')
  t.same(refusedAt(await treated({ drug: 'other', name: 'Methotrexate' })), ['/inputs/immunomodulators/0/name'])
  t.same(refusedAt(await treated({ drug: 'other', name: 'prednisone' })), ['/inputs/immunomodulators/0/name'])
})

t.test('S5: what cannot both be true is refused with both places', async (t) => {
  const app = await gateway(t)
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
  const app = await gateway(t)
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
  const app = await gateway(t)
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
  const app = await gateway(t)
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
  const app = await gateway(t)
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
  const app = await gateway(t)
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

t.test('S10: a level that the domain does not have is refused beside a finished score', async (t) => {
  const app = await gateway(t)
  t.same(refusedAt(await screening(app, SJOGREN, { essdai: 5, essdaiDomains: { cns: 1 } })), [
    '/inputs/essdaiDomains/cns',
  ])
})

t.test('S11: the recorded functional class is asked for first', async (t) => {
  const app = await gateway(t)
  const { json } = await screening(app, RA, { functionalClass: null, selfCareAble: null })
  t.same(asked(json), ['functionalClass', 'selfCareAble'])
})

t.test('S12: before consent the age decides provisionally, and the day of consent is asked for last', async (t) => {
  const app = await gateway(t)
  const before = { consentDate: null, consentSigned: null }
  const adult = await screening(app, RA, { ...before, birthDate: '1979-01-01' })
  t.equal(adult.stateOf('C-1'), 'met')
  t.ok(criterion(adult.json, 'C-1').flags.some(({ code }: Json) => code === 'provisional'))
  t.equal(asked(adult.json).at(-1), 'consentDate')
  // 66 on 2026-03-20, within 28 days of the day of screening.
  t.equal(await stateOf(app, 'C-1', { ...before, birthDate: '1960-03-20' }), 'undetermined')
  t.equal(
    await stateOf(app, 'C-1', { ...before, birthDate: '1960-03-30' }),
    'met',
    '66 on the day after the last of 28',
  )
  t.equal(await stateOf(app, 'C-1', { ...before, birthDate: '1959-01-01' }), 'not_met')
  t.equal(await stateOf(app, 'C-1', { ...before, birthDate: '2008-03-20' }), 'undetermined', 'of age within 28 days')
  t.equal(
    await stateOf(app, 'C-1', { ...before, birthDate: '1979-01-01' }, RA, { readings: { A1: 'screening-date' } }),
    'met',
  )
})

t.test('S13: every observation can be dated, and has a window', async (t) => {
  const app = await gateway(t)
  const on = (name: string, date: string, rest: object = {}) => {
    const dates = { ...Object.fromEntries(RECENT.map((each) => [each, '2026-03-01'])), [name]: date }
    return { undated: null, dates, ...rest }
  }
  t.equal(await stateOf(app, 'IIM-2', {}, MYOSITIS, on('mmt8Bilateral', '2026-02-01')), 'met', '28 days')
  t.equal(await stateOf(app, 'IIM-2', {}, MYOSITIS, on('mmt8Bilateral', '2026-01-31')), 'undetermined', '29 days')
  const any = { readings: { A36: 'none' } }
  t.equal(await stateOf(app, 'IIM-2', {}, MYOSITIS, on('mmt8Bilateral', '2025-01-31', any)), 'met')
  t.equal(
    await stateOf(app, 'SSc-2', {}, SCLERODERMA, on('fvcPercentPredicted', '2024-01-31')),
    'met',
    'no window by default',
  )
  const recent = { readings: { A37: '90-days' } }
  t.equal(await stateOf(app, 'SSc-2', {}, SCLERODERMA, on('hrctGroundGlass', '2025-11-30', recent)), 'undetermined')
  t.equal(
    await stateOf(app, 'CX-8c', {}, RA, on('hivAb', '2026-01-01', { readings: { A38: '28-days' } })),
    'undetermined',
  )
  t.equal(await stateOf(app, 'CX-8c', {}, RA, on('hivAb', '2026-01-01')), 'not_excluded')
})

t.test('S14: a finished score that was rounded to fewer decimals is no conflict', async (t) => {
  const app = await gateway(t)
  // DAS28-ESR of the example is 5.3508 (das28-02-pub): 5.35, or 5.4, or 5.
  for (const [das28Esr, conflicts] of [
    [5.35, 0],
    [5.3, 1],
    [5.4, 0],
    [5, 0],
    [5.2, 1],
    [5.36, 1],
  ] as const)
    t.equal((await screening(app, RA, { das28Esr })).json.conflicts.length, conflicts, `${das28Esr}`)
})

t.test('S15: another reading that decides otherwise is told apart from one that needs another input', async (t) => {
  const app = await gateway(t)
  const { json } = await screening(app, RA, { problematicPerPatient: false })
  const kinds = (reading: string) =>
    json.sensitivity.filter((each: Json) => each.reading === reading).map(({ kind }: Json) => kind)
  t.same(kinds('A24'), ['changes'])
  const needs = json.sensitivity.find((each: Json) => each.reading === 'A14')
  t.match(needs, { kind: 'needs', needs: ['raSymptomOnsetDate'] })
  const [, changed = '', open = ''] =
    /## Under another reading\n([^#]*)## Other readings that need other inputs\n([^#]*)/.exec(json.report) ?? []
  t.match(changed, /A24 either/)
  t.notMatch(changed, /A14/)
  t.match(open, /A14 from-symptoms instead of from-diagnosis: RA-1b needs raSymptomOnsetDate/)
})

t.test('S17: rapid progression by two scores with dates', async (t) => {
  const app = await gateway(t)
  const none = {
    das28Esr: null,
    signsOrSymptomsActive: false,
    reducedQolDespiteControl: false,
    prednisonePerDay: null,
    taperImpossible: false,
    rapidRadiographicProgression: null,
  }
  const scores = (after: number, date = '2026-02-01') => ({
    ...none,
    sharpBaseline: { date: '2025-02-01', svhTotal: 20 },
    sharpFollowUp: { date, svhTotal: after },
  })
  const part = async (inputs: object) => {
    const { json } = await screening(app, RA, inputs)
    return criterion(json, 'RA-4.3').parts.find(({ id }: Json) => id === 'd-radiographic').state
  }
  t.equal(await part(scores(25)), 'met', '5 in one year')
  t.equal(await part(scores(24.5)), 'not_met')
  t.equal(await part({ ...scores(25), rapidRadiographicProgression: false }), 'undetermined', 'they disagree')
  t.equal(await part({ ...none, rapidRadiographicProgression: true }), 'met')
})

t.test('S18: without interstitial lung disease, and without muscle involvement', async (t) => {
  const app = await gateway(t)
  const lung = await screening(app, SCLERODERMA, { ildPresent: false, hrctGroundGlass: null })
  t.equal(lung.stateOf('SSc-2'), 'not_applicable')
  t.same(criterion(lung.json, 'SSc-2').parts, [])
  t.equal(await stateOf(app, 'SSc-2', { ildPresent: null }, SCLERODERMA), 'undetermined')
  t.equal(await stateOf(app, 'IIM-2', { muscleInvolvement: false }, MYOSITIS), 'not_applicable')
})

/** Of the examples of the three arms, what must have a day by default. */
const RECENT = [
  ...['weight', 'creatinine', 'wbc', 'neutrophils', 'haemoglobin', 'alt', 'ast', 'bilirubin', 'inr', 'pt', 'hcg'],
  ...['mmt8Bilateral', 'physicianGlobal', 'patientGlobal', 'extramuscularActivity', 'haqDi', 'enzymes'],
]
