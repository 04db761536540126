/** What has no day in a screening, or no end, is not taken as of today; what is used instead of something else is told. */
import type { Json } from '@activity-scores/shared/testing/testing'
import t from 'tap'
import { usualGateway } from '../helpers.js'
import { RA, SCLERODERMA, SJOGREN, screened } from './screened.js'

t.test('what must be recent and has no day is not used: it may be old', async (t) => {
  const app = await usualGateway()
  const asked = (change: (request: Json, inputs: Json) => void) =>
    screened(app, RA, (request, inputs) => {
      delete request.undated
      change(request, inputs)
    })
  const whole = await asked(() => undefined)
  t.equal(whole.json.verdict, 'undetermined')
  const leukocytes = whole.json.criteria.find(({ id }: Json) => id === 'C-2')
  t.equal(leukocytes.state, 'undetermined')
  t.same(leukocytes.missing, ['dates.wbc'])
  const next = whole.json.nextInputs.find(({ input }: Json) => input === 'wbc')
  t.match(next, { action: 'date', pointer: '/dates/wbc', why: 'missing:dates.wbc', decides: ['C-2'] })
  const dated = await asked((request) => {
    request.dates = { wbc: '2026-02-01' }
  })
  t.equal(dated.stateOf('C-2'), 'met', '28 days old')
  t.equal(dated.stateOf('C-4'), 'undetermined', 'the haemoglobin still has no day')
  const anyAge = await asked((request) => {
    request.readings = { A2: 'none' }
  })
  t.equal(anyAge.stateOf('C-2'), 'met', 'of any age, by this reading')
  const clearance = anyAge.json.criteria.find(({ id }: Json) => id === 'C-7')
  t.equal(clearance.state, 'undetermined', 'how old the patient was when the sample was taken is not known')
  t.ok(clearance.reasons.includes('missing:dates.creatinine'))
  const two = await screened(app, RA, (request) => {
    request.dates = { wbc: '2025-01-01' }
  })
  t.equal(`${two.status} ${two.json.errors[0].pointer} ${two.json.errors[0].code}`, '422 /undated conflict')
})

t.test('an earlier visit has a day of its own, whatever is stated of the others', async (t) => {
  const app = await usualGateway()
  const { json } = await screened(app, SCLERODERMA, (_request, inputs) => {
    delete inputs.skinBaseline.date
    delete inputs.lungBaseline.date
  })
  const progression = json.criteria.find(({ id }: Json) => id === 'SSc-4')
  t.equal(progression.state, 'undetermined')
  t.ok(progression.reasons.includes('missing:dates.skinBaseline'))
})

t.test('a course that is not said to go on and has no last day may have ended on any day', async (t) => {
  const app = await usualGateway()
  const treated = async (course: object) => {
    const { status, json, stateOf } = await screened(app, SJOGREN, (_request, inputs) => {
      inputs.immunomodulators = [{ drug: 'methotrexate', ...course }]
      inputs.immunomodulatorHistoryComplete = true
    })
    if (status !== 200) return `${json.errors[0].pointer} ${json.errors[0].code}`
    const { reasons } = json.criteria.find(({ id }: Json) => id === 'pSS-3')
    return [stateOf('pSS-3'), ...reasons].join(' ')
  }
  t.equal(await treated({ start: '2025-06-01', ongoing: true }), 'met')
  t.equal(await treated({ start: '2025-06-01' }), 'undetermined missing:immunomodulators.0.end')
  t.equal(await treated({ start: '2025-06-01', ongoing: false }), 'undetermined missing:immunomodulators.0.end')
  t.equal(await treated({ start: '2025-10-01' }), 'not_met', 'six months are not over, whenever it ended')
  t.equal(
    await treated({ start: '2025-06-01', end: '2025-07-01', ongoing: true }),
    '/inputs/immunomodulators/0/ongoing conflict',
  )
  t.equal(await treated({ start: '2025-06-01', end: '2026-12-31', ongoing: true }), 'met', 'planned until then')
  t.equal(
    await treated({ start: '2025-06-01', end: '2026-12-31', ongoing: false }),
    '/inputs/immunomodulators/0/ongoing conflict',
  )
})

t.test('a list of courses decides against only where it is stated to be complete', async (t) => {
  const app = await usualGateway()
  const months = (count: number) => [{ drug: 'methotrexate', start: '2024-01-01', end: `2024-0${1 + count}-01` }]
  const rows: readonly (readonly [courses: readonly object[], complete: boolean | null, said: string])[] = [
    [months(7), null, 'met'],
    [months(7), false, 'met'],
    [months(6), true, 'not_met'],
    [months(6), null, 'undetermined missing:immunomodulatorHistoryComplete'],
    [months(6), false, 'undetermined review:immunomodulators'],
    [[], true, 'not_met'],
    [[], null, 'undetermined missing:immunomodulatorHistoryComplete'],
  ]
  for (const T1 of ['longest-single', 'cumulative'])
    for (const [courses, complete, said] of rows) {
      const { json, stateOf } = await screened(app, SJOGREN, (request, inputs) => {
        request.readings = { T1 }
        inputs.immunomodulators = courses
        inputs.immunomodulatorHistoryComplete = complete
      })
      const { reasons } = json.criteria.find(({ id }: Json) => id === 'pSS-3')
      t.equal([stateOf('pSS-3'), ...reasons].join(' '), said, `${T1} ${JSON.stringify(courses)} ${complete}`)
      const asked = json.nextInputs.map(({ input, action }: Json) => `${action} ${input}`)
      if (complete === null && said !== 'met') t.ok(asked.includes('obtain immunomodulatorHistoryComplete'), `${asked}`)
      if (said.includes('review')) t.ok(asked.includes('clarify immunomodulators'), `${asked}`)
    }
})

t.test('an examination without a day may be the latest', async (t) => {
  const app = await usualGateway()
  const crp = (value: number) => ({ crp: { value, unit: 'mg/L' }, esr: { value: 5, unit: 'mm/h' } })
  const asked = (undated: string | undefined) =>
    screened(app, RA, (request, inputs) => {
      request.undated = undated
      request.readings = { A2: 'none', A18: 'latest' }
      request.visits = [{ date: '2026-02-25', inputs: crp(2) }]
      Object.assign(inputs, crp(15))
    })
  t.equal((await asked('as-of')).stateOf('RA-3'), 'met', 'the one of the day of the decision is')
  t.equal((await asked(undefined)).stateOf('RA-3'), 'undetermined')
  const partly = await screened(app, RA, (request, inputs) => {
    delete request.undated
    request.readings = { A18: 'latest' }
    request.dates = { esr: '2026-02-05' }
    request.visits = [{ date: '2026-02-25', inputs: crp(2) }]
    Object.assign(inputs, crp(15))
  })
  t.equal(partly.stateOf('RA-3'), 'undetermined', 'the CRP without a day is not passed over')
})

t.test('what is used instead of something else is told', async (t) => {
  const app = await usualGateway()
  const flagsOf = ({ json }: Json, id: string) =>
    json.criteria.find((each: Json) => each.id === id).flags.map(({ code }: Json) => code)
  const treated = (more: object) => screened(app, SJOGREN, (_request, inputs) => Object.assign(inputs, more))
  const courses = [{ drug: 'methotrexate', start: '2025-08-20', ongoing: true }]
  const both = await treated({ longestListedDrugMonths: 6, immunomodulators: courses })
  t.equal(both.stateOf('pSS-3'), 'met', 'more than six calendar months')
  t.ok(flagsOf(both, 'pSS-3').includes('computed_value_used'))
  const finished = await treated({ longestListedDrugMonths: 6, immunomodulators: null })
  t.equal(finished.stateOf('pSS-3'), 'not_met', 'six are not more than six')
  t.notOk(flagsOf(finished, 'pSS-3').includes('computed_value_used'))
  const latest = (date: string) =>
    screened(app, RA, (request) => {
      request.readings = { A18: 'latest' }
      request.visits = [{ date, inputs: { crp: { value: 2, unit: 'mg/L' } } }]
    })
  t.ok(flagsOf(await latest('2026-02-25'), 'RA-3').includes('earlier_examinations_not_used'))
  t.notOk(flagsOf(await latest('2026-03-01'), 'RA-3').includes('earlier_examinations_not_used'), 'of one day')
})
