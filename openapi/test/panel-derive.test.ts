/** A panel that hands results on: what is filled, what never is, and that all of it is told. */
import { instruments } from '@activity-scores/services/registry'
import type { Instrument } from '@activity-scores/shared/contract/instrument'
import { alternatives, inputSchemaOf, type JsonSchema } from '@activity-scores/shared/engine/json-schema'
import { atOnce } from '@activity-scores/shared/engine/steps'
import { type Json, matches, post } from '@activity-scores/shared/testing/testing'
import t from 'tap'
import { derivationFor } from '../src/panel/derivation.js'
import { projectionFor } from '../src/panel/projection.js'
import { gateway, services, usualGateway } from './helpers.js'

const here = { tender: 'present', swollen: 'present' }
/** Four tender joints of 28 and five swollen ones: the published patient whose DAS28-ESR is 3.81 and CDAI 20. */
const examined = {
  joints: {
    'L-MCP2': here,
    'L-MCP3': here,
    'R-MCP2': here,
    'R-PIP3': here,
    'R-WRI': { tender: 'absent', swollen: 'present' },
  },
  allOtherJoints: 'absent',
}
const measured = {
  esr: { value: 7, unit: 'mm/h' },
  crp: { value: 7, unit: 'mg/L' },
  patientGlobal: { value: 50, unit: 'mm' },
  physicianGlobal: { value: 60, unit: 'mm' },
}
const visit = { ...examined, ...measured, baseline: { das28Esr: 5.6 } }
const scores = ['joint-counts', 'das28-esr', 'das28-crp', 'cdai', 'sdai', 'eular-response']

const pointers = (json: Json): readonly string[] => json.derived.map(({ pointer }: Json) => pointer)

t.test('one visit from what was examined', async (t) => {
  const app = await usualGateway()
  const ask = async (body: object, headers = {}) => (await post(app, 'panel', body, headers)).json

  t.test('joints, laboratory and globals give counts, scores and the response in one call', async (t) => {
    const json = await ask({ derive: true, instruments: scores, inputs: visit })
    const { results } = json
    matches(
      t,
      results['joint-counts'].result.details,
      { tenderJointCount28: { value: 4 }, swollenJointCount28: { value: 5 } },
      'counts',
    )
    matches(t, results['das28-esr'].result.score, { value: 3.808236138039, reported: '3.81' }, 'DAS28-ESR') // das28-01-pub
    matches(t, results.cdai.result.score, { value: 20, reported: '20.0' }, 'CDAI') // cdai-10-pub
    matches(t, results.sdai.result.score, { value: 20.7, reported: '20.7' }, 'SDAI: CDAI and 0.7 mg/dL')
    // 5.6 to 3.81: improved by more than 1.2, to between 3.2 and 5.1.
    t.equal(results['eular-response'].result.category.code, 'moderate')
    t.same(json.derived.slice(0, 2), [
      { pointer: '/inputs/tenderJointCount28', value: 4, from: 'joint-counts' },
      { pointer: '/inputs/swollenJointCount28', value: 5, from: 'joint-counts' },
    ])
    const response = json.derived.find(({ pointer }: Json) => pointer === '/inputs/followUp/das28Esr')
    matches(t, response, { value: 3.808236138039, from: 'das28-esr' }, 'unrounded')
    t.equal(json.derived.length, 4, 'what nobody who is asked uses is not filled')
    t.same([json.warnings, json.unused], [[], []])
  })

  t.test('each result is that of its own route with what was derived', async (t) => {
    const { results } = await ask({ derive: true, instruments: scores, inputs: visit })
    const { patientGlobal, esr } = measured
    const own = await post(app, 'das28-esr', { tenderJointCount28: 4, swollenJointCount28: 5, esr, patientGlobal })
    t.same(results['das28-esr'].result, own.json)
  })

  t.test('where no instruments are named, those that results concern answer too', async (t) => {
    const { results } = await ask({ derive: true, inputs: visit })
    for (const slug of scores) t.equal(results[slug].result.status, 'computed', slug)
    t.equal(results['index-response'].result.status, 'not_computable', 'so does one that a result concerns alone')
  })

  t.test('without it nothing is filled, and nothing is said of it', async (t) => {
    for (const derive of [undefined, null, false]) {
      const json = await ask({ derive, instruments: scores, inputs: visit })
      t.same(Object.keys(json), ['results', 'unused'])
      t.equal(json.results['das28-esr'].result.status, 'not_computable')
      t.equal(json.results['eular-response'].result.status, 'not_computable')
    }
  })

  t.test('the short forms are those of the same computation', async (t) => {
    const body = { derive: true, instruments: scores, inputs: visit }
    const full = await ask(body)
    const short = await ask(body, { prefer: 'return=minimal' })
    t.same(short.derived, full.derived)
    t.same(short.results['das28-esr'].result.score, full.results['das28-esr'].result.score)
    t.equal(short.results['das28-esr'].result.inputs, undefined)
    const text = await app.inject({
      method: 'POST',
      url: '/v1/panel',
      payload: body,
      headers: { accept: 'text/plain' },
    })
    t.match(text.payload, /^DAS28-ESR 3\.81, moderate disease activity$/m)
    t.match(text.payload, /^CDAI 20\.0, moderate disease activity$/m)
  })
})

t.test('what is never filled', async (t) => {
  const app = await usualGateway()
  const ask = async (inputs: object, named: readonly string[]) =>
    (await post(app, 'panel', { derive: true, instruments: named, inputs })).json

  t.test('what was sent stays, also where a result gives another value', async (t) => {
    const sent = { ...visit, followUp: { das28Esr: 3.2 } }
    const { results, warnings, derived } = await ask(sent, ['joint-counts', 'das28-esr', 'eular-response'])
    t.equal(results['eular-response'].result.inputs.followUp.das28Esr, 3.2)
    t.same(
      warnings.map(({ code, pointer }: Json) => [code, pointer]),
      [['sent_differs_from_derived', '/inputs/followUp/das28Esr']],
    )
    t.match(warnings[0].message, /^3\.2 was sent and is used; das28-esr gives 3\.80823/)
    t.notOk(derived.some(({ pointer }: Json) => pointer === '/inputs/followUp/das28Esr'))
    const printed = await ask({ ...visit, followUp: { das28Esr: 3.81 } }, [
      'joint-counts',
      'das28-esr',
      'eular-response',
    ])
    t.same(printed.warnings, [], 'a score is sent as it was printed')
  })

  t.test('a value that is imputed in part: help that was not sent is not known to be none', async (t) => {
    const example = instruments.find(({ slug }) => slug === 'haq-di')?.examples[0]
    const { help, ...own } = (example?.request ?? {}) as Json
    const named = ['haq-di', 'myositis-core-set']
    const open = await ask(own, named)
    t.equal(open.results['haq-di'].result.status, 'computed', 'by the published rule, with bounds')
    t.same(open.derived, [])
    const state = (json: Json) =>
      json.results['myositis-core-set'].result.criteria.find(({ id }: Json) => id === 'haq-di').state
    t.equal(state(open), 'undetermined')
    const whole = await ask({ ...own, help }, named)
    t.same(pointers(whole), ['/inputs/haqDi'])
    t.equal(state(whole), 'met', '0.25')
  })

  t.test('a value of a limit: an ESR below 40 leaves open whether the DAS28 is above 3.2', async (t) => {
    const seen = { tenderJointCount28: 1, swollenJointCount28: 1, patientGlobal: { value: 20, unit: 'mm' } }
    const named = ['das28-esr', 'difficult-to-treat-ra']
    const activity = (json: Json) =>
      json.results['difficult-to-treat-ra'].result.criteria.find(({ id }: Json) => id === 'activity').state
    const limited = await ask({ ...seen, esr: { value: 40, unit: 'mm/h', comparator: '<' } }, named)
    // 0.56 + 0.28 + 0.70 ln ESR + 0.014 * 20: 1.12 at an ESR of 1, 3.70 at 40.
    matches(t, limited.results['das28-esr'].result.score.bounds, { lower: 1.12, upper: 3.702215617879755 }, 'bounds')
    t.same(limited.derived, [])
    t.equal(activity(limited), 'undetermined')
    const exact = await ask({ ...seen, esr: { value: 40, unit: 'mm/h' } }, named)
    t.same(pointers(exact), ['/inputs/das28Esr'])
    t.equal(activity(exact), 'met')
  })

  t.test('what is no number is refused by who uses it, and is not sent back', async (t) => {
    const sent = { ...visit, followUp: { das28Esr: 'x'.repeat(30_000) } }
    const json = await ask(sent, ['joint-counts', 'das28-esr', 'eular-response'])
    t.equal(json.results['eular-response'].status, 422)
    t.same(json.warnings, [])
    t.notOk(JSON.stringify(json).includes('x'.repeat(100)))
  })

  t.test('null is what was not sent', async (t) => {
    const sent = { ...visit, tenderJointCount28: null, followUp: null }
    const { results } = await ask(sent, scores)
    t.equal(results['das28-esr'].result.score.reported, '3.81')
    t.equal(results['eular-response'].result.category.code, 'moderate')
  })

  t.test('a result that is not computed, a count that was scaled up, a DAS28 of three variables', async (t) => {
    const { allOtherJoints: _gone, ...open } = visit
    t.same((await ask(open, scores)).derived, [], 'joints that were not done leave no count')
    const scaled = {
      ...visit,
      joints: { ...examined.joints, 'L-KNE': { tender: 'not_evaluable', swollen: 'not_evaluable' } },
      policy: 'prorate',
    }
    t.notOk(pointers(await ask(scaled, scores)).some((pointer) => pointer.endsWith('JointCount28')))
    const three = await ask({ ...visit, variant: '3-variable' }, ['joint-counts', 'das28-esr', 'difficult-to-treat-ra'])
    t.equal(three.results['das28-esr'].result.status, 'computed')
    t.notOk(pointers(three).includes('/inputs/das28Esr'))
    t.equal(three.results['difficult-to-treat-ra'].result.inputs.das28Esr, null)
  })

  t.test('what an instrument would use before a field that was sent', async (t) => {
    const haq = instruments.find(({ slug }) => slug === 'haq-di')?.examples[0]?.request as object
    const rapid = instruments
      .find(({ slug }) => slug === 'rapid3')
      ?.examples.find(({ request }) => (request as Json).mdhaqItems)
    t.ok(rapid, 'an example with the items of its own questionnaire')
    const inputs = { ...haq, ...(rapid?.request as object) }
    const json = await ask(inputs, ['haq-di', 'rapid3'])
    t.equal(json.results['haq-di'].result.status, 'computed')
    t.notOk(pointers(json).includes('/inputs/haqDi'), 'the items that were sent count')
    const { mdhaqItems: _gone, ...without } = inputs as Json
    t.ok(pointers(await ask(without, ['haq-di', 'rapid3'])).includes('/inputs/haqDi'), 'without them it is filled')
  })

  t.test('what stands in something that is no object is refused as it is', async (t) => {
    const { results, derived } = await ask({ ...visit, followUp: [1] }, ['joint-counts', 'das28-esr', 'eular-response'])
    t.equal(results['eular-response'].status, 422)
    t.notOk(derived.some(({ pointer }: Json) => pointer.startsWith('/inputs/followUp')))
  })
})

t.test('with services elsewhere a panel answers the same bytes', async (t) => {
  const embedded = await usualGateway()
  const proxied = await gateway(t, await services(t))
  for (const prefer of ['', 'return=minimal'])
    for (const named of [scores, undefined]) {
      const call = {
        method: 'POST',
        url: '/v1/panel',
        payload: { derive: true, instruments: named, inputs: visit },
      } as const
      const [a, b] = [
        await embedded.inject({ ...call, headers: { prefer } }),
        await proxied.inject({ ...call, headers: { prefer } }),
      ]
      t.equal(a.payload, b.payload)
    }
})

const hasField = (schema: JsonSchema, [key, ...rest]: readonly string[]): boolean =>
  key === undefined ||
  alternatives(schema).some(({ properties }) => properties?.[key] !== undefined && hasField(properties[key], rest))

t.test('who uses what is provided: another meaning under the same name would be a wrong number', async (t) => {
  const users = (field: string, but: string): string =>
    instruments
      .filter(({ slug, request }) => slug !== but && hasField(inputSchemaOf(request), field.split('.')))
      .map(({ slug }) => slug)
      .join(' ')
  const found = instruments.flatMap(({ slug, provides = [] }) =>
    provides.flatMap(({ fills }) => fills.map((field) => [slug, field, users(field, slug)] as const)),
  )
  const twoVisits = 'imacs-improvement myositis-deterioration myositis-tis'
  const indices = 'boolean-remission cdai das28-crp das28-esr sdai'
  t.same(found, [
    ['cdai', 'cdai', 'boolean-remission difficult-to-treat-ra'],
    ['cdai', 'followUp.cdai', 'index-response'],
    ['das28-crp', 'das28Crp', 'difficult-to-treat-ra'],
    ['das28-crp', 'followUp.das28Crp', 'eular-response'],
    ['das28-esr', 'das28Esr', 'difficult-to-treat-ra'],
    ['das28-esr', 'followUp.das28Esr', 'eular-response'],
    ['haq-di', 'haqDi', 'myositis-core-set rapid3'],
    ['haq-di', 'followUp.haqDi', `acr-response ${twoVisits.replace(' ', ' index-response ')}`],
    ['joint-counts', 'tenderJointCount28', indices],
    ['joint-counts', 'followUp.tenderJointCount28', 'acr-response'],
    ['joint-counts', 'swollenJointCount28', indices],
    ['joint-counts', 'followUp.swollenJointCount28', 'acr-response'],
    ['joint-counts', 'tenderJointCount68', 'boolean-remission'],
    ['joint-counts', 'followUp.tenderJointCount68', 'acr-response'],
    ['joint-counts', 'swollenJointCount66', 'boolean-remission'],
    ['joint-counts', 'followUp.swollenJointCount66', 'acr-response'],
    ['mmt8', 'mmt8Bilateral', 'myositis-core-set'],
    ['mmt8', 'followUp.mmt8Bilateral', twoVisits],
    ['mmt8', 'followUp.mmt8Unilateral', twoVisits],
    ['mrss', 'mrss', 'eustar-activity'],
    ['mrss', 'followUp.total', 'mrss-change'],
    ['sdai', 'sdai', 'boolean-remission difficult-to-treat-ra'],
    ['sdai', 'followUp.sdai', 'index-response'],
  ])
})

t.test('instruments that need one another first, and two that give the same, stop the start', async (t) => {
  const [cdai, sdai, das28Esr] = ['cdai', 'sdai', 'das28-esr'].map((slug) =>
    instruments.find((each) => each.slug === slug),
  ) as [Instrument, Instrument, Instrument]
  const derive = (...of: readonly Instrument[]) => derivationFor(of, atOnce(projectionFor(of)))
  const giving = (instrument: Instrument, field: string): Instrument => ({
    ...instrument,
    provides: [{ from: 'score.value', fills: [field] }],
  })
  t.same(derive(giving(cdai, 'crp'), sdai).providers, ['cdai'])
  t.throws(
    () => derive(giving(cdai, 'crp'), giving(sdai, 'jointCountMethod')),
    new Error('each of these provides for the one before: cdai, sdai, cdai'),
  )
  t.throws(
    () => derive(giving(cdai, 'esr'), giving(sdai, 'esr'), das28Esr),
    new Error('cdai and sdai both provide esr'),
  )
})
