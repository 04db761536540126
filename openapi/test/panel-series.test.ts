/** Several instruments over the visits of one patient: raw values in, scores at each visit and the response between them. */
import { instruments } from '@activity-scores/services/registry'
import { type Json, matches } from '@activity-scores/shared/testing/testing'
import t from 'tap'
import { gateway, services, usualGateway } from './helpers.js'
import { post, published } from './visits.js'

const here = { tender: 'present', swollen: 'present' }
/** Four tender joints of 28 and five swollen ones: with the laboratory the published patient of 3.81. */
const joints = {
  joints: {
    'L-MCP2': here,
    'L-MCP3': here,
    'R-MCP2': here,
    'R-PIP3': here,
    'R-WRI': { tender: 'absent', swollen: 'present' },
  },
  allOtherJoints: 'absent',
}
const { esr, patientGlobal } = published
const measured = { esr, patientGlobal, physicianGlobal: { value: 60, unit: 'mm' }, crp: { value: 7, unit: 'mg/L' } }
const first = { ...joints, ...measured }
/** No joint, an ESR whose logarithm is 0, globals of 0: every term is 0. */
const second = {
  joints: {},
  allOtherJoints: 'absent',
  esr: { value: 1, unit: 'mm/h' },
  patientGlobal: { value: 0, unit: 'mm' },
  physicianGlobal: { value: 0, unit: 'mm' },
}
const DAYS = ['2026-01-12', '2026-04-13', '2026-07-13']
const series = (inputs: readonly object[], more: object = {}) => ({
  visits: inputs.map((each, i) => ({ date: DAYS[i], inputs: each })),
  ...more,
})
const scores = ['joint-counts', 'das28-esr', 'cdai']

t.test('two visits from what was examined: DAS28 at both, and the EULAR response', async (t) => {
  const { status, json } = await post(
    await usualGateway(),
    'panel/series',
    series([first, second], { derive: true, instruments: scores }),
  )
  t.equal(status, 200)
  const results = json.visits.map(({ result }: Json) => result.results)
  matches(t, results[0]['das28-esr'].result.score, { value: 3.808236138039, reported: '3.81' }, 'first') // das28-01-pub
  matches(t, results[1]['das28-esr'].result.score, { value: 0, reported: '0.00' }, 'second')
  const [{ instruments: changed, ...between }] = json.changes
  t.same(between, { from: DAYS[0], to: DAYS[1], since: ['first', 'previous'], days: 91 })
  matches(t, changed['das28-esr'].score, { value: -3.808236138039, reported: '-3.81' }, 'change')
  t.equal(changed['das28-esr'].measures['eular-response'].result.category.code, 'good')
  matches(t, changed.cdai.score, { value: -20, reported: '-20.0' }, 'CDAI') // cdai-10-pub
  t.equal(changed.cdai.measures['index-response'].result.category.code, 'major')
  t.notOk('joint-counts' in changed, 'nothing to compare')
})

t.test('an open visit leaves its gap, and nothing of it is handed on', async (t) => {
  const { esr: _open, ...open } = second
  const body = series([first, open, second], { derive: true, instruments: scores })
  const { json } = await post(await usualGateway(), 'panel/series', body)
  const of = json.changes.map(({ instruments: changed }: Json) => changed['das28-esr'])
  const reasons = [`not_computed:${DAYS[1]}`]
  t.same(
    of.map(
      ({ measures }: Json) => measures['eular-response'].result?.category.code ?? measures['eular-response'].reasons,
    ),
    [reasons, 'good', reasons],
  )
  t.same(
    of.map(({ score }: Json) => score.value === null),
    [true, false, true],
  )
})

t.test('counts that are imputed fill nothing, and a visit is refused alone', async (t) => {
  const prorated = {
    ...first,
    joints: { ...first.joints, 'L-WRI': { tender: 'not_evaluable', swollen: 'not_evaluable' } },
    policy: 'prorate',
  }
  const app = await usualGateway()
  const { json } = await post(app, 'panel/series', series([prorated, second], { derive: true, instruments: scores }))
  t.equal(json.visits[0].result.results['das28-esr'].result.status, 'not_computable')
  t.ok(json.changes[0].instruments['das28-esr'].measures['eular-response'].reasons)
  const wrong = await post(
    app,
    'panel/series',
    series([{ ...first, tenderJointCount28: 3, cdai: 1 }, second], {
      instruments: ['cdai', 'boolean-remission', 'das28-esr'],
    }),
  )
  t.same(wrong.json.visits.map(({ status }: Json) => status).slice(1), [200])
})

t.test('each visit has the bytes of a panel, and each change those of the series of the instrument', async (t) => {
  const app = await usualGateway()
  const asked = { derive: true, instruments: ['das28-esr', 'das28-crp', 'cdai', 'sdai', 'joint-counts'] }
  const { text, json } = await post(
    app,
    'panel/series',
    series([first, { ...second, crp: { value: 5, unit: 'mg/L' } }, {}], asked),
  )
  for (const [i, inputs] of [first, { ...second, crp: { value: 5, unit: 'mg/L' } }, {}].entries()) {
    const alone = await post(app, 'panel', { ...asked, inputs })
    t.ok(text.includes(`{"date":"${DAYS[i]}","status":200,"result":${alone.text}}`), `visit ${i}`)
  }
  const counts = { tenderJointCount28: 4, swollenJointCount28: 5 }
  const none = { tenderJointCount28: 0, swollenJointCount28: 0 }
  const own = await post(app, 'das28-esr/series', {
    visits: [
      { date: DAYS[0], input: { ...counts, esr, patientGlobal } },
      { date: DAYS[1], input: { ...none, esr: second.esr, patientGlobal: second.patientGlobal } },
    ],
  })
  const [{ score, reasons, measures }] = own.json.changes
  t.same(json.changes[0].instruments['das28-esr'], { score, reasons, measures })
})

t.test('embedded and proxied answer alike, in every form', async (t) => {
  const [embedded, proxied] = [await usualGateway(), await gateway(t, await services(t))]
  for (const body of [
    series([first, second, {}], { derive: true, instruments: scores }),
    series([first, second], { derive: true }),
    series([{ age: 60 }, { age: 61, unknown: 1 }]),
    series([first], {}),
    series([first, second], { instruments: ['eular-response', 'cdai'] }),
  ])
    for (const headers of [{}, { prefer: 'return=minimal' }, { accept: 'text/plain' }]) {
      const { text, status } = await post(embedded, 'panel/series', body, headers)
      const other = await post(proxied, 'panel/series', body, headers)
      t.same([other.status, other.text], [status, text])
    }
})

t.test('what compares visits is not named, and results are bounded', async (t) => {
  const app = await usualGateway()
  const { status, json } = await post(
    app,
    'panel/series',
    series([{}, {}], { instruments: ['cdai', 'eular-response', 'acr-response'] }),
  )
  t.equal(status, 422)
  t.same(
    json.errors.map(({ pointer }: Json) => pointer),
    ['/instruments/1', '/instruments/2'],
  )
  t.match(json.errors[0].message, 'das28-crp, das28-esr')
  t.match(json.errors[1].message, 'POST /v1/acr-response')
  const noVisits = await post(app, 'panel/series', { visits: null, instruments: ['cdai'] })
  t.same([noVisits.status, noVisits.json.errors[0].pointer], [422, '/visits'])
  const many = { visits: Array.from({ length: 100 }, (_, i) => ({ date: `${1900 + i}-01-01`, inputs: {} })) }
  const named = instruments.filter(({ slug }) =>
    ['cdai', 'crcl', 'mmt8', 'mrss', 'essdai', 'haq-di', 'rapid3'].includes(slug),
  )
  const tooMany = await post(app, 'panel/series', { ...many, instruments: named.map(({ slug }) => slug) })
  t.same([tooMany.status, tooMany.json.errors[0].code], [422, 'too_many_results'])
  const fits = await post(app, 'panel/series', { ...many, instruments: ['cdai', 'crcl'] })
  t.equal(fits.status, 200)
  t.equal(fits.json.changes.length, 197)
})
