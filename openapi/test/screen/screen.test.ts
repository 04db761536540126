import { readFileSync } from 'node:fs'
import { instruments } from '@activity-scores/services/registry'
import { type Json, matches, post } from '@activity-scores/shared/testing/testing'
import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { PROTOCOLS } from '../../src/files/paths.js'
import { screeningSchema } from '../../src/screen/answer/result-schema.js'
import { protocolFiles } from '../../src/screen/load.js'
import { usualGateway } from '../helpers.js'

const SLUG = 'screen/nct06464679'
const protocol: Json = JSON.parse(readFileSync(`${PROTOCOLS}/nct06464679.json`, 'utf8'))
const example = (name: string): Json => protocol.examples.find((each: Json) => each.name === name)
const eligible: Json = example('rheumatoid-arthritis-eligible').request

async function ask(
  app: FastifyInstance,
  more: object = {},
  without: readonly string[] = [],
  rest: object = {},
): Promise<Json> {
  const inputs = { ...eligible.inputs, ...more }
  for (const name of without) delete inputs[name]
  return (await post(app, SLUG, { ...eligible, ...rest, inputs })).json
}

const criterion = (json: Json, id: string): Json => json.criteria?.find((each: Json) => each.id === id)
const state = (json: Json, id: string): string => criterion(json, id)?.state

t.test('every criterion id of the clinical files is answered for its arm', async (t) => {
  const app = await usualGateway()
  const common = ['C-1', 'C-2', 'C-3', 'C-4', 'C-5', 'C-6', 'C-7', 'C-8', 'C-9', 'C-10', 'C-11']
    .concat(['CX-1', 'CX-2', 'CX-3', 'CX-4', 'CX-5', 'CX-6', 'CX-7', 'CX-8a', 'CX-8b', 'CX-8c', 'CX-8d'])
    .concat(['CX-9', 'CX-10', 'CX-11', 'CX-12'])
  const own: Readonly<Record<string, readonly string[]>> = {
    'rheumatoid-arthritis': ['RA-1a', 'RA-1b', 'RA-1c', 'RA-2', 'RA-3', 'RA-4', 'RA-4.1', 'RA-4.2', 'RA-4.3', 'RA-X1'],
    'systemic-sclerosis': ['SSc-1', 'SSc-2', 'SSc-3', 'SSc-4'],
    myositis: ['IIM-1', 'IIM-2', 'IIM-3', 'IIM-4', 'IIM-X1', 'IIM-X2', 'IIM-X3'],
    sjogren: ['pSS-1', 'pSS-2', 'pSS-3', 'pSS-X1', 'pSS-X2'],
  }
  for (const [arm, ids] of Object.entries(own)) {
    const { json } = await post(app, SLUG, { arm, asOf: '2026-03-01', inputs: {} })
    t.same(
      json.criteria.map((each: Json) => each.id),
      [...common, ...ids],
      arm,
    )
    t.equal(json.verdict, 'undetermined')
    t.ok(
      json.criteria.every((each: Json) => each.state === 'undetermined'),
      'nothing is decided on nothing',
    )
    t.ok(json.nextInputs.length > 30)
  }
})

t.test('the examples have the verdicts and states of their sources, and the shape of the schema', async (t) => {
  const app = await usualGateway()
  const schema = screeningSchema(protocol)
  for (const { name, request, expect } of protocol.examples) {
    const { json } = await post(app, SLUG, request)
    t.equal(json.verdict, expect.verdict, name)
    for (const [id, wanted] of Object.entries(expect.states)) t.equal(state(json, id), wanted, `${name} ${id}`)
    t.ok(schema.safeParse(json).success, `${name} fits the schema`)
    const whole = await post(app, SLUG, { ...request, include: ['results'] })
    t.ok(schema.safeParse(whole.json).success, `${name} with whole results fits the schema`)
  }
})

t.test('finished scores and their parts: they agree, contradict, or bound one another', async (t) => {
  const app = await usualGateway()
  const known = await ask(app)
  matches(t, Number(known.results.das28Esr.score), 5.35, 'DAS28-ESR of das28-02-pub')

  const agreed = await ask(app, { das28Esr: 5.35 })
  t.equal(state(agreed, 'RA-1c'), 'met')
  t.same(agreed.conflicts, [], 'a score that was rounded is no conflict')

  const apart = await ask(app, { das28Esr: 2.1, cdai: 2 })
  t.same(apart.conflicts.map((each: Json) => each.measure).sort(), ['cdai', 'das28Esr'])
  t.equal(state(apart, 'RA-1c'), 'undetermined')
  t.same(criterion(apart, 'RA-1c').reasons.sort(), ['conflict:cdai', 'conflict:das28Esr'])
  t.equal(apart.verdict, 'undetermined')
  t.ok(apart.nextInputs.some((each: Json) => each.action === 'clarify' && each.input === 'das28Esr'))

  const bothAbove = await ask(app, { das28Esr: 4.1 })
  t.equal(state(bothAbove, 'RA-1c'), 'met', 'both values decide alike')
  t.equal(bothAbove.conflicts.length, 1, 'and the conflict is reported all the same')

  const impossible = await ask(app, { swollenJointCount28: 9, swollenJointCount66: 7 })
  t.equal(impossible.status, 422)
  t.equal(impossible.errors[0].code, 'conflict')
  t.match(impossible.errors[0].pointer, /^\/inputs\/swollenJointCount/)
})

t.test('bounds: a 28-joint count of 6 proves 6 of 66; 5 proves nothing', async (t) => {
  const app = await usualGateway()
  const without = ['swollenJointCount66', 'tenderJointCount68']
  t.equal(state(await ask(app, { swollenJointCount28: 6, tenderJointCount28: 6 }, without), 'RA-2'), 'met')
  const five = await ask(app, { swollenJointCount28: 5, tenderJointCount28: 6 }, without)
  t.equal(state(five, 'RA-2'), 'undetermined')
  t.same(
    five.nextInputs.map((each: Json) => each.input),
    ['swollenJointCount66'],
  )
  const literal = await ask(app, { swollenJointCount28: 6, tenderJointCount28: 6 }, without, {
    readings: { A16: 'full-counts-only' },
  })
  t.equal(state(literal, 'RA-2'), 'undetermined')
})

t.test('other visits of the screening period', async (t) => {
  const app = await usualGateway()
  const few = { swollenJointCount66: 5, tenderJointCount68: 8 }
  const visit = (date: string, inputs: object) => ({ visits: [{ date, inputs }] })
  t.equal(state(await ask(app, few), 'RA-2'), 'not_met')
  const earlier = visit('2026-02-10', { swollenJointCount66: 6, tenderJointCount68: 6 })
  t.equal(state(await ask(app, few, [], earlier), 'RA-2'), 'met', 'any qualifying examination suffices')
  t.equal(state(await ask(app, few, [], { ...earlier, readings: { A17: 'latest' } }), 'RA-2'), 'not_met')
  const split = visit('2026-02-10', { swollenJointCount66: 6, tenderJointCount68: 5 })
  t.equal(state(await ask(app, few, [], split), 'RA-2'), 'not_met', 'both counts at the same examination')
  const old = visit('2025-12-10', { swollenJointCount66: 6, tenderJointCount68: 6 })
  t.equal(state(await ask(app, few, [], old), 'RA-2'), 'undetermined', 'older than 28 days')
  const late = await ask(app, few, [], visit('2026-03-02', {}))
  t.equal(late.errors[0].code, 'after_as_of')
})

t.test('windows: a value of day 28 counts, of day 29 is stale, and is asked for anew', async (t) => {
  const app = await usualGateway()
  const recent = Object.keys(eligible.inputs).filter((name) => protocol.inputs[name].window !== undefined)
  const today = Object.fromEntries(recent.map((name) => [name, eligible.asOf]))
  const on = (day: string) => ({ undated: null, dates: { ...today, wbc: day } })
  t.equal(state(await ask(app, {}, [], on('2026-02-01')), 'C-2'), 'met')
  const stale = await ask(app, {}, [], on('2026-01-31'))
  t.equal(state(stale, 'C-2'), 'undetermined')
  t.same(criterion(stale, 'C-2').reasons, ['stale:wbc'])
  t.same(
    stale.nextInputs.map(({ input, action }: Json) => [input, action]),
    [['wbc', 'renew']],
  )
  t.ok(
    stale.sensitivity.some(
      (each: Json) => each.reading === 'A2' && each.other === 'none' && each.verdict.to === 'eligible',
    ),
  )
  t.equal(state(await ask(app, {}, [], { ...on('2026-01-31'), readings: { A2: 'none' } }), 'C-2'), 'met')
  t.equal((await ask(app, {}, [], on('2026-03-02'))).errors[0].code, 'after_as_of')
})

t.test('readings: chosen, reported, and what another would change', async (t) => {
  const app = await usualGateway()
  const one = { problematicPerPatient: false }
  const asWritten = await ask(app, one)
  t.equal(state(asWritten, 'RA-4'), 'not_met')
  const change = asWritten.sensitivity.find((each: Json) => each.reading === 'A24')
  t.same(change.verdict, { from: 'ineligible', to: 'eligible' })
  t.ok(criterion(asWritten, 'RA-4.2').flags.some((each: Json) => each.code === 'protocol_ambiguity:A24'))
  const either = await ask(app, one, [], { readings: { A24: 'either' } })
  t.equal(either.verdict, 'eligible')
  t.same(criterion(either, 'RA-4.2').readings, [{ id: 'A24', option: 'either' }])
  const unknown = await ask(app, {}, [], { readings: { A24: 'perhaps' } })
  t.equal(unknown.status, 422)
  t.match(unknown.detail, /"both", "either"/)
})

t.test('weight choice: the reading of C-7 that would change it is named', async (t) => {
  const app = await usualGateway()
  // cg-10-obese-weight-choice-matters: 79.5 by actual weight, 42.3 ideal, 57.2 adjusted.
  const heavy = {
    birthDate: '1964-01-15',
    weight: { value: 95, unit: 'kg' },
    height: { value: 158, unit: 'cm' },
    creatinine: { value: 1.1, unit: 'mg/dL' },
  }
  const json = await ask(app, heavy)
  t.equal(state(json, 'C-7'), 'met')
  const options = json.sensitivity.filter((each: Json) => each.reading === 'A8').map((each: Json) => each.other)
  t.same(options, ['ideal', 'adjusted'])
})

t.test('collisions of the Sjogren arm are flagged', async (t) => {
  const app = await usualGateway()
  const request = structuredClone(example('sjogren-eligible').request)
  request.inputs.essdaiDomains.cns = 2
  request.inputs.essdaiDomains.lymphadenopathy = 3
  const { json } = await post(app, SLUG, request)
  t.same(
    json.collisions.map((each: Json) => each.id),
    ['lymphoma-against-malignancy', 'cns-against-cns'],
  )
})

t.test('forms: report, one line, minimal; what is not used is named', async (t) => {
  const app = await usualGateway()
  const markdown = await post(app, SLUG, eligible, { accept: 'text/markdown' })
  t.match(markdown.type, 'text/markdown')
  const rows = markdown.raw.split('\n').filter((line) => /^\| (?:C|CX|RA)-/.test(line))
  t.equal(rows.length, 36)
  t.ok(
    rows.every((row) => row.replaceAll('\\|', '').split('|').length === 10),
    'eight cells a row',
  )
  const text = await post(app, SLUG, eligible, { accept: 'text/plain' })
  t.equal(text.raw, 'NCT06464679 Rheumatoid arthritis: eligible, every criterion decided\n')
  const minimal = await post(app, SLUG, eligible, { prefer: 'return=minimal' })
  t.same(Object.keys(minimal.json), [
    ...['protocol', 'version', 'arm', 'asOf', 'verdict', 'criteria', 'nextInputs'],
    ...['conflicts', 'collisions'],
  ])
  const extra = await ask(app, { cirrhosis: false })
  t.same(extra.unused, ['/inputs/cirrhosis'])
  const wrong = await ask(app, { cirrhosys: false })
  t.equal(wrong.errors[0].pointer, '/inputs/cirrhosys')
})

t.test('a unit is never guessed, a date of birth is never assumed', async (t) => {
  const app = await usualGateway()
  const bare = await ask(app, { weight: 62 })
  t.equal(bare.status, 422)
  t.equal(bare.errors[0].pointer, '/inputs/weight')
  const young = await ask(app, { birthDate: '2009-01-01' })
  t.equal(young.verdict, 'ineligible')
  t.same(criterion(young, 'C-7').reasons, ['out_of_range:birthDate'], 'Cockcroft-Gault is for adults')
})

t.test('a field that is not known is answered with the names that it may be meant for', async (t) => {
  const app = await usualGateway()
  const { status, errors } = await ask(app, { hemoglobin: { value: 12, unit: 'g/dL' }, creatinin: 1 })
  t.equal(status, 422)
  t.match(errors[0].message, /perhaps haemoglobin is meant/)
  t.match(errors[1].message, /perhaps creatinine is meant/)
  const many = Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [`field${i}`, 1]))
  t.match((await ask(app, many)).detail, /^More than 500 faults, \d+ of them listed/)
})

t.test('protocols are listed and read', async (t) => {
  const app = await usualGateway()
  const list = (await app.inject('/v1/protocols')).json()
  t.same(
    list.protocols.map(({ id, path }: Json) => [id, path]),
    [...protocolFiles([PROTOCOLS]).keys()].map((id) => [id, `/v1/screen/${id}`]),
  )
  const one = (await app.inject('/v1/protocols/nct06464679')).json()
  t.same(one, protocol)
  t.equal((await app.inject('/v1/protocols/nct00000000')).statusCode, 404)
  t.equal((await app.inject({ method: 'POST', url: '/v1/protocols' })).headers['allow'], 'GET, HEAD')
  t.equal((await post(app, 'screen/nct00000000', eligible)).status, 404)
})

t.test('the file names every instrument that it uses, and every input is used', async (t) => {
  const used = JSON.stringify([
    protocol.calls,
    protocol.measures,
    protocol.rules,
    protocol.criteria,
    protocol.collisions,
    Object.values<Json>(protocol.inputs).map(({ complete }) => complete),
  ])
  for (const name of Object.keys(protocol.inputs)) t.ok(used.includes(`"${name}`), name)
  for (const { use } of Object.values<Json>(protocol.calls))
    t.ok(
      instruments.some(({ slug }) => slug === use),
      use,
    )
})
