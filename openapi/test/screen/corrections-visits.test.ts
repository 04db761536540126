/** The trial by its text: S10 to S18 of the corrections to the clinical files: days, asking, scores, readings. */
import type { Json } from '@activity-scores/shared/testing/testing'
import t from 'tap'
import { usualGateway } from '../helpers.js'
import { asked, criterion, MYOSITIS, RA, refusedAt, SCLERODERMA, SJOGREN, screening, stateOf } from './screened.js'

t.test('S10: a level that the domain does not have is refused beside a finished score', async (t) => {
  const app = await usualGateway()
  t.same(refusedAt(await screening(app, SJOGREN, { essdai: 5, essdaiDomains: { cns: 1 } })), [
    '/inputs/essdaiDomains/cns',
  ])
})

t.test('S11: the recorded functional class is asked for first', async (t) => {
  const app = await usualGateway()
  const { json } = await screening(app, RA, { functionalClass: null, selfCareAble: null })
  t.same(asked(json), ['functionalClass', 'selfCareAble'])
})

t.test('S12: before consent the age decides provisionally, and the day of consent is asked for last', async (t) => {
  const app = await usualGateway()
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
  const app = await usualGateway()
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
  const app = await usualGateway()
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
  const app = await usualGateway()
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
  const app = await usualGateway()
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
  const app = await usualGateway()
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
