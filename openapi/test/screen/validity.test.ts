/** How long a screening holds, with nothing more known, by hand and by the calendar. */
import type { Json } from '@activity-scores/shared/testing/testing'
import t from 'tap'
import { usualGateway } from '../helpers.js'
import { RA, SJOGREN, screened } from './screened.js'

const LABORATORY = ['weight', 'creatinine', 'wbc', 'neutrophils', 'haemoglobin', 'alt', 'ast', 'bilirubin', 'inr', 'pt']
const VISIT = ['tenderJointCount28', 'swollenJointCount28', 'tenderJointCount68', 'swollenJointCount66']
const days = (date: string) =>
  Object.fromEntries(
    [...LABORATORY, ...VISIT, 'esr', 'crp', 'patientGlobal', 'physicianGlobal', 'hcg'].map((name) => [name, date]),
  )

t.test('what is met expires, what is failed recovers, each on its day', async (t) => {
  const app = await usualGateway()
  const of = async (id: string, inputs: object, rest: object = {}, name = RA) => {
    const { json } = await screened(app, name, (request, given) => {
      Object.assign(given, inputs)
      Object.assign(request, rest)
    })
    const { state, expires, recoverable } = json.criteria.find((each: Json) => each.id === id)
    return [state, expires, recoverable]
  }
  const on = (more: object) => ({ undated: null, dates: { ...days('2026-02-20'), hcg: '2026-02-25', ...more } })
  t.same(await of('C-10', {}, on({})), ['met', '2026-03-04', null], 'hCG: 7 days')
  t.same(await of('C-2', {}, on({})), ['met', '2026-03-20', null], 'laboratory: 28 days, February has 28')
  const low = { wbc: { value: 2, unit: '10*9/L' }, neutrophils: { value: 1.5, unit: '10*9/L' } }
  t.same(await of('C-2', low, on({})), ['not_met', '2026-03-20', { possible: true, from: '2026-03-21' }])
  t.same(
    await of('RA-1b', { raDiagnosisDate: '2025-09-02' }),
    ['not_met', '2026-03-01', { possible: true, from: '2026-03-02' }],
    'six months',
  )
  t.same(await of('RA-1b', { raDiagnosisDate: '2025-09-01' }), ['met', null, null])
  const trial = { otherTrialTreatment: true, otherTrialLastDose: '2026-01-15', consentDate: '2026-02-20' }
  t.same(
    await of('CX-10', trial),
    ['excluded', '2026-04-15', { possible: true, from: '2026-04-16' }],
    'wash-out: three months',
  )
  t.same(await of('CX-6', { malignancy: 'other' }), ['excluded', null, { possible: false, from: null }])
  t.same(await of('CX-2', { uncontrolledInfection: true }), ['excluded', null, { possible: true, from: null }])
  const screening = { readings: { A1: 'screening-date' } }
  t.same(await of('C-1', { birthDate: '1960-03-20' }, screening), ['met', '2026-03-19', null], '66 on the day after')
  t.same(await of('C-1', { birthDate: '2008-03-20' }, screening), [
    'not_met',
    '2026-03-19',
    { possible: true, from: '2026-03-20' },
  ])
  t.same(await of('C-1', { birthDate: '1950-03-20' }, screening), ['not_met', null, { possible: false, from: null }])
  const course = {
    immunomodulators: [{ drug: 'methotrexate', start: '2025-10-01', ongoing: true }],
    immunomodulatorHistoryComplete: true,
  }
  t.same(
    await of('pSS-3', course, {}, SJOGREN),
    ['not_met', '2026-04-01', { possible: true, from: '2026-04-02' }],
    'more than six months',
  )
  t.same(await of('C-9', {}), ['met', null, null], 'a statement has no end')
})

t.test('the verdict holds as long as its first criterion, or as long as its last obstacle', async (t) => {
  const app = await usualGateway()
  const until = async (inputs: object) =>
    (await screened(app, RA, (_request, given) => Object.assign(given, inputs))).json.validUntil
  t.equal(await until({}), '2026-03-08', 'everything is of 2026-03-01: hCG is the first to go')
  t.equal(await until({ raDiagnosisDate: '2025-09-20' }), '2026-03-19')
  t.equal(await until({ raDiagnosisDate: '2025-09-20', malignancy: 'other' }), null, 'one obstacle stays')
  t.equal(await until({ haemodynamicallyStable: null }), null, 'open')
})
