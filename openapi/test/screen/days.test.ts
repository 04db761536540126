/** Days in a screening: what was not yet, what was sent twice, and which examination is the latest. */
import type { Json } from '@activity-scores/shared/testing/testing'
import t from 'tap'
import { usualGateway } from '../helpers.js'
import { RA, SCLERODERMA, SJOGREN, screened } from './screened.js'

/** "Treatment durations use calendar months: start + n months < reference date" for "more than n". */
t.test('a course counts until the day of the decision', async (t) => {
  const app = await usualGateway()
  const months = async (courses: readonly object[], readings: object = {}) => {
    const { status, json, stateOf } = await screened(app, SJOGREN, (request, inputs) => {
      request.readings = readings
      inputs.immunomodulators = courses.map((course) => ({ drug: 'methotrexate', ...course }))
      inputs.immunomodulatorHistoryComplete = true
    })
    return status === 200 ? stateOf('pSS-3') : `${json.errors[0].pointer} ${json.errors[0].code}`
  }
  t.equal(await months([{ start: '2026-02-01', end: '2026-12-31' }]), 'not_met', 'one month of it is over')
  t.equal(await months([{ start: '2025-08-31', end: '2026-12-31' }]), 'met', 'six months and a day')
  t.equal(await months([{ start: '2025-09-01', end: '2026-12-31' }]), 'not_met', 'exactly six')
  t.equal(await months([{ start: '2026-05-01' }]), '/inputs/immunomodulators/0/start after_as_of')
  t.equal(await months([{ start: '2025-02-01', end: '2024-12-31' }]), '/inputs/immunomodulators/0/end conflict')
  t.equal(await months([{ start: '2025', end: '2025-12-31' }]), 'undetermined', 'a year alone: 0 to 12 months')

  const summed = (courses: readonly object[]) => months(courses, { T1: 'cumulative' })
  const days = Array.from({ length: 13 }, (_, k) => {
    const month = `${2024 + Math.floor(k / 12)}-${String((k % 12) + 1).padStart(2, '0')}`
    return { start: `${month}-05`, end: `${month}-06` }
  })
  t.equal(await summed(days), 'not_met', 'thirteen days are no six months')
  const pairs = ['01', '03', '05', '07'].map((month, i) => ({
    start: `2024-${month}-01`,
    end: `2024-${['02-29', '04-30', '06-30', '08-31'][i]}`,
  }))
  t.equal(await summed(pairs), 'met', 'four times two months but a day')
  t.equal(await summed(pairs.slice(0, 3)), 'undetermined', 'three months and 86 days: how many months is not said')
})

t.test('no day is after the day of the decision, and no input has two', async (t) => {
  const app = await usualGateway()
  const fault = async (name: string, change: (request: Json, inputs: Json) => void) => {
    const { status, json } = await screened(app, name, change)
    return status === 422 ? `${json.errors[0].pointer} ${json.errors[0].code}` : String(status)
  }
  const skin = (date: string, dated?: string) =>
    fault(SCLERODERMA, (request, inputs) => {
      inputs.skinBaseline.date = date
      if (dated) request.dates = { skinBaseline: dated }
    })
  t.equal(await skin('2025-08-20', '2025-08-20'), '200', 'the same day twice')
  t.equal(await skin('2015-01-20', '2025-08-20'), '/inputs/skinBaseline/date conflict')
  t.equal(await skin('2027-01-20'), '/inputs/skinBaseline/date after_as_of')
  const ra = (name: string, value: string) =>
    fault(RA, (_request, inputs) => {
      inputs[name] = value
    })
  t.equal(await ra('consentDate', '2026-03-02'), '/inputs/consentDate after_as_of')
  t.equal(await ra('consentDate', '2026-03-01'), '200')
  t.equal(await ra('raDiagnosisDate', '2026-04'), '/inputs/raDiagnosisDate after_as_of')
  t.equal(await ra('raDiagnosisDate', '2026'), '200', 'a year that has begun')
})

/** Windows of whole months are those of the calendar, both ends included; 15 months are 12 and a tolerance of 3. */
t.test('how old a baseline may be is counted by the calendar', async (t) => {
  const app = await usualGateway()
  const rows = [
    ['6-months', '2026-03-15', '2026-09-15', 'met'], // 184 days
    ['6-months', '2026-03-14', '2026-09-15', 'undetermined'],
    ['6-months', '2025-08-31', '2026-02-28', 'met'], // the last day of February
    ['24-months', '2023-06-01', '2025-06-01', 'met'], // 731 days
    ['24-months', '2023-05-31', '2025-06-01', 'undetermined'],
    ['12-months', '2024-12-01', '2026-03-01', 'met'],
    ['12-months', '2024-11-30', '2026-03-01', 'undetermined'],
  ] as const
  for (const [option, day, asOf, state] of rows)
    for (const dated of ['inside', 'beside'] as const) {
      const { stateOf } = await screened(app, SCLERODERMA, (request, inputs) => {
        request.asOf = asOf
        request.readings = { SSc4: option }
        request.dates = dated === 'beside' ? { skinBaseline: day } : {}
        for (const name in inputs) if (/Date$|^immunomodulators$|^lung/.test(name)) delete inputs[name]
        inputs.skinBaseline = dated === 'beside' ? { total: 20 } : { total: 20, date: day }
        inputs.skinFollowUp = { total: 23 }
      })
      t.equal(stateOf('SSc-4'), state, `${option}: ${day} to ${asOf}, the day ${dated}`)
    }
})

t.test('the latest examination is told by the days of what was examined', async (t) => {
  const app = await usualGateway()
  const counts = (inputs: Json): void => {
    for (const name in inputs) if (/JointCount/.test(name)) delete inputs[name]
    inputs.das28Esr = 5.1
  }
  const inflamed = { crp: { value: 15, unit: 'mg/L' }, esr: { value: 5, unit: 'mm/h' } }
  const calm = { crp: { value: 2, unit: 'mg/L' }, esr: { value: 5, unit: 'mm/h' } }
  const crp = (main: string, visits: readonly object[]) =>
    screened(app, RA, (request, inputs) => {
      request.readings = { A18: 'latest' }
      delete request.undated
      request.dates = { crp: main, esr: main }
      request.visits = visits
      Object.assign(inputs, inflamed)
    })
  const later = await crp('2026-02-05', [{ date: '2026-02-25', inputs: calm }])
  t.equal(later.stateOf('RA-3'), 'not_met', 'the visit is newer than the dated result')
  const earlier = await crp('2026-02-25', [{ date: '2026-02-05', inputs: calm }])
  t.equal(earlier.stateOf('RA-3'), 'met')
  const tied = [
    { date: '2026-02-25', inputs: inflamed },
    { date: '2026-02-25', inputs: calm },
  ]
  for (const visits of [tied, tied.toReversed()]) {
    const both = await crp('2026-02-05', visits)
    t.equal(both.stateOf('RA-3'), 'undetermined', 'two on the latest day that differ')
    const { reasons } = both.json.criteria.find((each: Json) => each.id === 'RA-3')
    t.ok(reasons.includes('conflict:visits'))
  }

  const byJoints = { joints: { 'L-MCP1': { tender: 'present', swollen: 'present' } }, allOtherJoints: 'absent' }
  const { stateOf } = await screened(app, RA, (request, inputs) => {
    counts(inputs)
    request.readings = { A17: 'latest' }
    request.visits = [
      { date: '2026-02-10', inputs: { tenderJointCount68: 8, swollenJointCount66: 8 } },
      { date: '2026-02-25', inputs: byJoints },
    ]
  })
  t.not(stateOf('RA-2'), 'met', 'an examination joint by joint is one')

  const changes = async (date: string) => {
    const asked = (readings: object) =>
      screened(app, RA, (request, inputs) => {
        counts(inputs)
        request.readings = readings
        request.visits = [{ date, inputs: { tenderJointCount68: 8, swollenJointCount66: 8 } }]
      })
    const { json } = await asked({})
    for (const { reading, other, criteria } of json.sensitivity) {
      const again = await asked({ [reading]: other })
      for (const { id, to } of criteria) t.equal(again.stateOf(id), to, `${reading} ${other}`)
    }
    return json.sensitivity.filter(({ reading }: Json) => reading === 'A2').length
  }
  t.ok((await changes('2026-01-10')) > 0, 'how old a visit may be is a reading: too old')
  t.ok((await changes('2026-02-10')) > 0, 'not too old')
})

t.test('a dose with days is asked for the day of the decision', async (t) => {
  const app = await usualGateway()
  const { json } = await screened(app, RA, (request, inputs) => {
    request.include = ['results']
    const dose = { dose: { value: 10, unit: 'mg' }, dosesPerPeriod: 1, periodDays: 1 }
    inputs.glucocorticoidCourses = [{ drug: 'prednisone', route: 'oral', ...dose, startDate: '2026-01-01' }]
    delete inputs.das28Esr
  })
  t.notMatch(JSON.stringify(json), 'missing:."')
  t.equal(json.results.prednisone?.inputs.referenceDate ?? '2026-03-01', '2026-03-01')
})
