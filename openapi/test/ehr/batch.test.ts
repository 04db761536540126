/** Lines of Bundles: one patient a line, answered in order, each as the single operation answers it. */
import t from 'tap'
import { preparedUsualGateway } from '../helpers.js'
import { codesIn, fhirOf, type Reply } from './asked.js'
import { bundle, type Json, observation } from './encode.js'

const app = await preparedUsualGateway()
const call = fhirOf(app)
const LINES = { 'content-type': 'application/fhir+ndjson' }

const patient = (id: number, esr: number): Json => {
  const of = (name: string, value: unknown): Json =>
    observation({ name }, value, { subject: { reference: `Patient/${id}` } })
  return bundle([
    of('tenderJointCount28', 5),
    of('swollenJointCount28', 3),
    of('esr', { value: esr, unit: 'mm/h' }),
    of('patientGlobal', { value: 45, unit: 'mm' }),
  ])
}

const send = async (payload: string | Buffer, headers: Readonly<Record<string, string>> = LINES) =>
  app.inject({ method: 'POST', url: '/fhir/$das28-esr/batch', headers, payload })

t.test('each line is what the operation answers, in order', async (t) => {
  const records = Array.from({ length: 300 }, (_, i) =>
    i % 7 === 3 ? { resourceType: 'Bundle', type: 'batch' } : patient(i, 1 + (i % 90)),
  )
  const reply = await send(records.map((each) => JSON.stringify(each)).join('\n'))
  t.equal(reply.statusCode, 200)
  t.equal(reply.headers['content-type'], 'application/fhir+ndjson; charset=utf-8')
  const lines = reply.body.trimEnd().split('\n')
  t.equal(lines.length, records.length)
  for (const i of [0, 1, 3, 10, 150, 299])
    t.equal(lines[i], (await call('/fhir/$das28-esr', records[i])).text, `line ${i}`)
})

t.test('a line fails alone', async (t) => {
  const other = JSON.stringify(
    bundle([
      ...(patient(1, 4)['entry'] as { resource: Json }[]).map(({ resource }) => resource),
      observation({ name: 'esr' }, { value: 9, unit: 'mm/h' }, { subject: { reference: 'Patient/2' } }),
    ]),
  )
  const good = JSON.stringify(patient(1, 4))
  const body = Buffer.concat([
    Buffer.from(`${good}\n\n{\n{"a":1,"a":2}\n${other}\n`),
    Buffer.from([0xff, 0xfe, 0x0a]),
    Buffer.from(`{"x":"${'y'.repeat(600_000)}"}\n${good}`),
  ])
  const lines = (await send(body)).body
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Json)
  const codeOf = (json: Json): string => codesIn({ json } as Reply)[0] ?? String(json['resourceType'])
  t.same(lines.map(codeOf), [
    'Observation',
    'not_json',
    'duplicate_key',
    'subject_conflict',
    'not_json',
    'body_too_large',
    'Observation',
  ])
})

t.test('other kinds of bodies are refused as FHIR refuses', async (t) => {
  const reply = await send('[]', { 'content-type': 'application/json' })
  t.equal(reply.statusCode, 415)
  t.equal(reply.json().resourceType, 'OperationOutcome')
  t.equal((await app.inject({ url: '/fhir/$das28-esr/batch' })).statusCode, 405)
  t.equal((await send('')).statusCode, 200, 'no line, no answer')
})
